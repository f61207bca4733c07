//! From the portal's error to a reason: by its code, then its words, then the status, then the body.
//!
//! The order matters. The documents and the portal disagree about statuses (401 where 403 is written) and
//! about codes (empty where a text is written); the code, where there is one, is the same everywhere. Which
//! code means what stands in the table of the reasons.

use super::Reason;
use crate::domain::contains;

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
            .unwrap_or_else(|| with_unknown_code(status, code)),
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
        _ if contains(code, " ") => Words::Sentence,
        _ => Words::Code,
    }
}

/// Two codes mean several things, which the words or the status tell apart; every other one means one.
fn by_code(status: u16, code: &str, text: &str) -> Option<Reason> {
    let upper = code.to_ascii_uppercase();
    match upper.as_str() {
        "ACCESS_DENIED" if is_about_the_plan(text) || status == 401 => Some(Reason::PlanWithoutRest),
        "INVALID_REQUEST" if is_about_https(text) => Some(Reason::HttpsRequired),
        code => Reason::ALL.into_iter().find(|reason| reason.portal_codes().contains(&code)),
    }
}

fn is_about_the_plan(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["commercial", "subscription", "rest is available", "tariff"].iter().any(|word| contains(&text, word))
}

fn is_about_https(text: &str) -> bool {
    contains(&text.to_ascii_lowercase(), "https")
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
        401 | 403 => Reason::NotAuthorised,
        _ => Reason::QuestionWrong,
    }
}

/// Whoever is not let in is not let in by asking again.
fn with_unknown_code(status: u16, code: &str) -> Reason {
    match status {
        408 | 500..=599 => Reason::PortalTrouble,
        429 => Reason::RateLimit,
        401 | 403 => Reason::NotAuthorised,
        _ if is_about_authorisation(code) => Reason::NotAuthorised,
        _ => Reason::Other,
    }
}

/// Inside a batch the code is all there is: its status is that of the batch.
fn is_about_authorisation(code: &str) -> bool {
    let code = code.to_ascii_uppercase();
    ["AUTHORI", "AUTHENTI", "AUTH_", "_AUTH", "FORBIDDEN"].iter().any(|word| contains(&code, word))
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

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
