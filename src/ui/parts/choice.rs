//! Choices: one of a few.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::AppView;
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};
use crate::ui::element::el;

/// One thing that can be chosen.
pub(crate) struct Choice {
    /// Its `value`.
    pub(crate) value: &'static str,
    /// Its text.
    pub(crate) label: Key,
    /// What choosing it says.
    pub(crate) intent: Intent,
}

/// A list to choose from; `chosen` reads the `value` of what is chosen.
pub(crate) fn select(
    view: ReadSignal<AppView>,
    name: &'static str,
    label: Key,
    choices: Vec<Choice>,
    chosen: fn(&AppView) -> &'static str,
) -> AnyView {
    let dispatch = dispatch();
    let option = |choice: &Choice| {
        let value = choice.value;
        el("option")
            .attr("value", value)
            .flag("selected", move || view.with(chosen) == value)
            .text(say(choice.label))
            .into()
    };
    let options: Vec<_> = choices.iter().map(option).collect();
    let choose = move |event: Event| {
        let value = event_target_value(&event);
        if let Some(choice) = choices.iter().find(|choice| choice.value == value) {
            dispatch.send(choice.intent.clone());
        }
    };
    el("label")
        .class("field")
        .child(el("span").class("field-label").text(say(label)))
        .child(el("select").attr("name", name).on("change", choose).children(options))
        .into()
}
