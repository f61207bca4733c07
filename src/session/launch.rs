//! The start: framed by a portal, framed by a stranger, or a page of its own.

use crate::app::{Effect, Effects, HostPage, Launch, Timer};
use crate::domain::{AllowList, PortalOrigin};
use crate::i18n::Language;
use crate::protocol::frame::{FrameCall, FrameName};

use super::{Access, News, Refused, Session};

/// At most this long the parent window may take to answer (it never says *no*, it is silent).
const HANDSHAKE_MS: u32 = 12_000;

impl Session {
    pub(super) fn launched<X>(&mut self, launch: &Launch, effects: &mut Effects<X>) -> Option<News> {
        if !matches!(self.access, Access::Starting) {
            return None;
        }
        self.words.speak(language_of(launch), effects);
        let allowed = AllowList::parse(&launch.connect_sources, &launch.page_address);
        let named = FrameName::read(&launch.window_name, &launch.query, &allowed);
        // A frame that has its portal from the address alone needs the address again when it is loaded again.
        let needs_address =
            launch.framed && named.is_ok() && FrameName::read(&launch.window_name, "", &allowed).is_err();
        if launch.host_page == HostPage::Ours && !needs_address {
            // Whoever opened the page may have put a webhook there: a secret that would stay in view and in
            // history.
            effects.push(Effect::CleanAddress);
        }
        if !launch.framed {
            self.access = Access::Alone;
            return Some(News::Alone);
        }
        match named {
            Ok(name) => {
                effects.push(Effect::OpenFrame { origin: name.origin.clone(), sid: name.sid });
                self.shake_hands(name.origin, effects);
            }
            Err(error) => self.access = Access::Refused(Refused::Frame(error)),
        }
        None
    }

    /// Asks the parent window who we are, and waits.
    fn shake_hands<X>(&mut self, origin: PortalOrigin, effects: &mut Effects<X>) {
        self.access = Access::Handshaking(origin);
        effects.push(Effect::Frame(FrameCall::GetInitData));
        effects.push(Effect::StartTimer { timer: Timer::Handshake, after_ms: HANDSHAKE_MS });
    }

    pub(super) fn handshake_expired(&mut self) {
        self.access = match std::mem::take(&mut self.access) {
            Access::Handshaking(origin) => Access::Refused(Refused::Silent(origin)),
            other => other,
        };
    }

    pub(super) fn ask_parent_again<X>(&mut self, effects: &mut Effects<X>) {
        match std::mem::take(&mut self.access) {
            Access::Refused(Refused::Silent(origin)) => self.shake_hands(origin, effects),
            other => self.access = other,
        }
    }

    /// The parent window has come back with us, and knows whether its user is still there.
    pub(super) fn brought_back<X>(&mut self, effects: &mut Effects<X>) {
        match std::mem::take(&mut self.access) {
            Access::Handshaking(origin) => self.shake_hands(origin, effects),
            other => self.access = other,
        }
    }
}

/// The portal says its language in the frame's address, before it answers anything.
fn language_of(launch: &Launch) -> Language {
    let from_portal = launch.query.split('&').find_map(|pair| pair.strip_prefix("LANG="));
    Language::choose(from_portal.filter(|_| launch.framed), launch.languages.iter().map(String::as_str))
}
