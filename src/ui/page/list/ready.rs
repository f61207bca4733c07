//! What was read, before anything is asked.

use leptos::prelude::*;

use super::piece::Pieces;
use crate::i18n::{Key, Message};
use crate::page::{FactView, ListIntent, ReadyView};
use crate::ui::context::{say, say_of, send};
use crate::ui::erased::{If, Memo, each};
use crate::ui::shared::{Button, Look};

/// What the list has, what of it cannot be asked, what will be asked, and the button that does it.
#[component]
pub(super) fn Ready(
    /// What is shown.
    ready: Memo<ReadyView>,
) -> impl IntoView {
    let facts = Memo::new(move |_| ready.with(|ready| ready.facts.clone()));
    let invalid = Memo::new(move |_| ready.with(|ready| ready.invalid.clone()));
    let pieces = Memo::new(move |_| ready.with(|ready| ready.pieces.to_vec()));
    let more = Memo::new(move |_| ready.with(|ready| ready.pieces_more));
    let of = move |read: fn(&ReadyView) -> Option<Message>| say_of(move || ready.with(read));
    let fact = |fact: FactView| view! { <li data-fact=fact.name>{say(fact.text)}</li> };
    view! {
        <div class="list-ready">
            <ul class="list-facts">{move || each(facts.get(), fact)}</ul>
            <If when=move || invalid.with(Option::is_some)>
                <details class="unread" data-unread="">
                    <summary>{say_of(move || invalid.get())}</summary>
                    <Pieces pieces more/>
                </details>
            </If>
            <p class="list-question">{of(|ready| Some(ready.question.clone()))}</p>
            <p class="quiet" data-cost="">{of(|ready| ready.cost.clone())}</p>
            <div class="tools">
                <Button
                    name="begin-list"
                    look=Look::Primary
                    press=send(ListIntent::Begin)
                    disabled=move || !ready.with(|ready| ready.can_begin)
                >
                    {of(|ready| Some(ready.begin.clone()))}
                </Button>
                <Button
                    name="to-preview"
                    look=Look::Quiet
                    press=send(ListIntent::ToPreview)
                    disabled=move || !ready.with(|ready| ready.can_look_back)
                >
                    {say(Key::UiListToPreview)}
                </Button>
            </div>
        </div>
    }
}
