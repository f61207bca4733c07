//! Small methods: users, catalogues, the caller, the application.

use crate::support::{Asked, portal, read};
use rstest::rstest;
use sandbox::rest::RestRequest;
use serde_json::{Value, json};

/// The answer to a call with a token of a user.
fn by_token(asked: &mut Asked, user: u32, method: &str) -> Value {
    let token = asked.portal.issue_token(user, asked.now).access;
    let request = RestRequest::form(&format!("/rest/{method}"), &format!("auth={token}"));
    read(&asked.send(&request)).1["result"].take()
}

#[test]
fn profile_tells_who_calls() {
    let profile = json!({
        "ID": "7", "ADMIN": false, "NAME": "Boris", "LAST_NAME": "Berg", "PERSONAL_GENDER": "", "TIME_ZONE": "",
    });
    assert_eq!(portal().asked_by(7).result("profile", "{}"), profile);
    assert_eq!(portal().result("profile", "{}")["ADMIN"], true);
    assert_eq!(portal().result("user.admin", "{}"), true);
    assert_eq!(portal().asked_by(7).result("user.admin", "{}"), false);
}

#[rstest]
#[case::filter(r#"{"FILTER":{"ID":[1,7]}}"#, &["1", "7"])]
#[case::lower_case(r#"{"filter":{"@ID":["9"]}}"#, &["9"])]
#[case::beside(r#"{"ID":7}"#, &["7"])]
#[case::all("{}", &["1", "7", "9", "11", "13"])]
#[case::sorted(r#"{"SORT":"ID","ORDER":"DESC"}"#, &["13", "11", "9", "7", "1"])]
#[case::sorted_by_name(r#"{"FILTER":{"ID":[1,7,9]},"sort":"LAST_NAME","order":"desc"}"#, &["9", "7", "1"])]
#[case::unknown(r#"{"FILTER":{"ID":[5]}}"#, &[])]
fn users_are_found_by_id(#[case] json: &str, #[case] expected: &[&str]) {
    let (_, body) = portal().ask("user.get", json);
    let ids: Vec<&str> =
        body["result"].as_array().unwrap().iter().map(|user| user["ID"].as_str().unwrap()).collect();
    assert_eq!(ids, expected);
    assert_eq!(body["total"], json!(expected.len()));
}

#[rstest]
#[case::full("user", true)]
#[case::basic("user_basic", true)]
#[case::brief("user_brief", false)]
fn the_scope_decides_whether_an_address_is_shown(#[case] scope: &str, #[case] is_shown: bool) {
    let mut asked = portal();
    asked.portal.app.scopes = vec![scope.to_owned()];
    let current = by_token(&mut asked, 7, "user.current");
    let listed = by_token(&mut asked, 7, "user.get")[1].take();
    for user in [current, listed] {
        assert_eq!((user["NAME"].as_str(), user.get("EMAIL").is_some()), (Some("Boris"), is_shown));
    }
}

#[test]
fn the_current_user_is_the_caller() {
    let user = portal().asked_by(9).result("user.current", "{}");
    assert_eq!((&user["ID"], &user["ACTIVE"], &user["NAME"]), (&json!("9"), &json!(true), &json!("Clara")));
}

