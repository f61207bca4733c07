//! What the user can want of a lookup.

use crate::app::{CopyWhat, Effect, Effects};
use crate::domain::{Dismissal, EntityType, RecordRef};
use crate::session::Connection;

use super::{Lookup, Mode, ResultsState, Selection};

/// What the user can want of a lookup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Stop the search; what was found stays.
    Cancel,
    /// Ask nothing more until the user goes on.
    Pause,
    /// Go on after that.
    GoOn,
    /// Ask once more what was not answered, or try again what was refused.
    Resume,
    /// Open a record's card.
    Open(RecordRef),
    /// Group results in this way.
    Arrange(Arrangement),
    /// Show these records, in this order.
    Select(Selection),
    /// Show more records of this type.
    ShowMore(EntityType),
    /// Show more values.
    ShowMoreValues,
    /// Show all records of the value at this place of the report.
    ShowRecords(usize),
    /// Choose a record to be compared, or no more.
    Choose(RecordRef),
    /// See the chosen records side by side.
    Compare,
    /// In a card: search this phone or e-mail beside the card's own.
    Beside(String),
    /// In a card: this record is no duplicate of it, or is one after all.
    Dismiss(RecordRef, IsDismissed),
    /// In a card: the value at this place says nothing of who has it, or does after all.
    DismissValue(usize, IsDismissed),
    /// In a card: take back the last that was dismissed.
    BringBack(Dismissal),
    /// In a card: back to the card's own phones and e-mails.
    Back,
    /// Copy this text: what an administrator is asked about hidden records.
    CopyRequest(String),
    /// Copy the ids of this type's records, or of all.
    CopyIds(Option<EntityType>),
}

/// How results are grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Arrangement {
    /// By entity type, a line for each record.
    #[default]
    ByRecord,
    /// By the values of the input.
    ByValue,
}

/// What of an intent is left to whoever contains the lookup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Left {
    /// Stop whatever is under way.
    Cancel,
    /// Go on with whatever has stopped.
    Resume,
    /// Show the chosen records side by side.
    Compare,
    /// Search this as well.
    Beside(String),
    /// Leave that again.
    Back,
    /// Keep in the portal that something is dismissed, or is not any more.
    Dismiss(Dismissal, IsDismissed),
}

/// Whether something is said to be no duplicate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IsDismissed {
    /// It is.
    Yes,
    /// It is brought back.
    No,
}

/// Does what the user wants of the lookup that is shown, if there is one.
pub(crate) fn wanted<M: Mode, X>(
    shown: Option<(&mut Lookup<M>, &mut ResultsState)>,
    connection: &mut Connection,
    intent: &Intent,
    effects: &mut Effects<X>,
) -> Option<Left> {
    match (intent, shown) {
        (Intent::Cancel, _) => return Some(Left::Cancel),
        (Intent::Resume, _) => return Some(Left::Resume),
        (Intent::Compare, _) => return Some(Left::Compare),
        (Intent::Beside(text), _) => return Some(Left::Beside(text.clone())),
        (Intent::Back, _) => return Some(Left::Back),
        (Intent::Dismiss(record, is_dismissed), Some((lookup, _))) => {
            return Some(Left::Dismiss(lookup.own.dismissal(&lookup.search, *record)?, *is_dismissed));
        }
        (Intent::BringBack(what), _) => return Some(Left::Dismiss(what.clone(), IsDismissed::No)),
        (Intent::DismissValue(place, is_dismissed), Some((lookup, _))) => {
            let dismissal = Dismissal::of_value(lookup.input.askable().nth(*place)?.written().key())?;
            return Some(Left::Dismiss(dismissal, *is_dismissed));
        }
        (Intent::CopyRequest(text), _) => {
            effects.push(Effect::Copy { what: CopyWhat::Request, text: text.clone() });
        }
        (Intent::Open(reference), _) => connection.open(*reference, effects),
        (_, None) => {}
        (Intent::Pause, Some((lookup, _))) => lookup.pause(connection, effects),
        (Intent::GoOn, Some((lookup, _))) => {
            connection.resume();
            lookup.go_on(connection);
        }
        (Intent::Arrange(arrangement), Some((_, state))) => state.arrangement = *arrangement,
        (Intent::Select(selection), Some((_, state))) => state.selection = *selection,
        (Intent::ShowMore(entity), Some((lookup, state))) => lookup.show_more(state, *entity, effects),
        (Intent::ShowMoreValues, Some((lookup, state))) => lookup.show_more_values(state, effects),
        (Intent::ShowRecords(place), Some((_, state))) => state.open_value(*place, effects),
        (Intent::Choose(reference), Some((lookup, state))) => {
            if !lookup.findings.is_of_shared_line(*reference) {
                state.choose(lookup, *reference);
            }
        }
        (Intent::CopyIds(entity), Some((lookup, _))) => lookup.copy_ids(*entity, effects),
    }
    None
}
