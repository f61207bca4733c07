//! A value of the input and its verdict.

use leptos::prelude::*;

use super::notice::tone_name;
use super::record::{chip, record_row, spelling};
use crate::flow::view::ValueView;
use crate::i18n::{Key, Message};
use crate::ui::context::say;

/// The values in one line, each with its verdict.
pub(crate) fn value_chips(label: Key, values: Vec<ValueView>) -> AnyView {
    view! {
        <div class="values-line">
            <span class="quiet">{say(label)}</span>
            <ul class="values">{values.into_iter().map(value_item).collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

/// A value with the records that have it.
pub(crate) fn value_item(value: ValueView) -> AnyView {
    let ValueView { kind, spelling: written, verdict, records, more } = value;
    let attribute = written.clone();
    let name = verdict.as_ref().map(|verdict| verdict.name);
    view! {
        <li class="value" data-value=attribute data-verdict=name>
            {spelling(kind, written)}
            {verdict.map(|verdict| chip(say(verdict.text), tone_name(verdict.tone)))}
            {(!records.is_empty()).then(|| view! {
                <ul class="records">{records.into_iter().map(record_row).collect::<Vec<_>>()}</ul>
            })}
            {(more > 0).then(|| view! {
                <p class="quiet">{say(Message::counting(Key::UiMoreRecords, more))}</p>
            })}
        </li>
    }
    .into_any()
}
