//! `crm.entity.mergeBatch`: the first record stays, the others go. It cannot be taken back, and is never repeated.

use crate::domain::{EntityType, RecordId};

use super::command::{Command, Made};
use super::form::{Param, Params};
use super::node::{Misshapen, Node};
use super::refusal::Refusal;
use super::{Class, Reason};

/// Orders the portal to merge records of one type into the one that stays.
pub fn order(entity: EntityType, survivor: RecordId, others: &[RecordId]) -> Command {
    let ids = std::iter::once(&survivor).chain(others).map(|id| id.get().to_string()).collect();
    let params = vec![
        ("entityTypeId".to_owned(), Param::Text(type_number(entity).to_owned())),
        ("entityIds".to_owned(), Param::texts(ids)),
    ];
    Command::Made(Made {
        method: "crm.entity.mergeBatch",
        params: Params::default().with("params", Param::Map(params)),
    })
}

/// The portal's own page, on which a person merges exactly these records; relative to the portal's origin.
pub fn page_path(entity: EntityType, ids: &[RecordId]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| id.get().to_string()).collect();
    format!("/crm/{}/merge/?id={}", entity.word(), ids.join(","))
}

const fn type_number(entity: EntityType) -> &'static str {
    match entity {
        EntityType::Lead => "1",
        EntityType::Contact => "3",
        EntityType::Company => "4",
    }
}

/// What the portal says that it did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Merged {
    /// All of them were merged.
    Success,
    /// Values differ, and a person has to choose. Nothing was written.
    Conflict,
    /// It did not: mostly a right is missing. Over REST it does not say which.
    Error,
    /// The record that was to stay is not there any more.
    NotFound,
}

/// The answer to an order. Only what says `SUCCESS` is one.
///
/// # Errors
/// If it says nothing that is known: then nobody knows what was done.
pub fn read(answer: &Node) -> Result<Merged, Misshapen> {
    match answer.text("STATUS") {
        Some("SUCCESS") => Ok(Merged::Success),
        Some("CONFLICT") => Ok(Merged::Conflict),
        Some("ERROR") => Ok(Merged::Error),
        Some("NOT_FOUND") => Ok(Merged::NotFound),
        _ => Err(Misshapen),
    }
}

/// What a refusal of the whole call says of the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refused {
    /// The portal's plan does not hold merging. Nothing was done.
    NotInPlan,
    /// The portal did not begin. Nothing was done.
    NotBegun,
    /// It may have begun: nobody knows what was done.
    Unknown,
}

/// Sorts a refusal. What the portal checks in front of a method (pace, time, credential, arguments) it refuses before it
/// begins. A network, a gateway, or a code that nobody knows says nothing of that.
pub fn refused(refusal: &Refusal) -> Refused {
    match (refusal.portal_code.as_str(), refusal.reason, refusal.reason.class()) {
        ("CRM_FEATURE_RESTRICTION_ERROR", ..) => Refused::NotInPlan,
        (_, Reason::Aborted, _) | (.., Class::Transient | Class::Unknown) => Refused::Unknown,
        // Words that nobody knows may come from the middle of the work.
        ("" | "0", Reason::QuestionWrong, _) if !refusal.portal_text.starts_with("The parameter ") => {
            Refused::Unknown
        }
        (.., Class::Rate | Class::Operating | Class::Token | Class::Stop | Class::Bug | Class::Record) => {
            Refused::NotBegun
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::protocol::{RawResponse, Reply, RestCall, TransportFault};

    fn id(id: u64) -> RecordId {
        RecordId::new(id).unwrap()
    }

    fn node(json: &str) -> Node {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn the_one_that_stays_is_named_first() {
        let order = order(EntityType::Contact, id(9), &[id(5), id(7)]);
        assert_eq!(order.method(), "crm.entity.mergeBatch");
        assert_eq!(
            RestCall::Single(order).body(),
            "params[entityTypeId]=3&params[entityIds][0]=9&params[entityIds][1]=5&params[entityIds][2]=7"
        );
    }

    #[test]
    fn the_portals_own_page_is_for_exactly_these() {
        assert_eq!(page_path(EntityType::Lead, &[id(2), id(1)]), "/crm/lead/merge/?id=2,1");
    }

    #[rstest]
    #[case(r#"{"STATUS":"SUCCESS","ENTITY_IDS":[5]}"#, Some(Merged::Success))]
    #[case(r#"{"STATUS":"CONFLICT","ENTITY_IDS":[5]}"#, Some(Merged::Conflict))]
    #[case(r#"{"STATUS":"ERROR","ENTITY_IDS":[5]}"#, Some(Merged::Error))]
    #[case(r#"{"STATUS":"NOT_FOUND"}"#, Some(Merged::NotFound))]
    #[case(r#"{"STATUS":"success"}"#, None)]
    #[case(r#"{"STATUS":true}"#, None)]
    #[case("[]", None)]
    #[case("true", None)]
    fn only_what_says_success_is_one(#[case] json: &str, #[case] merged: Option<Merged>) {
        assert_eq!(read(&node(json)).ok(), merged);
    }

    fn answered(status: u16, body: &str) -> Refused {
        refusal_of(RawResponse::Decoded { status, body: node(body) })
    }

    fn refusal_of(raw: RawResponse) -> Refused {
        match raw.read("crm.entity.mergeBatch") {
            Reply::Refused(refusal) => refused(&refusal),
            Reply::Result { .. } => panic!("it was answered"),
        }
    }

    #[rstest]
    #[case(
        400,
        "CRM_FEATURE_RESTRICTION_ERROR",
        "The feature is not available on your plan",
        Refused::NotInPlan
    )]
    #[case(400, "0", "Access denied.", Refused::NotBegun)]
    #[case(400, "0", "The parameter entityIds must contains at least two elements.", Refused::NotBegun)]
    #[case(400, "0", "Could not delete contact 7", Refused::Unknown)]
    #[case(401, "expired_token", "The access token provided has expired", Refused::NotBegun)]
    #[case(401, "insufficient_scope", "", Refused::NotBegun)]
    #[case(503, "QUERY_LIMIT_EXCEEDED", "Too many requests", Refused::NotBegun)]
    #[case(429, "OPERATION_TIME_LIMIT", "Blocked", Refused::NotBegun)]
    #[case(404, "ERROR_METHOD_NOT_FOUND", "Method not found!", Refused::NotBegun)]
    #[case(400, "SOMETHING_NEW", "Whatever", Refused::Unknown)]
    #[case(500, "INTERNAL_SERVER_ERROR", "Internal server error", Refused::Unknown)]
    fn what_is_refused_in_front_was_not_begun(
        #[case] status: u16,
        #[case] code: &str,
        #[case] text: &str,
        #[case] expected: Refused,
    ) {
        let body = format!(r#"{{"error":"{code}","error_description":"{text}"}}"#);
        assert_eq!(answered(status, &body), expected);
    }

    #[rstest]
    #[case(TransportFault::TimedOut, Refused::Unknown)]
    #[case(TransportFault::Network { offline: false }, Refused::Unknown)]
    #[case(TransportFault::Network { offline: true }, Refused::Unknown)]
    #[case(TransportFault::Aborted, Refused::Unknown)]
    #[case(TransportFault::Redirected, Refused::NotBegun)]
    fn without_an_answer_nobody_knows(#[case] fault: TransportFault, #[case] expected: Refused) {
        assert_eq!(refusal_of(RawResponse::Fault(fault)), expected);
    }
}