#[test]
fn stage_names_are_texts() {
    let (_, body) =
        portal().ask("crm.status.list", r#"{"filter":{"ENTITY_ID":"STATUS"},"order":{"SORT":"DESC"}}"#);
    let codes: Vec<&str> = body["result"]
        .as_array()
        .unwrap()
        .iter()
        .map(|status| status["STATUS_ID"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["JUNK", "CONVERTED", "PROCESSED", "IN_PROCESS", "NEW"]);
    let good = &body["result"][1];
    assert_eq!(
        (&good["SORT"], &good["COLOR"], &good["SEMANTICS"]),
        (&json!("40"), &json!("#7BD500"), &json!("S"))
    );
    assert_eq!(portal().asked_by(11).refusal("crm.status.list", "{}").2, "Access denied.");
}

#[test]
fn app_info_differs_for_application_and_webhook() {
    let info = by_token(&mut portal(), 7, "app.info");
    assert_eq!((&info["ID"], &info["VERSION"], &info["STATUS"]), (&json!(1), &json!(1), &json!("L")));
    assert_eq!(info["INSTALLED"], true);
    assert!(info["CODE"].as_str().unwrap().starts_with("local."));
    let webhook = portal().result("app.info", "{}");
    assert_eq!(webhook, json!({ "SCOPE": ["crm", "user", "placement"], "LICENSE": "en_basic" }));
}

#[test]
fn scope_lists_what_the_credential_may_do() {
    assert_eq!(portal().result("scope", "{}"), json!(["crm", "user", "placement"]));
    assert!(portal().result("scope", r#"{"full":true}"#).as_array().unwrap().len() > 3);
    assert_eq!(by_token(&mut portal(), 1, "scope"), json!(["crm", "placement", "user"]));
}

#[rstest]
#[case::available("1/sandbox1code", "crm.lead.get", true, true)]
#[case::any_case("1/sandbox1code", "CRM.Lead.Get", true, true)]
#[case::without_scope("1/sandboxnoscope", "crm.lead.get", true, false)]
#[case::unknown("1/sandbox1code", "nope", false, false)]
#[case::without_name("1/sandbox1code", "", false, false)]
fn method_get_tells_what_can_be_called(
    #[case] webhook: &str,
    #[case] name: &str,
    #[case] is_existing: bool,
    #[case] is_available: bool,
) {
    let request = RestRequest::form(&format!("/rest/{webhook}/method.get"), &format!("name={name}"));
    let (_, body) = read(&portal().send(&request));
    assert_eq!(body["result"], json!({ "isExisting": is_existing, "isAvailable": is_available }));
}

#[test]
fn the_server_tells_its_time() {
    assert_eq!(portal().result("server.time", "{}"), "2025-06-23T16:07:41+03:00");
}

/// Status and body of a call with the token of a user and JSON parameters.
fn call(asked: &mut Asked, user: u32, method: &str, parameters: &Value) -> (u16, Value) {
    let mut body = parameters.clone();
    body["auth"] = json!(asked.portal.issue_token(user, asked.now).access);
    read(&asked.send(&RestRequest::json(&format!("/rest/{method}"), body.to_string())))
}

#[test]
fn options_belong_to_the_user_or_to_all() {
    let mut asked = portal();
    for owner in ["user", "app"] {
        let (get, set) = (format!("{owner}.option.get"), format!("{owner}.option.set"));
        assert_eq!(call(&mut asked, 1, &get, &json!({})).1["result"], json!([]));
        let (_, body) = call(&mut asked, 1, &set, &json!({ "options": { "theme": "dark" } }));
        assert_eq!(body["result"], true);
        assert_eq!(call(&mut asked, 1, &get, &json!({})).1["result"], json!({ "theme": "dark" }));
        assert_eq!(call(&mut asked, 1, &get, &json!({ "option": "theme" })).1["result"], "dark");
        assert_eq!(call(&mut asked, 1, &get, &json!({ "option": "none" })).1["result"], Value::Null);
        assert_eq!(call(&mut asked, 1, &set, &json!({})).1["error"], "ERROR_ARGUMENT");
    }
    assert_eq!(call(&mut asked, 7, "app.option.get", &json!({ "option": "theme" })).1["result"], "dark");
    assert_eq!(
        call(&mut asked, 7, "user.option.get", &json!({ "option": "theme" })).1["result"],
        Value::Null
    );
}

#[test]
fn only_administrators_write_the_options_of_all() {
    let options = json!({ "options": { "theme": "dark" } });
    let (status, body) = call(&mut portal(), 7, "app.option.set", &options);
    assert_eq!((status, &body["error"]), (403, &json!("ACCESS_DENIED")));
    assert_eq!(call(&mut portal(), 7, "user.option.set", &options).0, 200);
    assert_eq!(portal().refusal("app.option.get", "{}").1, "WRONG_AUTH_TYPE");
}
