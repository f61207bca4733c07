//! What an answer means for the calls that wait: it is delivered, or asked again after a pause, or nothing is sent
//! until somebody says so.

use crate::domain::Millis;
use crate::protocol::limits::DEADLINE;
use crate::protocol::{
    BatchReply, Class, Command, CommandName, CommandReply, Node, RawResponse, Reason, Refusal, Reply,
    RestCall,
};

use super::call::{Halt, Renewal, RequestId, Response, ResponseBody, Wait};
use super::retry::Backoff;
use super::scheduler::{Scheduler, State, TokenTrial};

/// A token that is refused so soon after another one was is not mended by renewing it. Later, it is a new
/// case: a call can be held up for longer than a token lives.
const SOON: Millis = 300_000;

impl Scheduler {
    /// Takes what arrived for a request. `None` if it is to be asked again, or was not asked for.
    pub fn arrived(&mut self, request: RequestId, raw: RawResponse, now: Millis) -> Option<Response> {
        let State::Underway { id, sent } = self.state else { return None };
        let queued = self.queue.first()?;
        if id != request {
            return None;
        }
        self.retry.overslept(sent.saturating_add(DEADLINE), now);
        let method = queued.call.method();
        let outcome = match raw.read(method) {
            Reply::Result { result, operating, duration } => {
                self.quota.read(operating.as_ref(), now);
                open(&queued.call, result, took(duration, sent, now))
            }
            Reply::Refused(refusal) => Err(refusal),
        };
        match outcome {
            Ok(ResponseBody::Batch(reply)) => self.answered_in_part(reply, now),
            Ok(single) => self.answered(single),
            Err(refusal) => self.refused(refusal, &[method], now),
        }
    }

    fn answered(&mut self, responded: ResponseBody) -> Option<Response> {
        self.retry.restore();
        self.limiter.answered();
        self.deliver(Ok(responded))
    }

    fn deliver(&mut self, outcome: Result<ResponseBody, Refusal>) -> Option<Response> {
        self.state = State::Ready;
        (!self.queue.is_empty()).then(|| Response { call_id: self.queue.remove(0).call_id, outcome })
    }

    /// A batch is answered command by command. If all that came back are limit errors, the whole request is
    /// asked again; if only some are, or a command failed or was passed over, the answer is responded and the
    /// next request waits.
    fn answered_in_part(&mut self, reply: BatchReply, now: Millis) -> Option<Response> {
        self.quota.read(&reply.operating, now);
        let Some(worst) = self.worst(&reply) else { return self.answered(ResponseBody::Batch(reply)) };
        let methods = self.blocked(&reply);
        if !reply.replies.is_empty() && reply.replies.iter().all(|(_, reply)| is_limited(reply)) {
            return self.refused(worst, &methods, now);
        }
        let pause = self.pause(&worst, &methods, now).or_else(|| {
            // Some of it was answered: the portal works, if not for everything.
            self.retry.restore();
            self.pause(&worst, &methods, now)
        });
        let response = self.deliver(Ok(ResponseBody::Batch(reply)));
        self.state = pause.map_or(State::Ready, State::Pausing);
        response
    }

    fn sent(&self) -> &[(CommandName, Command)] {
        match self.queue.first().map(|queued| &queued.call) {
            Some(RestCall::Batch(batch)) => &batch.commands,
            Some(RestCall::Single(_)) | None => &[],
        }
    }

    /// What the refused commands of a batch, and those that were passed over, say about the next request.
    fn worst(&self, reply: &BatchReply) -> Option<Refusal> {
        let refusals = reply.replies.iter().filter_map(|(_, reply)| reply.as_ref().err());
        let worst = refusals.max_by_key(|refusal| severity(refusal)).filter(|worst| severity(worst) > 0);
        let passed_over = || {
            let is_missing = reply.replies.len() < self.sent().len();
            is_missing.then(|| Refusal::bare(Reason::NotAnswered, 200))
        };
        worst.cloned().or_else(passed_over)
    }

    /// The methods of the commands that ran into the operating-time limit.
    fn blocked(&self, reply: &BatchReply) -> Vec<&'static str> {
        let is_blocked = |name| match reply.of(name) {
            Some(Err(refusal)) => refusal.reason.class() == Class::Operating,
            Some(Ok(_)) | None => false,
        };
        let blocked = self.sent().iter().filter(|(name, _)| is_blocked(*name));
        blocked.map(|(_, command)| command.method()).collect()
    }

    /// The call was refused as a whole. `methods` are those whose operating time could be used up.
    fn refused(&mut self, refusal: Refusal, methods: &[&'static str], now: Millis) -> Option<Response> {
        match (refusal.reason, refusal.reason.class()) {
            (Reason::Offline, _) => self.state = State::Halted(Halt::Offline),
            (_, Class::Token) => return self.token_refused(refusal, now),
            // A 401 whose body was lost on its way: in a frame, that is the token.
            (Reason::NotAuthorised, _)
                if refusal.portal_code.is_empty() && self.renewal == Renewal::ByParent =>
            {
                return self.token_refused(refusal, now);
            }
            // Too much for one request. Who made the batch can make a smaller one.
            (Reason::TimedOut, _) if self.sent().len() > 1 => {
                let pause = self.pause(&refusal, methods, now);
                let lost = BatchReply { took: Some(DEADLINE), ..BatchReply::default() };
                let response = self.deliver(Ok(ResponseBody::Batch(lost)));
                self.state = pause.map_or(State::Halted(Halt::GaveUp(refusal)), State::Pausing);
                return response;
            }
            // Nobody but us aborts, and we forget what we abort: this was the browser.
            (Reason::Aborted, _) | (_, Class::Rate | Class::Operating | Class::Transient) => {
                let pause = self.pause(&refusal, methods, now);
                self.state = pause.map_or(State::Halted(Halt::GaveUp(refusal)), State::Pausing);
            }
            (_, Class::Stop | Class::Bug | Class::Record) => {
                self.retry.restore();
                return self.deliver(Err(refusal));
            }
        }
        None
    }

    /// How long a refusal keeps us from asking again; `None` if retry is at its end.
    fn pause(&mut self, refusal: &Refusal, methods: &[&'static str], now: Millis) -> Option<Backoff> {
        match refusal.reason.class() {
            Class::Rate => {
                self.limiter.throttled(now);
                self.retry.fault(now, Wait::RateLimit)
            }
            Class::Operating => {
                let frees = self.quota.frees(methods, now);
                self.retry.operating(now, frees)
            }
            _ => self.retry.fault(now, Wait::Fault),
        }
    }

    fn token_refused(&mut self, refusal: Refusal, now: Millis) -> Option<Response> {
        if self.renewal == Renewal::None {
            return self.deliver(Err(refusal));
        }
        let queued = self.queue.first_mut()?;
        match queued.token {
            TokenTrial::Renewed { at } if now.saturating_sub(at) < SOON => {
                self.state = State::Halted(Halt::TokenLost);
            }
            TokenTrial::First | TokenTrial::Renewed { .. } => {
                queued.token = TokenTrial::Renewed { at: now };
                self.state = State::Renewing;
            }
        }
        None
    }
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
        Class::Token => 4,
        Class::Operating => 3,
        Class::Rate => 2,
        Class::Transient => 1,
        Class::Stop | Class::Bug | Class::Record => 0,
    }
}

/// A command that the portal did not even look at.
fn is_limited(reply: &CommandReply) -> bool {
    let is_limit =
        |refusal: &Refusal| matches!(refusal.reason.class(), Class::Token | Class::Operating | Class::Rate);
    reply.as_ref().is_err_and(is_limit)
}
