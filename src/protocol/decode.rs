//! From a raw response to what the portal said.

use super::{RawResponse, node::Node, refusal::Refusal};

/// Operating time of one method as the portal counts it.
#[derive(Clone, PartialEq, Debug)]
pub struct Operating {
    /// The REST method; `batch` for the envelope.
    pub method: &'static str,
    /// Seconds used in the last ten minutes.
    pub seconds: f64,
    /// When the oldest of it expires, unix seconds by the portal's clock.
    pub reset_at: Option<f64>,
    /// The portal's clock at the end of this call, unix seconds.
    pub finished_at: Option<f64>,
}

impl Operating {
    /// Reads the `time` of a call; `None` where the portal counts nothing.
    pub(super) fn read(method: &'static str, time: &Node) -> Option<Self> {
        let number = |key| time.get(key).and_then(Node::as_number);
        Some(Self {
            method,
            seconds: number("operating")?,
            reset_at: number("operating_reset_at"),
            finished_at: number("finish"),
        })
    }
}

/// What the portal said to one HTTP request.
#[derive(Clone, PartialEq, Debug)]
pub enum Reply {
    /// It answered.
    Result {
        /// The `result`.
        result: Node,
        /// The operating time of the call, as far as it was given.
        operating: Option<Operating>,
        /// Seconds the portal says the call took (`time.duration`).
        duration: Option<f64>,
    },
    /// It refused, or could not be understood, or could not be reached.
    Refused(Refusal),
}

pub(super) fn read(raw: RawResponse, method: &'static str) -> Reply {
    match raw {
        RawResponse::Decoded { status, body } => read_body(method, status, body),
        RawResponse::Unreadable { status, body } => Reply::Refused(Refusal::of_body(status, body)),
        RawResponse::Fault(fault) => Reply::Refused(Refusal::of_fault(fault)),
    }
}

/// An `error` is a refusal under any status, 200 included; without one, only a `result` under a status of
/// success is an answer.
fn read_body(method: &'static str, status: u16, body: Node) -> Reply {
    if body.given("error").is_some()
        && let Some(refusal) = Refusal::read(method, status, &body)
    {
        return Reply::Refused(refusal);
    }
    let time = body.get("time").unwrap_or(&Node::Null);
    let operating = Operating::read(method, time);
    let duration = time.get("duration").and_then(Node::as_number);
    match take(body, "result") {
        Some(result) if (200..300).contains(&status) => Reply::Result { result, operating, duration },
        _ => Reply::Refused(Refusal::of_json(status)),
    }
}

fn take(body: Node, key: &str) -> Option<Node> {
    match body {
        Node::Map(entries) => entries.into_iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
        _ => None,
    }
}
