//! What every component can reach: the texts, and the one way out.

use std::rc::Rc;

use leptos::prelude::*;

use super::BrowserFormats;
use super::element::{Live, live};
use crate::flow::Intent;
use crate::flow::view::AppView;
use crate::i18n::{Catalogue, Message};

/// The one way in which the interface says what the user wants.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<dyn Fn(Intent)>, LocalStorage>);

impl Dispatch {
    /// Hands every intent to `handle`. Belongs to the current reactive owner and ends with it.
    pub fn new(handle: impl Fn(Intent) + 'static) -> Self {
        Self(StoredValue::new_local(Rc::new(handle)))
    }

    /// Says what the user wants. After the end of the owner it does nothing: a click may come late.
    pub fn send(self, intent: Intent) {
        if let Some(handle) = self.0.try_get_value() {
            handle(intent);
        }
    }
}

/// The dispatch of the application around the current component.
pub(super) fn dispatch() -> Dispatch {
    expect_context()
}

/// The texts of the chosen language, for the components below.
#[derive(Clone, Copy)]
pub(super) struct Texts(pub(super) ReadSignal<Catalogue>);

/// The text of a message, in whatever language is chosen at the time.
pub(super) fn say(message: impl Into<Message>) -> Live<String> {
    say_message(message.into())
}

fn say_message(message: Message) -> Live<String> {
    let Texts(texts) = expect_context();
    live(move || texts.with(|texts| write(texts, &message)))
}

/// The text of a message of the view; empty while there is none.
pub(super) fn say_of(
    view: ReadSignal<AppView>,
    pick: impl Fn(&AppView) -> Option<Message> + Send + 'static,
) -> Live<String> {
    let Texts(texts) = expect_context();
    picked(view, texts, Box::new(pick))
}

type Pick = Box<dyn Fn(&AppView) -> Option<Message> + Send>;

fn picked(view: ReadSignal<AppView>, texts: ReadSignal<Catalogue>, pick: Pick) -> Live<String> {
    live(move || {
        let message = view.with(&pick);
        message.map_or_else(String::new, |message| texts.with(|texts| write(texts, &message)))
    })
}

/// A message in the words of a language, with the browser's way of writing its numbers and dates.
pub fn write(texts: &Catalogue, message: &Message) -> String {
    texts.text(message, &BrowserFormats::of(texts.language()))
}
