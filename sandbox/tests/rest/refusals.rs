//! Every refusal that the fact sheet lists, each by its cause: code, text, and status by both accounts.

use crate::support::{Asked, portal, read, refusal};
use rstest::rstest;
use sandbox::crm::EntityType::{Contact, Deal};
use sandbox::crm::{Standing, User};
use sandbox::portal::{Language, Portal, Service, Statuses, ZeroCode};
use sandbox::rest::RestRequest;
use serde_json::{Value, json};

type Cause = fn(&mut Portal);

fn nothing(_: &mut Portal) {}

fn faults(portal: &mut Portal, script: &Value) {
    portal.faults.set(serde_json::from_value(script.clone()).unwrap(), crate::support::start());
}

/// Asks by a webhook of the administrator and by a token of the administrator's.
fn ask(asked: &mut Asked, by_token: bool, method: &str) -> (u16, Value) {
    let request = if by_token {
        let token = asked.portal.issue_token(1, asked.now).access;
        RestRequest::form(&format!("/rest/{method}"), &format!("auth={token}"))
    } else {
        RestRequest::form(&format!("/rest/1/sandbox1code/{method}"), "")
    };
    read(&asked.send(&request))
}

const WEBHOOK: bool = false;
const TOKEN: bool = true;

#[rstest]
#[case::classic(WEBHOOK, "crm.contact.get", nothing, "", "ID is not defined or invalid.", [400, 400])]
#[case::controller(WEBHOOK, "crm.entity.mergeBatch", nothing,
    "0", "The parameter entityTypeId is required.", [400, 400])]
#[case::argument(WEBHOOK, "crm.item.get", nothing,
    "100", "Could not find value for parameter {entityTypeId}", [400, 400])]
#[case::extranet(WEBHOOK, "crm.item.list", |portal: &mut Portal| user(portal, |user: &mut User| user.standing = Standing::Extranet),
    "allowed_only_intranet_user", "Allowed only for intranet users", [403, 403])]
#[case::unknown(WEBHOOK, "nope", nothing, "ERROR_METHOD_NOT_FOUND", "Method not found!", [404, 404])]
#[case::webhook_scope(WEBHOOK, "crm.lead.list", |portal: &mut Portal| portal.webhooks[0].scopes.clear(),
    "insufficient_scope", "The request requires higher privileges than provided by the webhook token",
    [401, 403])]
#[case::app_scope(TOKEN, "crm.lead.list", |portal: &mut Portal| portal.app.scopes.clear(),
    "insufficient_scope", "The request requires higher privileges than provided by the access token",
    [401, 403])]
#[case::wrong_code(WEBHOOK, "profile", |portal: &mut Portal| portal.webhooks.clear(),
    "INVALID_CREDENTIALS", "Invalid request credentials", [401, 403])]
#[case::removed(TOKEN, "profile", |portal: &mut Portal| portal.app.remove(),
    "APPLICATION_NOT_FOUND", "Application not found", [401, 401])]
#[case::no_access(TOKEN, "profile", |portal: &mut Portal| user(portal, |user: &mut User| user.has_app_access = false),
    "user_access_error", "The user does not have access to the application.", [401, 403])]
#[case::inactive(TOKEN, "profile", |portal: &mut Portal| user(portal, |user: &mut User| user.standing = Standing::Dismissed),
    "authorization_error", "Unable to authorize user", [401, 401])]
#[case::inactive_by_webhook(WEBHOOK, "profile", |portal: &mut Portal| user(portal, |user: &mut User| user.standing = Standing::Dismissed),
    "authorization_error", "Unable to authorize user", [401, 401])]
#[case::no_auth_server(TOKEN, "profile", |portal: &mut Portal| portal.settings.service = Service::NoAuthServer,
    "CONNECTION_ERROR", "Error connecting to authorization server", [401, 401])]
#[case::plan_of_app(TOKEN, "profile", |portal: &mut Portal| portal.settings.service = Service::NotInPlan,
    "ACCESS_DENIED", "REST is available only on commercial plans.", [401, 403])]
#[case::plan_of_webhook(WEBHOOK, "profile", |portal: &mut Portal| portal.settings.service = Service::NotInPlan,
    "ACCESS_DENIED", "REST is available only by subscription.", [401, 403])]
#[case::inside_a_method(WEBHOOK, "placement.get", |portal: &mut Portal| user(portal, |user: &mut User| user.is_admin = false),
    "WRONG_AUTH_TYPE", "Current authorization type is denied for this method", [403, 403])]
