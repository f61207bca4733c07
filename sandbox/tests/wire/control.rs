//! The control interface over HTTP.

use std::time::Duration;

use sandbox::crm::Moment;
use serde_json::json;

use crate::client::{get, post, sandbox, send};

#[tokio::test(flavor = "multi_thread")]
async fn the_counters_tell_what_was_asked() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    post(&format!("{portal}/rest/1/sandbox1code/batch"), r#"{"cmd":["server.time","server.time","nope"]}"#)
        .await;
    post(&format!("{portal}/rest/profile"), "{}").await;
    let stats = get(&format!("{portal}/_sandbox/stats")).await.json();
    assert_eq!(stats["http_requests"], 2);
    assert_eq!(stats["commands"], json!({ "batch": 1, "server.time": 2 }));
    assert_eq!(stats["rejected"], json!({ "ERROR_METHOD_NOT_FOUND": 1, "NO_AUTH_FOUND": 1 }));
    assert_eq!(stats["bucket"]["peak"], 2);
    post(&format!("{portal}/_sandbox/reset"), "{}").await;
    assert_eq!(get(&format!("{portal}/_sandbox/stats")).await.json()["http_requests"], 0);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_moves_on_and_takes_the_working_time_along() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let hook = format!("{portal}/rest/1/sandbox1code");
    let operating = async || get(&format!("{portal}/_sandbox/stats")).await.json()["operating"].take();
    let advance = async |seconds: &str| {
        let began = sandbox.portal().now();
        let reply = post(&format!("{portal}/_sandbox/time"), &format!(r#"{{"advance_s":{seconds}}}"#)).await;
        (began, reply)
    };
    post(&format!("{portal}/_sandbox/settings"), r#"{"find_ms":200}"#).await;
    post(&format!("{hook}/crm.duplicate.findbycomm"), r#"{"type":"PHONE","values":["112"]}"#).await;
    assert_eq!(operating().await, json!({ "crm.duplicate.findbycomm": 0.2 }));

    let (began, told) = advance("301.5").await;
    let told = Moment::parse(told.json()["now"].as_str().unwrap()).unwrap();
    assert!(told.since(began) >= Duration::from_mins(5), "{began:?} {told:?}");
    let asked = get(&format!("{hook}/server.time")).await.json()["result"].take();
    assert!(Moment::parse(asked.as_str().unwrap()).unwrap() >= told, "REST shows the same clock");
    assert_eq!(operating().await, json!({ "crm.duplicate.findbycomm": 0.2, "server.time": 0.0 }));
    advance("300").await;
    assert_eq!(operating().await, json!({ "crm.duplicate.findbycomm": 0.0, "server.time": 0.0 }));

    assert_eq!(advance("-1").await.1.status, 400);
    assert!(sandbox.portal().now() >= told, "the clock never goes back");
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_hosts_and_other_bodies_are_refused() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let stats = format!("{portal}/_sandbox/stats");
    assert_eq!(send("GET", &stats, &[("host", "evil.example")], "").await.unwrap().status, 403);
    let reset = format!("{portal}/_sandbox/reset");
    assert_eq!(send("POST", &reset, &[("content-type", "text/plain")], "{}").await.unwrap().status, 415);
    let preflight = send("OPTIONS", &reset, &[("origin", "https://evil.example")], "").await.unwrap();
    assert_eq!(preflight.header("access-control-allow-origin"), None);
    assert_eq!(get(&stats).await.header("access-control-allow-origin"), None);
    let wrong = post(&format!("{portal}/_sandbox/faults"), r#"[{"kind":"nope"}]"#).await;
    assert_eq!(wrong.status, 400);
    assert!(wrong.text.contains("unknown variant `nope`"), "{}", wrong.text);
    let misspelt = post(&format!("{portal}/_sandbox/faults"), r#"[{"kind":"stall","evry":2}]"#).await;
    assert_eq!(misspelt.status, 400);
    assert!(misspelt.text.contains("unknown field `evry`"), "{}", misspelt.text);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_come_and_go() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let find = format!("{portal}/rest/1/sandbox1code/crm.duplicate.findbycomm?type=PHONE&values%5B%5D=112");
    let records = format!("{portal}/_sandbox/records");
    assert_eq!(get(&find).await.json()["result"], json!([]));
    let before = get(&records).await.text;
    post(&records, r#"{"records":[{"type":"lead","id":3,"phones":["1-1-2"]}]}"#).await;
    assert_eq!(get(&find).await.json()["result"], json!({ "LEAD": [3] }));
    let truth =
        json!([{ "type": "lead", "id": 3, "assigned_by": 1, "keys": [{ "kind": "PHONE", "key": "112" }] }]);
    assert_eq!(get(&format!("{portal}/_sandbox/truth")).await.json(), truth);
    let wrong = post(&records, "{\"records\":[\n{\"type\":\"lead\"}]}").await;
    assert_eq!((wrong.status, wrong.text.trim()), (400, "missing field `id` at line 2 column 15"));
    assert_eq!(get(&find).await.json()["result"], json!({ "LEAD": [3] }), "a refused file changes nothing");
    post(&records, &before).await;
    assert_eq!(get(&records).await.text, before);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_tokens_and_settings_change() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let control = async |name: &str, json: &str| post(&format!("{portal}/_sandbox/{name}"), json).await;
    control("users", r#"[{"id":7,"name":"Ben","rights":{"contact":{"read":"all"}}}]"#).await;
    let token = control("tokens", r#"{"ttl_s":7200,"issue_for":7}"#).await.json();
    assert_eq!(token["expires_in_s"], 7200);
    let access = token["access"].as_str().unwrap();
    let contact = get(&format!("{portal}/rest/crm.contact.get?id=902&auth={access}")).await;
    assert_eq!(contact.json()["result"]["ID"], "902");
    assert_eq!(get(&format!("{portal}/rest/profile?auth={access}")).await.json()["result"]["NAME"], "Ben");
    control("tokens", &json!({ "revoke": access }).to_string()).await;
    assert_eq!(get(&format!("{portal}/rest/profile?auth={access}")).await.json()["error"], "invalid_token");
    control("settings", r#"{"limits":false,"installed":false,"plan":"enterprise","billing":"minutes"}"#)
        .await;
    let time = get(&format!("{portal}/rest/1/sandbox1code/profile")).await.json()["time"].take();
    assert!(time.get("operating").is_none());
    assert!(!sandbox.portal().with(|portal| portal.app.installed));
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_switched_for_the_whole_portal() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let settings = async |json: &str| post(&format!("{portal}/_sandbox/settings"), json).await;
    let ask = async |path: &str| get(&format!("{portal}/rest/{path}")).await;
    settings(r#"{"statuses":"docs"}"#).await;
    assert_eq!(ask("1/sandboxnoscope/crm.lead.list").await.status, 403);
    settings(r#"{"webhook_needs_https":true}"#).await;
    assert_eq!(ask("1/sandbox1code/profile").await.json()["error"], "INVALID_REQUEST");
    settings(
        r#"{"webhook_needs_https":false,"zero_code":"number","rest_lang":"de","told_time":"operating"}"#,
    )
    .await;
    let refused = ask("1/sandbox1code/crm.entity.mergeBatch").await.json();
    assert_eq!(refused["error"], 0);
    let missing = ask("1/sandbox1code/crm.item.get?entityTypeId=3&id=999999").await.json();
    assert_eq!(missing["error_description"], "Das Element wurde nicht gefunden");
    assert!(ask("1/sandbox1code/profile").await.json()["time"].get("operating_reset_at").is_none());
    let profiles = "cmd[a]=profile&cmd[b]=user.get?ID=%24result[a][ID]";
    let found = async || {
        let batch = ask(&format!("1/sandbox1code/batch?{}", profiles.replace("?ID=", "%3FID%3D"))).await;
        batch.json()["result"]["result_total"]["b"].clone()
    };
    assert_eq!(found().await, 1);
    settings(r#"{"references":"kept"}"#).await;
    assert_eq!(found().await, 0);
    settings(r#"{"service":"deleted"}"#).await;
    assert_eq!(ask("1/sandbox1code/profile").await.status, 500);
    settings(r#"{"service":"open","scopes":["user"],"may_merge":false}"#).await;
    let merge = r#"{"params":{"entityTypeId":2,"entityIds":[1,2]}}"#;
    let restricted = post(&format!("{portal}/rest/1/sandbox1code/crm.entity.mergeBatch"), merge).await.json();
    assert_eq!(restricted["error"], "CRM_FEATURE_RESTRICTION_ERROR");
    let token = post(&format!("{portal}/_sandbox/tokens"), r#"{"issue_for":1}"#).await.json();
    let by_token = format!("?auth={}", token["access"].as_str().unwrap());
    assert_eq!(ask(&format!("scope{by_token}")).await.json()["result"], json!(["user"]));
    settings(r#"{"app":false}"#).await;
    assert_eq!(ask(&format!("scope{by_token}")).await.json()["error"], "APPLICATION_NOT_FOUND");
    settings(r#"{"app":true}"#).await;
    assert_eq!(ask(&format!("scope{by_token}")).await.status, 200);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_can_leave_the_company() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    post(&format!("{portal}/_sandbox/users"), r#"[{"id":9,"standing":"dismissed"}]"#).await;
    let users = get(&format!("{portal}/rest/1/sandbox1code/user.get?ID=9")).await.json();
    assert_eq!(users["result"][0]["ACTIVE"], false);
    let refused = get(&format!("{portal}/rest/9/sandbox9code/profile")).await.json();
    assert_eq!(refused["error"], "authorization_error");
    sandbox.stop().await;
}
