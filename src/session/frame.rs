//! What the parent window says, and what it is asked for apart from the start.

use crate::app::{Effect, Effects, Timer};
use crate::i18n::{Key, Language};
use crate::protocol::frame::{FrameAnswer, FrameCall, InitData, InitError, Placement};

use super::{Access, Connection, Frame, News, Note, NotePlace, Place, Refused, Session, Slider};

/// The height has settled when it did not change for this long.
const SETTLE_MS: u32 = 80;

impl Session {
    pub(super) fn answered<X>(&mut self, answer: FrameAnswer, effects: &mut Effects<X>) -> Option<News> {
        match answer {
            FrameAnswer::Init(init) => return self.begin(*init, effects),
            FrameAnswer::InitRefused(error) => self.refuse(error, effects),
            FrameAnswer::Unreadable => self.refuse(InitError::Unreadable, effects),
            FrameAnswer::Renewed => self.renewed(),
            FrameAnswer::SliderClosed => {
                return Some(self.slider_closed());
            }
            FrameAnswer::PathRefused => self.path_refused(),
        }
        None
    }

    fn refuse<X>(&mut self, error: InitError, effects: &mut Effects<X>) {
        if let Access::Handshaking(_) = self.access {
            self.access = Access::Refused(Refused::Init(error));
            effects.push(Effect::StopTimer(Timer::Handshake));
        }
    }

    /// The parent window told who we are. A late answer, after the wait was given up, is as good.
    fn begin<X>(&mut self, init: InitData, effects: &mut Effects<X>) -> Option<News> {
        let origin = match std::mem::take(&mut self.access) {
            Access::Handshaking(origin) | Access::Refused(Refused::Silent(origin)) => origin,
            other => {
                self.access = other;
                return None;
            }
        };
        effects.push(Effect::StopTimer(Timer::Handshake));
        // Where the portal speaks none of our languages, the one that was chosen at the launch stays.
        if let Some(language) = Language::from_portal(&init.lang) {
            self.words.speak(language, effects);
        }
        if init.first_run {
            effects.push(Effect::Frame(FrameCall::SetInstall));
        }
        if init.installing && !init.is_admin {
            self.access = Access::Refused(Refused::NotInstalled);
            return None;
        }
        let place = match &init.placement {
            Placement::Card(_) | Placement::NewCard(_) => Place::Tab,
            Placement::Call { .. } => Place::Call,
            Placement::Compare(_) | Placement::Page | Placement::Other(_) => Place::Page,
        };
        let frame = Frame { is_admin: init.is_admin, place, slider: Slider::Works };
        let mut connection = Connection::new(origin, Some(frame), self.last_request);
        connection.dismissed = init.dismissed;
        self.access = Access::Connected(Box::new(connection));
        self.fit_anew(effects);
        Some(if init.installing { News::Installing } else { News::LetIn(init.placement) })
    }

    fn renewed(&mut self) {
        if let Some(connection) = self.connection_mut() {
            connection.token_renewed();
        }
    }

    pub(super) fn renewal_expired(&mut self) {
        if let Some(connection) = self.connection_mut() {
            connection.token_lost();
        }
    }

    fn slider_closed(&mut self) -> News {
        match self.connection_mut().and_then(Connection::slider_mut) {
            None | Some(Slider::Refused) => News::SliderClosed,
            Some(slider) => match std::mem::replace(slider, Slider::Works) {
                Slider::Comparing => News::Compared,
                Slider::Works | Slider::Opening(_) | Slider::Refused => News::SliderClosed,
            },
        }
    }

    fn path_refused(&mut self) {
        let Some(slider) = self.connection_mut().and_then(Connection::slider_mut) else { return };
        if let Slider::Opening(reference) = std::mem::replace(slider, Slider::Refused) {
            let (at, text) = (NotePlace::Record(reference), Key::ResultNoSlider.into());
            self.note = Some(Note { at, text, to_select: None });
        }
    }

    pub(super) fn content_height<X>(&mut self, height: u32, effects: &mut Effects<X>) {
        // A frame in a hidden tab measures nothing.
        if height > 0 {
            self.height.content = height;
            self.fit_anew(effects);
        }
    }

    fn fit_anew<X>(&self, effects: &mut Effects<X>) {
        if self.is_resizable() && self.height.content.abs_diff(self.height.asked) > 1 {
            effects.push(Effect::StartTimer { timer: Timer::Resize, after_ms: SETTLE_MS });
        }
    }

    /// Asks the parent window to fit our frame to its content.
    pub(super) fn fit<X>(&mut self, effects: &mut Effects<X>) {
        let height = self.height.content;
        if self.is_resizable() && height.abs_diff(self.height.asked) > 1 {
            self.height.asked = height;
            effects.push(Effect::Frame(FrameCall::Resize { height }));
        }
    }

    /// The call card has a pane of fixed size; a page that we are not framed in has no parent to ask.
    fn is_resizable(&self) -> bool {
        let frame = self.connection().and_then(|connection| connection.frame);
        frame.is_some_and(|frame| matches!(frame.place, Place::Tab | Place::Page))
    }
}
