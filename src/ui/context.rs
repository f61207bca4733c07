//! What every component can reach: the texts, the way out, and what the root says.

use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::BrowserFormats;
use super::erased::{Attribute, Memo, Text, attribute, text};
use super::shared::RootView;
use crate::card;
use crate::domain::RecordRef;
use crate::i18n::{Catalogue, Language, Message};
use crate::lookup;
use crate::session::{Note, NotePlace};

/// The one way in which the interface says what the user wants.
pub struct Dispatch<I: 'static>(StoredValue<Rc<dyn Fn(I)>, LocalStorage>);

impl<I> Clone for Dispatch<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Dispatch<I> {}

impl<I> Dispatch<I> {
    /// Hands every intent to `handle`. Belongs to the current reactive owner and ends with it.
    pub fn new(handle: impl Fn(I) + 'static) -> Self {
        Self(StoredValue::new_local(Rc::new(handle)))
    }

    /// The same for parts that can say less.
    pub(crate) fn narrowed<J: Into<I> + 'static>(self) -> Dispatch<J> {
        Dispatch::new(move |intent: J| self.send(intent.into()))
    }

    /// Says what the user wants. After the end of the owner it does nothing: a click may come late.
    pub fn send(self, intent: I) {
        if let Some(handle) = self.0.try_get_value() {
            handle(intent);
        }
    }
}

/// The dispatch of the application around the current component.
pub(crate) fn dispatch<I>() -> Dispatch<I> {
    expect_context()
}

/// What a press of a button does.
pub(crate) type Press = Box<dyn Fn()>;

/// Says what the user wants, when it is pressed.
pub(crate) fn send<I: Clone + 'static>(intent: I) -> Press {
    let dispatch = dispatch();
    Box::new(move || dispatch.send(intent.clone()))
}

/// Says what the user wants of the search, when it is pressed.
pub(crate) fn send_lookup(intent: lookup::Intent) -> Press {
    send(card::Intent::Lookup(intent))
}

/// Says what the user wants by then.
pub(crate) fn send_of<I: 'static>(intent: impl Fn() -> Option<I> + 'static) -> Press {
    let dispatch = dispatch();
    Box::new(move || {
        if let Some(intent) = intent() {
            dispatch.send(intent);
        }
    })
}

/// What surrounds the parts of a screen. The root provides it.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings {
    texts: ReadSignal<Catalogue>,
    root: Memo<RootView>,
    instance: u32,
}

impl Surroundings {
    /// Those of one more widget in this page.
    pub(crate) fn new(root: Memo<RootView>, texts: ReadSignal<Catalogue>) -> Self {
        static INSTANCES: AtomicU32 = AtomicU32::new(1);
        Self { texts, root, instance: INSTANCES.fetch_add(1, Ordering::Relaxed) }
    }

    /// A message in the chosen language.
    pub(crate) fn write(self, message: &Message) -> String {
        self.texts.with(|texts| write(texts, message))
    }

    /// The language that is spoken.
    pub(crate) fn language(self) -> Language {
        self.texts.with(Catalogue::language)
    }

    /// What is noted at a place, if anything is.
    pub(crate) fn note<T>(self, at: NotePlace, read: impl FnOnce(&Note) -> T) -> Option<T> {
        self.root.with(|root| root.note.as_ref().filter(|note| note.at == at).map(read))
    }

    /// Whether the portal's slider opens the card of a record, at the moment. A click may come after the end.
    pub(crate) fn opens_in_slider(self, record: RecordRef) -> bool {
        self.root.with_untracked(|root| root.cards_open.in_slider(record))
    }
}

/// The surroundings of the current component.
pub(crate) fn surroundings() -> Surroundings {
    expect_context()
}

/// An `id` that no other widget in the page has.
pub(crate) fn id(name: &str) -> String {
    ["b24d-", &surroundings().instance.to_string(), "-", name].concat()
}

/// The text of a message, in whatever language is chosen at the time.
pub(crate) fn say(message: impl Into<Message>) -> Text {
    say_message(message.into())
}

fn say_message(message: Message) -> Text {
    let surroundings = surroundings();
    text(move || surroundings.write(&message))
}

/// The text of a message as an attribute, like the name that a screen reader gives something.
pub(crate) fn name_of(message: impl Into<Message>) -> Attribute {
    let (surroundings, message) = (surroundings(), message.into());
    attribute(move || Some(surroundings.write(&message)))
}

/// The text of a message that changes; empty while there is none.
pub(crate) fn say_of<M: Into<Option<Message>>>(message: impl Fn() -> M + Send + 'static) -> Text {
    picked(Box::new(move || message().into()))
}

fn picked(message: Box<dyn Fn() -> Option<Message> + Send>) -> Text {
    let surroundings = surroundings();
    text(move || message().map_or_else(String::new, |message| surroundings.write(&message)))
}

/// A message in the words of a language, with the browser's way of writing its numbers and dates.
pub fn write(texts: &Catalogue, message: &Message) -> String {
    texts.text(message, &BrowserFormats::of(texts.language()))
}
