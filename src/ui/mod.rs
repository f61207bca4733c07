//! Leptos components: a view model goes in, intents come out.
//!
//! [`App`] is the whole widget. It can be placed into any other Leptos application, which gives it the
//! view as a signal and takes the user's intents through a [`Dispatch`].
//!
//! Screens and parts place what [`crate::flow::view`] says and decide nothing. Each takes the slice of the
//! view that it shows. Views are erased to `AnyView` at each function's border: it keeps the module small,
//! because a view that is nested in another one's type is compiled once for every place in which it stands.

mod app;
mod context;
mod formats;
mod parts;
mod screens;
mod slices;

pub use app::App;
pub use context::Dispatch;
pub use formats::BrowserFormats;
