//! A list to choose from, whose entries change.

use leptos::ev::Event;
use leptos::prelude::*;

use crate::i18n::{Arg, Key, Message};
use crate::ui::context::say;
use crate::ui::erased::{Attribute, Memo, each, handler};

/// One thing that can be chosen, known by its place.
#[derive(Clone, PartialEq)]
pub(super) struct Offer {
    text: Message,
    is_chosen: bool,
}

impl Offer {
    /// One of ours.
    pub(super) fn new(text: impl Into<Message>, is_chosen: bool) -> Self {
        Self { text: text.into(), is_chosen }
    }

    /// One that is called what the file calls it.
    pub(super) fn named(name: &str, is_chosen: bool) -> Self {
        Self::new(written(name), is_chosen)
    }
}

/// A text of the file's own.
pub(super) fn written(text: &str) -> Message {
    Message::plain(Key::CompareText).with("text", Arg::Text(text.to_owned()))
}

/// The list stays the same element whatever stands in it, so that the keyboard stays in it.
#[component]
pub(super) fn Pick(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// What a screen reader calls it, where no label stands around it.
    called: Option<Attribute>,
    /// What can be chosen.
    offers: Memo<Vec<Offer>>,
    /// What choosing the one at a place does.
    choose: Box<dyn Fn(usize)>,
) -> impl IntoView {
    let option = |(place, offer): (usize, Offer)| {
        let Offer { text, is_chosen } = offer;
        view! {
            <option value=place.to_string() prop:selected=is_chosen>
                {say(text)}
            </option>
        }
    };
    let chosen = handler(move |event: Event| {
        if let Ok(place) = event_target_value(&event).parse() {
            choose(place);
        }
    });
    view! {
        <select name=name aria-label=called on:change=chosen>
            {move || each(offers.get().into_iter().enumerate(), option)}
        </select>
    }
}
