//! The scheduler's loop: the only place that sends, waits and takes what arrives.

use crate::app::{Effect, Effects, Moment, Timer};
use crate::domain::Millis;
use crate::protocol::frame::FrameCall;
use crate::protocol::{RawResponse, Reason};
use crate::scheduler::{Halt, RequestId, Response, Status};

use super::Connection;

/// At most this long the parent window may take to renew the token (it never says *no*, it is silent).
const RENEWAL_MS: u32 = 10_000;

impl Connection {
    /// Lets the scheduler send what may be sent.
    pub(super) fn proceed<X>(&mut self, at: Moment, effects: &mut Effects<X>) {
        while let Some(outgoing) = self.scheduler.dispatch(at.now, at.chance) {
            effects.push(Effect::Send { id: outgoing.id, call: outgoing.call });
        }
        self.keep_timers(at.now, effects);
    }

    /// Stops what the scheduler does not wait for any more, and starts what it waits for now.
    fn keep_timers<X>(&mut self, now: Millis, effects: &mut Effects<X>) {
        let wakes = self.scheduler.wakes();
        if wakes != self.wakes {
            effects.push(wakes.map_or(Effect::StopTimer(Timer::Scheduler), |wakes| {
                let after_ms = u32::try_from(wakes.saturating_sub(now)).unwrap_or(u32::MAX);
                Effect::StartTimer { timer: Timer::Scheduler, after_ms }
            }));
            self.wakes = wakes;
        }
        let is_renewing = self.status() == Status::Renewing;
        if is_renewing != self.is_renewing {
            if is_renewing {
                effects.push(Effect::Frame(FrameCall::RefreshAuth));
                effects.push(Effect::StartTimer { timer: Timer::TokenRenewal, after_ms: RENEWAL_MS });
            } else {
                effects.push(Effect::StopTimer(Timer::TokenRenewal));
            }
            self.is_renewing = is_renewing;
        }
    }

    /// Takes what arrived; a final answer goes to whoever waits for it.
    pub(super) fn received(&mut self, id: RequestId, raw: RawResponse, now: Millis) -> Option<Response> {
        self.scheduler.arrived(id, raw, now)
    }

    /// The timer of a wait has run out; the scheduler is asked again.
    pub(super) const fn woke(&mut self) {
        self.wakes = None;
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
        match self.status() {
            Status::Halted(halt) if by_network(&halt) => self.resume(),
            // A timer may not have run while nobody saw the page.
            _ => self.wakes = None,
        }
    }

    /// The parent window has renewed the token.
    pub(super) fn token_renewed(&mut self) {
        // An answer that comes after the wait was given up is not lost: the shell holds the new token, and the
        // user's *go on* asks for one again.
        if self.status() == Status::Renewing {
            self.scheduler.token_renewed();
        }
    }

    /// It has not renewed it in time.
    pub(super) fn token_lost(&mut self) {
        self.is_renewing = false;
        self.scheduler.token_lost();
    }
}
