//! What was read, before anything is asked.

use leptos::ev::Event;
use leptos::prelude::*;

use super::piece::Pieces;
use crate::i18n::{Key, Message};
use crate::page::{FactView, Intent, KeepView, ListIntent, ReadyView};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, id, say, say_of, send};
use crate::ui::erased::{If, Memo, each, handler};
use crate::ui::page::entity::EntityChoice;
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
            <Keep ready/>
            <div class="tools">
                <EntityChoice
                    name="list-entity"
                    chosen=move || ready.with(|ready| ready.entity)
                    choose=|entity| Intent::List(ListIntent::ChooseType(entity))
                />
                <Button
                    name="begin-list"
                    look=Look::Primary
                    press=send(ListIntent::Begin)
                    disabled=move || !ready.with(|ready| ready.can_begin)
                    label=of(|ready| Some(ready.begin.clone()))
                />
                <Button
                    name="to-preview"
                    look=Look::Quiet
                    press=send(ListIntent::ToPreview)
                    disabled=move || !ready.with(|ready| ready.can_look_back)
                    label=say(Key::UiListToPreview)
                />
            </div>
        </div>
    }
}

/// Whether the list is kept in this browser while it is checked; where it cannot be, that is said beforehand.
#[component]
fn Keep(
    /// What is shown.
    ready: Memo<ReadyView>,
) -> impl IntoView {
    let dispatch: Dispatch<ListIntent> = dispatch();
    let keep = Memo::new(move |_| ready.with(|ready| ready.keep));
    let is = move |what| move || keep.get() == what;
    let hint = id("keep-list");
    let described = hint.clone();
    let change = handler(move |_: Event| dispatch.send(ListIntent::ToggleKeep));
    view! {
        <div class="list-keep">
            <label>
                <input
                    type="checkbox"
                    name="keep-list"
                    prop:checked=is(KeepView::Wanted)
                    disabled=move || matches!(keep.get(), KeepView::Asked | KeepView::Denied)
                    aria-describedby=described
                    on:change=change
                />
                <span>{say(Key::ListKeep)}</span>
            </label>
            <p class="quiet" id=hint>
                {say_of(move || {
                    let key = if keep.get() == KeepView::Denied { Key::ListKeepDenied } else { Key::ListKeepHint };
                    Some(Message::plain(key))
                })}
            </p>
        </div>
    }
}