#[case::not_admin(TOKEN, "placement.get", |portal: &mut Portal| user(portal, |user: &mut User| user.is_admin = false),
    "ACCESS_DENIED", "Access denied!", [403, 403])]
#[case::overload(WEBHOOK, "profile", |portal: &mut Portal| portal.settings.service = Service::Overloaded,
    "OVERLOAD_LIMIT", "REST API is blocked due to overload.", [401, 503])]
#[case::overload_by_a_fault(WEBHOOK, "profile", |portal: &mut Portal| faults(portal, &json!([{ "kind": "overload" }])),
    "OVERLOAD_LIMIT", "REST API is blocked due to overload.", [401, 503])]
#[case::query_limit(WEBHOOK, "profile", |portal: &mut Portal| faults(portal, &json!([{ "kind": "query_limit" }])),
    "QUERY_LIMIT_EXCEEDED", "Too many requests", [503, 503])]
#[case::operating(WEBHOOK, "profile", |portal: &mut Portal| faults(portal, &json!([{ "kind": "operating_limit" }])),
    "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.", [429, 429])]
#[case::plain_http(WEBHOOK, "profile", |portal: &mut Portal| portal.settings.webhook_needs_https = true,
    "INVALID_REQUEST", "Https required.", [401, 400])]
#[case::deleted(WEBHOOK, "profile", |portal: &mut Portal| portal.settings.service = Service::Deleted,
    "PORTAL_DELETED", "Portal was deleted", [403, 500])]
#[case::named_argument(TOKEN, "placement.bind", nothing,
    "ERROR_ARGUMENT", "Argument 'PLACEMENT' is null or empty", [400, 200])]
fn a_refusal_has_its_code_text_and_status(
    #[case] by_token: bool,
    #[case] method: &str,
    #[case] cause: Cause,
    #[case] code: &str,
    #[case] text: &str,
    #[case] statuses: [u16; 2],
) {
    for (statuses, status) in [Statuses::Source, Statuses::Docs].into_iter().zip(statuses) {
        let mut asked = portal();
        cause(&mut asked.portal);
        asked.portal.settings.statuses = statuses;
        let (actual, body) = ask(&mut asked, by_token, method);
        assert_eq!(refusal(actual, &body), (status, code.to_owned(), text.to_owned()));
        assert_eq!(asked.portal.stats.rejected[code], 1);
    }
}

/// Rows of the fact sheet that no state of the sandbox causes: the fault `error` gives them, word for word.
#[rstest]
#[case::preset_webhook(
    401,
    "QUERY_LIMIT_EXCEEDED",
    "Rate limit exceeded. Too many requests in a given amount of time."
)]
#[case::confirmation_pending(401, "METHOD_CONFIRM_WAITING", "Waiting for confirmation")]
#[case::confirmation_denied(403, "METHOD_CONFIRM_DENIED", "Method call denied")]
#[case::unexpected_answer(500, "ERROR_UNEXPECTED_ANSWER", "Server returned an unexpected response")]
#[case::internal(500, "INTERNAL_SERVER_ERROR", "Internal server error")]
#[case::database(500, "ERROR_CORE", "SQL query error!")]
#[case::encoding(200, "WRONG_ENCODING", "Wrong request encoding")]
#[case::manifest(404, "ERROR_MANIFEST_IS_NOT_AVAILABLE", "Manifest is not available")]
fn what_no_state_causes_is_given_by_a_fault(#[case] status: u16, #[case] code: &str, #[case] text: &str) {
    let mut asked = portal();
    let fault = json!({ "kind": "error", "status": status, "code": code, "text": text, "nth": 1 });
    faults(&mut asked.portal, &json!([fault]));
    assert_eq!(asked.refusal("profile", "{}"), (status, code.to_owned(), text.to_owned()));
    assert_eq!(asked.portal.stats.rejected[code], 1);
    assert_eq!(asked.ask("profile", "{}").0, 200);
}

fn user(portal: &mut Portal, change: fn(&mut User)) {
    change(portal.users.get_mut(&1).unwrap());
}

#[test]
fn https_is_asked_of_webhooks_only() {
    let mut asked = portal();
    asked.portal.settings.webhook_needs_https = true;
    assert_eq!(ask(&mut asked, TOKEN, "profile").0, 200);
    let request = RestRequest::form("/rest/1/sandbox1code/profile", "");
    assert_eq!(asked.send(&RestRequest { is_secure: true, ..request }).status, 200);
}

