//! The scheduler's loop: the only place that sends, waits and takes what arrives.

use crate::domain::Millis;
use crate::flow::model::{Connection, ConnectionStatus, Model, Stage};
use crate::flow::{Effect, Moment, Timer};
use crate::protocol::frame::FrameCall;
use crate::protocol::{RawResponse, Reason};
use crate::scheduler::{Dispatch, Halt, RequestId};

use super::{Effects, card};
#[cfg(feature = "page")]
use super::{install, page};

/// So long the parent window may take to renew the token (it never says *no*, it is silent).
pub(super) const RENEWAL_MS: u32 = 10_000;

/// Lets the scheduler do the next thing.
pub(super) fn pump(model: &mut Model, moment: Moment, effects: &mut Effects) {
    let Some(connection) = model.stage.connection_mut() else { return };
    let next = match connection.scheduler.dispatch(moment.now, moment.chance) {
        Dispatch::Idle => ConnectionStatus::Quiet,
        // The scheduler asks for a new token once; until it is there or lost, that is what it waits for.
        Dispatch::Underway if connection.status == ConnectionStatus::Renewing => ConnectionStatus::Renewing,
        Dispatch::Underway => ConnectionStatus::Underway,
        Dispatch::Send(outgoing) => {
            effects.push(Effect::Send { id: connection.outward(outgoing.id), call: outgoing.call });
            ConnectionStatus::Underway
        }
        Dispatch::Wait { until, why } => ConnectionStatus::Waiting { until, why },
        Dispatch::RenewToken => ConnectionStatus::Renewing,
        Dispatch::Halted(halt) => ConnectionStatus::Halted(halt),
    };
    if next != connection.status {
        turn(connection, next, moment.now, effects);
    }
}

/// Goes over to another line: what the old one waited for is stopped, what the new one waits for begins.
fn turn(connection: &mut Connection, next: ConnectionStatus, now: Millis, effects: &mut Effects) {
    match (&connection.status, &next) {
        (ConnectionStatus::Waiting { .. }, ConnectionStatus::Waiting { .. }) => {}
        (ConnectionStatus::Waiting { .. }, _) => effects.push(Effect::Unwake(Timer::Scheduler)),
        (ConnectionStatus::Renewing, _) => effects.push(Effect::Unwake(Timer::TokenRenewal)),
        _ => {}
    }
    match &next {
        ConnectionStatus::Waiting { until, .. } => {
            let after_ms = u32::try_from(until.saturating_sub(now)).unwrap_or(u32::MAX);
            effects.push(Effect::Wake { timer: Timer::Scheduler, after_ms });
        }
        ConnectionStatus::Renewing => {
            effects.push(Effect::Frame(FrameCall::RefreshAuth));
            effects.push(Effect::Wake { timer: Timer::TokenRenewal, after_ms: RENEWAL_MS });
        }
        ConnectionStatus::Quiet | ConnectionStatus::Underway | ConnectionStatus::Halted(_) => {}
    }
    connection.status = next;
}

/// The wait is over; the scheduler is asked again.
pub(super) fn woke(model: &mut Model) {
    if let Some(connection) = model.stage.connection_mut()
        && matches!(connection.status, ConnectionStatus::Waiting { .. })
    {
        connection.status = ConnectionStatus::Quiet;
    }
}

/// The page is seen again, or the network is back: a halt that only the network caused is over.
pub(super) fn awake(model: &mut Model) {
    let Some(connection) = model.stage.connection_mut() else { return };
    let by_network = |halt: &Halt| match halt {
        Halt::GaveUp(refusal) => {
            matches!(refusal.reason, Reason::NetworkDown | Reason::Offline | Reason::TimedOut)
        }
        Halt::Offline => true,
        Halt::TokenLost => false,
    };
    match &connection.status {
        ConnectionStatus::Halted(halt) if by_network(halt) => connection.resume(),
        ConnectionStatus::Waiting { .. } => connection.status = ConnectionStatus::Quiet,
        _ => {}
    }
}

/// Takes what arrived; a final answer goes to whoever waits for it.
pub(super) fn arrived(
    model: &mut Model,
    id: RequestId,
    raw: RawResponse,
    moment: Moment,
    #[cfg_attr(not(feature = "page"), expect(unused_variables, reason = "a card has none here"))]
    effects: &mut Effects,
) {
    let Some(connection) = model.stage.connection_mut() else { return };
    let Some(id) = connection.inward(id) else { return };
    let Some(response) = connection.scheduler.arrived(id, raw, moment.now) else { return };
    match &mut model.stage {
        Stage::Card(card) => card::responded(card, response),
        #[cfg(feature = "page")]
        Stage::Page(page) => page::responded(page, &model.card_address, response, effects),
        #[cfg(feature = "page")]
        Stage::Installing(installing) => {
            install::responded(
                &mut installing.install,
                &mut installing.connection,
                &model.card_address,
                response,
            );
        }
        Stage::Starting | Stage::Handshaking(_) | Stage::Refused(_) | Stage::NewCard(_) => {}
    }
}
