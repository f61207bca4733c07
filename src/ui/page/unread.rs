//! What was not read of the text: where it stands, what it is, why it was not read, and a place to put it right.

use leptos::prelude::*;

use super::correction::Correction;
use crate::i18n::{Arg, Key, Message};
use crate::page::{FormIntent, FormView, Intent, Source, UnreadPieceView, UnreadView};
use crate::ui::context::{dispatch, say, say_of, send};
use crate::ui::erased::{Given, Memo, Row, RowKey, Rows};
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
                <Button
                    name="copy-unread"
                    look=Look::Plain
                    press=send(Intent::Form(FormIntent::CopyUnread))
                    label=say(Key::UiCopyUnread)
                />
                <span class="note" data-note="" aria-hidden="true">
                    {say_of(move || unread.with(|unread| unread.note.map(Message::plain)))}
                </span>
            </div>
        </details>
    }
}

/// One of them.
#[component]
fn Piece(
    /// What it is at first.
    piece: UnreadPieceView,
    /// What it is.
    now: Memo<UnreadPieceView>,
) -> impl IntoView {
    let UnreadPieceView { line, text, is_whole, .. } = piece;
    let dispatch = dispatch();
    let correct = move |by| {
        let intent = now.with_untracked(|piece| {
            let UnreadPieceView { source, start, text, .. } = piece.clone();
            Some(FormIntent::Correct { source, start, piece: text, by })
        });
        if let Some(intent) = intent {
            dispatch.send(Intent::Form(intent));
        }
    };
    let place = if is_whole {
        let label = of_line(Key::UiCorrectLine, line);
        view! { <Correction text label correct=Box::new(correct)/> }.into_any()
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

impl Row for UnreadPieceView {
    fn key(&self) -> RowKey {
        let source = if self.source == Source::Typed { "typed" } else { "attached" };
        RowKey::Value([source, " ", &self.line.to_string(), " ", &self.text].concat())
    }
}
