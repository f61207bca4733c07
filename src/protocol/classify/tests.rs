//! Every row, as the portal sends it and as it is documented.

use rstest::rstest;

use crate::protocol::{BodyKind, Class, RawResponse, Reason, Refusal, Reply, TransportFault};

const FIND: &str = "crm.duplicate.findbycomm";

fn refusal(method: &'static str, raw: RawResponse) -> Refusal {
    match raw.read(method) {
        Reply::Refused(refusal) => refusal,
        Reply::Result { .. } => panic!("a result"),
    }
}

fn reason(method: &'static str, status: u16, body: &str) -> Reason {
    refusal(method, RawResponse::Decoded { status, body: serde_json::from_str(body).unwrap() }).reason
}

/// Method, status, `error`, `error_description`. First as the portal sends it, then as it is documented
/// where that differs.
#[rstest]
// The CRM's own: no code; in documents the text stands in its place.
#[case(FIND, 400, "", "Communication type is not defined.", Reason::QuestionWrong)]
#[case(
    FIND,
    400,
    "Communication type is not defined",
    "Parameter 'type' is required.",
    Reason::QuestionWrong
)]
#[case(FIND, 400, "", "Communication values is not defined.", Reason::QuestionWrong)]
#[case(FIND, 400, "Communication values is not defined", "", Reason::QuestionWrong)]
#[case(FIND, 400, "", "Communication type 'FAX' is not supported in current context.", Reason::QuestionWrong)]
#[case(FIND, 400, "Communication type 'FAX' is not supported in current context", "", Reason::QuestionWrong)]
#[case(FIND, 400, "", "Deal is not supported in current context.", Reason::QuestionWrong)]
#[case(FIND, 400, "", "Access denied.", Reason::NoCrmAccess)]
#[case(FIND, 403, "Access denied", "", Reason::NoCrmAccess)]
#[case(FIND, 403, "403", "Access denied", Reason::NoCrmAccess)]
#[case("crm.lead.list", 400, "", "Access denied.", Reason::NoCrmAccess)]
#[case("crm.contact.get", 400, "", "Access denied.", Reason::RecordDenied)]
#[case("crm.deal.contact.items.get", 400, "", "Access denied.", Reason::RecordDenied)]
#[case("crm.contact.get", 400, "", "Not found", Reason::RecordNotFound)]
#[case("crm.contact.get", 400, "", "Not found.", Reason::RecordNotFound)]
#[case("crm.contact.get", 400, "", "ID is not defined or invalid.", Reason::QuestionWrong)]
#[case(FIND, 400, "", "Etwas anderes", Reason::QuestionWrong)]
#[case(FIND, 400, "0", "Etwas anderes", Reason::QuestionWrong)]
#[case(FIND, 400, "0", "Access denied.", Reason::NoCrmAccess)]
#[case(FIND, 500, "", "", Reason::PortalTrouble)]
// Controllers and the item methods.
#[case("crm.item.get", 400, "100", "Could not find value for parameter {id}", Reason::QuestionWrong)]
#[case("crm.item.get", 400, "NOT_FOUND", "Элемент не найден", Reason::RecordNotFound)]
#[case("crm.item.get", 400, "ACCESS_DENIED", "Доступ запрещен", Reason::RecordDenied)]
#[case("crm.item.list", 400, "INVALID_ARG_VALUE", "Invalid filter", Reason::QuestionWrong)]
#[case("crm.item.list", 403, "allowed_only_intranet_user", "", Reason::NoCrmAccess)]
// The system's.
#[case(FIND, 404, "ERROR_METHOD_NOT_FOUND", "Method not found!", Reason::MethodUnknown)]
#[case(FIND, 401, "NO_AUTH_FOUND", "Wrong authorization data", Reason::NotAuthorised)]
#[case(FIND, 401, "INVALID_CREDENTIALS", "Invalid request credentials", Reason::WrongWebhook)]
#[case(FIND, 403, "INVALID_CREDENTIALS", "Invalid request credentials", Reason::WrongWebhook)]
#[case(
    FIND,
    401,
    "insufficient_scope",
    "The request requires higher privileges than provided by the webhook token",
    Reason::ScopeMissing
)]
#[case(FIND, 403, "insufficient_scope", "", Reason::ScopeMissing)]
#[case(FIND, 401, "expired_token", "The access token provided has expired", Reason::TokenExpired)]
#[case(FIND, 401, "invalid_token", "Unable to get application by token", Reason::TokenExpired)]
#[case(FIND, 401, "APPLICATION_NOT_FOUND", "Application not found", Reason::AppRemoved)]
#[case(
    FIND,
    401,
    "user_access_error",
    "The user does not have access to the application.",
    Reason::AppNotForUser
)]
#[case(FIND, 403, "user_access_error", "", Reason::AppNotForUser)]
#[case(FIND, 401, "authorization_error", "Unable to authorize user", Reason::NotAuthorised)]
#[case(FIND, 401, "CONNECTION_ERROR", "Error connecting to authorization server", Reason::PortalTrouble)]
#[case(FIND, 401, "ACCESS_DENIED", "REST is available only on commercial plans.", Reason::PlanWithoutRest)]
#[case(FIND, 401, "ACCESS_DENIED", "REST is available only by subscription.", Reason::PlanWithoutRest)]
#[case(FIND, 403, "ACCESS_DENIED", "REST API is available only on commercial plans", Reason::PlanWithoutRest)]
#[case(FIND, 401, "ACCESS_DENIED", "REST ist nur in bezahlten Tarifen da", Reason::PlanWithoutRest)]
#[case(FIND, 403, "ACCESS_DENIED", "Access denied! You are not allowed.", Reason::NoCrmAccess)]
#[case(FIND, 401, "OVERLOAD_LIMIT", "REST API is blocked due to overload.", Reason::PortalBlocked)]
#[case(FIND, 503, "OVERLOAD_LIMIT", "REST API is blocked due to overload.", Reason::PortalBlocked)]
#[case(FIND, 503, "QUERY_LIMIT_EXCEEDED", "Too many requests", Reason::RateLimit)]
#[case(FIND, 401, "QUERY_LIMIT_EXCEEDED", "Rate limit exceeded.", Reason::RateLimit)]
#[case(FIND, 200, "QUERY_LIMIT_EXCEEDED", "Too many requests", Reason::RateLimit)]
#[case(
    FIND,
    429,
    "OPERATION_TIME_LIMIT",
    "Method is blocked due to operation time limit.",
    Reason::OperatingLimit
)]
#[case(FIND, 401, "INVALID_REQUEST", "Https required.", Reason::HttpsRequired)]
#[case(FIND, 400, "INVALID_REQUEST", "Https required.", Reason::HttpsRequired)]
#[case(FIND, 403, "PORTAL_DELETED", "Portal was deleted", Reason::PortalDeleted)]
#[case(FIND, 500, "PORTAL_DELETED", "Portal was deleted", Reason::PortalDeleted)]
#[case(FIND, 400, "ERROR_ARGUMENT", "Argument 'x' is null or empty", Reason::QuestionWrong)]
#[case(FIND, 500, "ERROR_CORE", "SQL query error!", Reason::PortalTrouble)]
#[case(FIND, 400, "ERROR_CORE", "SQL query error!", Reason::PortalTrouble)]
#[case(FIND, 400, "ERROR_CORE", "Something", Reason::Other)]
#[case(FIND, 200, "WRONG_ENCODING", "Wrong request encoding", Reason::AnswerUnreadable)]
#[case("batch", 200, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded", Reason::QuestionWrong)]
#[case(
    "batch",
    405,
    "ERROR_BATCH_METHOD_NOT_ALLOWED",
    "Method is not allowed for batch usage",
    Reason::QuestionWrong
)]
#[case(FIND, 500, "INTERNAL_SERVER_ERROR", "Internal server error", Reason::PortalTrouble)]
#[case(FIND, 500, "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response", Reason::PortalTrouble)]
#[case(FIND, 401, "METHOD_CONFIRM_WAITING", "Waiting for confirmation", Reason::ConsentMissing)]
#[case(FIND, 403, "METHOD_CONFIRM_DENIED", "Method call denied", Reason::ConsentMissing)]
#[case(FIND, 402, "PAYMENT_REQUIRED", "", Reason::PlanWithoutRest)]
#[case(FIND, 400, "invalid_grant", "", Reason::NotAuthorised)]
#[case(FIND, 400, "invalid_client", "", Reason::NotAuthorised)]
#[case(FIND, 400, "invalid_scope", "", Reason::ScopeMissing)]
#[case(FIND, 400, "invalid_request", "", Reason::QuestionWrong)]
#[case(FIND, 404, "ERROR_MANIFEST_IS_NOT_AVAILABLE", "Manifest is not available", Reason::Other)]
#[case(FIND, 400, "SOMETHING_NEW", "x", Reason::Other)]
#[case(FIND, 502, "SOMETHING_NEW", "x", Reason::PortalTrouble)]
#[case(FIND, 429, "SOMETHING_NEW", "x", Reason::RateLimit)]
// Placements.
#[case("placement.bind", 403, "WRONG_AUTH_TYPE", "Application context required", Reason::AppOnly)]
#[case("placement.bind", 403, "ACCESS_DENIED", "Access denied!", Reason::AdminOnly)]
#[case("placement.get", 403, "ACCESS_DENIED", "Access denied!", Reason::AdminOnly)]
#[case("placement.bind", 400, "ERROR_CORE", "Unable to set placement handler", Reason::AlreadyBound)]
#[case("placement.unbind", 400, "ERROR_CORE", "x", Reason::Other)]
#[case("placement.bind", 500, "ERROR_CORE", "SQL query error!", Reason::PortalTrouble)]
#[case("placement.bind", 200, "ERROR_ARGUMENT", "x", Reason::QuestionWrong)]
#[case("placement.bind", 400, "ERROR_PLACEMENT_NOT_FOUND", "Placement not found", Reason::PlacementUnknown)]
#[case("placement.bind", 400, "ERROR_WRONG_HANDLER_URL", "x", Reason::HandlerRefused)]
#[case("placement.bind", 400, "ERROR_UNSUPPORTED_PROTOCOL", "x", Reason::HandlerRefused)]
#[case("placement.bind", 200, "ERROR_PLACEMENT_MAX_COUNT", "x", Reason::QuestionWrong)]
#[case("placement.bind", 200, "ERROR_PLACEMENT_USER_MODE", "x", Reason::QuestionWrong)]
#[case("placement.bind", 200, "EMPTY_ERROR_HANDLER_URL", "x", Reason::QuestionWrong)]
fn classifies_every_row(
    #[case] method: &'static str,
    #[case] status: u16,
    #[case] code: &str,
    #[case] text: &str,
    #[case] expected: Reason,
) {
    let body = serde_json::json!({ "error": code, "error_description": text, "argument": "x" });
    assert_eq!(reason(method, status, &body.to_string()), expected);
}

