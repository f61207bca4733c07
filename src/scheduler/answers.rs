//! What an answer means for the calls that wait: it is delivered, or asked again after a pause, or nothing is sent
//! until somebody says so.

use crate::domain::Millis;
use crate::protocol::limits::DEADLINE;
use crate::protocol::{
    BatchReply, Class, Command, CommandName, CommandReply, Node, RawResponse, Reason, Refusal, Reply,
    RestCall,
};

use super::call::{Halt, Renewal, Repeat, RequestId, Response, ResponseBody, Wait, work};
use super::scheduler::{Gate, QueuedCall, Scheduler, TokenTrial, Underway};

/// A token that is refused so soon after another one was is not mended by renewing it. Later, it is a new
/// case: a call can be held up for longer than a token lives.
const SOON: Millis = 300_000;

impl Scheduler {
    /// Takes what arrived for a request. `None` if it is to be asked again, or was not asked for.
    pub fn arrived(&mut self, request: RequestId, raw: RawResponse, now: Millis) -> Option<Response> {
        let place = self.underway.iter().position(|under_way| under_way.id == request)?;
        let is_full = self.underway.len() >= self.width.most;
        let sent = self.underway.get(place)?.sent;
        self.overslept(sent.saturating_add(DEADLINE), now);
        let arrived = self.underway.remove(place);
        let method = arrived.queued.call.method();
        let outcome = match raw.read(method) {
            Reply::Result { result, operating, duration } => {
                self.quota.read(operating.as_ref(), now);
                let took = took(duration, sent, now);
                if let Some(took) = took {
                    let under_way = now.saturating_sub(sent);
                    self.width.answered(under_way.min(DEADLINE), took, arrived.worked_before, is_full);
                    self.width.measured(work(&arrived.queued.call), took);
                }
                open(&arrived.queued.call, result, took)
            }
            Reply::Refused(refusal) => Err(refusal),
        };
        match outcome {
            Ok(ResponseBody::Batch(reply)) => self.answered_in_part(arrived, reply, now),
            Ok(single) => Some(self.answered(&arrived, single)),
            Err(refusal) => self.refused(arrived, refusal, &[method], now),
        }
    }

    fn answered(&mut self, arrived: &Underway, body: ResponseBody) -> Response {
        self.retry.restore();
        self.limiter.answered();
        Response { call_id: arrived.queued.call_id, outcome: Ok(body) }
    }

    /// A batch is answered command by command. If all that came back are limit errors, the whole request is
    /// asked again; if only some are, or a command failed or was passed over, the answer is delivered and the
    /// next requests wait.
    fn answered_in_part(&mut self, arrived: Underway, reply: BatchReply, now: Millis) -> Option<Response> {
        self.quota.read(&reply.operating, now);
        let Some(worst) = worst(&arrived, &reply) else {
            return Some(self.answered(&arrived, ResponseBody::Batch(reply)));
        };
        let methods = blocked(&arrived, &reply);
        if !reply.replies.is_empty() && reply.replies.iter().all(|(_, reply)| is_limited(reply)) {
            return self.refused(arrived, worst, &methods, now);
        }
        if !self.hold(arrived.id, &worst, &methods, None, now) {
            let is_answered = reply.replies.iter().any(|(_, reply)| reply.is_ok());
            if worst.reason.class() == Class::Unknown && !is_answered {
                self.gate = Gate::Halted(Halt::GaveUp(worst));
            } else {
                // Some of it was answered: the portal works, if not for everything.
                self.retry.restore();
                self.hold(arrived.id, &worst, &methods, None, now);
            }
        }
        let outcome = Ok(ResponseBody::Batch(reply));
        Some(Response { call_id: arrived.queued.call_id, outcome })
    }

