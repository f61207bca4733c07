//! The scheduler: carries calls to the portal, several at a time, paced, retried, paused with a reason.

use crate::domain::Millis;
use crate::protocol::RestCall;

use super::call::{CallId, Halt, Outgoing, Renewal, Repeat, RequestId, Status, Wait, methods, work};
use super::quota::Quota;
use super::rate_limiter::RateLimiter;
use super::retry::{Backoff, RetryPolicy, Row};
use super::width::Width;

/// Chance adds at most this much to a rest.
const REST_SPREAD: Millis = 3_000;

#[derive(Clone, PartialEq, Debug)]
pub(super) struct QueuedCall {
    pub(super) call_id: CallId,
    pub(super) call: RestCall,
    pub(super) repeat: Repeat,
    pub(super) token: TokenTrial,
    /// The faults that it has met in a row.
    pub(super) faults: Option<Row>,
    /// It is not sent before the end of this.
    pub(super) pause: Option<Backoff>,
}

/// What a token error means for a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TokenTrial {
    /// The token may have expired: renewing it can help.
    First,
    /// It was refused at this time, and renewed.
    Renewed { at: Millis },
}

/// A request and the call that it carries.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Underway {
    pub(super) id: RequestId,
    pub(super) sent: Millis,
    /// How long the portal had worked on all that was answered by then.
    pub(super) worked_before: Millis,
    pub(super) queued: QueuedCall,
}

/// Whether anything is sent at all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Gate {
    Open,
    Waiting(Backoff),
    Renewing,
    Halted(Halt),
}

