//! The application as a state machine: an event comes in, the model changes, effects go out.
//!
//! [`update`] is synchronous, total and pure. Time and randomness arrive with each event as a [`Moment`].
//! Credentials never come here: the shell holds them, and tells only where they lead.

mod clock;
mod effect;
mod event;
mod model;
mod update;
pub mod view;

pub use clock::Clock;
pub use effect::{CopyWhat, Effect, FocusTarget, HandOver, Timer};
pub use event::{Arrangement, Event, Intent, Launch, Moment, WebhookAccount};
#[cfg(feature = "page")]
pub use event::{InstallIntent, PastedPart};
pub use model::{Model, Note, NotePlace};
pub use update::update;

#[cfg(feature = "page")]
pub use crate::protocol::snippet::SnippetKind;
