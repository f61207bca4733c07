//! The parts that are shown as a whole.

use leptos::prelude::*;

use super::attachment::attachment;
use super::connection::{connection, webhook_error};
use super::notice::notice;
use super::placement::placement;
use super::results::{arranged, completeness, hidden_records};
use super::search_form::invalid_value;
use super::value::value_chips;
use crate::flow::Arrangement;
use crate::flow::view::{
    AppView, AttachmentView, CompletenessView, ConnectionView, FieldErrorView, HiddenView, InvalidView,
    NoticeView, PlacementView, ValueView,
};
use crate::i18n::Key;
use crate::ui::app::Screen;
use crate::ui::context::say;
use crate::ui::element::{el, several};
use crate::ui::screens::{card_screen, connecting_screen, install_screen, page_screen};
use crate::ui::slices::{self, shown};

/// A part of the screen that is drawn as a whole, and drawn anew when it differs. What has to keep the
/// keyboard's focus while it changes is not among them.
#[derive(Clone, PartialEq)]
pub(crate) enum Part {
    Screen(Screen),
    Notice(NoticeView),
    Connection(ConnectionView),
    WebhookError(FieldErrorView),
    Attachment(AttachmentView),
    Invalid(Vec<InvalidView>),
    Searched(Vec<ValueView>),
    Arranged(Arrangement),
    Hidden(Vec<HiddenView>),
    Completeness(CompletenessView),
    Placements(Vec<PlacementView>),
}

impl Part {
    /// Draws the part.
    pub(crate) fn show(self, view: Signal<AppView>) -> AnyView {
        match self {
            Self::Screen(Screen::Connecting) => connecting_screen(),
            Self::Screen(Screen::Refused) => {
                let title = el("h1").class("unseen").text(say(Key::AppName)).into();
                several(vec![title, shown(view, |view| slices::notice(view).cloned().map(Self::Notice))])
            }
            Self::Screen(Screen::Card) => card_screen(view),
            Self::Screen(Screen::Page) => page_screen(view),
            Self::Screen(Screen::Install) => install_screen(view),
            Self::Notice(shown) => notice(shown),
            Self::Connection(how) => connection(view, how),
            Self::WebhookError(error) => webhook_error(error),
            Self::Attachment(attached) => attachment(attached),
            Self::Invalid(values) => each(values, invalid_value),
            Self::Searched(values) => value_chips(view, Key::UiSearched, values),
            Self::Arranged(arrangement) => arranged(view, arrangement),
            Self::Hidden(hidden) => each(hidden, hidden_records),
            Self::Completeness(statement) => completeness(statement),
            Self::Placements(rows) => each(rows, placement),
        }
    }
}

fn each<T>(items: Vec<T>, draw: fn(T) -> AnyView) -> AnyView {
    several(items.into_iter().map(draw).collect())
}
