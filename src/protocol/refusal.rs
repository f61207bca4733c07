//! Refusals: everything that is not a result, as a sales person, a retry and a support line need it.

use thiserror::Error;

use super::node::{Misshapen, Node};
use super::{BodyKind, Reason, TransportFault, classify};
use crate::domain::sanitised;

/// Why there is no result. Each reason has a stable code of our own ([`Reason::code`]) and belongs to one
/// [`Class`](super::Class) that says what can be done about it.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{}", .reason.code())]
pub struct Refusal {
    /// What it is.
    pub reason: Reason,
    /// The portal's own code, as it was sent; empty where there was none. At most 60 characters.
    pub portal_code: String,
    /// The portal's own words, cleaned, at most 200 characters; for the details, never the message.
    pub portal_text: String,
    /// The HTTP status; 0 where there was no HTTP answer.
    pub status: u16,
}

impl Refusal {
    /// A refusal without words of the portal's.
    pub const fn bare(reason: Reason, status: u16) -> Self {
        Self { reason, portal_code: String::new(), portal_text: String::new(), status }
    }

    /// Reads an error as it stands in a body, or under a command's name in a batch (then with the batch's
    /// status). `None` if it has none of an error's fields.
    pub(super) fn read(method: &str, status: u16, error: &Node) -> Option<Self> {
        let (code, text) = match error {
            Node::Text(text) => (String::new(), text.as_str()),
            Node::Map(_) => {
                let code = error.given("error").or_else(|| error.given("code"))?;
                let text = error.text("error_description").or_else(|| error.text("message"));
                (code_text(code), text.unwrap_or_default())
            }
            _ => return None,
        };
        let reason = classify::reason(method, status, &code, text);
        Some(Self { reason, portal_code: cut(&code, 60), portal_text: cut(text, 200), status })
    }

    /// A body that is no JSON of the portal's: the status decides, then what the body is.
    pub(super) const fn of_body(status: u16, body: BodyKind) -> Self {
        let reason = match (status, body) {
            (200..=299, BodyKind::TooLarge) => Reason::AnswerUnreadable,
            _ => classify::by_status(status),
        };
        Self::bare(reason, status)
    }

    /// A JSON body with neither a result nor an error.
    pub(super) const fn of_json(status: u16) -> Self {
        let reason = match status {
            200..=299 => Reason::AnswerUnreadable,
            _ => classify::by_status(status),
        };
        Self::bare(reason, status)
    }

    /// No answer at all.
    pub(super) const fn of_fault(fault: TransportFault) -> Self {
        let reason = match fault {
            TransportFault::Network { offline: true } => Reason::Offline,
            TransportFault::Network { offline: false } => Reason::NetworkDown,
            TransportFault::TimedOut => Reason::TimedOut,
            TransportFault::Redirected => Reason::PortalMoved,
            TransportFault::Aborted => Reason::Aborted,
        };
        Self::bare(reason, 0)
    }
}

impl From<Misshapen> for Refusal {
    fn from(_: Misshapen) -> Self {
        Self::bare(Reason::AnswerUnreadable, 200)
    }
}

/// Codes are strings, numbers (`0`, `100`) or empty.
fn code_text(code: &Node) -> String {
    match code {
        Node::Text(text) => text.clone(),
        _ => code.as_whole().map(|whole| whole.to_string()).unwrap_or_default(),
    }
}

fn cut(text: &str, characters: usize) -> String {
    sanitised(text).chars().take(characters).collect()
}
