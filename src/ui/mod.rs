//! Leptos components: a view model goes in, intents come out.
//!
//! [`CardApp`] and [`PageApp`] are the two applications as a whole. Either can be placed into any other Leptos
//! application, which gives it the view as a signal and takes the user's intents through a [`Dispatch`].
//!
//! Screens and parts place what the view says and decide nothing. Only the applications know the whole view; a part
//! takes what it shows, as a memo of its own piece of the view, so that it hears of nothing else. What every part can
//! reach without being handed it stands in `context`, and `erased` says what keeps all of it small.

#![expect(unreachable_pub, reason = "the macro of a component makes helpers that nobody else needs")]

mod card;
mod context;
mod erased;
mod formats;
mod page;
mod shared;

pub use card::CardApp;
pub use context::{Dispatch, write};
pub(crate) use erased::watch;
pub use formats::BrowserFormats;
pub use page::PageApp;
