//! The search box.

use leptos::ev::{ClipboardEvent, DragEvent, Event, FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use web_sys::DataTransfer;

use super::list::file::take_dropped;
use super::paste;
use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::page::{FormIntent, FormView, Intent};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, name_of};
use crate::ui::erased::{Memo, flag, handler};

/// The box in which values are typed.
#[component]
pub(super) fn SearchBox(
    /// What stands in it.
    form: Memo<FormView>,
    /// By which its label refers to it.
    id: String,
    /// What it refers to: its summary, and what is wrong.
    described_by: String,
) -> impl IntoView {
    let dispatch = dispatch();
    let search = move |event: KeyboardEvent| {
        let has_lines = form.with_untracked(|form| form.text.contains('\n'));
        if is_search_key(&event, if has_lines { Lines::Several } else { Lines::One }) {
            event.prevent_default();
            dispatch.send(Intent::Form(FormIntent::Search));
        }
    };
    view! {
        <textarea
            id=id
            data-focus=FocusTarget::SearchBox.name()
            name="values"
            rows="3"
            dir="auto"
            spellcheck="false"
            autocomplete="off"
            aria-describedby=described_by
            aria-invalid=move || flag(form.with(|form| !form.invalid.is_empty()))
            placeholder=name_of(Key::UiValuesExample)
            prop:value=move || form.with(|form| form.text.clone())
            on:focus=handler(move |_: FocusEvent| dispatch.send(Intent::Form(FormIntent::Focus)))
            on:input=handler(move |event| dispatch.send(Intent::Form(FormIntent::Type(event_target_value(&event)))))
            on:paste=handler(move |event: ClipboardEvent| keep_long(dispatch, &event, event.clipboard_data()))
            on:drop=handler(move |event: DragEvent| dropped(dispatch, &event))
            on:keydown=handler(search)
        ></textarea>
    }
}

/// A file is a list to check. Without it the browser would open the file in place of the page.
fn dropped(dispatch: Dispatch<Intent>, event: &DragEvent) {
    let data = event.data_transfer();
    if data.as_ref().is_some_and(|data| take_dropped(dispatch, event, data)) {
        event.prevent_default();
    } else {
        keep_long(dispatch, event, data);
    }
}

/// A text that is too long for the box is attached instead.
fn keep_long(dispatch: Dispatch<Intent>, event: &Event, data: Option<DataTransfer>) {
    if let Some(text) = data.and_then(|data| paste::too_long_for_the_box(&data)) {
        event.prevent_default();
        paste::attach(dispatch, text);
    }
}

/// How many lines the search box holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// One value is searched by Enter, as in any search box. A list is written in lines, so there Enter begins the next
/// one; Shift and Enter begins the first of them, Ctrl or Cmd and Enter always searches.
fn is_search_key(event: &KeyboardEvent, lines: Lines) -> bool {
    let always = event.ctrl_key() || event.meta_key();
    let plain = lines == Lines::One && !event.shift_key() && !event.is_composing();
    event.key() == "Enter" && (always || plain)
}
