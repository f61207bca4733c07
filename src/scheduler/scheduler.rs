//! The scheduler: carries calls to the portal, one at a time, paced, retried, paused with a reason.

use crate::domain::Millis;
use crate::protocol::RestCall;

use super::call::{CallId, Halt, Outgoing, Renewal, RequestId, Status, Wait};
use super::quota::Quota;
use super::rate_limiter::RateLimiter;
use super::retry::{Backoff, RetryPolicy};

/// Chance adds at most this much to a rest.
const REST_SPREAD: Millis = 3_000;

#[derive(Clone, PartialEq, Debug)]
pub(super) struct QueuedCall {
    pub(super) call_id: CallId,
    pub(super) call: RestCall,
    pub(super) token: TokenTrial,
}

/// What a token error means for a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenTrial {
    /// The token may have expired: renewing it can help.
    First,
    /// It was refused at this time, and renewed.
    Renewed { at: Millis },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum State {
    Ready,
    Underway {
        id: RequestId,
        sent: Millis,
    },
    /// A pause that is not measured yet: chance comes with the next dispatch.
    Pausing(Backoff),
    Waiting {
        until: Millis,
        why: Wait,
    },
    Renewing,
    Halted(Halt),
}

/// Carries calls in the order in which they were given.
#[derive(Clone, PartialEq, Debug)]
pub struct Scheduler {
    pub(super) renewal: Renewal,
    /// What is carried, the call that is on its way first.
    pub(super) queue: Vec<QueuedCall>,
    pub(super) state: State,
    pub(super) limiter: RateLimiter,
    pub(super) retry: RetryPolicy,
    pub(super) quota: Quota,
    /// How many calls it was given.
    calls: u64,
    /// The last request that was sent.
    last: RequestId,
}

impl Scheduler {
    /// A scheduler with nothing to carry.
    pub fn new(renewal: Renewal) -> Self {
        Self::after(renewal, RequestId::default())
    }

    /// The same, which numbers its requests after those of another one, so that a late answer to one of them is
    /// not taken for its own.
    pub fn after(renewal: Renewal, last: RequestId) -> Self {
        Self {
            renewal,
            queue: Vec::new(),
            state: State::Ready,
            limiter: RateLimiter::new(),
            retry: RetryPolicy::default(),
            quota: Quota::default(),
            calls: 0,
            last,
        }
    }

    /// A scheduler that takes over from another one, of which nothing is known but that it may have used up what
    /// the portal takes at once.
    pub fn taking_over(renewal: Renewal, now: Millis) -> Self {
        Self { limiter: RateLimiter::empty(now), ..Self::new(renewal) }
    }

    /// The last request that it has sent: they are counted from the first one of all, those that were sent again
    /// included.
    pub const fn last_request(&self) -> RequestId {
        self.last
    }

    /// Takes a call to carry. Its answer comes under the returned name.
    pub fn enqueue(&mut self, call: RestCall) -> CallId {
        self.calls = self.calls.saturating_add(1);
        let call_id = CallId(self.calls);
        self.queue.push(QueuedCall { call_id, call, token: TokenTrial::First });
        call_id
    }

    /// Drops a call; names the request to abort if it is under way. What it was waiting for is dropped
    /// with it, unless the portal itself asked for the pause.
    pub fn cancel(&mut self, call_id: CallId) -> Option<RequestId> {
        let place = self.queue.iter().position(|queued| queued.call_id == call_id)?;
        self.queue.remove(place);
        if place > 0 {
            return None;
        }
        match self.state {
            State::Underway { id, .. } => {
                self.start_again();
                return Some(id);
            }
            State::Pausing(Backoff { why: Wait::Fault, .. })
            | State::Waiting { why: Wait::Fault, .. }
            | State::Halted(Halt::GaveUp(_) | Halt::Offline) => self.start_again(),
            _ => {}
        }
        None
    }

    /// The request to be sent now, if there is one. [`Scheduler::status`] says then what is waited for. `chance` is a
    /// random number, for the jitter of retries.
    pub fn dispatch(&mut self, now: Millis, chance: u64) -> Option<Outgoing> {
        if let State::Pausing(pause) = self.state {
            self.state = State::Waiting { until: pause.end(chance), why: pause.why };
        }
        let queued = self.queue.first()?;
        match self.state {
            State::Ready => {}
            State::Waiting { until, .. } if now >= until => self.retry.overslept(until, now),
            _ => return None,
        }
        if let Some(until) = self.quota.rest(&methods(&queued.call), now) {
            let rest = Backoff { until, spread: REST_SPREAD, why: Wait::OperatingLimit };
            self.state = State::Waiting { until: rest.end(chance), why: rest.why };
            return None;
        }
        if let Err(until) = self.limiter.take(now) {
            self.state = State::Waiting { until, why: Wait::Pace };
            return None;
        }
        let id = RequestId(self.last.0.saturating_add(1));
        self.last = id;
        self.state = State::Underway { id, sent: now };
        Some(Outgoing { id, call: queued.call.clone() })
    }

    /// What it is doing, or waits for.
    pub fn status(&self) -> Status {
        match &self.state {
            State::Renewing => Status::Renewing,
            _ if self.queue.is_empty() => Status::Idle,
            State::Ready => Status::Idle,
            State::Underway { .. } => Status::Underway,
            State::Pausing(Backoff { until, why, .. }) | State::Waiting { until, why } => {
                Status::Waiting { until: *until, why: *why }
            }
            State::Halted(halt) => Status::Halted(halt.clone()),
        }
    }

    /// The token was renewed.
    pub fn token_renewed(&mut self) {
        if matches!(self.state, State::Renewing | State::Halted(Halt::TokenLost)) {
            self.state = State::Ready;
        }
    }

    /// The token could not be renewed.
    pub fn token_lost(&mut self) {
        if matches!(self.state, State::Renewing) {
            self.state = State::Halted(Halt::TokenLost);
        }
    }

    /// Goes on after a halt. A pause that the portal asked for is not cut short.
    pub fn resume(&mut self) {
        match self.state {
            State::Halted(Halt::TokenLost) => self.state = State::Renewing,
            State::Halted(Halt::GaveUp(_) | Halt::Offline) => self.start_again(),
            _ => {}
        }
    }

    fn start_again(&mut self) {
        self.retry.renew();
        self.state = State::Ready;
    }
}

/// Every method that a call is charged for.
fn methods(call: &RestCall) -> Vec<&'static str> {
    let mut methods = vec![call.method()];
    if let RestCall::Batch(batch) = call {
        for (_, command) in &batch.commands {
            if !methods.contains(&command.method()) {
                methods.push(command.method());
            }
        }
    }
    methods
}
