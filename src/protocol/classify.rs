//! From the portal's error to a reason: by its code, then its words, then the status, then the body.
//!
//! The order matters. The documents and the portal disagree about statuses (401 where 403 is written) and
//! about codes (empty where a text is written); the code, where there is one, is the same everywhere. The
//! rows are those of `docs/portal.md`, *Refusals*.

use super::Reason;

/// The reason of an error in a body.
pub(super) fn reason(method: &str, status: u16, code: &str, text: &str) -> Reason {
    let reason = match words_of(code) {
        // Methods of the CRM leave the code empty (or 0); the documents write the text in its place.
        Words::None => by_text(method, text).unwrap_or_else(|| without_code(status)),
        Words::Sentence => {
            by_text(method, code).or_else(|| by_text(method, text)).unwrap_or_else(|| without_code(status))
        }
        Words::Code => by_code(status, code, text)
            .or_else(|| by_text(method, text))
            .unwrap_or_else(|| with_unknown_code(status)),
    };
    in_method(method, code, reason)
}

/// The reason of a body that says nothing readable.
pub(super) const fn by_status(status: u16) -> Reason {
    match status {
        300..=399 => Reason::PortalMoved,
        401 => Reason::NotAuthorised,
        429 => Reason::RateLimit,
        _ => Reason::PortalTrouble,
    }
}

enum Words {
    None,
    Code,
    Sentence,
}

fn words_of(code: &str) -> Words {
    match code {
        "" | "0" => Words::None,
        _ if code.contains(' ') => Words::Sentence,
        _ => Words::Code,
    }
}

fn by_code(status: u16, code: &str, text: &str) -> Option<Reason> {
    let upper = code.to_ascii_uppercase();
    Some(match upper.as_str() {
        "QUERY_LIMIT_EXCEEDED" => Reason::RateLimit,
        "OPERATION_TIME_LIMIT" => Reason::OperatingLimit,
        "EXPIRED_TOKEN" | "INVALID_TOKEN" => Reason::TokenExpired,
        "NO_AUTH_FOUND"
        | "AUTHORIZATION_ERROR"
        | "INVALID_GRANT"
        | "INVALID_CLIENT"
        | "METHOD_CONFIRM_WAITING"
        | "METHOD_CONFIRM_DENIED" => Reason::NotAuthorised,
        "INVALID_CREDENTIALS" => Reason::WrongWebhook,
        "INSUFFICIENT_SCOPE" | "INVALID_SCOPE" => Reason::ScopeMissing,
        "USER_ACCESS_ERROR" => Reason::AppNotForUser,
        "ACCESS_DENIED" if is_about_the_plan(text) || status == 401 => Reason::PlanWithoutRest,
        "ACCESS_DENIED" | "ALLOWED_ONLY_INTRANET_USER" => Reason::NoCrmAccess,
        "PAYMENT_REQUIRED" => Reason::PlanWithoutRest,
        "OVERLOAD_LIMIT" => Reason::PortalBlocked,
        "PORTAL_DELETED" => Reason::PortalDeleted,
        "APPLICATION_NOT_FOUND" => Reason::AppRemoved,
        "INVALID_REQUEST" if is_about_https(text) => Reason::HttpsRequired,
        "ERROR_METHOD_NOT_FOUND" => Reason::MethodUnknown,
        "ERROR_ARGUMENT"
        | "INVALID_ARG_VALUE"
        | "INVALID_REQUEST"
        | "100"
        | "EMPTY_ERROR_HANDLER_URL"
        | "ERROR_BATCH_LENGTH_EXCEEDED"
        | "ERROR_BATCH_METHOD_NOT_ALLOWED"
        | "ERROR_PLACEMENT_MAX_COUNT"
        | "ERROR_PLACEMENT_USER_MODE" => Reason::QuestionWrong,
        "NOT_FOUND" => Reason::RecordNotFound,
        "CONNECTION_ERROR" | "INTERNAL_SERVER_ERROR" | "ERROR_UNEXPECTED_ANSWER" => Reason::PortalTrouble,
        "WRONG_ENCODING" => Reason::AnswerUnreadable,
        "WRONG_AUTH_TYPE" => Reason::AppOnly,
        "ERROR_PLACEMENT_NOT_FOUND" => Reason::PlacementUnknown,
        "ERROR_WRONG_HANDLER_URL" | "ERROR_UNSUPPORTED_PROTOCOL" => Reason::HandlerRefused,
        _ => return None,
    })
}

fn is_about_the_plan(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["commercial", "subscription", "rest is available", "tariff"].iter().any(|word| text.contains(word))
}

fn is_about_https(text: &str) -> bool {
    text.to_ascii_lowercase().contains("https")
}

fn by_text(method: &str, text: &str) -> Option<Reason> {
    let text = text.trim().trim_end_matches(['.', '!']).to_ascii_lowercase();
    Some(match text.as_str() {
        "access denied" if method.strip_suffix(".get").is_some() => Reason::RecordDenied,
        "access denied" => Reason::NoCrmAccess,
        "not found" => Reason::RecordNotFound,
        "too many requests" => Reason::RateLimit,
        "sql query error" => Reason::PortalTrouble,
        "id is not defined or invalid" => Reason::QuestionWrong,
        _ if text.starts_with("communication ")
            || text.starts_with("could not find value for parameter")
            || text.ends_with("is not supported in current context") =>
        {
            Reason::QuestionWrong
        }
        _ => return None,
    })
}

/// A business error in words that we do not know (they may be in any language): repeating the question
/// would bring the same answer.
const fn without_code(status: u16) -> Reason {
    match status {
        408 | 500..=599 => Reason::PortalTrouble,
        429 => Reason::RateLimit,
        401 => Reason::NotAuthorised,
        _ => Reason::QuestionWrong,
    }
}

const fn with_unknown_code(status: u16) -> Reason {
    match status {
        408 | 500..=599 => Reason::PortalTrouble,
        429 => Reason::RateLimit,
        _ => Reason::Other,
    }
}

/// What the same error means for one method. Placements have rules of their own: only administrators may
/// touch them, and a second binding of the same handler is told as a general error.
fn in_method(method: &str, code: &str, reason: Reason) -> Reason {
    match (method, reason) {
        ("placement.bind", Reason::Other) if code.eq_ignore_ascii_case("ERROR_CORE") => Reason::AlreadyBound,
        (_, Reason::NoCrmAccess | Reason::RecordDenied) if method.starts_with("placement.") => {
            Reason::AdminOnly
        }
        (_, Reason::NoCrmAccess) if is_record_get(method) => Reason::RecordDenied,
        _ => reason,
    }
}

fn is_record_get(method: &str) -> bool {
    method.starts_with("crm.") && method.strip_suffix(".get").is_some()
}
