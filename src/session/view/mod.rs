//! What every screen may have.

mod notice;
mod refusal;
mod types;

pub(crate) use notice::{of_refusal, of_status, plain, with, with_retry};
pub use types::{ActionView, AppView, CardsOpen, NoticeView, Surface, Tone};

use crate::i18n::Message;

use super::{Access, Connection, Frame, Intent, Place, Session, Slider};

/// What is shown before there is an application to show.
pub(crate) enum Opening<I> {
    /// Waiting for the texts, or for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView<I>),
}

impl Session {
    /// What is shown before there is an application to show; `None` once there is.
    pub(crate) fn opening<I: From<Intent>>(&self) -> Option<Opening<I>> {
        match &self.access {
            _ if !self.words.catalogue.speaks() => Some(Opening::Connecting),
            Access::Starting | Access::Handshaking(_) => Some(Opening::Connecting),
            Access::Refused(refused) => Some(Opening::Refused(notice::not_started(refused))),
            Access::Alone | Access::Connected(_) => None,
        }
    }

    /// The whole screen around what an application shows. `news` is what a screen reader is told of it.
    pub(crate) fn around<S, L>(&self, screen: S, leaving: L, news: Option<Message>) -> AppView<S, L> {
        let frame = self.connection().and_then(|connection| connection.frame);
        AppView {
            language: self.words.language(),
            surface: frame.map_or(Surface::Page, surface),
            portal: self.connection().and_then(portal),
            announcement: self.announcement(news),
            note: self.note.clone(),
            cards_open: frame.map_or(CardsOpen::ByLink, cards_open),
            screen,
            leaving,
        }
    }

    /// Nothing is told in one language while the texts of another are on their way: it would be told twice.
    fn announcement(&self, news: Option<Message>) -> Option<Message> {
        if !self.words.arrived() {
            return None;
        }
        self.note.as_ref().map(|note| note.text.clone()).or(news)
    }
}

const fn surface(frame: Frame) -> Surface {
    match frame.place {
        Place::Tab | Place::Call => Surface::Tab,
        Place::Page => Surface::Page,
    }
}

const fn cards_open(frame: Frame) -> CardsOpen {
    match frame.slider {
        Slider::Works | Slider::Comparing => CardsOpen::InSlider,
        Slider::Opening(record) => CardsOpen::InSliderBut(record),
        Slider::Refused => CardsOpen::ByLink,
    }
}

/// In a card the portal's name would repeat what the user sees around us. On a page whoever frames us could
/// pretend to be another portal.
fn portal(connection: &Connection) -> Option<String> {
    let is_named = connection.frame.is_none_or(|frame| frame.place == Place::Page);
    is_named.then(|| connection.origin.host().to_owned())
}
