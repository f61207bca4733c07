//! The words between the scheduler and those who give it calls.

use crate::domain::Millis;
use crate::protocol::{BatchReply, Command, Node, Refusal, RestCall};

/// Names one HTTP request of a page; a late answer to an older one is dropped. By default it is before the first one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct RequestId(pub u64);

/// Names a call: how its giver recognises the answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CallId(pub u64);

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
    /// The portal answers what we do not know; asked again for some seconds.
    Unknown,
}

/// Why the scheduler stopped. It goes on after [`super::Scheduler::resume`]; nothing that it held is lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Halt {
    /// The portal could not be reached, or refused, for longer than the limit: two minutes, a quarter of an hour for
    /// the operating-time limit, and ten seconds where all that it said is unknown to us.
    GaveUp(Refusal),
    /// The browser is offline. To be resumed when it says that it is online again.
    Offline,
    /// The access token ran out and could not be renewed. Resuming tries to renew it again.
    TokenLost,
}

/// What the scheduler is doing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    /// Nothing is under way, and nothing is waited for.
    Idle,
    /// Requests are under way.
    Underway,
    /// Nothing is under way, and nothing is sent before this time.
    Waiting {
        /// When.
        until: Millis,
        /// Why.
        why: Wait,
    },
    /// The token is to be renewed; then [`super::Scheduler::token_renewed`] or [`super::Scheduler::token_lost`].
    Renewing,
    /// Stopped; only [`super::Scheduler::resume`] goes on.
    Halted(Halt),
}

/// The portal's answer to a call.
#[derive(Clone, PartialEq, Debug)]
pub enum ResponseBody {
    /// The result of a single command.
    Single(Node),
    /// The answers to a batch; its limit errors have been taken into account for the pace.
    Batch(BatchReply),
}

/// The answer to a call: final, after all retries.
#[derive(Clone, PartialEq, Debug)]
pub struct Response {
    /// Which call.
    pub call_id: CallId,
    /// The portal's answer, or its final refusal of the whole call.
    pub outcome: Result<ResponseBody, Refusal>,
}

/// Whether a call that went wrong is sent again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Repeat {
    /// As often as it takes: it asks, and changes nothing.
    Freely,
    /// Never, once it was sent: what it does cannot be done twice, and its giver is told whatever arrives.
    Never,
}

/// How tokens are renewed on this connection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Renewal {
    /// The parent window renews an expired token.
    ByParent,
    /// A webhook: a 401 is final.
    None,
}

/// Every method that a call is charged for.
pub(super) fn methods(call: &RestCall) -> Vec<&'static str> {
    let mut methods = vec![call.method()];
    for command in commands(call) {
        if !methods.contains(&command.method()) {
            methods.push(command.method());
        }
    }
    methods
}

/// How much work a call is for the portal: about as many look-ups.
pub(super) fn work(call: &RestCall) -> u64 {
    commands(call).map(Command::work).sum()
}

fn commands(call: &RestCall) -> impl Iterator<Item = &Command> {
    let commands = match call {
        RestCall::Batch(batch) => batch.commands.as_slice(),
        RestCall::Single(_) => &[],
    };
    commands.iter().map(|(_, command)| command)
}
