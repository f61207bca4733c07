//! The honest statement of completeness.

#[cfg(feature = "page")]
use crate::domain::TypeChoice;
use crate::domain::{Communication, EntityType, sanitised};
#[cfg(feature = "page")]
use crate::flow::model::Phase;
use crate::flow::model::{Extent, Run, Search};
use crate::i18n::{Arg, Key, Message};

use super::{CompletenessView, Tone, results};

/// So many capped values are named; the others are counted.
const NAMED: usize = 3;

/// What is sure about the results, and what is not, one sentence a reason.
pub(super) fn view(run: &Run) -> CompletenessView {
    let mut lines = Vec::new();
    lines.extend(capped(run));
    if run.extent == Extent::FirstPart {
        let first = Message::plain(Key::ResultFirstPart);
        lines.push(first.with("count", Arg::Number(Search::LIMIT as u64)));
    }
    let findings = &run.findings;
    if run.is_over() && findings.unchecked > 0 {
        lines.push(Message::counting(Key::ResultUnchecked, findings.unchecked));
    }
    if run.is_over() && findings.unloaded > 0 {
        lines.push(Message::counting(Key::ResultUnloadedNote, findings.unloaded));
    }
    if run.unreadable > 0 {
        lines.push(Message::counting(Key::CardClientsHidden, run.unreadable));
    }
    if run.input.invalid > 0 {
        lines.push(Message::counting(Key::ResultInvalid, run.input.invalid));
    }
    let is_complete = lines.is_empty() && run.is_over();
    if findings.hidden_in_all() > 0 {
        let beside_others = findings.found() > 0 || findings.unloaded > 0;
        let note = if beside_others { Key::ResultHiddenNote } else { Key::ResultHiddenOnlyNote };
        let is_capped = EntityType::ALL.into_iter().any(|entity| findings.is_capped(entity));
        let number = Arg::Message(results::number(findings.hidden_in_all(), is_capped));
        lines.push(Message::counting(note, findings.hidden_in_all()).with("number", number));
    }
    if !run.is_over() {
        lines.push(Key::ResultStillSearching.into());
    }
    #[cfg(feature = "page")]
    lines.extend(narrowed(run));
    #[cfg(feature = "page")]
    if run.search.contradicted() > 0 && matches!(run.phase, Phase::Naming { .. } | Phase::Finished) {
        lines.push(Message::counting(Key::ResultContradicted, run.search.contradicted() as u64));
    }
    if is_complete {
        lines.insert(0, Key::ResultComplete.into());
    }
    CompletenessView { tone: tone(run, is_complete), lines }
}

/// Which type alone was searched.
#[cfg(feature = "page")]
fn narrowed(run: &Run) -> Option<Message> {
    let TypeChoice::Only(entity) = run.types else { return None };
    let key = match entity {
        EntityType::Lead => Key::ResultOnlyLeads,
        EntityType::Contact => Key::ResultOnlyContacts,
        EntityType::Company => Key::ResultOnlyCompanies,
    };
    Some(key.into())
}

fn tone(run: &Run, is_complete: bool) -> Tone {
    if !run.is_over() {
        Tone::Info
    } else if is_complete {
        Tone::Good
    } else {
        Tone::Warning
    }
}

/// The values whose lists the portal's cap has cut.
fn capped(run: &Run) -> Vec<Message> {
    let capped = &run.findings.capped;
    let mut lines: Vec<Message> = capped
        .iter()
        .take(NAMED)
        .filter_map(|(key, entity)| run.search.asked(*key).map(|asked| of_value(asked, *entity)))
        .collect();
    let others = capped.len().saturating_sub(NAMED);
    if others > 0 {
        lines.push(Message::counting(Key::ResultCappedMore, others as u64));
    }
    lines
}

fn of_value(asked: &Communication, entity: EntityType) -> Message {
    let text = match entity {
        EntityType::Lead => Key::ResultCappedLeads,
        EntityType::Contact => Key::ResultCappedContacts,
        EntityType::Company => Key::ResultCappedCompanies,
    };
    Message::plain(text).with("value", Arg::Text(sanitised(asked.spelling())))
}
