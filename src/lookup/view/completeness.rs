//! The honest statement of completeness.

use crate::domain::{Communication, Completeness, EntityType, KeyStatus, Unchecked, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Lookup, Mode, Scope, Spellings};
use crate::protocol::limits::RECORDS_A_VALUE;
use crate::session;
use crate::session::view::{Tone, of_refusal};

use super::CompletenessView;

/// So many capped values are named; the others are counted.
const NAMED: usize = 3;

/// What is sure about the results, and what is not, one sentence a reason.
pub(super) fn view<M: Mode>(lookup: &Lookup<M>) -> CompletenessView {
    let mut lines = Vec::new();
    lines.extend(capped(lookup));
    if lookup.scope == Scope::FirstPart {
        let first = Message::plain(Key::ResultFirstPart);
        lines.push(first.with("count", Arg::Number(lookup.findings.values)));
    }
    let findings = &lookup.findings;
    if lookup.is_over() && findings.unchecked > 0 {
        lines.push(Message::counting(Key::ResultUnchecked, findings.unchecked));
    }
    if lookup.is_over() && findings.unloaded > 0 {
        lines.push(Message::counting(Key::ResultUnloadedNote, findings.unloaded));
    }
    if lookup.unreadable > 0 {
        lines.push(Message::counting(Key::CardClientsHidden, lookup.unreadable));
    }
    if lookup.input.invalid > 0 {
        lines.push(Message::counting(Key::ResultInvalid, lookup.input.invalid));
    }
    let is_complete = lines.is_empty() && lookup.is_over();
    if !lookup.is_over() {
        lines.push(Key::ResultStillSearching.into());
    }
    lines.extend(M::narrowed(lookup.types).map(|narrowed| narrowed.remark.into()));
    lines.extend(M::remarks(lookup));
    if is_complete {
        lines.insert(0, Key::ResultComplete.into());
    }
    CompletenessView { tone: tone(lookup, is_complete), lines }
}

/// How complete the records of one value are: of which of its spellings, or types, it is the least.
pub(super) fn told<M: Mode>(
    lookup: &Lookup<M>,
    value: <M::Spellings as Spellings>::Value,
) -> Option<Message> {
    if !lookup.is_over() {
        return None;
    }
    let why = |status| {
        let reason = lookup.search.refusal().map(|refusal| of_refusal::<session::Intent>(refusal).title);
        match (status, reason) {
            (Unchecked::Failed, Some(reason)) => reason,
            (Unchecked::Failed | Unchecked::Waiting | Unchecked::Cancelled, _) => {
                Key::ProgressCancelled.into()
            }
        }
    };
    let mut least = Key::ValueComplete;
    for key in lookup.spellings.keys(value) {
        let of_types = match lookup.search.status(key) {
            KeyStatus::NotChecked(status) => return Some(why(status)),
            KeyStatus::Checked(of_types) => of_types,
        };
        let mut wanted = lookup.types.wanted().map(|entity| *of_types.get(entity));
        if wanted.clone().any(|of_type| of_type == Completeness::Unknown) {
            return Some(
                Message::plain(Key::ValuePartly).with("reason", Arg::Message(why(Unchecked::Failed))),
            );
        }
        if wanted.any(|of_type| of_type == Completeness::Capped) {
            least = Key::ValueCapped;
        } else if least == Key::ValueComplete && lookup.search.matches(key).count() >= RECORDS_A_VALUE {
            // So many rows cut the first answer off, and each type was asked for by itself.
            least = Key::ValueCompleted;
        }
    }
    Some(least.into())
}

fn tone<M: Mode>(lookup: &Lookup<M>, is_complete: bool) -> Tone {
    if !lookup.is_over() || (is_complete && lookup.findings.hidden_in_all() > 0) {
        // All was checked, but whoever is hidden may be a duplicate: that is no reason to be glad.
        Tone::Info
    } else if is_complete {
        Tone::Good
    } else {
        Tone::Warning
    }
}

/// The values whose lists the portal's cap has cut.
fn capped<M: Mode>(lookup: &Lookup<M>) -> Vec<Message> {
    let capped = lookup.findings.capped();
    let others = capped.len().saturating_sub(NAMED);
    let mut lines: Vec<Message> = capped
        .take(NAMED)
        .filter_map(|(key, entity)| lookup.search.asked(key).map(|asked| of_value(asked, entity)))
        .collect();
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
