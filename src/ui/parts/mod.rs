//! Parts of screens.

mod arrangement;
#[cfg(feature = "page")]
mod attachment;
mod button;
mod call;
#[cfg(feature = "page")]
mod choice;
mod code;
#[cfg(feature = "page")]
mod connection;
mod list;
mod note;
mod notice;
mod part;
#[cfg(feature = "page")]
mod paste;
#[cfg(feature = "page")]
mod placement;
mod progress;
mod record;
mod results;
#[cfg(feature = "page")]
mod search_form;
#[cfg(feature = "page")]
mod shown_call;
mod value;

#[cfg(feature = "page")]
pub(super) use button::button_while;
pub(super) use button::{Look, button};
pub(super) use call::call_panel;
pub(super) use part::Part;
pub(super) use progress::progress;
pub(super) use results::{more, results};
#[cfg(feature = "page")]
pub(super) use search_form::search_form;
