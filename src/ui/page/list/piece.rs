//! What of a list cannot be asked: where it stands, what it is, why, and a place to put it right.

use leptos::prelude::*;

use super::preview::of_row;
use crate::i18n::{Arg, Key, Message};
use crate::page::{Intent, ListIntent, ListPieceView};
use crate::ui::Dispatch;
use crate::ui::context::{Press, dispatch, say, say_of};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows};
use crate::ui::page::correction::Correction;
use crate::ui::shared::{Button, Look};

/// So many are drawn at once: a thousand fields would take longer than a page may stand still.
const AT_ONCE: usize = 50;

/// The first of them, and more on demand.
#[component]
pub(super) fn Pieces(
    /// All that are told.
    pieces: Memo<Vec<ListPieceView>>,
    /// How many more there are.
    more: Memo<u64>,
) -> impl IntoView {
    let shown = RwSignal::new(AT_ONCE);
    let first = Memo::new(move |_| {
        pieces.with(|pieces| pieces.iter().take(shown.try_get().unwrap_or(AT_ONCE)).cloned().collect())
    });
    let left = Memo::new(move |_| {
        pieces.with(|pieces| pieces.len().saturating_sub(shown.try_get().unwrap_or(AT_ONCE)))
    });
    let further = move || -> Press { Box::new(move || shown.update(|shown| *shown += AT_ONCE)) };
    let hidden = move || {
        let hidden = more.get().saturating_add(left.get() as u64);
        (hidden > 0).then(|| Message::counting(Key::UiMoreUnread, hidden))
    };
    view! {
        <Rows class="pieces" each=first row=|piece, _| view! { <Piece piece=piece.clone()/> }.into_any()/>
        <p class="quiet">{say_of(hidden)}</p>
        <If when=move || left.get() != 0>
            <Button name="more-pieces" look=Look::Plain press=further() label=say(Key::UiListMore)/>
        </If>
    }
}

/// One of them.
#[component]
fn Piece(
    /// What it is.
    piece: ListPieceView,
) -> impl IntoView {
    let ListPieceView { place, row, text, why } = piece;
    let dispatch: Dispatch<Intent> = dispatch();
    let written = match place {
        Some(place) => {
            let correct = move |by| dispatch.send(ListIntent::Correct { place, by }.into());
            let label = Message::plain(Key::UiListCorrectRow).with("line", Arg::Number(row));
            view! { <Correction text label correct=Box::new(correct)/> }.into_any()
        }
        None => view! { <bdi>{text}</bdi> }.into_any(),
    };
    view! {
        <li data-line=row.to_string()>
            <span class="quiet">{say(of_row(row))}</span>
            {written}
            <span class="reason">{say(why)}</span>
        </li>
    }
}

impl Row for ListPieceView {
    fn key(&self) -> RowKey {
        RowKey::Value([&self.row.to_string(), " ", self.text.as_str()].concat())
    }
}
