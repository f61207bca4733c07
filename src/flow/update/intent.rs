//! What the user wants, and who does it.

#[cfg(not(feature = "page"))]
use crate::flow::HandOver;
#[cfg(feature = "page")]
use crate::flow::InstallIntent;
#[cfg(feature = "page")]
use crate::flow::model::{Board, Face, Page, Reach};
use crate::flow::model::{
    Card, CardState, Connection, ConnectionStatus, Model, Pause, Phase, Refused, Run, Stage,
};
use crate::flow::{Effect, FocusTarget, Intent};

use super::{Effects, card, display, frame, launch, run};
#[cfg(feature = "page")]
use super::{call, form, install, page};

#[cfg_attr(
    not(feature = "page"),
    expect(clippy::needless_pass_by_value, reason = "what the page wants is taken apart")
)]
pub(super) fn wanted(model: &mut Model, intent: Intent, effects: &mut Effects) {
    let leaves = leaves(&intent);
    model.note = None;
    match intent {
        Intent::Cancel => cancel(model, effects),
        #[cfg(feature = "page")]
        Intent::Pause => pause(model, effects),
        #[cfg(feature = "page")]
        Intent::GoOn => go_on(model),
        Intent::Resume => resume(model, effects),
        Intent::Refresh => {
            if let Stage::Card(card) = &mut model.stage {
                card::refresh(card, effects);
            }
        }
        Intent::Open(reference) => frame::open(model, reference, effects),
        #[cfg(feature = "page")]
        Intent::Install(intent) => install::wanted(model, &intent, effects),
        Intent::Arrange(_)
        | Intent::ShowMore(_)
        | Intent::ShowMoreValues
        | Intent::ShowRecords(_)
        | Intent::CopyIds(_) => display::wanted(model, &intent, effects),
        #[cfg(feature = "page")]
        Intent::ToggleCall | Intent::ChooseSnippet(_) | Intent::CopyCall | Intent::CopyAnswer => {
            call::wanted(model, &intent, effects);
        }
        #[cfg(not(feature = "page"))]
        Intent::ToggleCall => effects.push(Effect::HandOver(HandOver::ShowCall)),
        #[cfg(feature = "page")]
        of_page => {
            if let Stage::Page(page) = &mut model.stage {
                on_page(page, of_page, effects);
            }
        }
    }
    if leaves == Leaves::WithItsButton {
        effects.push(Effect::Focus(place_to_go_on(&model.stage)));
    }
}

/// Whether the button of an intent is still there afterwards.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// It is gone, and the keyboard's focus with it: without a new place it would be at the top of the page.
    WithItsButton,
    /// It stays, or who carries the intent out gives the focus a place that suits it.
    Nothing,
}

const fn leaves(intent: &Intent) -> Leaves {
    match intent {
        Intent::Cancel | Intent::Resume | Intent::Refresh => Leaves::WithItsButton,
        #[cfg(feature = "page")]
        Intent::SearchAgain
        | Intent::SearchFirst
        | Intent::ShowInstall(_)
        | Intent::Install(
            InstallIntent::BindAll
            | InstallIntent::RemoveAll
            | InstallIntent::RemoveForSure
            | InstallIntent::Keep
            | InstallIntent::Finish,
        ) => Leaves::WithItsButton,
        _ => Leaves::Nothing,
    }
}

/// Where the user reads on: the results if there are any, or else the top of the screen.
const fn place_to_go_on(stage: &Stage) -> FocusTarget {
    match stage {
        Stage::Card(card) => match card.state {
            CardState::Searched(_) => FocusTarget::Results,
            _ => FocusTarget::Heading,
        },
        #[cfg(feature = "page")]
        Stage::Page(page) => match (&page.reach, &page.face, &page.board) {
            (Reach::Asking(_), ..) => FocusTarget::WebhookField,
            (Reach::Connected(_), Face::Search, Board::Run(_)) => FocusTarget::Results,
            _ => FocusTarget::Heading,
        },
        _ => FocusTarget::Heading,
    }
}