/// Carries calls in the order in which they were given; their answers come in any order.
#[derive(Clone, PartialEq, Debug)]
pub struct Scheduler {
    pub(super) renewal: Renewal,
    /// What waits to be sent.
    pub(super) queue: Vec<QueuedCall>,
    pub(super) underway: Vec<Underway>,
    pub(super) gate: Gate,
    pub(super) limiter: RateLimiter,
    pub(super) retry: RetryPolicy,
    pub(super) quota: Quota,
    pub(super) width: Width,
    /// What went wrong last, and the last request that was sent before: those that were under way then and go wrong in
    /// the same way say nothing new.
    pub(super) trouble: (RequestId, Wait),
    /// The last request that was sent before the token was renewed.
    pub(super) renewed_after: RequestId,
    /// How many calls it was given.
    calls: u64,
    /// The last request that was sent.
    pub(super) last: RequestId,
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
            underway: Vec::new(),
            gate: Gate::Open,
            limiter: RateLimiter::new(),
            retry: RetryPolicy::default(),
            quota: Quota::default(),
            width: Width::new(),
            trouble: (RequestId::default(), Wait::Pace),
            renewed_after: RequestId::default(),
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
        self.take(call, Repeat::Freely)
    }

    /// Takes a call that is sent once and never again, not even after the token was renewed: whatever arrives for it is
    /// its answer. Until it is sent it waits like any other.
    pub fn enqueue_once(&mut self, call: RestCall) -> CallId {
        self.take(call, Repeat::Never)
    }

    fn take(&mut self, call: RestCall, repeat: Repeat) -> CallId {
        self.calls = self.calls.saturating_add(1);
        let call_id = CallId(self.calls);
        let token = TokenTrial::First;
        self.queue.push(QueuedCall { call_id, call, repeat, token, faults: None, pause: None });
        call_id
    }

    /// How many calls more it can use. One, if there is none; while nothing is sent, no further ones.
    pub fn room(&self) -> usize {
        let carried = self.queue.len().saturating_add(self.underway.len());
        match &self.gate {
            Gate::Open | Gate::Waiting(Backoff { why: Wait::Pace, .. }) => {
                self.width.most.saturating_sub(carried)
            }
            Gate::Waiting(_) | Gate::Renewing | Gate::Halted(_) => usize::from(carried == 0),
        }
    }

    /// Drops a call; names the request to abort if it is under way. What the last one was waiting for is dropped
    /// with it, unless the portal itself asked for the pause.
    pub fn cancel(&mut self, call_id: CallId) -> Option<RequestId> {
        self.queue.retain(|queued| queued.call_id != call_id);
        let place = self.underway.iter().position(|under_way| under_way.queued.call_id == call_id);
        let aborted = place.map(|place| self.underway.remove(place).id);
        if self.queue.is_empty()
            && self.underway.is_empty()
            && matches!(
                self.gate,
                Gate::Waiting(Backoff { why: Wait::Fault | Wait::Unknown, .. })
                    | Gate::Halted(Halt::GaveUp(_) | Halt::Offline)
            )
        {
            self.start_again();
        }
        aborted
    }

    /// A request to be sent now, if there is one; it is to be asked until there is none, and then when it
    /// [wakes](Self::wakes). `chance` is a random number, for the jitter of retries.
    pub fn dispatch(&mut self, now: Millis, chance: u64) -> Option<Outgoing> {
        self.end_pauses(now, chance);
        if let Gate::Waiting(pause) = &mut self.gate {
            pause.measure(chance);
            let Backoff { until, why, .. } = *pause;
            // Our own pace allows more as soon as less is under way.
            if now < until && why != Wait::Pace {
                return None;
            }
            self.overslept(until, now);
            self.gate = Gate::Open;
        }
        if self.gate != Gate::Open || self.underway.len() >= self.width.most {
            return None;
        }
        let place = self.queue.iter().position(|queued| queued.pause.is_none())?;
        let call = &self.queue.get(place)?.call;
        let methods = methods(call);
        let coming = self.underway.iter().map(|under_way| work(&under_way.queued.call)).sum::<u64>();
        let coming = self.width.forecast(coming.saturating_add(work(call)));
        if !self.underway.is_empty() && self.quota.is_nearly_full(&methods, coming, now) {
            return None;
        }
        if let Some(until) = self.quota.rest(&methods, now) {
            let mut rest = Backoff { until, spread: REST_SPREAD, why: Wait::OperatingLimit };
            rest.measure(chance);
            self.gate = Gate::Waiting(rest);
            return None;
        }
        if let Err(until) = self.limiter.take(now, self.underway.len()) {
            self.gate = Gate::Waiting(Backoff { until, spread: 0, why: Wait::Pace });
            return None;
        }
        let queued = self.queue.remove(place);
        let (id, call) = (RequestId(self.last.0.saturating_add(1)), queued.call.clone());
        self.last = id;
        self.underway.push(Underway { id, sent: now, worked_before: self.width.worked, queued });
        Some(Outgoing { id, call })
    }

    /// Decides how long each call waits, and lets those go on that have waited.
    fn end_pauses(&mut self, now: Millis, chance: u64) {
        let mut first = now;
        for queued in &mut self.queue {
            if let Some(pause) = &mut queued.pause {
                pause.measure(chance);
                first = first.min(pause.until);
            }
            queued.pause.take_if(|pause| pause.until <= now);
        }
        self.overslept(first, now);
    }

    /// When it is to be asked again, if nothing arrives before.
    pub fn wakes(&self) -> Option<Millis> {
        match &self.gate {
            _ if self.queue.is_empty() => None,
            Gate::Waiting(pause) => Some(pause.until),
            Gate::Open if self.underway.len() >= self.width.most => None,
            Gate::Open => self.queue.iter().filter_map(|queued| queued.pause).map(|pause| pause.until).min(),
            Gate::Renewing | Gate::Halted(_) => None,
        }
    }

    /// The call that a request which is under way carries.
    pub fn carried_by(&self, request: RequestId) -> Option<CallId> {
        let of = self.underway.iter().find(|under_way| under_way.id == request)?;
        Some(of.queued.call_id)
    }

    /// What it is doing, or waits for.
    pub fn status(&self) -> Status {
        let waiting = |pause: &Backoff| Status::Waiting { until: pause.until, why: pause.why };
        match &self.gate {
            Gate::Renewing => Status::Renewing,
            _ if self.queue.is_empty() && self.underway.is_empty() => Status::Idle,
            Gate::Halted(halt) => Status::Halted(halt.clone()),
            _ if !self.underway.is_empty() => Status::Underway,
            Gate::Waiting(pause) => waiting(pause),
            Gate::Open => {
                let pauses = self.queue.iter().map(|queued| queued.pause.as_ref());
                pauses
                    .min_by_key(|pause| pause.map(|pause| pause.until))
                    .flatten()
                    .map_or(Status::Idle, waiting)
            }
        }
    }

    /// The token was renewed.
    pub fn token_renewed(&mut self) {
        if matches!(self.gate, Gate::Renewing | Gate::Halted(Halt::TokenLost)) {
            self.gate = Gate::Open;
        }
    }

    /// The token could not be renewed.
    pub fn token_lost(&mut self) {
        if self.gate == Gate::Renewing {
            self.gate = Gate::Halted(Halt::TokenLost);
        }
    }

    /// Goes on after a halt. A pause that the portal asked for is not cut short.
    pub fn resume(&mut self) {
        match self.gate {
            Gate::Halted(Halt::TokenLost) => self.renew_token(),
            Gate::Halted(Halt::GaveUp(_) | Halt::Offline) => self.start_again(),
            _ => {}
        }
    }

    /// From now on nothing is sent before the token is renewed.
    pub(super) fn renew_token(&mut self) {
        self.gate = Gate::Renewing;
        self.renewed_after = self.last;
    }

    fn start_again(&mut self) {
        self.retry.renew();
        for queued in self.carried() {
            queued.faults = None;
            queued.pause = None;
        }
        self.gate = Gate::Open;
    }

    /// Something planned for one time happens at another: time asleep is no time of trying.
    pub(super) fn overslept(&mut self, planned: Millis, now: Millis) {
        if Row::is_asleep(planned, now) {
            self.retry.overslept(planned, now);
            self.carried().for_each(|queued| Row::overslept(&mut queued.faults, planned, now));
        }
    }

    fn carried(&mut self) -> impl Iterator<Item = &mut QueuedCall> {
        self.queue.iter_mut().chain(self.underway.iter_mut().map(|under_way| &mut under_way.queued))
    }
}
