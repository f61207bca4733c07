//! The courier: carries calls to the portal, one at a time, paced, retried, paused with a reason.

use crate::protocol::{Arrival, Refusal, Reply, RestCall};

/// Milliseconds on a clock that only goes forward. Passed in with every event, never read.
pub type Millis = u64;

/// Names one HTTP request; a late answer to an older one is dropped.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RequestId(pub u64);

/// Names an errand: how its giver recognises the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Errand(pub u64);

/// One HTTP request to be sent now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outgoing {
    /// Its name, to be given back with what arrives.
    pub id: RequestId,
    /// What is sent.
    pub call: RestCall,
}

/// Why nothing is sent at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
    /// Our own pace, below the portal's rate.
    Pace,
    /// The portal said that it is asked too often.
    RateLimit,
    /// The portal's operating-time limit.
    OperatingLimit,
    /// A transient fault; asked again with growing pauses.
    Fault,
}

/// Why the courier stopped. It goes on after [`Courier::resume`]; nothing that it held is lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Halt {
    /// The portal could not be reached, or refused, for longer than the limit (two minutes).
    GaveUp(Refusal),
    /// The access token ran out and could not be renewed.
    TokenLost,
}

/// What is to be done next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dispatch {
    /// Nothing to carry.
    Idle,
    /// A request is under way.
    Underway,
    /// Send this.
    Send(Outgoing),
    /// Ask again at this time.
    Wait {
        /// When.
        until: Millis,
        /// Why.
        why: Wait,
    },
    /// The token must be renewed first; then [`Courier::token_renewed`] or [`Courier::token_lost`].
    RenewToken,
    /// Stopped; only [`Courier::resume`] goes on.
    Halted(Halt),
}

/// The answer to an errand: final, after all retries.
#[derive(Clone, PartialEq, Debug)]
pub struct Delivery {
    /// Which errand.
    pub errand: Errand,
    /// The portal's answer, or its final refusal.
    pub reply: Reply,
}

/// How tokens are renewed on this connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renewal {
    /// The parent window renews an expired token.
    ByParent,
    /// A webhook: a 401 is final.
    None,
}

/// Carries calls in the order in which they were given.
#[derive(Clone, PartialEq, Debug)]
pub struct Courier {
    renewal: Renewal,
}

impl Courier {
    /// A courier with nothing to carry.
    pub const fn new(renewal: Renewal) -> Self {
        Self { renewal }
    }

    /// Takes a call to carry.
    pub fn give(&mut self, errand: Errand, call: RestCall) {
        let _ = (errand, call, self.renewal);
    }

    /// Drops an errand; names the request to abort if it is under way.
    pub fn withdraw(&mut self, errand: Errand) -> Option<RequestId> {
        let _ = errand;
        None
    }

    /// What to do now. `chance` is a random number, for the jitter of retries.
    pub fn dispatch(&mut self, now: Millis, chance: u64) -> Dispatch {
        let _ = (now, chance);
        Dispatch::Idle
    }

    /// Takes what arrived for a request. `None` if it is to be asked again, or was not asked for.
    pub fn arrived(&mut self, request: RequestId, arrival: Arrival, now: Millis) -> Option<Delivery> {
        let _ = (request, arrival, now);
        None
    }

    /// The token was renewed.
    pub fn token_renewed(&mut self) {}

    /// The token could not be renewed.
    pub fn token_lost(&mut self) {}

    /// The user wants to go on after a halt.
    pub fn resume(&mut self, now: Millis) {
        let _ = now;
    }
}
