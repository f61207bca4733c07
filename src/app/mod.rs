//! What an application is: events come in, its model changes, effects go out.
//!
//! `update` is synchronous, total and pure. Time and randomness arrive with each event as a [`Moment`].
//! Credentials never come here: the shell holds them, and tells only where they lead.
//!
//! There are two: [`crate::card::App`], which opens in the tab of a card, and [`crate::page::App`], which is
//! everything else. Each is put together from [`crate::session`] and [`crate::lookup`]; what a program does not
//! name, the linker leaves out.

mod clock;
mod effect;
mod event;

pub use clock::{Clock, Moment};
pub use effect::{CopyWhat, Destination, Effect, Effects, FocusTarget, Timer};
pub use event::{Event, HostPage, Launch, SessionEvent};

use crate::i18n::{Catalogue, TextSet};

/// An application: what it remembers, what its user can want, what it shows.
pub trait App: Default + 'static {
    /// Which texts it is written with.
    const TEXTS: TextSet;

    /// What its user can want.
    type Intent: 'static;
    /// What it shows.
    type View: Clone + PartialEq + Send + Sync + 'static;
    /// What it alone asks of the world; [`Infallible`](std::convert::Infallible) if that is nothing.
    type Extra: 'static;
    /// What it alone may be told.
    type ExtraEvent: 'static;

    /// Takes an event: changes the model, says what is to be done, in order.
    fn update(&mut self, event: Event<Self>, at: Moment) -> Effects<Self::Extra>;

    /// What the screen shows: plain data, in the order in which it is shown.
    fn view(&self) -> Self::View;

    /// The texts, in the language that the view is to be written with.
    fn texts(&self) -> &Catalogue;
}
