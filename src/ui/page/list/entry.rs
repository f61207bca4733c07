//! Nothing is there yet: a file is chosen, dropped, or a table is pasted.

use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::DataTransfer;

use super::file::{FileField, take_dropped};
use crate::i18n::Key;
use crate::page::{Intent, ListIntent, kinds_in};
use crate::ui::Dispatch;
use crate::ui::context::{Press, dispatch, id, say};
use crate::ui::erased::{attribute, flag, handler};
use crate::ui::shared::{Button, Look};

/// The field, which is also a place to drop a file on, and a box to paste into.
#[component]
pub(super) fn Entry() -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let (hint, over) = (id("list-formats"), RwSignal::new(false));
    let described = hint.clone();
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(data) = event.data_transfer()
            && !take_dropped(dispatch, &event, &data)
        {
            paste(dispatch, &data);
        }
    };
    let hover = move |event: DragEvent| {
        // Without it the browser would open the file.
        event.prevent_default();
        over.set(true);
    };
    view! {
        <div
            class="list-drop"
            data-over=move || flag(over.try_get() == Some(true))
            on:dragover=handler(hover)
            on:dragleave=handler(move |_: DragEvent| over.set(false))
            on:drop=handler(drop)
        >
            <label class="list-file">
                <span class="field-label">{say(Key::UiListFile)}</span>
                <FileField hidden=None described_by=Some(attribute(move || Some(described.clone())))/>
            </label>
            <p class="quiet" id=hint>{say(kinds_in(Key::UiListFormats))}</p>
        </div>
        <Pasting/>
        <p class="quiet">{say(Key::UiListPrivacy)}</p>
    }
}

/// A box for a table that was copied from a spreadsheet. It is read as soon as it is pasted.
#[component]
fn Pasting() -> impl IntoView {
    let dispatch: Dispatch<Intent> = dispatch();
    let (field, box_id) = (NodeRef::<html::Textarea>::new(), id("list-paste"));
    let pasted = move |event: ClipboardEvent| {
        if let Some(data) = event.clipboard_data()
            && (take_dropped(dispatch, &event, &data) || paste(dispatch, &data))
        {
            event.prevent_default();
        }
    };
    let read: Press = Box::new(move || {
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        if !text.trim().is_empty() {
            dispatch.send(ListIntent::TextPasted(text).into());
        }
    });
    view! {
        <div class="list-paste">
            <label class="field-label" for=box_id.clone()>{say(Key::UiListPaste)}</label>
            <textarea
                id=box_id
                node_ref=field
                name="list-text"
                rows="3"
                dir="auto"
                spellcheck="false"
                autocomplete="off"
                on:paste=handler(pasted)
            ></textarea>
            <Button name="read-pasted" look=Look::Plain press=read label=say(Key::UiListReadPasted)/>
        </div>
    }
}

/// Takes a text. `false` if there is none.
fn paste(dispatch: Dispatch<Intent>, data: &DataTransfer) -> bool {
    let text = data.get_data("text/plain").unwrap_or_default();
    let is_there = !text.trim().is_empty();
    if is_there {
        dispatch.send(ListIntent::TextPasted(text).into());
    }
    is_there
}
