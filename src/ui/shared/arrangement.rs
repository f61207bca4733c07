//! How results are grouped.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::lookup::{Arrangement, Intent};
use crate::ui::context::{dispatch, id, say};
use crate::ui::erased::{Memo, handler};

/// The choice between records by type and values with their records.
#[component]
pub(crate) fn ArrangementChoice(
    /// What is chosen.
    #[prop(into)]
    chosen: Memo<Arrangement>,
) -> impl IntoView {
    view! {
        <fieldset class="segments">
            <legend class="unseen">{say(Key::UiArrangement)}</legend>
            <Segment chosen arrangement=Arrangement::ByRecord value="record" label=Key::UiByRecord/>
            <Segment chosen arrangement=Arrangement::ByValue value="value" label=Key::UiByValue/>
        </fieldset>
    }
}

/// One of the two.
#[component]
fn Segment(
    /// What is chosen.
    chosen: Memo<Arrangement>,
    /// What this one chooses.
    arrangement: Arrangement,
    /// Its `value`.
    value: &'static str,
    /// Its label.
    label: Key,
) -> impl IntoView {
    let dispatch = dispatch();
    // The keyboard's choice comes as a click as well. Another kind of event would be 1.6 KB more of a card's module.
    let choose = handler(move |_: MouseEvent| dispatch.send(Intent::Arrange(arrangement)));
    view! {
        <label class="segment">
            <input
                type="radio"
                // Radio buttons of one name are one choice, in whatever widget of the page they are.
                name=id("arrangement")
                value=value
                checked=move || (chosen.get() == arrangement).then(String::new)
                on:click=choose
            />
            <span>{say(label)}</span>
        </label>
    }
}
