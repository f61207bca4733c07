//! The courier's loop: the only place that sends, waits and takes what arrives.

use crate::flow::model::{Line, Link, Model, Stage};
use crate::flow::{Effect, Moment, Timer};
use crate::protocol::frame::FrameCall;
use crate::protocol::{Arrival, Reason};
use crate::search::{Dispatch, Halt, Millis, RequestId};

use super::{Effects, card};
#[cfg(feature = "page")]
use super::{install, page};

/// So long the parent window may take to renew the token (it never says *no*, it is silent).
pub(super) const RENEWAL_MS: u32 = 10_000;

/// Lets the courier do the next thing.
pub(super) fn pump(model: &mut Model, moment: Moment, effects: &mut Effects) {
    let Some(link) = model.stage.link_mut() else { return };
    let next = match link.courier.dispatch(moment.now, moment.chance) {
        Dispatch::Idle => Line::Quiet,
        // The courier asks for a new token once; until it is there or lost, that is what it waits for.
        Dispatch::Underway if link.line == Line::Renewing => Line::Renewing,
        Dispatch::Underway => Line::Underway,
        Dispatch::Send(outgoing) => {
            effects.push(Effect::Send { id: link.outward(outgoing.id), call: outgoing.call });
            Line::Underway
        }
        Dispatch::Wait { until, why } => Line::Waiting { until, why },
        Dispatch::RenewToken => Line::Renewing,
        Dispatch::Halted(halt) => Line::Halted(halt),
    };
    if next != link.line {
        turn(link, next, moment.now, effects);
    }
}

/// Goes over to another line: what the old one waited for is stopped, what the new one waits for begins.
fn turn(link: &mut Link, next: Line, now: Millis, effects: &mut Effects) {
    match (&link.line, &next) {
        (Line::Waiting { .. }, Line::Waiting { .. }) => {}
        (Line::Waiting { .. }, _) => effects.push(Effect::Unwake(Timer::Courier)),
        (Line::Renewing, _) => effects.push(Effect::Unwake(Timer::TokenRenewal)),
        _ => {}
    }
    match &next {
        Line::Waiting { until, .. } => {
            let after_ms = u32::try_from(until.saturating_sub(now)).unwrap_or(u32::MAX);
            effects.push(Effect::Wake { timer: Timer::Courier, after_ms });
        }
        Line::Renewing => {
            effects.push(Effect::Frame(FrameCall::RefreshAuth));
            effects.push(Effect::Wake { timer: Timer::TokenRenewal, after_ms: RENEWAL_MS });
        }
        Line::Quiet | Line::Underway | Line::Halted(_) => {}
    }
    link.line = next;
}

/// The wait is over; the courier is asked again.
pub(super) fn woke(model: &mut Model) {
    if let Some(link) = model.stage.link_mut()
        && matches!(link.line, Line::Waiting { .. })
    {
        link.line = Line::Quiet;
    }
}

/// The page is seen again, or the network is back: a halt that only the network caused is over.
pub(super) fn awake(model: &mut Model) {
    let Some(link) = model.stage.link_mut() else { return };
    let by_network = |halt: &Halt| match halt {
        Halt::GaveUp(refusal) => {
            matches!(refusal.reason, Reason::NetworkDown | Reason::Offline | Reason::TimedOut)
        }
        Halt::Offline => true,
        Halt::TokenLost => false,
    };
    match &link.line {
        Line::Halted(halt) if by_network(halt) => link.resume(),
        Line::Waiting { .. } => link.line = Line::Quiet,
        _ => {}
    }
}

/// Takes what arrived; a final answer goes to whoever waits for it.
pub(super) fn arrived(
    model: &mut Model,
    id: RequestId,
    arrival: Arrival,
    moment: Moment,
    #[cfg_attr(not(feature = "page"), expect(unused_variables, reason = "a card has none here"))]
    effects: &mut Effects,
) {
    let Some(link) = model.stage.link_mut() else { return };
    let Some(id) = link.inward(id) else { return };
    let Some(delivery) = link.courier.arrived(id, arrival, moment.now) else { return };
    match &mut model.stage {
        Stage::Card(card) => card::delivered(card, delivery),
        #[cfg(feature = "page")]
        Stage::Page(page) => page::delivered(page, &model.card_address, delivery, effects),
        #[cfg(feature = "page")]
        Stage::Installing(installing) => {
            install::delivered(&mut installing.install, &mut installing.link, &model.card_address, delivery);
        }
        Stage::Starting | Stage::Handshaking(_) | Stage::Refused(_) | Stage::NewCard(_) => {}
    }
}
