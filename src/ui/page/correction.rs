//! A place to put right what was not read.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::i18n::{Key, Message};
use crate::ui::context::{Press, name_of, say};
use crate::ui::erased::handler;
use crate::ui::shared::{Button, Look};

/// What stands there now, to be written over. It takes its place by the button or by Enter, and not by leaving the field.
#[component]
pub(super) fn Correction(
    /// What stands there.
    text: String,
    /// What a screen reader calls the field.
    label: Message,
    /// Puts what was written in its place.
    correct: Box<dyn Fn(String)>,
) -> impl IntoView {
    let (field, written) = (NodeRef::<html::Input>::new(), RwSignal::new(text.clone()));
    let correct = std::rc::Rc::new(move || {
        if let Some(field) = field.get_untracked() {
            go_on_from(&field);
        }
        correct(written.get_untracked());
    });
    let by_button = std::rc::Rc::clone(&correct);
    let press: Press = Box::new(move || by_button());
    let key = handler(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            correct();
        }
    });
    view! {
        <input
            node_ref=field
            type="text"
            dir="auto"
            spellcheck="false"
            autocomplete="off"
            aria-label=name_of(label)
            prop:value=text
            on:input=handler(move |event: Event| written.set(event_target_value(&event)))
            on:keydown=key
        />
        <Button name="correct" look=Look::Quiet press label=say(Key::UiCorrect)/>
    }
}

/// The row may be gone in a moment, and the focus with it: the next one gets it, or else the head of the list.
fn go_on_from(field: &HtmlElement) {
    let row = field.closest("li").ok().flatten();
    let next = row.as_ref().and_then(|row| row.next_element_sibling()?.query_selector("input").ok()?);
    let head = || row.as_ref()?.closest("details").ok()??.query_selector("summary").ok()?;
    if let Some(element) = next.or_else(head).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}
