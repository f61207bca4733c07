//! Values of the input and their verdicts.

use std::rc::Rc;

use crate::domain::{Communication, InputValue, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Lookup, Mode, Verdict};
use crate::search::KeyIndex;
use crate::session::view::Tone;

use super::{RecordView, ValueView, VerdictView, invalid};

/// At most so many values, in the order of the input, with the records that `records` gives for a key. The
/// values that can be asked are the keys of the search, in the same order.
pub(crate) fn all<M: Mode>(
    lookup: &Lookup<M>,
    most: usize,
    records: impl Fn(KeyIndex) -> Vec<RecordView>,
) -> Vec<ValueView> {
    let mut keys = lookup.search.keys();
    let one = |value: &Rc<InputValue>| match &value.reading {
        Ok(value) => valid(lookup, value.written(), keys.next(), &records),
        Err(_) => invalid(value),
    };
    lookup.input.values.iter().take(most).map(one).collect()
}

fn valid<M: Mode>(
    lookup: &Lookup<M>,
    communication: &Communication,
    key: Option<KeyIndex>,
    records: &impl Fn(KeyIndex) -> Vec<RecordView>,
) -> ValueView {
    let verdict =
        key.map_or(Verdict::NotChecked, |key| Verdict::of(&lookup.search, key, lookup.types, &lookup.own));
    let records = key.map(records).unwrap_or_default();
    let count = if let Verdict::Found { count, .. } = verdict { count } else { 0 };
    ValueView {
        kind: Some(communication.kind()),
        spelling: sanitised(communication.spelling()),
        verdict: words(verdict, lookup),
        more: if records.is_empty() { 0 } else { count.saturating_sub(records.len() as u64) },
        place: key.map(KeyIndex::index).unwrap_or_default(),
        records,
    }
}

fn invalid(value: &InputValue) -> ValueView {
    let why = value.reading.as_ref().err().copied().map_or(Key::InputUnrecognised, invalid::why);
    ValueView {
        kind: None,
        spelling: invalid::cut(&value.raw),
        verdict: Some(VerdictView { name: "invalid", tone: Tone::Warning, text: why.into() }),
        records: Vec::new(),
        more: 0,
        place: 0,
    }
}

fn words<M: Mode>(verdict: Verdict, lookup: &Lookup<M>) -> Option<VerdictView> {
    let not_checked =
        || VerdictView { name: "not-checked", tone: Tone::Warning, text: Key::VerdictNotChecked.into() };
    Some(match verdict {
        Verdict::Waiting | Verdict::NotChecked | Verdict::Unloaded(_) if !lookup.is_over() => return None,
        Verdict::Waiting | Verdict::NotChecked => not_checked(),
        Verdict::Absent => VerdictView { name: "absent", tone: Tone::Good, text: absent(lookup).into() },
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

/// Nobody has it, as far as was asked.
fn absent<M: Mode>(lookup: &Lookup<M>) -> Key {
    // In a card the card itself has it.
    let elsewhere = if lookup.own.is_empty() { Key::VerdictAbsent } else { Key::VerdictAbsentOther };
    M::narrowed(lookup.types).map_or(elsewhere, |narrowed| narrowed.absent)
}