#[cfg(feature = "page")]
fn on_page(page: &mut Page, intent: Intent, effects: &mut Effects) {
    match intent {
        Intent::Type(text) => form::typed(&mut page.form, text, effects),
        Intent::Attach(text) => form::attach(&mut page.form, text, effects),
        Intent::AttachPart(part) => form::attach_part(&mut page.form, part, effects),
        Intent::Detach => form::detach(&mut page.form, effects),
        Intent::UndoDetach => form::undo_detach(&mut page.form, effects),
        Intent::ChooseKind(kind) => form::choose_kind(&mut page.form, kind, effects),
        Intent::ChooseType(entity) => form::choose_type(&mut page.form, entity),
        Intent::Search | Intent::SearchAgain => page::search(page, effects),
        Intent::SearchFirst => page::search_first(page, effects),
        Intent::Clear => page::clear(page, effects),
        Intent::Connect => {
            if let Reach::Asking(_) = page.reach {
                effects.push(Effect::TakeWebhook);
            }
        }
        Intent::Disconnect => page::disconnect(page, effects),
        Intent::ShowInstall(shown) => install::show(page, shown, effects),
        Intent::Cancel
        | Intent::Pause
        | Intent::GoOn
        | Intent::Resume
        | Intent::Refresh
        | Intent::Open(_)
        | Intent::Install(_)
        | Intent::Arrange(_)
        | Intent::ShowMore(_)
        | Intent::ShowMoreValues
        | Intent::ShowRecords(_)
        | Intent::CopyIds(_)
        | Intent::ToggleCall
        | Intent::ChooseSnippet(_)
        | Intent::CopyCall
        | Intent::CopyAnswer => {}
    }
}

fn cancel(model: &mut Model, effects: &mut Effects) {
    match &mut model.stage {
        Stage::Card(card) => card::stop(card, effects),
        #[cfg(feature = "page")]
        Stage::Page(page) => match page.reach {
            // Who stops the proof of a webhook wants to give another one.
            Reach::Proving { .. } => page::disconnect(page, effects),
            Reach::Asking(_) | Reach::Connected(_) => page::stop(page, effects),
        },
        _ => {}
    }
}

#[cfg(feature = "page")]
fn pause(model: &mut Model, effects: &mut Effects) {
    if let Some((run, connection)) = searching(model) {
        run::pause(run, connection, effects);
    }
}

/// Goes on with what the user has paused, and with whatever else stands still.
#[cfg(feature = "page")]
fn go_on(model: &mut Model) {
    if let Some((run, connection)) = searching(model) {
        connection.resume();
        run::go_on(run, connection);
    }
}

/// The search that is shown, and the way to its portal.
fn searching(model: &mut Model) -> Option<(&mut Run, &mut Connection)> {
    match &mut model.stage {
        Stage::Card(card) => match &mut card.state {
            CardState::Searched(run) => Some((run, &mut card.connection)),
            _ => None,
        },
        #[cfg(feature = "page")]
        Stage::Page(page) => match (&mut page.board, &mut page.reach) {
            (Board::Run(run), Reach::Connected(connection)) => Some((run, connection)),
            _ => None,
        },
        _ => None,
    }
}

/// Goes on after a halt or a pause; without one, tries again what was refused.
fn resume(model: &mut Model, effects: &mut Effects) {
    if let Stage::Refused(Refused::Silent(name)) = &model.stage {
        let name = name.clone();
        launch::shake_hands(model, name, effects);
        return;
    }
    let halted = model
        .stage
        .connection_mut()
        .filter(|connection| matches!(connection.status, ConnectionStatus::Halted(_)));
    let was_halted = halted.map(Connection::resume).is_some();
    if let Some((run, connection)) = searching(model).filter(|(run, _)| !run.is_over()) {
        // What the user has paused waits for the user's own word.
        if let Phase::Paused(Pause::Unanswered) = run.phase {
            run::go_on(run, connection);
        }
    } else if !was_halted {
        match &mut model.stage {
            Stage::Card(card) if is_over(card) => card::refresh(card, effects),
            #[cfg(feature = "page")]
            Stage::Page(page) => page::search(page, effects),
            _ => {}
        }
    }
}

fn is_over(card: &Card) -> bool {
    match &card.state {
        CardState::Reading(_) => false,
        CardState::Searched(run) => run.is_over(),
        CardState::ReadingStopped | CardState::Unread(_) | CardState::Empty(_) => true,
    }
}
