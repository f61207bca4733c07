//! What was not read of the text: where it stands, what it is, why it was not read, and a place to put it right.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::i18n::{Arg, Key, Message};
use crate::page::{FormIntent, FormView, Intent, Source, UnreadPieceView, UnreadView};
use crate::ui::context::{Press, dispatch, name_of, say, say_of, send};
use crate::ui::erased::{Given, Memo, Row, RowKey, Rows, handler};
use crate::ui::shared::{Button, Look};

/// A list that can be opened.
#[component]
pub(super) fn Unread(
    /// The form whose text it is.
    form: Memo<FormView>,
) -> impl IntoView {
    let unread = Memo::new(move |_| form.with(|form| form.unread.clone()));
    view! {
        <Given value=unread let:unread>
            <Pieces unread/>
        </Given>
    }
}

#[component]
fn Pieces(
    /// What was not read.
    unread: Memo<UnreadView>,
) -> impl IntoView {
    let pieces = Memo::new(move |_| unread.with(|unread| unread.pieces.clone()));
    let more =
        |unread: &UnreadView| (unread.more > 0).then(|| Message::counting(Key::UiMoreUnread, unread.more));
    view! {
        <details class="unread" data-unread="">
            <summary>{say_of(move || unread.with(|unread| Some(unread.title.clone())))}</summary>
            <Rows class="pieces" each=pieces row=|piece, now| view! { <Piece piece=piece.clone() now/> }.into_any()/>
            <p class="quiet">{say_of(move || unread.with(more))}</p>
            <div class="tools">
                <Button name="copy-unread" look=Look::Plain press=send(Intent::Form(FormIntent::CopyUnread))>
                    {say(Key::UiCopyUnread)}
                </Button>
                <span class="note" data-note="" aria-hidden="true">
                    {say_of(move || unread.with(|unread| unread.note.map(Message::plain)))}
                </span>
            </div>
        </details>
    }
}

/// One of them. What is written over it takes its place by the button or by Enter, and not by leaving the field.
#[component]
fn Piece(
    /// What it is at first.
    piece: UnreadPieceView,
    /// What it is.
    now: Memo<UnreadPieceView>,
) -> impl IntoView {
    let UnreadPieceView { line, text, is_whole, .. } = piece;
    let place = if is_whole {
        view! { <Correction text line now/> }.into_any()
    } else {
        view! { <bdi>{text}</bdi> }.into_any()
    };
    view! {
        <li data-line=line.to_string()>
            <span class="quiet">{say(of_line(Key::UiLine, line))}</span>
            {place}
            <span class="reason">{say_of(move || now.with(|piece| Some(piece.why.into())))}</span>
        </li>
    }
}

fn of_line(key: Key, line: u64) -> Message {
    Message::plain(key).with("line", Arg::Number(line))
}

/// What stands there now, to be written over.
#[component]
fn Correction(
    /// The piece.
    text: String,
    /// Its line.
    line: u64,
    /// What and where it is.
    now: Memo<UnreadPieceView>,
) -> impl IntoView {
    let dispatch = dispatch();
    let (field, written) = (NodeRef::<html::Input>::new(), RwSignal::new(text.clone()));
    let correct = move || {
        let intent = now.with_untracked(|piece| {
            let UnreadPieceView { source, start, text, .. } = piece.clone();
            Some(FormIntent::Correct { source, start, piece: text, by: written.get_untracked() })
        });
        if let Some(field) = field.get_untracked() {
            go_on_from(&field);
        }
        if let Some(intent) = intent {
            dispatch.send(Intent::Form(intent));
        }
    };
    let press: Press = Box::new(correct);
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
            aria-label=name_of(of_line(Key::UiCorrectLine, line))
            prop:value=text
            on:input=handler(move |event: Event| written.set(event_target_value(&event)))
            on:keydown=key
        />
        <Button name="correct" look=Look::Quiet press>
            {say(Key::UiCorrect)}
        </Button>
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

impl Row for UnreadPieceView {
    fn key(&self) -> RowKey {
        let source = if self.source == Source::Typed { "typed" } else { "attached" };
        RowKey::Value([source, " ", &self.line.to_string(), " ", &self.text].concat())
    }
}