/// Other shapes of the same, and bodies that are no errors.
#[rstest]
#[case(400, r#"{"error":0,"error_description":"Access denied."}"#, Reason::NoCrmAccess)]
#[case(400, r#"{"error":100,"error_description":"x"}"#, Reason::QuestionWrong)]
#[case(400, r#"{"error":"","error_description":null}"#, Reason::QuestionWrong)]
#[case(401, r#"{"error":"expired_token"}"#, Reason::TokenExpired)]
#[case(200, r#"{"error":"expired_token","result":[]}"#, Reason::TokenExpired)]
#[case(200, r#"{"error":"","error_description":"Access denied.","result":[]}"#, Reason::NoCrmAccess)]
#[case(200, r#"{"error":{"a":1}}"#, Reason::QuestionWrong)]
#[case(200, "{}", Reason::AnswerUnreadable)]
#[case(200, "[]", Reason::AnswerUnreadable)]
#[case(200, "[275]", Reason::AnswerUnreadable)]
#[case(200, "null", Reason::AnswerUnreadable)]
#[case(200, "\"ok\"", Reason::AnswerUnreadable)]
#[case(200, r#"{"time":{}}"#, Reason::AnswerUnreadable)]
#[case(500, r#"{"result":[]}"#, Reason::PortalTrouble)]
#[case(401, r#"{"message":"Unauthorized"}"#, Reason::NotAuthorised)]
#[case(429, "{}", Reason::RateLimit)]
fn classifies_other_bodies(#[case] status: u16, #[case] body: &str, #[case] expected: Reason) {
    assert_eq!(reason(FIND, status, body), expected);
}

