//! Values of the input and their verdicts.

use std::rc::Rc;

use crate::domain::{Communication, Dismissal, InputValue, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Intent, IsDismissed, Lookup, Mode, Spellings, Verdict};
use crate::session::view::Tone;

use super::{DismissView, RecordView, ValueView, VerdictView, completeness, invalid, why};

/// A value of a lookup that can be asked.
type Asked<M> = <<M as Mode>::Spellings as Spellings>::Value;

/// At most so many values, in the order of the input, with the records that `records` gives for one. The values that
/// can be asked are those of the search, in the same order.
pub(crate) fn all<M: Mode>(
    lookup: &Lookup<M>,
    most: usize,
    records: impl Fn(Asked<M>) -> Vec<RecordView>,
) -> Vec<ValueView> {
    let mut asked = lookup.spellings.values(&lookup.search);
    let one = |value: &Rc<InputValue>| match &value.reading {
        Ok(value) => valid(lookup, value.written(), asked.next(), &records),
        Err(_) => invalid(value),
    };
    lookup.input.values.iter().take(most).map(one).collect()
}

fn valid<M: Mode>(
    lookup: &Lookup<M>,
    written: &Communication,
    asked: Option<Asked<M>>,
    records: &impl Fn(Asked<M>) -> Vec<RecordView>,
) -> ValueView {
    let Lookup { search, spellings, types, own, .. } = lookup;
    let verdict =
        asked.map_or(Verdict::NotChecked, |asked| Verdict::of(search, spellings, asked, *types, own));
    let records = asked.map(records).unwrap_or_default();
    let place = asked.map(M::Spellings::place).unwrap_or_default();
    let count = if let Verdict::Found { count, .. } = verdict { count } else { 0 };
    ValueView {
        kind: Some(written.kind()),
        spelling: sanitised(written.spelling()),
        verdict: words(verdict, lookup),
        completeness: asked.and_then(|asked| completeness::told(lookup, asked)),
        dismiss: dismiss(lookup, written, place),
        reading: why::reading(written),
        more: if records.is_empty() { 0 } else { count.saturating_sub(records.len() as u64) },
        place,
        records,
    }
}

/// Only in a card, which knows whose the value is.
fn dismiss<M: Mode>(lookup: &Lookup<M>, written: &Communication, place: usize) -> Option<DismissView> {
    let dismissal = Dismissal::of_value(written.key()).filter(|_| !lookup.own.is_nobody())?;
    let (label, then) = if lookup.own.dismissed.has(&dismissal) {
        (Key::DismissNoValue, IsDismissed::No)
    } else {
        (Key::DismissValue, IsDismissed::Yes)
    };
    Some(DismissView { label, intent: Intent::DismissValue(place, then) })
}

fn invalid(value: &InputValue) -> ValueView {
    let error = value.reading.as_ref().err().copied().map_or(Key::InputUnrecognised, invalid::why);
    ValueView {
        kind: None,
        spelling: invalid::cut(&value.raw),
        verdict: Some(VerdictView { name: "invalid", tone: Tone::Warning, text: error.into() }),
        completeness: None,
        dismiss: None,
        reading: Vec::new(),
        records: Vec::new(),
        more: 0,
        place: 0,
    }
}

fn words<M: Mode>(verdict: Verdict, lookup: &Lookup<M>) -> Option<VerdictView> {
    Some(match verdict {
        Verdict::NotChecked | Verdict::Unloaded(_) if !lookup.is_over() => return None,
        Verdict::NotChecked => {
            VerdictView { name: "not-checked", tone: Tone::Warning, text: Key::VerdictNotChecked.into() }
        }
        Verdict::Absent => VerdictView { name: "absent", tone: Tone::Good, text: absent(lookup).into() },
        Verdict::Related => {
            VerdictView { name: "related", tone: Tone::Good, text: Key::VerdictRelated.into() }
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

/// Nobody has it, as far as was asked.
fn absent<M: Mode>(lookup: &Lookup<M>) -> Key {
    // In a card the card itself has it.
    let elsewhere = if lookup.own.is_nobody() { Key::VerdictAbsent } else { Key::VerdictAbsentOther };
    M::narrowed(lookup.types).map_or(elsewhere, |narrowed| narrowed.absent)
}
