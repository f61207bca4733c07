//! How results are shown, and what is copied from them.

use crate::domain::EntityType;
#[cfg(feature = "page")]
use crate::flow::model::Board;
use crate::flow::model::{CardState, Display, Findings, Model, Note, NotePlace, PAGE, Run, Stage};
use crate::flow::{CopyWhat, Effect, FocusTarget, Intent, Timer};
use crate::i18n::Key;

use super::Effects;

/// A note that something is done is shown for so long.
const NOTE_MS: u32 = 4_000;

pub(super) fn wanted(model: &mut Model, intent: &Intent, effects: &mut Effects) {
    let Some((display, run)) = shown(&mut model.stage) else { return };
    match intent {
        Intent::CopyIds(entity) => copy_ids(&run.findings, *entity, effects),
        _ => change(display, run, intent, effects),
    }
}

/// The button that shows more goes away with the last page, and the focus with it: it goes to the heading.
fn change(display: &mut Display, run: &Run, intent: &Intent, effects: &mut Effects) {
    match intent {
        Intent::Arrange(arrangement) => display.arrangement = *arrangement,
        Intent::ShowMore(entity) => {
            let (shown, all) = (display.records.get_mut(*entity), run.findings.records.get(*entity).len());
            *shown = shown.saturating_add(PAGE).min(all.max(PAGE));
            if *shown >= all {
                effects.push(Effect::Focus(FocusTarget::Group(*entity)));
            }
        }
        Intent::ShowMoreValues => {
            display.values = display.values.saturating_add(PAGE).min(run.input.kept().max(PAGE));
            if display.values >= run.input.kept() {
                effects.push(Effect::Focus(FocusTarget::Results));
            }
        }
        Intent::ShowRecords(place) => {
            if !display.opened.contains(place) {
                display.opened.push(*place);
            }
            effects.push(Effect::Focus(FocusTarget::Value(*place)));
        }
        _ => {}
    }
}

/// The results on the screen, and how they are shown.
pub(super) fn shown(stage: &mut Stage) -> Option<(&mut Display, &Run)> {
    match stage {
        Stage::Card(card) => match &card.state {
            CardState::Searched(run) => Some((&mut card.display, run)),
            _ => None,
        },
        #[cfg(feature = "page")]
        Stage::Page(page) => match &page.board {
            Board::Run(run) => Some((&mut page.display, run)),
            Board::Blank => None,
        },
        _ => None,
    }
}

fn copy_ids(findings: &Findings, entity: Option<EntityType>, effects: &mut Effects) {
    let text = ids(findings, entity);
    if !text.is_empty() {
        effects.push(Effect::Copy { what: CopyWhat::Ids(entity), text });
    }
}

/// The ids of one type, or those of all types, a line for each that begins with its name.
fn ids(findings: &Findings, entity: Option<EntityType>) -> String {
    if let Some(entity) = entity {
        return ids_of(findings, entity);
    }
    let lines = EntityType::ALL.map(|of| (of.wire(), ids_of(findings, of)));
    let lines = lines.into_iter().filter(|(_, ids)| !ids.is_empty());
    lines.map(|(name, ids)| [name, " ", &ids].concat()).collect::<Vec<_>>().join("\n")
}

fn ids_of(findings: &Findings, entity: EntityType) -> String {
    let found = findings.records.get(entity).iter();
    found.map(|record| record.id.get().to_string()).collect::<Vec<_>>().join(", ")
}

/// What could not be copied can be selected: ids stand nowhere on the screen by themselves, the call does.
pub(super) fn copied(model: &mut Model, what: CopyWhat, done: bool, effects: &mut Effects) {
    let at = NotePlace::Copying(what);
    if done {
        model.note = Some(Note { at, text: Key::ResultCopied.into(), to_select: None });
        effects.push(Effect::Wake { timer: Timer::Note, after_ms: NOTE_MS });
        return;
    }
    let to_select = match (what, shown(&mut model.stage)) {
        (CopyWhat::Ids(entity), Some((_, run))) => Some(ids(&run.findings, entity)),
        _ => None,
    };
    model.note = Some(Note { at, text: Key::ResultNotCopied.into(), to_select });
    effects.push(Effect::Unwake(Timer::Note));
}
