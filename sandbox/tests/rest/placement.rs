//! `placement.*` and its errors.

use crate::support::{Asked, portal, read};
use rstest::rstest;
use sandbox::rest::RestRequest;
use serde_json::{Value, json};

const TAB: &str = "CRM_CONTACT_DETAIL_TAB";
const HANDLER: &str = "http://127.0.0.1:8025/";

/// Status and body of a call with the token of a user.
fn call(asked: &mut Asked, user: u32, method: &str, parameters: &Value) -> (u16, Value) {
    let mut body = parameters.clone();
    body["auth"] = json!(asked.portal.issue_token(user, asked.now).access);
    read(&asked.send(&RestRequest::json(&format!("/rest/{method}"), body.to_string())))
}

#[test]
fn a_tab_is_bound_shown_and_removed() {
    let mut asked = portal();
    let parameters = json!({
        "PLACEMENT": TAB.to_lowercase(), "HANDLER": HANDLER, "TITLE": "Ignored",
        "LANG_ALL": { "en": { "TITLE": "Duplicates" }, "de": { "TITLE": "Dubletten", "DESCRIPTION": "d" } },
    });
    let (status, body) = call(&mut asked, 1, "placement.bind", &parameters);
    assert_eq!((status, &body["result"]), (200, &json!(true)));
    let labels: Vec<&str> =
        ["de", "en", "fr"].map(|lang| asked.portal.app.placements[0].label(lang)).to_vec();
    assert_eq!(labels, ["Dubletten", "Duplicates", "Duplicates"]);

    let (_, body) = call(&mut asked, 1, "placement.get", &json!({}));
    let bound = json!([{
        "placement": TAB, "userId": 0, "handler": HANDLER, "options": [], "title": "Ignored", "description": "",
        "langAll": {
            "en": { "TITLE": "Duplicates", "DESCRIPTION": "", "GROUP_NAME": "" },
            "de": { "TITLE": "Dubletten", "DESCRIPTION": "d", "GROUP_NAME": "" },
        },
    }]);
    assert_eq!(body["result"], bound);

    let unbind = json!({ "PLACEMENT": TAB, "HANDLER": HANDLER });
    assert_eq!(call(&mut asked, 1, "placement.unbind", &unbind).1["result"], json!({ "count": 2 }));
    assert_eq!(call(&mut asked, 1, "placement.unbind", &unbind).1["result"], json!({ "count": 0 }));
    assert_eq!(call(&mut asked, 1, "placement.get", &json!({})).1["result"], json!([]));
}

#[test]
fn unbinding_without_a_handler_takes_all_of_a_placement() {
    let mut asked = portal();
    for handler in [HANDLER, "https://app.example/tab"] {
        call(&mut asked, 1, "placement.bind", &json!({ "PLACEMENT": TAB, "HANDLER": handler }));
    }
    call(&mut asked, 1, "placement.bind", &json!({ "PLACEMENT": "LEFT_MENU", "HANDLER": HANDLER }));
    assert_eq!(call(&mut asked, 1, "placement.unbind", &json!({ "PLACEMENT": TAB })).1["result"]["count"], 4);
    assert_eq!(asked.portal.app.placements.len(), 1);
}

#[rstest]
#[case::no_placement(json!({ "HANDLER": HANDLER }), 400, "ERROR_ARGUMENT")]
#[case::no_handler(json!({ "PLACEMENT": TAB }), 400, "ERROR_ARGUMENT")]
#[case::no_address(json!({ "PLACEMENT": TAB, "HANDLER": "somewhere" }), 400, "ERROR_WRONG_HANDLER_URL")]
#[case::no_dot(json!({ "PLACEMENT": TAB, "HANDLER": "http://localhost:8025/" }), 400, "ERROR_WRONG_HANDLER_URL")]
#[case::dot_in_front(json!({ "PLACEMENT": TAB, "HANDLER": "http://.example/" }), 400, "ERROR_WRONG_HANDLER_URL")]
#[case::other_scheme(json!({ "PLACEMENT": TAB, "HANDLER": "ftp://a.example/" }), 400, "ERROR_UNSUPPORTED_PROTOCOL")]
#[case::unknown(json!({ "PLACEMENT": "CRM_NOPE_DETAIL_TAB", "HANDLER": HANDLER }), 400, "ERROR_PLACEMENT_NOT_FOUND")]
#[case::default(json!({ "PLACEMENT": "DEFAULT", "HANDLER": HANDLER }), 400, "ERROR_PLACEMENT_NOT_FOUND")]
#[case::scope_lacks(json!({ "PLACEMENT": "CALL_CARD", "HANDLER": HANDLER }), 400, "ERROR_PLACEMENT_NOT_FOUND")]
#[case::too_long(
    json!({ "PLACEMENT": TAB, "HANDLER": format!("https://a.example/{}", "a".repeat(238)) }),
    400,
    "ERROR_WRONG_HANDLER_URL"
)]
#[case::no_timeline_menu(
    json!({ "PLACEMENT": "CRM_CONTACT_ACTIVITY_TIMELINE_MENU", "HANDLER": HANDLER }),
    400,
    "ERROR_PLACEMENT_NOT_FOUND"
)]
#[case::small_number(json!({ "PLACEMENT": "CRM_DYNAMIC_5_DETAIL_TAB", "HANDLER": HANDLER }), 400, "ERROR_PLACEMENT_NOT_FOUND")]
#[case::for_one_user(
    json!({ "PLACEMENT": TAB, "HANDLER": HANDLER, "USER_ID": 7 }),
    400,
    "ERROR_PLACEMENT_USER_MODE"
)]
#[case::worker_without_error_handler(
    json!({ "PLACEMENT": "PAGE_BACKGROUND_WORKER", "HANDLER": HANDLER }),
    400,
    "EMPTY_ERROR_HANDLER_URL"
)]
fn a_binding_is_refused(#[case] parameters: Value, #[case] status: u16, #[case] code: &str) {
    let (actual, body) = call(&mut portal(), 1, "placement.bind", &parameters);
    assert_eq!((actual, body["error"].as_str()), (status, Some(code)), "{body}");
    let named = (code == "ERROR_ARGUMENT")
        .then(|| if parameters.get("HANDLER").is_some() { "PLACEMENT" } else { "HANDLER" });
    assert_eq!(body.get("argument").and_then(Value::as_str), named);
}

