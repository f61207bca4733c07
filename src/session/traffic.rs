//! The scheduler's loop: the only place that sends, waits and takes what arrives.

use crate::app::{Effect, Effects, Moment, Timer};
use crate::domain::Millis;
use crate::protocol::frame::FrameCall;
use crate::protocol::{RawResponse, Reason};
use crate::scheduler::{Dispatch, Halt, RequestId, Response};

use super::{Connection, ConnectionStatus};

/// At most this long the parent window may take to renew the token (it never says *no*, it is silent).
const RENEWAL_MS: u32 = 10_000;

impl Connection {
    /// Lets the scheduler do the next thing.
    pub(super) fn proceed<X>(&mut self, at: Moment, effects: &mut Effects<X>) {
        let next = match self.scheduler.dispatch(at.now, at.chance) {
            Dispatch::Idle => ConnectionStatus::Quiet,
            // The scheduler asks for a new token once; until it is there or lost, that is what it waits for.
            Dispatch::Underway if self.status == ConnectionStatus::Renewing => ConnectionStatus::Renewing,
            Dispatch::Underway => ConnectionStatus::Underway,
            Dispatch::Send(outgoing) => {
                effects.push(Effect::Send { id: outgoing.id, call: outgoing.call });
                ConnectionStatus::Underway
            }
            Dispatch::Wait { until, why } => ConnectionStatus::Waiting { until, why },
            Dispatch::RenewToken => ConnectionStatus::Renewing,
            Dispatch::Halted(halt) => ConnectionStatus::Halted(halt),
        };
        if next != self.status {
            self.turn(next, at.now, effects);
        }
    }

    /// Goes over to another status: what the old one waited for is stopped, what the new one waits for begins.
    fn turn<X>(&mut self, next: ConnectionStatus, now: Millis, effects: &mut Effects<X>) {
        match (&self.status, &next) {
            (ConnectionStatus::Waiting { .. }, ConnectionStatus::Waiting { .. }) => {}
            (ConnectionStatus::Waiting { .. }, _) => effects.push(Effect::StopTimer(Timer::Scheduler)),
            (ConnectionStatus::Renewing, _) => effects.push(Effect::StopTimer(Timer::TokenRenewal)),
            _ => {}
        }
        match &next {
            ConnectionStatus::Waiting { until, .. } => {
                let after_ms = u32::try_from(until.saturating_sub(now)).unwrap_or(u32::MAX);
                effects.push(Effect::StartTimer { timer: Timer::Scheduler, after_ms });
            }
            ConnectionStatus::Renewing => {
                effects.push(Effect::Frame(FrameCall::RefreshAuth));
                effects.push(Effect::StartTimer { timer: Timer::TokenRenewal, after_ms: RENEWAL_MS });
            }
            ConnectionStatus::Quiet | ConnectionStatus::Underway | ConnectionStatus::Halted(_) => {}
        }
        self.status = next;
    }

    /// Takes what arrived; a final answer goes to whoever waits for it.
    pub(super) fn received(&mut self, id: RequestId, raw: RawResponse, now: Millis) -> Option<Response> {
        self.scheduler.arrived(id, raw, now)
    }

    /// The wait is over; the scheduler is asked again.
    pub(super) fn woke(&mut self) {
        if matches!(self.status, ConnectionStatus::Waiting { .. }) {
            self.status = ConnectionStatus::Quiet;
        }
    }

    /// The page is seen again, or the network is back: a halt that only the network caused is over.
    pub(super) fn awake(&mut self) {
        let by_network = |halt: &Halt| match halt {
            Halt::GaveUp(refusal) => {
                matches!(refusal.reason, Reason::NetworkDown | Reason::Offline | Reason::TimedOut)
            }
            Halt::Offline => true,
            Halt::TokenLost => false,
        };
        match &self.status {
            ConnectionStatus::Halted(halt) if by_network(halt) => self.resume(),
            ConnectionStatus::Waiting { .. } => self.status = ConnectionStatus::Quiet,
            _ => {}
        }
    }

    /// The parent window has renewed the token. Tells whether that was waited for.
    pub(super) fn token_renewed(&mut self) -> bool {
        let is_awaited = self.status == ConnectionStatus::Renewing;
        if is_awaited {
            self.status = ConnectionStatus::Quiet;
            self.scheduler.token_renewed();
        }
        is_awaited
    }

    /// It has not renewed it in time.
    pub(super) fn token_lost(&mut self) {
        if self.status == ConnectionStatus::Renewing {
            self.status = ConnectionStatus::Quiet;
            self.scheduler.token_lost();
        }
    }
}
