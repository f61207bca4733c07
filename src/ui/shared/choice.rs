//! A choice of one out of several.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::card::Intent;
use crate::lookup::view::{ChoiceView, OptionView, ResultsView};
use crate::ui::context::{dispatch, id, say};
use crate::ui::erased::{Memo, each, handler};

/// How the records are arranged and sorted, and which of them are shown. What is chosen anew is drawn in place.
#[component]
pub(crate) fn Choices(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let choices = move || results.with(|results| results.choices.clone());
    view! { {move || each(choices(), |choice| view! { <Choice choice/> })} }
}

#[component]
fn Choice(
    /// What can be chosen.
    choice: ChoiceView,
) -> impl IntoView {
    let ChoiceView { name, label, options } = choice;
    view! {
        <fieldset class="segments" data-choice=name>
            <legend class="unseen">{say(label)}</legend>
            {each(options, |option| view! { <Segment name option/> })}
        </fieldset>
    }
}

/// One of them.
#[component]
fn Segment(
    /// Of what.
    name: &'static str,
    /// What it chooses.
    option: OptionView,
) -> impl IntoView {
    let OptionView { value, label, is_chosen, intent } = option;
    let dispatch = dispatch();
    // The keyboard's choice comes as a click as well. Another kind of event would be 1.6 KB more of a card's module.
    let choose = handler(move |_: MouseEvent| dispatch.send(Intent::Lookup(intent.clone())));
    view! {
        <label class="segment">
            <input
                type="radio"
                // Radio buttons of one name are one choice, in whatever widget of the page they are.
                name=id(name)
                value=value
                checked=move || is_chosen.then(String::new)
                on:click=choose
            />
            <span>{say(label)}</span>
        </label>
    }
}
