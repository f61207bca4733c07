//! The control interface over HTTP.

use serde_json::json;

use crate::client::{get, post, sandbox, send};

#[tokio::test(flavor = "multi_thread")]
async fn the_counters_tell_what_was_asked() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    post(&format!("{portal}/rest/1/sandbox1code/batch"), r#"{"cmd":["server.time","server.time","nope"]}"#);
    post(&format!("{portal}/rest/profile"), "{}");
    let stats = get(&format!("{portal}/_sandbox/stats")).json();
    assert_eq!(stats["http_requests"], 2);
    assert_eq!(stats["commands"], json!({ "batch": 1, "server.time": 2 }));
    assert_eq!(stats["rejected"], json!({ "ERROR_METHOD_NOT_FOUND": 1, "NO_AUTH_FOUND": 1 }));
    assert_eq!(stats["bucket"]["peak"], 2);
    post(&format!("{portal}/_sandbox/reset"), "{}");
    assert_eq!(get(&format!("{portal}/_sandbox/stats")).json()["http_requests"], 0);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_hosts_and_other_bodies_are_refused() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let stats = format!("{portal}/_sandbox/stats");
    assert_eq!(send("GET", &stats, &[("host", "evil.example")], "").unwrap().status, 403);
    let reset = format!("{portal}/_sandbox/reset");
    assert_eq!(send("POST", &reset, &[("content-type", "text/plain")], "{}").unwrap().status, 415);
    let preflight = send("OPTIONS", &reset, &[("origin", "https://evil.example")], "").unwrap();
    assert_eq!(preflight.header("access-control-allow-origin"), None);
    assert_eq!(get(&stats).header("access-control-allow-origin"), None);
    let wrong = post(&format!("{portal}/_sandbox/faults"), r#"[{"kind":"nope"}]"#);
    assert_eq!(wrong.status, 400);
    assert!(wrong.text.contains("unknown variant `nope`"), "{}", wrong.text);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_come_and_go() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let find = format!("{portal}/rest/1/sandbox1code/crm.duplicate.findbycomm?type=PHONE&values%5B%5D=112");
    let records = format!("{portal}/_sandbox/records");
    assert_eq!(get(&find).json()["result"], json!([]));
    let before = get(&records).text;
    post(&records, r#"{"records":[{"type":"lead","id":3,"phones":["1-1-2"]}]}"#);
    assert_eq!(get(&find).json()["result"], json!({ "LEAD": [3] }));
    let truth =
        json!([{ "type": "lead", "id": 3, "assigned_by": 1, "keys": [{ "kind": "PHONE", "key": "112" }] }]);
    assert_eq!(get(&format!("{portal}/_sandbox/truth")).json(), truth);
    let wrong = post(&records, "{\"records\":[\n{\"type\":\"lead\"}]}");
    assert_eq!((wrong.status, wrong.text.trim()), (400, "missing field `id` at line 2 column 15"));
    assert_eq!(get(&find).json()["result"], json!({ "LEAD": [3] }), "a refused file changes nothing");
    post(&records, &before);
    assert_eq!(get(&records).text, before);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_tokens_and_settings_change() {
    let sandbox = sandbox().await;
    let portal = sandbox.portal_url();
    let control = |name: &str, json: &str| post(&format!("{portal}/_sandbox/{name}"), json);
    control("users", r#"[{"id":7,"name":"Ben","rights":{"contact":{"read":"all"}}}]"#);
    let token = control("tokens", r#"{"ttl_s":60,"issue_for":7}"#).json();
    assert_eq!(token["expires_in_s"], 60);
    let access = token["access"].as_str().unwrap();
    let contact = get(&format!("{portal}/rest/crm.contact.get?id=902&auth={access}"));
    assert_eq!(contact.json()["result"]["ID"], "902");
    assert_eq!(get(&format!("{portal}/rest/profile?auth={access}")).json()["result"]["NAME"], "Ben");
    control("tokens", &json!({ "revoke": access }).to_string());
    assert_eq!(get(&format!("{portal}/rest/profile?auth={access}")).json()["error"], "invalid_token");
    control("settings", r#"{"limits":false,"installed":false,"plan":"enterprise","billing":"minutes"}"#);
    let time = get(&format!("{portal}/rest/1/sandbox1code/profile")).json()["time"].take();
    assert!(time.get("operating").is_none());
    assert!(!sandbox.portal().with(|portal| portal.app.installed));
    sandbox.stop().await;
}
