//! Values of the input and their verdicts.

use crate::domain::{InputValue, KeyReport, shown};
use crate::flow::model::{Findings, Run, Verdict};
use crate::i18n::{Arg, Key, Message};

use super::{RecordView, Tone, ValueView, VerdictView, form};

/// At most so many values, in the order of the input, with the records that `records` gives for the place
/// of a key in the report.
pub(super) fn all(run: &Run, most: usize, records: impl Fn(usize) -> Vec<RecordView>) -> Vec<ValueView> {
    run.asked.iter().take(most).map(|value| one(run, value, &records)).collect()
}

fn one(run: &Run, value: &InputValue, records: &impl Fn(usize) -> Vec<RecordView>) -> ValueView {
    let Ok(communication) = &value.reading else { return invalid(value) };
    let is_it = |key: &KeyReport| key.asked.key() == communication.key();
    let place = run.report.keys.iter().position(is_it);
    let verdict = place.and_then(|place| run.findings.verdicts.get(place)).copied();
    let records = place.map(records).unwrap_or_default();
    let found = place.map_or(0, |place| count(&run.findings, place));
    ValueView {
        kind: Some(communication.kind()),
        spelling: shown(communication.spelling()),
        verdict: words(verdict.unwrap_or(Verdict::NotChecked), run),
        more: if records.is_empty() { 0 } else { found.saturating_sub(records.len() as u64) },
        place: place.unwrap_or_default(),
        records,
    }
}

fn count(findings: &Findings, place: usize) -> u64 {
    match findings.verdicts.get(place) {
        Some(Verdict::Found { count, .. }) => *count,
        _ => 0,
    }
}

fn invalid(value: &InputValue) -> ValueView {
    let why = value.reading.as_ref().err().copied().map_or(Key::InputUnrecognised, form::why);
    ValueView {
        kind: None,
        spelling: form::cut(&value.raw),
        verdict: Some(VerdictView { name: "invalid", tone: Tone::Warning, text: why.into() }),
        records: Vec::new(),
        more: 0,
        place: 0,
    }
}

fn words(verdict: Verdict, run: &Run) -> Option<VerdictView> {
    let not_checked =
        || VerdictView { name: "not-checked", tone: Tone::Warning, text: Key::VerdictNotChecked.into() };
    Some(match verdict {
        Verdict::Waiting | Verdict::NotChecked | Verdict::Unloaded(_) if !run.is_over() => return None,
        Verdict::Waiting | Verdict::NotChecked => not_checked(),
        Verdict::Absent => {
            // In a card the card itself has it.
            let key = if run.own.is_empty() { Key::VerdictAbsent } else { Key::VerdictAbsentOther };
            VerdictView { name: "absent", tone: Tone::Good, text: key.into() }
        }
        Verdict::HiddenOnly => {
            VerdictView { name: "hidden", tone: Tone::Warning, text: Key::VerdictHidden.into() }
        }
        Verdict::Unloaded(count) => {
            let text = Message::counting(Key::VerdictUnloaded, count);
            VerdictView { name: "unloaded", tone: Tone::Warning, text }
        }
        Verdict::Found { count, more, hidden } => {
            let key = if more { Key::VerdictFoundMore } else { Key::VerdictFound };
            let found = Message::counting(key, count);
            let text = if hidden > 0 {
                Message::counting(Key::VerdictFoundHidden, hidden).with("found", Arg::Message(found))
            } else {
                found
            };
            VerdictView { name: "found", tone: Tone::Info, text }
        }
    })
}
