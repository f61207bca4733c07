//! What the browser's own tools note of requests.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;
use serde_json::Value;

/// One request, in milliseconds since the frame was opened.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// Its method, if it is not GET, and the last part of its address.
    pub(crate) name: String,
    pub(crate) begun: f64,
    /// When the head of the answer was there.
    pub(crate) answered: Option<f64>,
    pub(crate) ended: Option<f64>,
    /// Bytes on the wire, with the head of the answer.
    pub(crate) bytes: u64,
    /// Whether the browser had it already.
    pub(crate) from_cache: bool,
}

/// What the messages have that is read here.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Params {
    request_id: String,
    timestamp: Option<f64>,
    frame_id: Option<String>,
    request: Option<Asked>,
    response: Option<Answer>,
    encoded_data_length: Option<f64>,
}

#[derive(Deserialize)]
struct Asked {
    url: String,
    method: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    #[serde(default)]
    from_disk_cache: bool,
}

/// The frame whose requests are read, and when its document was asked for.
struct Opened {
    frame: Option<String>,
    at: f64,
}

/// The requests of a frame, from that of its document on, in their order.
pub(crate) fn requests(messages: &[Value], document: &str) -> Result<Vec<Request>> {
    let mut found: Vec<Request> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut opened: Option<Opened> = None;
    for message in messages {
        let method = message.get("method").and_then(Value::as_str).unwrap_or_default();
        let Some(event) = method.strip_prefix("Network.").filter(|event| EVENTS.contains(event)) else {
            continue;
        };
        let params = Params::deserialize(message.get("params").context("a message without content")?)?;
        if let Some(Asked { url, method }) = &params.request
            && event == "requestWillBeSent"
            && url.starts_with("http")
        {
            let at = params.timestamp.context("a request without a time")?;
            if opened.is_none() && url.contains(document) {
                opened = Some(Opened { frame: params.frame_id.clone(), at });
            }
            // What a browser asks by itself before it sends a request names no frame.
            let is_own = |opened: &&Opened| params.frame_id.is_none() || opened.frame == params.frame_id;
            let Some(opened) = opened.as_ref().filter(is_own) else { continue };
            places.insert(params.request_id, found.len());
            found.push(Request {
                name: name(method, url),
                begun: (at - opened.at) * 1_000.0,
                answered: None,
                ended: None,
                bytes: 0,
                from_cache: false,
            });
            continue;
        }
        let (Some(request), Some(opened)) =
            (places.get(&params.request_id).and_then(|place| found.get_mut(*place)), &opened)
        else {
            continue;
        };
        let at = params.timestamp.map(|at| (at - opened.at) * 1_000.0);
        match event {
            "responseReceived" => {
                request.answered = at;
                request.from_cache |= params.response.is_some_and(|response| response.from_disk_cache);
            }
            "loadingFinished" => {
                request.ended = at;
                request.bytes = whole(params.encoded_data_length.unwrap_or_default());
            }
            "loadingFailed" => request.ended = at,
            "requestServedFromCache" => request.from_cache = true,
            _ => {}
        }
    }
    Ok(found)
}

const EVENTS: [&str; 5] =
    ["requestWillBeSent", "responseReceived", "loadingFinished", "loadingFailed", "requestServedFromCache"];

fn name(method: &str, url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path);
    if method == "GET" { last.to_owned() } else { format!("{method} {last}") }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes")]
fn whole(bytes: f64) -> u64 {
    bytes.max(0.0) as u64
}
