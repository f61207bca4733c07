//! What came of what was done, beside the button.

use leptos::prelude::*;

use super::code::code_block;
use crate::flow::view::AppView;
use crate::flow::{CopyWhat, Note, NotePlace};
use crate::i18n::Key;
use crate::ui::context::say_of;
use crate::ui::element::{el, live, several};
use crate::ui::slices::while_there;

/// The place of a note, empty most of the time. A screen reader hears of it from the status line.
pub(crate) fn note(view: ReadSignal<AppView>, at: NotePlace) -> AnyView {
    el("span")
        .class("note")
        .attr("data-note", "")
        .attr("aria-hidden", "true")
        .text(say_of(view, move |view| Some(here(view, at)?.text.clone())))
        .into()
}

/// A button that copies, its note, and what could not be copied.
pub(crate) fn copying(view: ReadSignal<AppView>, what: CopyWhat, button: AnyView) -> AnyView {
    let at = NotePlace::Copying(what);
    let text = move |view: &AppView| here(view, at).and_then(|note| note.to_select.clone());
    let shown = move || {
        let text = live(move || view.with(text).unwrap_or_default());
        code_block("to-select", Key::UiIds, text)
    };
    several(vec![button, note(view, at), while_there(view, move |view| text(view).is_some(), shown)])
}

fn here(view: &AppView, at: NotePlace) -> Option<&Note> {
    view.note.as_ref().filter(|note| note.at == at)
}
