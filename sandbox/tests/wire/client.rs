//! A sandbox on free ports, and a client that takes every status as an answer.

use sandbox::server::{Options, Running, start};
use serde_json::Value;
use ureq::http::{HeaderMap, Request, Response};
use ureq::{Agent, Body};

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
pub(crate) fn send(
    verb: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Reply, ureq::Error> {
    let settings = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .allow_non_standard_methods(true)
        .proxy(None)
        .build();
    let mut request = Request::builder().method(verb).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let agent = Agent::new_with_config(settings);
    let response: Response<Body> = if body.is_empty() {
        agent.run(request.body(()).unwrap())?
    } else {
        agent.run(request.body(body.to_owned()).unwrap())?
    };
    let (parts, mut body) = response.into_parts();
    let text = body.read_to_string()?;
    Ok(Reply { status: parts.status.as_u16(), headers: parts.headers, text })
}

/// A POST of JSON.
pub(crate) fn post(url: &str, json: &str) -> Reply {
    send("POST", url, &[("content-type", "application/json")], json).unwrap()
}

/// A GET.
pub(crate) fn get(url: &str) -> Reply {
    send("GET", url, &[], "").unwrap()
}
