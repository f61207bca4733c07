//! What came back for a request, before anybody asks what it means.

use super::{decode::Reply, node::Node};

/// What arrived for one HTTP request.
#[derive(Clone, PartialEq, Debug)]
pub enum RawResponse {
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

impl BodyKind {
    /// A body of more bytes is not read: no answer to our questions comes near it.
    pub const LARGEST: u32 = 8 << 20;

    /// Whether a body is too large by the length that it was announced with (`Content-Length`).
    pub fn is_too_large(length: &str) -> bool {
        length.trim().parse().is_ok_and(|length: u64| length > u64::from(Self::LARGEST))
    }
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

impl RawResponse {
    /// What the portal said to a call of this method: its result, or its refusal.
    pub fn read(self, method: &'static str) -> Reply {
        super::decode::read(self, method)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::BodyKind;

    #[rstest]
    #[case("8388608", false)]
    #[case("8388609", true)]
    #[case("99999999999999999999", false)]
    #[case(" 900000000 ", true)]
    #[case("", false)]
    #[case("-1", false)]
    fn a_length_is_believed_where_it_is_one(#[case] length: &str, #[case] too_large: bool) {
        assert_eq!(BodyKind::is_too_large(length), too_large);
    }
}
