//! Parts of screens.

mod attachment;
mod button;
mod call;
mod choice;
mod connection;
mod list;
mod note;
mod notice;
mod part;
mod placement;
mod progress;
mod record;
mod results;
mod search_form;
mod value;

pub(super) use button::{Look, button, button_while};
pub(super) use call::call_panel;
pub(super) use part::Part;
pub(super) use progress::progress;
pub(super) use results::{more, results};
pub(super) use search_form::search_form;
