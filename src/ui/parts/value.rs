//! A value of the input and its verdict.

use leptos::prelude::*;

use super::notice::tone_name;
use super::record::{chip, record_row, spelling};
use super::{Look, button};
use crate::flow::Intent;
use crate::flow::view::{AppView, ValueView, VerdictView, value_place};
use crate::i18n::{Key, Message};
use crate::ui::context::say;
use crate::ui::element::el;

/// The values in one line, each with its verdict.
pub(crate) fn value_chips(view: ReadSignal<AppView>, label: Key, values: Vec<ValueView>) -> AnyView {
    let item = |value| value_item(view, value);
    el("div")
        .class("values-line")
        .child(el("span").class("quiet").text(say(label)))
        .child(el("ul").class("values").children(values.into_iter().map(item)))
        .into()
}

/// A value with the records that have it.
pub(crate) fn value_item(view: ReadSignal<AppView>, value: ValueView) -> AnyView {
    let ValueView { kind, spelling: written, verdict, records, more, place } = value;
    let more = (more > 0).then(|| {
        let label = say(Message::counting(Key::UiShowMore, more));
        button("more-records", label, Look::Quiet, Intent::ShowRecords(place))
    });
    let mut item = el("li").class("value");
    if !records.is_empty() {
        item = item.attr("id", value_place(place)).attr("tabindex", "-1");
    }
    let records = (!records.is_empty()).then(|| {
        el("ul").class("records").children(records.into_iter().map(|record| record_row(view, record))).into()
    });
    item.attr("data-value", written.as_str())
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
