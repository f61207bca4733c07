//! A search for another phone or e-mail, in the card's tab.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use crate::card::{BesideView, Intent};
use crate::i18n::Key;
use crate::lookup;
use crate::ui::context::{dispatch, id, say, say_of};
use crate::ui::erased::{If, Memo, flag, handler};

/// The field, while there is one.
#[component]
pub(crate) fn BesideField(
    /// Whether there is, and what came of what was typed.
    beside: Memo<BesideView>,
) -> impl IntoView {
    view! {
        <If when=move || beside.get() != BesideView::Absent>
            <BesideForm beside/>
        </If>
    }
}

#[component]
fn BesideForm(
    /// What came of what was typed.
    beside: Memo<BesideView>,
) -> impl IntoView {
    let dispatch = dispatch();
    // Enter in the field is a click on the button as well.
    let search = handler(move |event: MouseEvent| {
        event.prevent_default();
        if let Some(text) = event.target().and_then(|button| typed(button.unchecked_ref())) {
            dispatch.send(Intent::Lookup(lookup::Intent::Beside(text)));
        }
    });
    let (field, error) = (id("beside"), id("beside-error"));
    let is_invalid = move || beside.get() == BesideView::Invalid;
    view! {
        <form class="beside">
            <label for=field.clone()>{say(Key::BesideLabel)}</label>
            <input
                id=field
                name="beside"
                autocomplete="off"
                dir="auto"
                aria-invalid=move || flag(is_invalid())
                aria-describedby=error.clone()
            />
            <button class="button" type="submit" name="search-beside" data-look="plain" on:click=search>
                {say(Key::BesideSearch)}
            </button>
            <span class="error" id=error role="alert">
                {say_of(move || is_invalid().then(|| Key::BesideInvalid.into()))}
            </span>
        </form>
    }
}

/// What stands in the field before the button.
fn typed(button: &Element) -> Option<String> {
    let field = button.previous_element_sibling()?;
    field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value)
}
