//! What came back for a request, before anybody asks what it means.

use super::{decode::Reply, node::Node};

/// What arrived for one HTTP request.
#[derive(Clone, PartialEq, Debug)]
pub enum Arrival {
    /// A JSON body, decoded.
    Decoded {
        /// The HTTP status.
        status: u16,
        /// The body.
        body: Node,
    },
    /// A body that is not JSON, or not a JSON that can be one of the portal's.
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// What it was instead.
        body: BodyKind,
    },
    /// Nothing that a portal could have said.
    Fault(TransportFault),
}

/// A body that could not be read as an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BodyKind {
    /// Empty.
    Empty,
    /// An HTML page: a gateway's error, a login form.
    Html,
    /// Neither: cut off, in another encoding, something else.
    Other,
    /// Above 8 MB, or nested deeper than 32.
    TooLarge,
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TransportFault {
    /// The request failed; the browser does not say why. Offline if the browser believes so.
    Network {
        /// `navigator.onLine` was false.
        offline: bool,
    },
    /// No answer within the deadline.
    TimedOut,
    /// The portal redirected: it has moved, and nothing is sent after it.
    Redirected,
    /// Aborted by us.
    Aborted,
}

impl Arrival {
    /// What the portal said to a call of this method: its result, or its refusal.
    pub fn read(self, method: &'static str) -> Reply {
        super::decode::read(self, method)
    }
}
