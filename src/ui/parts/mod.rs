//! Parts of screens.

mod attachment;
mod button;
mod call;
mod choice;
mod list;
mod notice;
mod progress;
mod record;
mod results;
mod search_form;
mod value;
mod webhook;

pub(super) use button::{Look, button, button_while};
pub(super) use call::call_panel;
pub(super) use notice::notice;
pub(super) use progress::progress;
pub(super) use results::results;
pub(super) use search_form::search_form;
pub(super) use value::value_chips;
pub(super) use webhook::webhook_form;
