//! Choices: one of a few.

use leptos::prelude::*;

use crate::flow::{Arrangement, Intent};
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};

/// One thing that can be chosen.
#[derive(Clone)]
pub(crate) struct Choice {
    /// Its `value`.
    pub(crate) value: &'static str,
    /// Its text.
    pub(crate) label: Key,
    /// What choosing it says.
    pub(crate) intent: Intent,
}

/// A list to choose from; `chosen` is the `value` of what is chosen.
pub(crate) fn select(
    name: &'static str,
    label: Key,
    choices: Vec<Choice>,
    chosen: Memo<&'static str>,
) -> AnyView {
    let dispatch = dispatch();
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let value = choice.value;
            let selected = Signal::derive(move || chosen.get() == value);
            view! { <option value=value prop:selected=selected>{say(choice.label)}</option> }.into_any()
        })
        .collect();
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(choice) = choices.iter().find(|choice| choice.value == value) {
            dispatch.send(choice.intent.clone());
        }
    };
    view! {
        <label class="field">
            <span class="field-label">{say(label)}</span>
            <select name=name on:change=choose>{options}</select>
        </label>
    }
    .into_any()
}

/// How results are grouped.
pub(crate) fn arrangement_choice(chosen: Memo<Option<Arrangement>>) -> AnyView {
    let dispatch = dispatch();
    let radio = |arrangement, value: &'static str, label| {
        let checked = Signal::derive(move || chosen.get() == Some(arrangement));
        let choose = move |_| dispatch.send(Intent::Arrange(arrangement));
        view! {
            <label class="segment">
                <input type="radio" name="arrangement" value=value prop:checked=checked on:change=choose/>
                <span>{say(label)}</span>
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="segments">
            <legend class="unseen">{say(Key::UiArrangement)}</legend>
            {radio(Arrangement::ByRecord, "record", Key::UiByRecord)}
            {radio(Arrangement::ByValue, "value", Key::UiByValue)}
        </fieldset>
    }
    .into_any()
}
