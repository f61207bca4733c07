//! A sandbox on free ports, and a client that takes every status as an answer.

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use sandbox::server::{Options, Running, start};
use serde_json::Value;

/// A small sandbox.
pub(crate) async fn sandbox() -> Running {
    start(Options { records: 0, ..Options::default() }).await.unwrap()
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// Sends a request with the headers given and follows no redirect.
pub(crate) async fn send(
    verb: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Reply, reqwest::Error> {
    let client = Client::builder().redirect(Policy::none()).no_proxy().build()?;
    let request = client.request(Method::from_bytes(verb.as_bytes()).unwrap(), url).body(body.to_owned());
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let response = request.send().await?;
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Reply { status, headers, text: response.text().await? })
}

/// A POST of JSON.
pub(crate) async fn post(url: &str, json: &str) -> Reply {
    send("POST", url, &[("content-type", "application/json")], json).await.unwrap()
}

/// A GET.
pub(crate) async fn get(url: &str) -> Reply {
    send("GET", url, &[], "").await.unwrap()
}
