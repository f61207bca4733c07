//! Choices: one of a few.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::page::Intent;
use crate::ui::context::{dispatch, say};
use crate::ui::erased::{Memo, each, handler};

/// One thing that can be chosen.
pub(super) struct Choice {
    /// Its `value`.
    pub(super) value: &'static str,
    /// Its text.
    pub(super) label: Key,
    /// What choosing it says.
    pub(super) intent: Intent,
}

/// A list to choose from.
#[component]
pub(super) fn Select(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// What is chosen.
    label: Key,
    /// What can be chosen.
    choices: Vec<Choice>,
    /// The `value` of what is chosen.
    #[prop(into)]
    chosen: Memo<&'static str>,
) -> impl IntoView {
    let dispatch = dispatch();
    let option = |choice: &Choice| {
        let Choice { value, label, .. } = *choice;
        view! {
            <option value=value prop:selected=move || chosen.get() == value>
                {say(label)}
            </option>
        }
    };
    let options = each(&choices, option);
    let choose = handler(move |event: Event| {
        let value = event_target_value(&event);
        if let Some(choice) = choices.iter().find(|choice| choice.value == value) {
            dispatch.send(choice.intent.clone());
        }
    });
    view! {
        <label class="field">
            <span class="field-label">{say(label)}</span>
            <select name=name on:change=choose>
                {options}
            </select>
        </label>
    }
}