#[rstest]
#[case(200, BodyKind::Html, Reason::PortalTrouble)]
#[case(200, BodyKind::Empty, Reason::PortalTrouble)]
#[case(200, BodyKind::Other, Reason::PortalTrouble)]
#[case(200, BodyKind::TooLarge, Reason::AnswerUnreadable)]
#[case(301, BodyKind::Html, Reason::PortalMoved)]
#[case(401, BodyKind::Html, Reason::NotAuthorised)]
#[case(403, BodyKind::Html, Reason::PortalTrouble)]
#[case(404, BodyKind::Html, Reason::PortalTrouble)]
#[case(429, BodyKind::Html, Reason::RateLimit)]
#[case(502, BodyKind::Html, Reason::PortalTrouble)]
#[case(503, BodyKind::Empty, Reason::PortalTrouble)]
fn classifies_unreadable_bodies(#[case] status: u16, #[case] body: BodyKind, #[case] expected: Reason) {
    let refusal = refusal(FIND, RawResponse::Unreadable { status, body });
    assert_eq!(refusal, Refusal::bare(expected, status));
}

#[rstest]
#[case(TransportFault::Network { offline: false }, Reason::NetworkDown)]
#[case(TransportFault::Network { offline: true }, Reason::Offline)]
#[case(TransportFault::TimedOut, Reason::TimedOut)]
#[case(TransportFault::Redirected, Reason::PortalMoved)]
#[case(TransportFault::Aborted, Reason::Aborted)]
fn classifies_faults(#[case] fault: TransportFault, #[case] expected: Reason) {
    assert_eq!(refusal(FIND, RawResponse::Fault(fault)), Refusal::bare(expected, 0));
}

