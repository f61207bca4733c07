//! The start: framed by a portal, framed by a stranger, or a page of its own.

use crate::domain::AllowList;
#[cfg(not(feature = "page"))]
use crate::flow::HandOver;
#[cfg(feature = "page")]
use crate::flow::model::{Asking, CallFold, Page, Reach};
use crate::flow::model::{Model, Refused, Stage};
use crate::flow::{Effect, Launch, Timer};
use crate::i18n::{Catalogue, CatalogueError, Language};
use crate::protocol::frame::{FrameCall, FrameName};

use super::Effects;

/// So long the parent window may take to answer (it never says *no*, it is silent).
pub(super) const HANDSHAKE_MS: u32 = 12_000;

/// The page of the card's tab, which lies beside every other page of the widget.
const CARD_PAGE: &str = "card.html";

/// With this fragment the card's page sends a user to the whole application who wants to see the call.
#[cfg(feature = "page")]
const CALL_FRAGMENT: &str = "call";

pub(super) fn launched(model: &mut Model, launch: &Launch, effects: &mut Effects) {
    if !matches!(model.stage, Stage::Starting) {
        return;
    }
    model.card_address = card_beside(&launch.page_address);
    #[cfg(feature = "page")]
    if launch.fragment == CALL_FRAGMENT {
        model.call = CallFold::Shown;
    }
    speak(model, language_of(launch), effects);
    let allowed = AllowList::parse(&launch.connect_sources, &launch.page_address);
    let named = FrameName::read(&launch.window_name, &launch.query, &allowed);
    // A frame that has its portal from the address alone needs the address again when it is loaded again.
    let needs_address =
        launch.framed && named.is_ok() && FrameName::read(&launch.window_name, "", &allowed).is_err();
    if !needs_address {
        // Whoever opened the page may have put a webhook there: a secret that would stay in view and in history.
        effects.push(Effect::CleanAddress);
    }
    if !launch.framed {
        return alone(model, effects);
    }
    match named {
        Ok(name) => {
            effects.push(Effect::OpenFrame { origin: name.origin.clone(), sid: name.sid.clone() });
            shake_hands(model, name, effects);
        }
        Err(error) => model.stage = Stage::Refused(Refused::Frame(error)),
    }
}

/// A page of its own, which asks for a webhook.
#[cfg(feature = "page")]
fn alone(model: &mut Model, _: &mut Effects) {
    model.stage = Stage::Page(Box::new(Page::new(Reach::Asking(Asking::default()))));
}

#[cfg(not(feature = "page"))]
fn alone(_: &mut Model, effects: &mut Effects) {
    effects.push(Effect::HandOver(HandOver::OtherPlace));
}

fn card_beside(page_address: &str) -> String {
    let folder = page_address.rfind('/').and_then(|end| page_address.get(..=end));
    [folder.unwrap_or_default(), CARD_PAGE].concat()
}

/// Asks the parent window who we are, and waits.
pub(super) fn shake_hands(model: &mut Model, name: FrameName, effects: &mut Effects) {
    model.stage = Stage::Handshaking(name);
    effects.push(Effect::Frame(FrameCall::GetInitData));
    effects.push(Effect::Wake { timer: Timer::Handshake, after_ms: HANDSHAKE_MS });
}

/// Chooses a language; its texts are shown once they are there.
pub(super) fn speak(model: &mut Model, language: Language, effects: &mut Effects) {
    if model.words.wanted != Some(language) {
        model.words.wanted = Some(language);
        effects.push(Effect::LoadLanguage(language));
    }
}

pub(super) fn language_loaded(
    model: &mut Model,
    language: Language,
    loaded: Result<Catalogue, CatalogueError>,
    effects: &mut Effects,
) {
    if model.words.wanted != Some(language) {
        return;
    }
    match loaded {
        Ok(catalogue) => model.words.catalogue = catalogue,
        // Without the texts of the wanted language, those that are there stay.
        Err(_) if model.words.catalogue.speaks() => {
            model.words.wanted = Some(model.words.catalogue.language());
        }
        Err(_) if language != Language::default() => speak(model, Language::default(), effects),
        Err(_) => effects.push(Effect::Stop),
    }
}

/// The portal says its language in the frame's address, before it answers anything.
fn language_of(launch: &Launch) -> Language {
    let from_portal = launch.query.split('&').find_map(|pair| pair.strip_prefix("LANG="));
    Language::choose(from_portal.filter(|_| launch.framed), launch.languages.iter().map(String::as_str))
}
