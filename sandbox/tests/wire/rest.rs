//! REST over HTTP.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::client::{get, post, sandbox, send};

const HOOK: &str = "/rest/1/sandbox1code";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test(flavor = "multi_thread")]
async fn the_documented_example_in_every_body() {
    let sandbox = sandbox().await;
    let url = format!("{}{HOOK}/crm.duplicate.findbycomm.json", sandbox.portal_url());
    let form = "type=PHONE&values[0]=1234567&values%5B1%5D=1122+3355";
    let multipart = "--x\r\ncontent-disposition: form-data; name=\"type\"\r\n\r\nPHONE\r\n--x\r\n\
        content-disposition: form-data; name=\"values[]\"\r\n\r\n1234567\r\n--x\r\n\
        content-disposition: form-data; name=\"values[]\"\r\n\r\n11223355\r\n--x--\r\n";
    let replies = [
        post(&url, r#"{"type":"PHONE","values":["1234567","11223355"]}"#).await,
        send("POST", &url, &[FORM], form).await.unwrap(),
        send("POST", &url, &[("content-type", "multipart/form-data; boundary=x")], multipart).await.unwrap(),
        get(&format!("{url}?{form}").replace('[', "%5B").replace(']', "%5D")).await,
    ];
    for reply in replies {
        assert_eq!((reply.status, &reply.json()["result"]), (200, &json!({ "CONTACT": [275, 2297] })));
    }
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_headers_are_exactly_those_of_the_portal() {
    let sandbox = sandbox().await;
    let preflight_headers = [
        ("origin", "https://widget.example"),
        ("access-control-request-method", "POST"),
        ("access-control-request-headers", "authorization,x-other"),
    ];
    for (verb, path, status) in [
        ("OPTIONS", "/rest/profile", 200),
        ("POST", "/rest/profile", 401),
        ("POST", "/rest/nope", 404),
        ("GET", "/rest/", 404),
        ("GET", "/rest/1/sandbox1code/profile", 200),
    ] {
        let url = format!("{}{path}", sandbox.portal_url());
        let reply = send(verb, &url, &preflight_headers, "").await.unwrap();
        assert_eq!(reply.status, status, "{verb} {path}");
        // The length and the date belong to HTTP and change; nothing else may stand beside the portal's own.
        let length = reply.text.len().to_string();
        let date = reply.header("date").unwrap();
        let mut expected = vec![
            ("access-control-allow-headers", "origin, content-type, accept"),
            ("access-control-allow-origin", "*"),
            ("content-length", length.as_str()),
            ("content-type", "application/json; charset=utf-8"),
            ("date", date),
            ("x-content-type-options", "nosniff"),
        ];
        if verb == "OPTIONS" {
            expected.retain(|(name, _)| *name != "content-type");
        }
        let headers = reply.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap()));
        let mut actual: Vec<(&str, &str)> = headers.collect();
        actual.sort_unstable();
        assert_eq!(actual, expected, "{verb} {path}");
        assert_eq!(reply.text.is_empty(), verb == "OPTIONS");
    }
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_in_the_header_body_or_query() {
    let sandbox = sandbox().await;
    let now = sandbox.portal().now();
    let token = sandbox.portal().with(|portal| portal.issue_token(7, now)).access;
    let url = format!("{}/rest/profile", sandbox.portal_url());
    let bearer = format!("Bearer {token}");
    let replies = [
        send("GET", &url, &[("authorization", &bearer)], "").await.unwrap(),
        send("POST", &url, &[FORM], &format!("auth={token}")).await.unwrap(),
        get(&format!("{url}?auth={token}")).await,
    ];
    for reply in replies {
        assert_eq!(reply.json()["result"]["ID"], "7");
    }
    post(&format!("{}/_sandbox/time", sandbox.portal_url()), r#"{"advance_s":3600}"#).await;
    assert_eq!(get(&format!("{url}?auth={token}")).await.json()["error"], "expired_token");
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reset_leaves_no_answer() {
    let sandbox = sandbox().await;
    let url = format!("{}{HOOK}/profile", sandbox.portal_url());
    post(&format!("{}/_sandbox/faults", sandbox.portal_url()), r#"[{"kind":"reset","nth":1}]"#).await;
    assert!(send("GET", &url, &[], "").await.is_err());
    assert_eq!(get(&url).await.status, 200);
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_reach_the_wire() {
    let sandbox = sandbox().await;
    let url = format!("{}{HOOK}/profile", sandbox.portal_url());
    let script = r#"[{"kind":"html","nth":1},{"kind":"redirect","location":"https://new.example/","nth":2},
        {"kind":"delay","delay_ms":120,"nth":3}]"#;
    assert_eq!(post(&format!("{}/_sandbox/faults", sandbox.portal_url()), script).await.status, 200);
    let page = get(&url).await;
    assert_eq!((page.status, page.header("content-type")), (502, Some("text/html")));
    assert_eq!(page.header("access-control-allow-origin"), None);
    let moved = get(&url).await;
    assert_eq!((moved.status, moved.header("location")), (302, Some("https://new.example/")));
    let began = Instant::now();
    assert_eq!(get(&url).await.status, 200);
    assert!(began.elapsed() >= Duration::from_millis(120));
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stalled_answer_does_not_hold_up_the_end() {
    let sandbox = sandbox().await;
    let url = format!("{}{HOOK}/profile", sandbox.portal_url());
    post(&format!("{}/_sandbox/faults", sandbox.portal_url()), r#"[{"kind":"stall"}]"#).await;
    let stats = format!("{}/_sandbox/stats", sandbox.portal_url());
    let client = tokio::spawn(async move { send("GET", &url, &[], "").await.is_ok() });
    while get(&stats).await.json()["http_requests"] != 1 {
        tokio::task::yield_now().await;
    }
    sandbox.stop().await;
    client.abort();
}
