//! A search for another phone or e-mail, in the card's tab.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlInputElement};

use crate::card::BesideView;
use crate::i18n::Key;
use crate::lookup::Intent;
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
    let submit = handler(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(text) = event.target().and_then(|form| typed(form.unchecked_ref())) {
            dispatch.send(Intent::Beside(text));
        }
    });
    let (field, error) = (id("beside"), id("beside-error"));
    let is_invalid = move || beside.get() == BesideView::Invalid;
    view! {
        <form class="beside" on:submit=submit>
            <label for=field.clone()>{say(Key::BesideLabel)}</label>
            <input
                id=field
                name="beside"
                autocomplete="off"
                dir="auto"
                aria-invalid=move || flag(is_invalid())
                aria-describedby=error.clone()
            />
            <button class="button" type="submit" name="search-beside" data-look="plain">
                {say(Key::BesideSearch)}
            </button>
            <span class="error" id=error role="alert">
                {say_of(move || is_invalid().then(|| Key::BesideInvalid.into()))}
            </span>
        </form>
    }
}

/// What stands in the field of a form.
fn typed(form: &Element) -> Option<String> {
    let field = form.query_selector("input").ok()??;
    field.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value)
}
