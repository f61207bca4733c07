//! Every state of the screen, as the view tells it: what the browser tests mount and the gallery shows.

mod card;
mod compare;
mod install;
mod list;
mod page;
pub(crate) mod parts;
mod refused;

use b24_duplicates::i18n::{Arg, Key, Language, Message};
use b24_duplicates::page::{LeavingView, ScreenView, View};
use b24_duplicates::session::view::{AppView, CardsOpen, Surface};

/// A state of the screen and its name.
pub(crate) struct Sample {
    /// How the gallery and failed tests name it.
    pub(crate) name: &'static str,
    /// What is shown.
    pub(crate) view: View,
}

/// All of them.
pub(crate) fn all() -> Vec<Sample> {
    let mut all = vec![sample("connecting", Surface::Tab, ScreenView::Connecting)];
    all.extend(refused::all());
    all.extend(card::all());
    all.extend(page::all());
    all.extend(install::all());
    all.extend(compare::all());
    all.extend(list::all());
    all
}

/// A screen on a surface, in English and without a note.
pub(crate) fn sample(name: &'static str, surface: Surface, screen: ScreenView) -> Sample {
    let view = AppView {
        language: Language::English,
        surface,
        portal: (surface == Surface::Page).then(|| "portal.example".to_owned()),
        screen,
        leaving: LeavingView::default(),
        announcement: None,
        note: None,
        cards_open: CardsOpen::InSlider,
    };
    Sample { name, view }
}

/// A message that fills `count`.
pub(crate) fn counting(key: Key, count: u64) -> Message {
    Message::counting(key, count)
}

/// A message that fills `count`, and shows it as `number`, without the plus of a list that was cut.
pub(crate) fn numbered(key: Key, count: u64) -> Message {
    counting(key, count).with("number", Arg::Number(count))
}