#[test]
fn webhooks_work_while_the_server_of_tokens_is_away() {
    let mut asked = portal();
    asked.portal.settings.service = Service::NoAuthServer;
    assert_eq!(ask(&mut asked, WEBHOOK, "profile").0, 200);
}

#[rstest]
#[case::own(Some(7), 200, None)]
#[case::none(None, 200, None)]
#[case::of_somebody_else(Some(1), 401, Some("authorization_error"))]
fn a_session_of_another_user_is_in_the_way(
    #[case] session_user: Option<u32>,
    #[case] status: u16,
    #[case] code: Option<&str>,
) {
    let mut asked = portal();
    let token = asked.portal.issue_token(7, asked.now).access;
    let request = RestRequest::form("/rest/profile", &format!("auth={token}"));
    let (actual, body) = read(&asked.send(&RestRequest { session_user, ..request }));
    assert_eq!((actual, body["error"].as_str()), (status, code));
}

#[test]
fn a_parameter_named_token_is_no_way_to_sign_in() {
    let mut asked = portal();
    let token = asked.portal.issue_token(1, asked.now).access;
    let (status, body) = read(&asked.send(&RestRequest::form("/rest/profile", &format!("token={token}"))));
    assert_eq!(refusal(status, &body).1, "NO_AUTH_FOUND");
    let request = RestRequest::form("/rest/1/sandbox1code/profile", "token=x");
    let (status, body) = read(&asked.send(&request));
    assert_eq!((status, refusal(status, &body).1.as_str()), (501, "SANDBOX_NO_DOWNLOADS"));
}

#[test]
fn auth_comes_before_access_token() {
    let mut asked = portal();
    let [seven, nine] = [7, 9].map(|user| asked.portal.issue_token(user, asked.now).access);
    let request = RestRequest::get("/rest/profile", &format!("access_token={seven}&auth={nine}"));
    assert_eq!(read(&asked.send(&request)).1["result"]["ID"], "9");
}

#[rstest]
#[case::newer(ZeroCode::Text, json!("0"))]
#[case::older(ZeroCode::Number, json!(0))]
fn the_code_zero_is_a_text_or_a_number(#[case] zero: ZeroCode, #[case] code: Value) {
    let mut asked = portal();
    asked.portal.settings.wording.zero = zero;
    assert_eq!(ask(&mut asked, WEBHOOK, "crm.entity.mergeBatch").1["error"], code);
    let inside = asked.result("batch", r#"{"cmd":["crm.entity.mergeBatch","crm.lead.get"]}"#);
    assert_eq!(
        (&inside["result_error"][0]["error"], &inside["result_error"][1]["error"]),
        (&code, &json!(""))
    );
}

#[rstest]
#[case(Language::En, "Element not found", "You do not have permission to view this item")]
#[case(
    Language::De,
    "Das Element wurde nicht gefunden",
    "Sie haben nicht genügend Rechte, um dieses Element anzuzeigen"
)]
#[case(Language::Ru, "Элемент не найден", "Недостаточно прав для просмотра этого элемента")]
fn items_are_refused_in_the_portals_language(
    #[case] language: Language,
    #[case] missing: &str,
    #[case] denied: &str,
) {
    let mut asked = portal().with(Contact, 5, &[]).asked_by(7);
    asked.portal.settings.wording.language = language;
    let mut text = |id: u32| {
        let body = asked.ask("crm.item.get", &json!({ "entityTypeId": 3, "id": id }).to_string()).1;
        body["error_description"].as_str().unwrap().to_owned()
    };
    assert_eq!((text(6).as_str(), text(5).as_str()), (missing, denied));
    assert_eq!(asked.refusal("crm.contact.get", r#"{"id":5}"#).2, "Access denied.");
}

#[test]
fn a_plan_may_leave_merging_out() {
    let mut asked = portal().with(Deal, 1, &[]).with(Deal, 2, &[]);
    asked.portal.settings.may_merge = false;
    let refusal =
        asked.refusal("crm.entity.mergeBatch", r#"{"params":{"entityTypeId":2,"entityIds":[1,2]}}"#);
    assert_eq!((refusal.0, refusal.1.as_str()), (400, "CRM_FEATURE_RESTRICTION_ERROR"));
    assert_eq!(asked.portal.crm.count(Deal), 2);
}
