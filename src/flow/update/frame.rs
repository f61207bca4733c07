//! What the parent window says, and what it is asked for apart from the start.

use crate::domain::RecordRef;
#[cfg(not(feature = "page"))]
use crate::flow::HandOver;
use crate::flow::model::{
    Card, CardState, Connection, ConnectionStatus, Display, FrameHost, Host, Model, Note, NotePlace, Place,
    Refused, Slider, Stage,
};
#[cfg(feature = "page")]
use crate::flow::model::{Install, Installing, Page, Reach};
use crate::flow::{Effect, Timer};
use crate::i18n::{Key, Language};
use crate::protocol::frame::{FrameAnswer, FrameCall, FrameName, InitData, InitError, Placement};

use super::{Effects, card, launch};
#[cfg(feature = "page")]
use super::{install, page};

/// The height has settled when it did not change for so long.
const SETTLE_MS: u32 = 80;

pub(super) fn answered(model: &mut Model, answer: FrameAnswer, effects: &mut Effects) {
    match answer {
        FrameAnswer::Init(init) => begin(model, *init, effects),
        FrameAnswer::InitRefused(error) => refuse(model, error, effects),
        FrameAnswer::Unreadable => refuse(model, InitError::Unreadable, effects),
        FrameAnswer::Renewed => renewed(model, effects),
        FrameAnswer::SliderClosed => slider_closed(model, effects),
        FrameAnswer::PathRefused => path_refused(model),
    }
}

fn refuse(model: &mut Model, error: InitError, effects: &mut Effects) {
    if let Stage::Handshaking(_) = model.stage {
        model.stage = Stage::Refused(Refused::Init(error));
        effects.push(Effect::Unwake(Timer::Handshake));
    }
}

pub(super) fn handshake_expired(model: &mut Model) {
    model.stage = match std::mem::take(&mut model.stage) {
        Stage::Handshaking(name) => Stage::Refused(Refused::Silent(name)),
        other => other,
    };
}

/// The parent window told who we are. A late answer, after the wait was given up, is as good.
fn begin(model: &mut Model, init: InitData, effects: &mut Effects) {
    let name = match std::mem::take(&mut model.stage) {
        Stage::Handshaking(name) | Stage::Refused(Refused::Silent(name)) => name,
        other => {
            model.stage = other;
            return;
        }
    };
    effects.push(Effect::Unwake(Timer::Handshake));
    // Where the portal speaks none of our languages, the one that was chosen at the launch stays.
    if let Some(language) = Language::from_portal(&init.lang) {
        launch::speak(model, language, effects);
    }
    if init.first_run {
        effects.push(Effect::Frame(FrameCall::SetInstall));
    }
    model.stage = stage_of(name, init, effects);
    #[cfg(feature = "page")]
    if let Stage::Card(card) = &mut model.stage {
        card.display.call = model.call;
    }
    fit_anew(model, effects);
}

fn stage_of(name: FrameName, init: InitData, effects: &mut Effects) -> Stage {
    let place = match &init.placement {
        Placement::Card(_) | Placement::NewCard(_) => Place::Tab,
        Placement::Call { .. } => Place::Call,
        Placement::Page | Placement::Other(_) => Place::Page,
    };
    let host = Host::Frame(FrameHost { is_admin: init.is_admin, place, slider: Slider::Works });
    let mut connection = Connection::new(name.origin, host, 0);
    if init.installing {
        return if init.is_admin {
            elsewhere(connection, None, effects)
        } else {
            Stage::Refused(Refused::NotInstalled)
        };
    }
    match init.placement {
        Placement::NewCard(_) => Stage::NewCard(Box::new(connection)),
        Placement::Card(owner) => {
            let reading = card::begin_reading(&mut connection, owner);
            let state = CardState::Reading(reading);
            Stage::Card(Box::new(Card {
                connection,
                owner,
                state,
                renewal: None,
                display: Display::default(),
            }))
        }
        other => elsewhere(connection, Some(other), effects),
    }
}