    /// The call was refused as a whole. `methods` are those whose operating time could be used up.
    fn refused(
        &mut self,
        mut arrived: Underway,
        refusal: Refusal,
        methods: &[&'static str],
        now: Millis,
    ) -> Option<Response> {
        let (id, call_id) = (arrived.id, arrived.queued.call_id);
        if arrived.queued.repeat == Repeat::Never {
            self.heed(arrived, &refusal, methods, now);
            return Some(Response { call_id, outcome: Err(refusal) });
        }
        match (refusal.reason, refusal.reason.class()) {
            (Reason::Offline, _) => self.gate = Gate::Halted(Halt::Offline),
            // A 401 whose body was lost on its way is, in a frame, the token.
            (Reason::NotAuthorised, _) | (_, Class::Token)
                if self.renewal == Renewal::ByParent
                    && (refusal.reason.class() == Class::Token || refusal.portal_code.is_empty()) =>
            {
                self.token_refused(&mut arrived, now);
            }
            // Too much for one request. Who made the batch can make a smaller one.
            (Reason::TimedOut, _) if sent(&arrived).len() > 1 => {
                if !self.hold(id, &refusal, methods, None, now) {
                    self.gate = Gate::Halted(Halt::GaveUp(refusal));
                }
                let lost = BatchReply { took: Some(DEADLINE), ..BatchReply::default() };
                return Some(Response { call_id, outcome: Ok(ResponseBody::Batch(lost)) });
            }
            // Nobody but us aborts, and we forget what we abort: this was the browser.
            (Reason::Aborted, _)
            | (_, Class::Rate | Class::Operating | Class::Transient | Class::Unknown) => {
                if !self.hold(id, &refusal, methods, Some(&mut arrived.queued), now) {
                    self.gate = Gate::Halted(Halt::GaveUp(refusal));
                }
            }
            (_, Class::Token | Class::Stop | Class::Bug | Class::Record) => {
                self.retry.restore();
                return Some(Response { call_id, outcome: Err(refusal) });
            }
        }
        let place = self.queue.partition_point(|queued| queued.call_id < call_id);
        self.queue.insert(place, arrived.queued);
        None
    }

    /// What the refusal of a call that is never repeated means for those that come after it.
    fn heed(&mut self, mut arrived: Underway, refusal: &Refusal, methods: &[&'static str], now: Millis) {
        match (refusal.reason, refusal.reason.class()) {
            (Reason::Offline, _) => self.gate = Gate::Halted(Halt::Offline),
            (_, Class::Token) if self.renewal == Renewal::ByParent => self.token_refused(&mut arrived, now),
            (Reason::Aborted, _)
            | (_, Class::Rate | Class::Operating | Class::Transient | Class::Unknown) => {
                self.hold(arrived.id, refusal, methods, None, now);
            }
            (_, Class::Token | Class::Stop | Class::Bug | Class::Record) => self.retry.restore(),
        }
    }

    /// A refusal keeps us from asking again: the call that is asked again, or everything. `false` if retry is at its
    /// end.
    fn hold(
        &mut self,
        id: RequestId,
        refusal: &Refusal,
        methods: &[&'static str],
        again: Option<&mut QueuedCall>,
        now: Millis,
    ) -> bool {
        let why = match refusal.reason.class() {
            Class::Rate => Wait::RateLimit,
            Class::Operating => Wait::OperatingLimit,
            Class::Unknown => Wait::Unknown,
            _ => Wait::Fault,
        };
        let is_new = id > self.trouble.0 || why != self.trouble.1;
        if is_new {
            self.trouble = (self.last, why);
            if why != Wait::OperatingLimit {
                self.width.halve();
            }
        }
        let pause = match (why, again) {
            (Wait::Fault | Wait::Unknown, Some(again)) => {
                again.pause = self.retry.fault(Some(&mut again.faults), now, why, is_new);
                return again.pause.is_some();
            }
            // What was under way then says the same once more.
            (Wait::RateLimit | Wait::OperatingLimit, _) if !is_new => return true,
            (Wait::OperatingLimit, _) => {
                let frees = self.quota.frees(methods, now);
                self.retry.operating(now, frees)
            }
            (why, _) => {
                if why == Wait::RateLimit {
                    self.limiter.throttled(now);
                }
                self.retry.fault(None, now, why, is_new)
            }
        };
        match (&self.gate, pause) {
            (Gate::Open, Some(pause)) => self.gate = Gate::Waiting(pause),
            (Gate::Waiting(held), Some(pause)) if held.until <= pause.until => {
                self.gate = Gate::Waiting(pause);
            }
            _ => {}
        }
        pause.is_some()
    }

    /// The token is renewed once for all that were under way with the old one.
    fn token_refused(&mut self, arrived: &mut Underway, now: Millis) {
        let is_new = arrived.id > self.renewed_after;
        match arrived.queued.token {
            TokenTrial::Renewed { at } if is_new && now.saturating_sub(at) < SOON => {
                self.gate = Gate::Halted(Halt::TokenLost);
            }
            TokenTrial::First | TokenTrial::Renewed { .. } => {
                arrived.queued.token = TokenTrial::Renewed { at: now };
                if is_new {
                    self.renew_token();
                }
            }
        }
    }
}

fn sent(arrived: &Underway) -> &[(CommandName, Command)] {
    match &arrived.queued.call {
        RestCall::Batch(batch) => &batch.commands,
        RestCall::Single(_) => &[],
    }
}

/// What the refused commands of a batch, and those that were passed over, say about the next request.
fn worst(arrived: &Underway, reply: &BatchReply) -> Option<Refusal> {
    let refusals = reply.replies.iter().filter_map(|(_, reply)| reply.as_ref().err());
    let worst = refusals.max_by_key(|refusal| severity(refusal)).filter(|worst| severity(worst) > 0);
    let passed_over = || {
        let is_missing = reply.replies.len() < sent(arrived).len();
        is_missing.then(|| Refusal::bare(Reason::NotAnswered, 200))
    };
    worst.cloned().or_else(passed_over)
}

/// The methods of the commands that ran into the operating-time limit.
fn blocked(arrived: &Underway, reply: &BatchReply) -> Vec<&'static str> {
    let is_blocked = |name| match reply.of(name) {
        Some(Err(refusal)) => refusal.reason.class() == Class::Operating,
        Some(Ok(_)) | None => false,
    };
    let blocked = sent(arrived).iter().filter(|(name, _)| is_blocked(*name));
    blocked.map(|(_, command)| command.method()).collect()
}

fn open(call: &RestCall, result: Node, took: Option<Millis>) -> Result<ResponseBody, Refusal> {
    match call {
        RestCall::Single(_) => Ok(ResponseBody::Single(result)),
        RestCall::Batch(batch) => {
            Ok(ResponseBody::Batch(BatchReply { took, ..BatchReply::read(batch, &result)? }))
        }
    }
}

/// How long the portal worked: by its own word, or by our clock if that did not stand still in between.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be positive, and what is too large becomes the largest"
)]
fn took(seconds: Option<f64>, sent: Millis, now: Millis) -> Option<Millis> {
    let by_portal = seconds.filter(|seconds| *seconds >= 0.0).map(|seconds| (seconds * 1_000.0) as Millis);
    let by_clock = now.saturating_sub(sent);
    [by_portal, Some(by_clock)].into_iter().flatten().find(|took| *took <= DEADLINE)
}

/// How much a refused command inside of a batch says about the next request: nothing (0), or more and more.
const fn severity(refusal: &Refusal) -> u8 {
    match refusal.reason.class() {
        Class::Token => 5,
        Class::Operating => 4,
        Class::Rate => 3,
        Class::Transient => 2,
        Class::Unknown => 1,
        Class::Stop | Class::Bug | Class::Record => 0,
    }
}

/// A command that the portal did not even look at.
fn is_limited(reply: &CommandReply) -> bool {
    let is_limit =
        |refusal: &Refusal| matches!(refusal.reason.class(), Class::Token | Class::Operating | Class::Rate);
    reply.as_ref().is_err_and(is_limit)
}
