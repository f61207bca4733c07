//! Starting and stopping.

use std::fs;
use std::time::Duration;

use sandbox::portal::{Fault, FaultKind};
use sandbox::server::{Options, StartError, start};

use crate::client::{get, sandbox};

#[tokio::test(flavor = "multi_thread")]
async fn the_two_sites_differ_and_localhost_answers_by_both_families() {
    let sandbox = sandbox().await;
    let port = sandbox.portal_url().strip_prefix("http://localhost:").unwrap().to_owned();
    assert!(sandbox.app_url().starts_with("http://127.0.0.1:"));
    let path = "rest/1/sandbox1code/profile";
    assert_eq!(get(&format!("http://127.0.0.1:{port}/{path}")).await.status, 200);
    if tokio::net::TcpListener::bind("[::1]:0").await.is_ok() {
        assert_eq!(get(&format!("http://[::1]:{port}/{path}")).await.status, 200);
    }
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_port_is_named_with_the_option_that_changes_it() {
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap();
    let error = start(Options { listen: address, records: 0, ..Options::default() }).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("the address {address} is taken by another program; choose another one with --listen")
    );
    let error = start(Options { app_listen: address, records: 0, ..Options::default() }).await.unwrap_err();
    assert!(error.to_string().ends_with("choose another one with --app-listen"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_data_file_is_read_or_refused_by_its_line() {
    let file = std::env::temp_dir().join(format!("sandbox-data-{}.json", std::process::id()));
    let options = Options { data: Some(file.clone()), ..Options::default() };
    assert!(matches!(start(options.clone()).await, Err(StartError::DataUnread(..))));
    fs::write(&file, "{\"records\":[\n{\"type\":\"lead\",\"id\":1,\"fone\":\"1\"}]}").unwrap();
    let error = start(options.clone()).await.unwrap_err().to_string();
    assert!(error.contains("unknown field `fone`") && error.contains("at line 2"), "{error}");
    fs::write(&file, r#"{"records":[{"type":"lead","id":1,"title":"Mine"}]}"#).unwrap();
    let sandbox = start(options).await.unwrap();
    let reply = get(&format!("{}/rest/1/sandbox1code/crm.lead.get?id=1", sandbox.portal_url())).await;
    assert_eq!(reply.json()["result"]["TITLE"], "Mine");
    fs::remove_file(file).unwrap();
    sandbox.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_in_the_same_process_steers_it_without_http() {
    let sandbox = sandbox().await;
    let url = format!("{}/rest/1/sandbox1code/profile", sandbox.portal_url());
    sandbox.set_faults(vec![Fault { nth: Some(1), ..Fault::of(FaultKind::QueryLimit) }]);
    assert_eq!([get(&url).await.status, get(&url).await.status], [503, 200]);
    assert_eq!(sandbox.stats().http_requests, 2);
    let before = sandbox.portal().now();
    sandbox.advance(Duration::from_hours(1));
    assert!(sandbox.portal().now().since(before) >= Duration::from_hours(1));
    sandbox.reset();
    assert_eq!(sandbox.stats().http_requests, 0);
    assert!(sandbox.portal().now().since(before) < Duration::from_hours(1));
    sandbox.stop().await;
}
