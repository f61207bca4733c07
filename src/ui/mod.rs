//! Leptos components: a view model goes in, intents come out.
//!
//! [`App`] is the whole widget. It can be placed into any other Leptos application, which gives it the
//! view as a signal and takes the user's intents through a [`Dispatch`].
//!
//! Screens and parts place what [`crate::flow::view`] says and decide nothing. [`slices`] says which part
//! of the view each of them hears of, [`element`] what they are made of.

#[expect(unreachable_pub, reason = "the component's macro makes a helper that nobody else needs")]
mod app;
mod context;
mod element;
mod formats;
mod parts;
mod screens;
mod slices;

pub use app::App;
pub use context::{Dispatch, write};
pub use formats::BrowserFormats;
