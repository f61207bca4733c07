//! How a file comes into the page: chosen, or dropped.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{DataTransfer, Element, HtmlInputElement};

use crate::page::{FILE_KINDS, Intent, ListIntent};
use crate::ui::Dispatch;
use crate::ui::context::dispatch;
use crate::ui::erased::{Attribute, handler};

/// A field to choose a file, from which the module that reads files takes it. A widget has one at a time. The same file can be chosen twice: it may have changed.
#[component]
pub(in crate::ui::page) fn FileField(
    /// `hidden` where it only takes what is dropped.
    hidden: Option<&'static str>,
    /// What describes it.
    described_by: Option<Attribute>,
) -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let forget = handler(|event: MouseEvent| {
        if let Some(field) = event.target().and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value("");
        }
    });
    view! {
        <input
            type="file"
            name="list-file"
            accept=FILE_KINDS.map(|end| [".", end].concat()).join(",")
            hidden=move || hidden.map(str::to_owned)
            aria-describedby=described_by
            on:click=forget
            on:change=handler(move |_: Event| dispatch.send(ListIntent::FileChosen.into()))
        />
    }
}

/// Takes a file that was dropped, as if it had been chosen. `false` if nothing of that kind was dropped, or nowhere is a
/// field that takes it.
pub(in crate::ui::page) fn take_dropped(
    dispatch: Dispatch<Intent>,
    event: &Event,
    data: &DataTransfer,
) -> bool {
    let files = data.files().filter(|files| files.length() > 0);
    let Some((files, field)) = files.zip(field_beside(event)) else { return false };
    field.set_files(Some(&files));
    dispatch.send(ListIntent::FileChosen.into());
    true
}

/// The field of the widget in which something happened: a page may have two of them.
fn field_beside(event: &Event) -> Option<HtmlInputElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let root = target.closest("[data-app]").ok()??;
    root.query_selector("input[name=list-file]").ok()??.dyn_into().ok()
}
