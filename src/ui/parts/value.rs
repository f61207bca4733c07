//! A value of the input and its verdict.

use leptos::prelude::AnyView;

use super::notice::tone_name;
use super::record::{chip, record_row, spelling};
use crate::flow::view::{ValueView, VerdictView};
use crate::i18n::{Key, Message};
use crate::ui::context::say;
use crate::ui::element::el;

/// The values in one line, each with its verdict.
pub(crate) fn value_chips(label: Key, values: Vec<ValueView>) -> AnyView {
    el("div")
        .class("values-line")
        .child(el("span").class("quiet").text(say(label)))
        .child(el("ul").class("values").children(values.into_iter().map(value_item)))
        .into()
}

/// A value with the records that have it.
pub(crate) fn value_item(value: ValueView) -> AnyView {
    let ValueView { kind, spelling: written, verdict, records, more } = value;
    let more = (more > 0)
        .then(|| el("p").class("quiet").text(say(Message::counting(Key::UiMoreRecords, more))).into());
    let records = (!records.is_empty())
        .then(|| el("ul").class("records").children(records.into_iter().map(record_row)).into());
    el("li")
        .class("value")
        .attr("data-value", written.as_str())
        .maybe("data-verdict", verdict.as_ref().map(|verdict| verdict.name))
        .child(spelling(kind, written))
        .children(verdict.map(verdict_chip))
        .children(records)
        .children(more)
        .into()
}

fn verdict_chip(verdict: VerdictView) -> AnyView {
    chip(tone_name(verdict.tone)).text(say(verdict.text)).into()
}
