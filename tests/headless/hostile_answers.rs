//! Hostile answers through the browser's decoder. The native test goes through the same table.

use b24_duplicates::protocol::{BodyKind, Node};
use gloo_timers::future::TimeoutFuture;
use serde::Deserialize as _;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::applications::Which;
use crate::hostile::{self, Credential};

/// As `shell::decode` does it.
fn decode(text: &str) -> Result<Node, BodyKind> {
    if text.len() > BodyKind::LARGEST as usize {
        return Err(BodyKind::TooLarge);
    }
    match js_sys::JSON::parse(text) {
        Ok(value) => {
            Node::deserialize(serde_wasm_bindgen::Deserializer::from(value)).map_err(|_| BodyKind::TooLarge)
        }
        Err(_) => Err(match text.trim() {
            "" => BodyKind::Empty,
            html if html.starts_with('<') => BodyKind::Html,
            _ => BodyKind::Other,
        }),
    }
}

/// The whole table takes seconds. The browser gets its turn every few cells: a page that does nothing else for long is
/// taken for dead by whoever drives it.
async fn check(which: Which, credential: Credential) {
    const CELLS_A_TURN: usize = 10;
    let mut outcomes = Vec::new();
    for outcome in hostile::cells(which, credential, &decode) {
        outcomes.push(outcome);
        if outcomes.len().is_multiple_of(CELLS_A_TURN) {
            TimeoutFuture::new(0).await;
        }
    }
    hostile::judge(which, outcomes);
}

#[wasm_bindgen_test]
async fn nothing_hostile_is_believed_with_a_token() {
    check(Which::Page, Credential::Token).await;
}

#[wasm_bindgen_test]
async fn nothing_hostile_is_believed_where_the_parent_is_silent() {
    check(Which::Page, Credential::SilentParent).await;
}

#[wasm_bindgen_test]
async fn nothing_hostile_is_believed_with_a_webhook() {
    check(Which::Page, Credential::Webhook).await;
}

#[wasm_bindgen_test]
async fn nothing_hostile_is_believed_in_a_card_with_a_token() {
    check(Which::Card, Credential::Token).await;
}

#[wasm_bindgen_test]
async fn nothing_hostile_is_believed_in_a_card_where_the_parent_is_silent() {
    check(Which::Card, Credential::SilentParent).await;
}
