//! The parts that are shown as a whole.

use leptos::prelude::*;

#[cfg(feature = "page")]
use super::attachment::attachment;
#[cfg(feature = "page")]
use super::connection::{connection, webhook_error};
use super::notice::notice;
#[cfg(feature = "page")]
use super::placement::placement;
use super::record::record_row;
use super::results::{arranged, completeness, hidden_records};
#[cfg(feature = "page")]
use super::search_form::invalid_value;
use super::value::{value_chips, value_item};
use crate::flow::Arrangement;
use crate::flow::view::{AppView, CompletenessView, HiddenView, NoticeView, RecordView, ValueView};
#[cfg(feature = "page")]
use crate::flow::view::{AttachmentView, ConnectionView, FieldErrorView, InvalidView, PlacementView};
use crate::i18n::Key;
use crate::ui::app::Screen;
use crate::ui::context::say;
use crate::ui::element::{el, several};
use crate::ui::screens::{card_screen, connecting_screen};
#[cfg(feature = "page")]
use crate::ui::screens::{install_screen, page_screen};
use crate::ui::slices::{self, shown};

/// A part of the screen that is drawn as a whole, and drawn anew when it differs. What has to keep the
/// keyboard's focus while it changes is not among them.
#[derive(Clone, PartialEq)]
pub(crate) enum Part {
    /// Whatever it is, it is there.
    There,
    Screen(Screen),
    Record(RecordView),
    Value(ValueView),
    Notice(NoticeView),
    #[cfg(feature = "page")]
    Connection(ConnectionView),
    #[cfg(feature = "page")]
    WebhookError(FieldErrorView),
    #[cfg(feature = "page")]
    Attachment(AttachmentView),
    #[cfg(feature = "page")]
    Invalid(Vec<InvalidView>),
    Searched(Vec<ValueView>),
    Arranged(Arrangement),
    Hidden(Vec<HiddenView>),
    Completeness(CompletenessView),
    #[cfg(feature = "page")]
    Placements(Vec<PlacementView>),
}

impl Part {
    /// Draws the part.
    pub(crate) fn show(self, view: ReadSignal<AppView>) -> AnyView {
        match self {
            Self::There => several(Vec::new()),
            Self::Record(record) => record_row(view, record),
            Self::Value(value) => value_item(view, value),
            Self::Screen(Screen::Connecting) => connecting_screen(),
            Self::Screen(Screen::Refused) => {
                let title = el("h1").class("unseen").text(say(Key::AppName)).into();
                several(vec![title, shown(view, |view| slices::notice(view).cloned().map(Self::Notice))])
            }
            Self::Screen(Screen::Card) => card_screen(view),
            #[cfg(feature = "page")]
            Self::Screen(Screen::Page) => page_screen(view),
            #[cfg(feature = "page")]
            Self::Screen(Screen::Install) => install_screen(view),
            Self::Notice(shown) => notice(shown),
            #[cfg(feature = "page")]
            Self::Connection(how) => connection(view, how),
            #[cfg(feature = "page")]
            Self::WebhookError(error) => webhook_error(error),
            #[cfg(feature = "page")]
            Self::Attachment(attached) => attachment(attached),
            #[cfg(feature = "page")]
            Self::Invalid(values) => each(values, invalid_value),
            Self::Searched(values) => value_chips(view, Key::UiSearched, values),
            Self::Arranged(arrangement) => arranged(view, arrangement),
            Self::Hidden(hidden) => each(hidden, hidden_records),
            Self::Completeness(statement) => completeness(statement),
            #[cfg(feature = "page")]
            Self::Placements(rows) => each(rows, placement),
        }
    }
}

fn each<T>(items: Vec<T>, draw: fn(T) -> AnyView) -> AnyView {
    several(items.into_iter().map(draw).collect())
}
