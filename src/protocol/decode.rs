//! From an arrival to what the portal said.

use super::{Arrival, node::Node, refusal::Refusal};

/// Operating time of one method as the portal counts it.
#[derive(Clone, PartialEq, Debug)]
pub struct Operating {
    /// The REST method; `batch` for the envelope.
    pub method: String,
    /// Seconds used in the last ten minutes.
    pub seconds: f64,
    /// When the oldest of it expires, unix seconds by the portal's clock.
    pub reset_at: Option<f64>,
    /// The portal's clock at the end of this call, unix seconds.
    pub finished_at: Option<f64>,
}

/// What the portal said to one HTTP request.
#[derive(Clone, PartialEq, Debug)]
pub enum Reply {
    /// It answered.
    Result {
        /// The `result`.
        result: Node,
        /// The `time` of the call, as far as it was given.
        operating: Option<Operating>,
        /// Seconds the portal says the call took (`time.duration`).
        duration: Option<f64>,
    },
    /// It refused, or could not be understood, or could not be reached.
    Refused(Refusal),
}

pub(super) fn read(arrival: Arrival) -> Reply {
    let _ = arrival;
    Reply::Result { result: Node::Null, operating: None, duration: None }
}