/// Not in a card: on the app's page, in a call, or in its installation.
#[cfg(feature = "page")]
fn elsewhere(mut connection: Connection, placement: Option<Placement>, effects: &mut Effects) -> Stage {
    match placement {
        None => {
            let mut install = Install::default();
            install::look(&mut install, &mut connection);
            Stage::Installing(Box::new(Installing { connection, install }))
        }
        Some(Placement::Call { number }) => {
            Stage::Page(Box::new(page::of_call(connection, &number, effects)))
        }
        Some(_) => Stage::Page(Box::new(Page::new(Reach::Connected(Box::new(connection))))),
    }
}

/// The module of the card's tab knows nothing but cards.
#[cfg(not(feature = "page"))]
fn elsewhere(_: Connection, _: Option<Placement>, effects: &mut Effects) -> Stage {
    effects.push(Effect::HandOver(HandOver::OtherPlace));
    Stage::Starting
}

fn renewed(model: &mut Model, effects: &mut Effects) {
    // An answer that comes after the wait was given up is not lost: the shell holds the new token, and the
    // user's *go on* asks for one again.
    if let Some(connection) = model.stage.connection_mut()
        && connection.status == ConnectionStatus::Renewing
    {
        connection.status = ConnectionStatus::Quiet;
        connection.scheduler.token_renewed();
        effects.push(Effect::Unwake(Timer::TokenRenewal));
    }
}

pub(super) fn renewal_expired(model: &mut Model) {
    if let Some(connection) = model.stage.connection_mut()
        && connection.status == ConnectionStatus::Renewing
    {
        connection.status = ConnectionStatus::Quiet;
        connection.scheduler.token_lost();
    }
}

/// Opens a card in the portal's slider. Elsewhere the connection itself does it.
pub(super) fn open(model: &mut Model, reference: RecordRef, effects: &mut Effects) {
    let Some(slider) = model.stage.connection_mut().and_then(Connection::slider_mut) else { return };
    if *slider != Slider::Refused && *slider != Slider::Opening(reference) {
        *slider = Slider::Opening(reference);
        effects.push(Effect::Frame(FrameCall::OpenPath { path: reference.card_path() }));
    }
}

/// In the slider records are edited, merged and deleted: what was found before may be no longer true.
fn slider_closed(model: &mut Model, effects: &mut Effects) {
    if let Some(slider) = model.stage.connection_mut().and_then(Connection::slider_mut)
        && *slider != Slider::Refused
    {
        *slider = Slider::Works;
    }
    if let Stage::Card(card) = &mut model.stage {
        card::renew(card, effects);
    }
}

fn path_refused(model: &mut Model) {
    let Some(slider) = model.stage.connection_mut().and_then(Connection::slider_mut) else { return };
    if let Slider::Opening(reference) = std::mem::replace(slider, Slider::Refused) {
        let (at, text) = (NotePlace::Record(reference), Key::ResultNoSlider.into());
        model.note = Some(Note { at, text, to_select: None });
    }
}

pub(super) fn content_height(model: &mut Model, height: u32, effects: &mut Effects) {
    // A frame in a hidden tab measures nothing.
    if height == 0 {
        return;
    }
    model.height.content = height;
    fit_anew(model, effects);
}

fn fit_anew(model: &Model, effects: &mut Effects) {
    if is_resizable(model) && model.height.content.abs_diff(model.height.asked) > 1 {
        effects.push(Effect::Wake { timer: Timer::Resize, after_ms: SETTLE_MS });
    }
}

/// Asks the parent window to fit our frame to its content.
pub(super) fn fit(model: &mut Model, effects: &mut Effects) {
    let height = model.height.content;
    if is_resizable(model) && height.abs_diff(model.height.asked) > 1 {
        model.height.asked = height;
        effects.push(Effect::Frame(FrameCall::Resize { height }));
    }
}

/// The call card has a pane of fixed size; a page that we are not framed in has no parent to ask.
fn is_resizable(model: &Model) -> bool {
    let frame = model.stage.connection().and_then(Connection::frame);
    frame.is_some_and(|frame| matches!(frame.place, Place::Tab | Place::Page))
}
