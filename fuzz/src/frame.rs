//! Messages to the parent window, and what it says.

use b24_duplicates::domain::{PortalOrigin, RecordId, Scheme};
use b24_duplicates::protocol::frame::{
    FrameAnswer, FrameCall, FrameName, Placement, encode, read_answer, split_answer,
};
use b24_duplicates::protocol::{CardOwner, Node};

const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const CALLBACK: &str = "k01";
const HOST: &str = "portal.example:8443";

/// A token that nothing else looks like.
const TOKEN: &str = "5ecre75ecre75ecre75ecre75ecre7aa";

/// Reads a text as a message of the parent window, as the body of every answer, and as what we say to it.
///
/// # Panics
/// If a message is cut at the wrong place, if what the parent reads is not what was said, if an answer of another
/// portal is accepted, or if a token is anywhere but by itself.
pub fn frame(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    check_split(&text);
    check_encode(&text);
    let payload = split_answer(&text).map_or(text.as_ref(), |(_, payload)| payload);
    if let Some(body) = parse(payload) {
        check_answers(&body);
    }
}

fn parse(text: &str) -> Option<Node> {
    serde_json::from_str(text).ok()
}

fn check_split(message: &str) {
    match split_answer(message) {
        Some((callback, payload)) => {
            assert!(!callback.is_empty() && !callback.contains(':'));
            assert_eq!([callback, ":", payload].concat(), message);
        }
        None => assert!(message.starts_with(':') || !message.contains(':')),
    }
}

/// The parent splits at colons from both ends (`docs/portal.md`, *The frame*).
fn check_encode(path: &str) {
    let said = [
        (FrameCall::GetInitData, "getInitData", CALLBACK),
        (FrameCall::RefreshAuth, "refreshAuth", CALLBACK),
        (FrameCall::Resize { height: 640 }, "resizeWindow", ""),
        (FrameCall::OpenPath { path: path.to_owned() }, "openPath", CALLBACK),
        (FrameCall::SetInstall, "setInstall", ""),
        (FrameCall::SetInstallFinish, "setInstallFinish", ""),
    ];
    for (call, method, callback) in said {
        let message = encode(&call, CALLBACK, SID);
        let parts: Vec<&str> = message.split(':').collect();
        let [first, params @ .., answered_to, label] = parts.as_slice() else {
            assert!(parts.is_empty(), "too short: {message}");
            continue;
        };
        assert_eq!((*first, *answered_to, *label), (method, callback, SID));
        let params = parse(&params.join(":"));
        if let FrameCall::OpenPath { .. } = call {
            let read = params.as_ref().and_then(|params| params.get("path")).and_then(Node::as_text);
            assert_eq!(read, Some(path));
        }
        // Asked without a need for an answer, a call leaves nothing in the place of the callback.
        assert_eq!(call.is_answered(), !callback.is_empty());
    }
}

fn check_answers(body: &Node) {
    let Ok(origin) = PortalOrigin::new(Scheme::Https, HOST) else { return };
    let name = FrameName { origin, sid: SID.to_owned() };
    let path = FrameCall::OpenPath { path: "/".to_owned() };
    for call in [FrameCall::GetInitData, FrameCall::RefreshAuth, path, FrameCall::SetInstall] {
        for body in [body.clone(), with_token(body)] {
            match read_answer(&call, &body, &name, &parse) {
                Some((answer, token)) => {
                    let holds = matches!(answer, FrameAnswer::Init(_) | FrameAnswer::Renewed);
                    assert_eq!(holds, token.is_some(), "a token and its answer belong together");
                    check_answer(&answer, &body, &name);
                }
                None => assert!(!call.is_answered()),
            }
        }
    }
}

/// The same answer with a token that can be recognised.
fn with_token(body: &Node) -> Node {
    match body {
        Node::Map(entries) => {
            let token = ("AUTH_ID".to_owned(), Node::Text(TOKEN.to_owned()));
            Node::Map(entries.iter().cloned().chain([token]).collect())
        }
        other => other.clone(),
    }
}

fn check_answer(answer: &FrameAnswer, body: &Node, name: &FrameName) {
    let told = format!("{answer:?}");
    assert!(!told.contains(TOKEN), "the token is told: {told}");
    let FrameAnswer::Init(init) = answer else { return };
    let host = body.get("DOMAIN").filter(|host| **host != Node::Null);
    if let Some(host) = host {
        let named = host.as_text().map(|host| PortalOrigin::new(Scheme::Https, host));
        assert_eq!(named, Some(Ok(name.origin.clone())), "another portal is accepted");
    }
    if let Placement::Card(CardOwner { id, .. }) = init.placement {
        assert!(RecordId::new(id.get()).is_some());
    }
}
