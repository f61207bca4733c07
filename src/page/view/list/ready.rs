//! What was read, before anything is asked.

use crate::domain::TypeChoice;
use crate::i18n::{Arg, Key, Message};
use crate::page::model::list::Read;

use super::{FactView, KeepView, ReadyView, words};

/// So many spellings are asked in one request.
const A_REQUEST: u64 = 1_000;

/// So many requests the portal takes at once, and after that two a second.
const AT_ONCE: u64 = 50;

/// So long a portal of average speed looks for one spelling, in microseconds, where several requests are under way.
const A_SPELLING_US: u64 = 1_000;

/// From so many seconds on, minutes are told.
const MINUTES_FROM: u64 = 90;

pub(super) fn view(read: &Read, types: TypeChoice, is_lost: bool, keep: KeepView) -> ReadyView {
    let values = read.list.values().len() as u64;
    ReadyView {
        facts: facts(read, values),
        invalid: (read.unusable > 0).then(|| Message::counting(Key::ListInvalid, read.unusable)),
        pieces: read.shown.clone(),
        pieces_more: read.unusable.saturating_sub(read.shown.len() as u64),
        entity: types.only(),
        question: if values == 0 {
            Key::ListNothingToAsk.into()
        } else {
            Message::counting(Key::ListQuestion, values)
                .with("types", Arg::Message(words::asked(types).into()))
        },
        cost: (values > 0).then(|| cost(read.spellings)),
        keep,
        begin: Message::counting(Key::ListBegin, values),
        can_begin: values > 0,
        can_look_back: !is_lost,
    }
}

fn facts(read: &Read, values: u64) -> Vec<FactView> {
    let rows = read.list.rows().len() as u64;
    let fact = |name, key, count| FactView { name, text: Message::counting(key, count) };
    let mut facts = vec![fact("rows", Key::ListRows, rows), fact("values", Key::ListValues, values)];
    if read.repeated > 0 {
        facts.push(fact("repeated", Key::ListRepeated, read.repeated));
    }
    if read.without > 0 {
        facts.push(fact("without", Key::ListWithout, read.without));
    }
    facts
}

/// How many requests it takes at least, and about how long. What the answers will lead to, nobody knows.
fn cost(spellings: u64) -> Message {
    let requests = spellings.div_ceil(A_REQUEST);
    let by_rate = requests.saturating_sub(AT_ONCE) / 2;
    let by_work = spellings.saturating_mul(A_SPELLING_US) / 1_000_000;
    let seconds = by_rate.max(by_work).max(1);
    let (key, number) = if seconds < MINUTES_FROM {
        (Key::ListCost, seconds)
    } else {
        (Key::ListCostMinutes, seconds.div_ceil(60))
    };
    Message::counting(key, requests).with("number", Arg::Number(number))
}
