//! Refusals: everything that is not a result, as a sales person, a retry and a support line need it.

use thiserror::Error;

use super::node::{Misshapen, Node};
use super::{BodyKind, TransportFault, classify};
use crate::domain::shown;

/// Why there is no result. Each reason has a stable code of our own ([`Reason::code`]) and belongs to one
/// [`Class`] that says what can be done about it.
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
    shown(text).chars().take(characters).collect()
}

/// What can be done about a refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// The rate limit: wait and ask again.
    Rate,
    /// The operating-time limit: wait until the portal's reset time.
    Operating,
    /// The token has expired: refresh it once, ask again.
    Token,
    /// Transient: ask again with growing pauses.
    Transient,
    /// Only a person can change it: say so and stop.
    Stop,
    /// Our question was wrong: say so, do not repeat it.
    Bug,
    /// The record is not there or not readable, or is already as it was wanted: an answer about this
    /// record, not a fault of the run.
    Record,
}

/// The reasons, one for each row of the tables in `docs/portal.md`, *Refusals*.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// `QUERY_LIMIT_EXCEEDED`.
    RateLimit,
    /// `OPERATION_TIME_LIMIT`.
    OperatingLimit,
    /// `expired_token`, `invalid_token`.
    TokenExpired,
    /// `NO_AUTH_FOUND`, `authorization_error`.
    NotAuthorised,
    /// `METHOD_CONFIRM_WAITING`, `METHOD_CONFIRM_DENIED`: an administrator has to allow this method to the
    /// app, and has not.
    ConsentMissing,
    /// `INVALID_CREDENTIALS`: a wrong webhook.
    WrongWebhook,
    /// `insufficient_scope`.
    ScopeMissing,
    /// `user_access_error`: the app is not for this user.
    AppNotForUser,
    /// `Access denied.` of a CRM method: the user may read nothing of this kind.
    NoCrmAccess,
    /// `Access denied.` of one record: not readable for this user, or not there.
    RecordDenied,
    /// `ACCESS_DENIED` with a plan's text: REST is not in the portal's plan.
    PlanWithoutRest,
    /// `APPLICATION_NOT_FOUND`.
    AppRemoved,
    /// `OVERLOAD_LIMIT`: blocked by the vendor.
    PortalBlocked,
    /// `PORTAL_DELETED`.
    PortalDeleted,
    /// `INVALID_REQUEST`: a webhook over http.
    HttpsRequired,
    /// A redirect: the portal has moved.
    PortalMoved,
    /// `ERROR_METHOD_NOT_FOUND`.
    MethodUnknown,
    /// A parameter was wrong: `Communication type is not defined.` and its like.
    QuestionWrong,
    /// `Not found` of one record.
    RecordNotFound,
    /// `CONNECTION_ERROR`, 5xx, an HTML page, a cut-off body.
    PortalTrouble,
    /// A JSON body of a shape that no portal sends.
    AnswerUnreadable,
    /// The portal answered without mentioning this command.
    NotAnswered,
    /// The network failed.
    NetworkDown,
    /// The browser is offline.
    Offline,
    /// No answer in time.
    TimedOut,
    /// `placement.*`: only an administrator may.
    AdminOnly,
    /// `WRONG_AUTH_TYPE`: placements need the app, not a webhook.
    AppOnly,
    /// `ERROR_CORE` of `placement.bind`: this handler is bound there already. What was wanted is there.
    AlreadyBound,
    /// `ERROR_PLACEMENT_NOT_FOUND`: the portal, or the app's rights, lack this placement.
    PlacementUnknown,
    /// `ERROR_WRONG_HANDLER_URL`, `ERROR_UNSUPPORTED_PROTOCOL`: the portal does not take this page's
    /// address as a handler (no dot in the host, not https).
    HandlerRefused,
    /// We took the request back.
    Aborted,
    /// Anything else, shown by the portal's own code.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 32] = [
        Self::RateLimit,
        Self::OperatingLimit,
        Self::TokenExpired,
        Self::NotAuthorised,
        Self::ConsentMissing,
        Self::WrongWebhook,
        Self::ScopeMissing,
        Self::AppNotForUser,
        Self::NoCrmAccess,
        Self::RecordDenied,
        Self::PlanWithoutRest,
        Self::AppRemoved,
        Self::PortalBlocked,
        Self::PortalDeleted,
        Self::HttpsRequired,
        Self::PortalMoved,
        Self::MethodUnknown,
        Self::QuestionWrong,
        Self::RecordNotFound,
        Self::PortalTrouble,
        Self::AnswerUnreadable,
        Self::NotAnswered,
        Self::NetworkDown,
        Self::Offline,
        Self::TimedOut,
        Self::AdminOnly,
        Self::AppOnly,
        Self::AlreadyBound,
        Self::PlacementUnknown,
        Self::HandlerRefused,
        Self::Aborted,
        Self::Other,
    ];

    /// Our stable code, for support: `B24D-RATE` and the like.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RateLimit => "B24D-RATE",
            Self::OperatingLimit => "B24D-OPERATING",
            Self::TokenExpired => "B24D-TOKEN",
            Self::NotAuthorised => "B24D-AUTH",
            Self::ConsentMissing => "B24D-CONSENT",
            Self::WrongWebhook => "B24D-WEBHOOK",
            Self::ScopeMissing => "B24D-SCOPE",
            Self::AppNotForUser => "B24D-APP-USER",
            Self::NoCrmAccess => "B24D-NO-CRM",
            Self::RecordDenied => "B24D-RECORD-DENIED",
            Self::PlanWithoutRest => "B24D-PLAN",
            Self::AppRemoved => "B24D-APP-GONE",
            Self::PortalBlocked => "B24D-BLOCKED",
            Self::PortalDeleted => "B24D-PORTAL-GONE",
            Self::HttpsRequired => "B24D-HTTPS",
            Self::PortalMoved => "B24D-MOVED",
            Self::MethodUnknown => "B24D-METHOD",
            Self::QuestionWrong => "B24D-QUESTION",
            Self::RecordNotFound => "B24D-RECORD-GONE",
            Self::PortalTrouble => "B24D-PORTAL",
            Self::AnswerUnreadable => "B24D-ANSWER",
            Self::NotAnswered => "B24D-NO-ANSWER",
            Self::NetworkDown => "B24D-NETWORK",
            Self::Offline => "B24D-OFFLINE",
            Self::TimedOut => "B24D-TIMEOUT",
            Self::AdminOnly => "B24D-ADMIN",
            Self::AppOnly => "B24D-APP-ONLY",
            Self::AlreadyBound => "B24D-BOUND",
            Self::PlacementUnknown => "B24D-PLACEMENT",
            Self::HandlerRefused => "B24D-HANDLER",
            Self::Aborted => "B24D-ABORTED",
            Self::Other => "B24D-OTHER",
        }
    }

    /// What can be done about it.
    pub const fn class(self) -> Class {
        match self {
            Self::RateLimit => Class::Rate,
            Self::OperatingLimit => Class::Operating,
            Self::TokenExpired => Class::Token,
            Self::PortalTrouble
            | Self::AnswerUnreadable
            | Self::NotAnswered
            | Self::NetworkDown
            | Self::Offline
            | Self::TimedOut
            | Self::Other => Class::Transient,
            Self::NotAuthorised
            | Self::ConsentMissing
            | Self::WrongWebhook
            | Self::ScopeMissing
            | Self::AppNotForUser
            | Self::NoCrmAccess
            | Self::PlanWithoutRest
            | Self::AppRemoved
            | Self::PortalBlocked
            | Self::PortalDeleted
            | Self::HttpsRequired
            | Self::PortalMoved
            | Self::MethodUnknown
            | Self::AdminOnly
            | Self::AppOnly
            | Self::PlacementUnknown
            | Self::HandlerRefused
            | Self::Aborted => Class::Stop,
            Self::QuestionWrong => Class::Bug,
            Self::RecordNotFound | Self::RecordDenied | Self::AlreadyBound => Class::Record,
        }
    }
}
