//! Refusals: everything that is not a result, as a sales person, a retry and a support line need it.

use thiserror::Error;

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

/// What can be done about a refusal (rule REL-1).
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
    /// The record is not there or not readable: an answer about this record, not a fault of the run.
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
    /// `INVALID_CREDENTIALS`: a wrong webhook.
    WrongWebhook,
    /// `insufficient_scope`.
    ScopeMissing,
    /// `user_access_error`: the app is not for this user.
    AppNotForUser,
    /// `Access denied.` of a CRM method: the user may read nothing of this kind.
    NoCrmAccess,
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
    /// Anything else, shown by the portal's own code.
    Other,
}

impl Reason {
    /// Our stable code, for support: `B24D-RATE` and the like.
    pub const fn code(self) -> &'static str {
        ""
    }

    /// What can be done about it.
    pub const fn class(self) -> Class {
        Class::Stop
    }
}