#[test]
fn an_answer_is_no_refusal() {
    let body = serde_json::from_str(
        r#"{"result":[],"error":null,"time":{"duration":0.05,"finish":9.5,"operating":0,"operating_reset_at":600}}"#,
    );
    let reply = RawResponse::Decoded { status: 200, body: body.unwrap() }.read(FIND);
    let Reply::Result { result, operating, duration } = reply else { panic!("refused") };
    assert_eq!(result, crate::protocol::Node::List(Vec::new()));
    assert_eq!(duration, Some(0.05));
    let operating = operating.unwrap();
    assert_eq!((operating.method, operating.seconds), (FIND, 0.0));
    assert_eq!((operating.reset_at, operating.finished_at), (Some(600.0), Some(9.5)));
}

#[test]
fn keeps_the_portals_words_for_support_short_and_clean() {
    let text = "\u{202e}x\n".to_owned() + &"y".repeat(500);
    let body = serde_json::json!({ "error": "C".repeat(100), "error_description": text }).to_string();
    let refusal =
        refusal(FIND, RawResponse::Decoded { status: 400, body: serde_json::from_str(&body).unwrap() });
    assert_eq!(refusal.portal_code, "C".repeat(60));
    assert_eq!(refusal.portal_text, "x ".to_owned() + &"y".repeat(198));
    assert_eq!(refusal.status, 400);
}

/// `AUTHORIZE_ERROR` with 403 was asked twelve times in 132 seconds. Nobody is let in by asking again.
#[rstest]
#[case(403, "AUTHORIZE_ERROR")]
#[case(401, "AUTHORIZE_ERROR")]
#[case(200, "AUTHORIZE_ERROR")]
#[case(401, "SOMETHING_NEW")]
#[case(403, "SOMETHING_NEW")]
#[case(403, "")]
#[case(403, "0")]
#[case(403, "Something new")]
#[case(400, "ERROR_AUTH_FAILED")]
#[case(200, "unauthorized")]
#[case(200, "authentication_required")]
#[case(400, "FORBIDDEN")]
fn a_refusal_of_authorisation_stops_whatever_its_code(#[case] status: u16, #[case] code: &str) {
    let body = serde_json::json!({ "error": code, "error_description": "x" }).to_string();
    let reason = reason(FIND, status, &body);
    assert_eq!((reason, reason.class()), (Reason::NotAuthorised, Class::Stop));
}
