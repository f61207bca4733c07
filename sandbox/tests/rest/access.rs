//! Credentials, scopes, and refusals that come before a method.

use std::time::Duration;

use crate::support::{portal, read, refusal};
use rstest::rstest;
use sandbox::rest::{RestRequest, Verb};
use serde_json::json;

#[rstest]
#[case::unknown_method("/rest/nope", "", (404, "ERROR_METHOD_NOT_FOUND", "Method not found!"))]
#[case::unknown_before_auth("/rest/1/wrong/nope", "", (404, "ERROR_METHOD_NOT_FOUND", "Method not found!"))]
#[case::no_method("/rest/", "", (404, "ERROR_METHOD_NOT_FOUND", "Method not found!"))]
#[case::no_credential("/rest/profile", "", (401, "NO_AUTH_FOUND", "Wrong authorization data"))]
#[case::empty_token("/rest/profile", "auth=", (401, "NO_AUTH_FOUND", "Wrong authorization data"))]
#[case::wrong_code("/rest/1/wrong/profile", "", (401, "INVALID_CREDENTIALS", "Invalid request credentials"))]
#[case::code_of_another_user(
    "/rest/7/sandbox1code/profile", "", (401, "INVALID_CREDENTIALS", "Invalid request credentials")
)]
#[case::user_that_is_no_number(
    "/rest/01/sandbox1code/profile", "", (401, "INVALID_CREDENTIALS", "Invalid request credentials")
)]
#[case::unknown_token("/rest/profile", "auth=nope", (401, "invalid_token", "Unable to get application by token"))]
#[case::webhook_without_scope(
    "/rest/1/sandboxnoscope/crm.lead.list", "",
    (401, "insufficient_scope", "The request requires higher privileges than provided by the webhook token")
)]
#[case::xml("/rest/1/sandbox1code/profile.xml", "", (501, "SANDBOX_NO_XML", "The sandbox answers in JSON only."))]
fn a_request_is_refused(#[case] path: &str, #[case] form: &str, #[case] expected: (u16, &str, &str)) {
    let (status, body) = read(&portal().send(&RestRequest::form(path, form)));
    let (status, code, text) = refusal(status, &body);
    assert_eq!((status, code.as_str(), text.as_str()), expected);
}

#[rstest]
#[case("/rest/profile")]
#[case("/rest/profile.json")]
#[case("/rest/profile/")]
#[case("/rest/PROFILE")]
fn a_token_is_accepted_wherever_it_stands(#[case] path: &str) {
    let mut asked = portal();
    let token = asked.portal.issue_token(7, asked.now).access;
    let form = RestRequest::form(path, &format!("auth={token}"));
    let requests = [
        form.clone(),
        RestRequest::form(path, &format!("access_token={token}")),
        RestRequest::get(path, &format!("auth={token}")),
        RestRequest::json(path, json!({ "auth": token }).to_string()),
        RestRequest { bearer: Some(token), body: b"auth=wrong".to_vec(), ..form },
    ];
    for request in requests {
        let (status, body) = read(&asked.send(&request));
        assert_eq!((status, &body["result"]["ID"]), (200, &json!("7")), "{request:?}");
    }
}

#[test]
fn a_credential_in_the_path_wins() {
    let mut asked = portal();
    let token = asked.portal.issue_token(7, asked.now).access;
    let request = RestRequest::form("/rest/9/sandbox9code/profile", &format!("auth={token}"));
    assert_eq!(read(&asked.send(&request)).1["result"]["ID"], "9");
}

#[test]
fn a_token_expires_and_can_be_refreshed_or_revoked() {
    let mut asked = portal();
    let token = asked.portal.issue_token(1, asked.now);
    assert_eq!(token.expires_in_s, 3600);
    let profile = |token: &str| RestRequest::form("/rest/profile", &format!("auth={token}"));
    asked.now = asked.now + Duration::from_hours(1);
    let (status, body) = read(&asked.send(&profile(&token.access)));
    assert_eq!(
        refusal(status, &body),
        (401, "expired_token".to_owned(), "The access token provided has expired".to_owned())
    );
    let fresh = asked.portal.refresh(1, asked.now);
    assert_eq!(read(&asked.send(&profile(&fresh.access))).0, 200);
    asked.portal.revoke_token(&fresh.access);
    let (status, body) = read(&asked.send(&profile(&fresh.access)));
    assert_eq!(refusal(status, &body).1, "invalid_token");
}

#[test]
fn a_user_without_the_application_gets_no_further() {
    let mut asked = portal();
    let token = asked.portal.issue_token(13, asked.now).access;
    let (status, body) = read(&asked.send(&RestRequest::form("/rest/profile", &format!("auth={token}"))));
    let text = "The user does not have access to the application.".to_owned();
    assert_eq!(refusal(status, &body), (401, "user_access_error".to_owned(), text));
    assert_eq!(asked.asked_by(13).ask("profile", "{}").0, 200, "the user's webhook works");
}

#[test]
fn an_application_without_a_scope_is_told_so() {
    let mut asked = portal();
    asked.portal.app.scopes.retain(|scope| scope != "crm");
    let token = asked.portal.issue_token(1, asked.now).access;
    let (status, body) =
        read(&asked.send(&RestRequest::form("/rest/crm.lead.list", &format!("auth={token}"))));
    let text = "The request requires higher privileges than provided by the access token".to_owned();
    assert_eq!(refusal(status, &body), (401, "insufficient_scope".to_owned(), text));
}

#[rstest]
#[case::success("/rest/1/sandbox1code/profile", Verb::Post, 200)]
#[case::refusal("/rest/profile", Verb::Post, 401)]
#[case::unknown("/rest/nope", Verb::Get, 404)]
#[case::preflight("/rest/profile", Verb::Options, 200)]
fn every_answer_has_the_three_headers(#[case] path: &str, #[case] verb: Verb, #[case] status: u16) {
    let response = portal().send(&RestRequest { verb, ..RestRequest::form(path, "") });
    assert_eq!(response.status, status);
    let mut expected = vec![
        ("Access-Control-Allow-Origin", "*".to_owned()),
        ("Access-Control-Allow-Headers", "origin, content-type, accept".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
    ];
    if verb == Verb::Options {
        assert_eq!(response.body, "");
    } else {
        expected.push(("Content-Type", "application/json; charset=utf-8".to_owned()));
    }
    assert_eq!(response.headers, expected);
}

#[test]
fn json_keeps_types_and_a_form_makes_texts() {
    let mut asked = portal();
    asked.save(sandbox::crm::EntityType::Contact, 5, &["112"]);
    let path = "/rest/1/sandbox1code/crm.duplicate.findbycomm";
    let number = RestRequest::json(path, r#"{"type":"PHONE","values":[112]}"#);
    assert_eq!(read(&asked.send(&number)).1["result"], json!([]));
    let text = RestRequest::json(path, r#"{"type":"PHONE","values":["112"]}"#);
    assert_eq!(read(&asked.send(&text)).1["result"], json!({ "CONTACT": [5] }));
}