#[rstest]
#[case::twice(TAB, HANDLER, "ERROR_CORE")]
#[case::second_handler_for_one("REST_APP_URI", "https://b.example/", "ERROR_PLACEMENT_MAX_COUNT")]
fn a_second_binding_is_refused(#[case] placement: &str, #[case] second: &str, #[case] code: &str) {
    let mut asked = portal();
    let first = json!({ "PLACEMENT": placement, "HANDLER": HANDLER });
    assert_eq!(call(&mut asked, 1, "placement.bind", &first).0, 200);
    let (status, body) =
        call(&mut asked, 1, "placement.bind", &json!({ "PLACEMENT": placement, "HANDLER": second }));
    assert_eq!((status, body["error"].as_str()), (400, Some(code)));
}

#[rstest]
#[case("placement.bind")]
#[case("placement.unbind")]
#[case("placement.get")]
fn only_an_application_of_an_administrator_may(#[case] method: &str) {
    let mut asked = portal();
    let (status, body) = call(&mut asked, 7, method, &json!({ "PLACEMENT": TAB, "HANDLER": HANDLER }));
    assert_eq!((status, body["error"].as_str()), (403, Some("ACCESS_DENIED")));
    let (status, code, _) = asked.refusal(method, "{}");
    assert_eq!((status, code.as_str()), (403, "WRONG_AUTH_TYPE"));
}

#[test]
fn placements_are_listed_by_scope() {
    let mut asked = portal();
    let codes = |asked: &mut Asked, parameters: &Value| {
        let result = call(asked, 7, "placement.list", parameters).1["result"].take();
        serde_json::from_value::<Vec<String>>(result).unwrap()
    };
    let own = codes(&mut asked, &json!({}));
    assert!(own.iter().any(|code| code == TAB) && own.iter().any(|code| code == "LEFT_MENU"));
    assert!(!own.iter().any(|code| code == "CALL_CARD"));
    assert!(codes(&mut asked, &json!({ "FULL": true })).iter().any(|code| code == "CALL_CARD"));
    assert_eq!(codes(&mut asked, &json!({ "SCOPE": "telephony" })), ["CALL_CARD"]);
}

#[rstest]
#[case("CRM_DYNAMIC_1038_DETAIL_TAB")]
#[case("CRM_SMART_INVOICE_DETAIL_TAB")]
#[case("CRM_DEAL_LIST_TOOLBAR")]
#[case("LEFT_MENU")]
#[case("CRM_LEAD_ACTIVITY_TIMELINE_MENU")]
#[case("CRM_DYNAMIC_1038_ACTIVITY_TIMELINE_MENU")]
fn known_placements_can_be_bound(#[case] placement: &str) {
    let parameters = json!({ "PLACEMENT": placement, "HANDLER": HANDLER });
    assert_eq!(call(&mut portal(), 1, "placement.bind", &parameters).0, 200);
}

#[rstest]
#[case::a_tab_knows_none(TAB, json!([]))]
#[case::a_worker_knows_one("PAGE_BACKGROUND_WORKER", json!({ "errorHandlerUrl": "https://a.example/" }))]
#[case::an_activity_knows_three(
    "CRM_DEAL_DETAIL_ACTIVITY",
    json!({ "useBuiltInInterface": "Y", "newUserNotificationTitle": "New" })
)]
fn unknown_options_are_dropped(#[case] placement: &str, #[case] kept: Value) {
    let mut asked = portal();
    let options = json!({
        "errorHandlerUrl": "https://a.example/",
        "useBuiltInInterface": "Y",
        "newUserNotificationTitle": "New",
        "other": 1,
    });
    let parameters = json!({ "PLACEMENT": placement, "HANDLER": HANDLER, "OPTIONS": options });
    assert_eq!(call(&mut asked, 1, "placement.bind", &parameters).0, 200);
    assert_eq!(call(&mut asked, 1, "placement.get", &json!({})).1["result"][0]["options"], kept);
}

#[test]
fn a_worker_can_be_bound_for_one_user() {
    let mut asked = portal();
    let options = json!({ "errorHandlerUrl": "https://a.example/" });
    let worker = json!({
        "PLACEMENT": "PAGE_BACKGROUND_WORKER", "HANDLER": HANDLER, "OPTIONS": options, "USER_ID": 7,
    });
    assert_eq!(call(&mut asked, 1, "placement.bind", &worker).0, 200);
    assert_eq!(call(&mut asked, 1, "placement.get", &json!({})).1["result"][0]["userId"], 7);
}
