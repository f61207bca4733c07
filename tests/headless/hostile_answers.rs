//! Hostile answers through the browser's decoder. The native test goes through the same table.

use b24_duplicates::protocol::{BodyKind, Node};
use serde::Deserialize as _;
use wasm_bindgen_test::wasm_bindgen_test;

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

#[wasm_bindgen_test]
fn nothing_hostile_is_believed_with_a_token() {
    hostile::check(Credential::Token, &decode);
}

#[wasm_bindgen_test]
fn nothing_hostile_is_believed_where_the_parent_is_silent() {
    hostile::check(Credential::SilentParent, &decode);
}

#[wasm_bindgen_test]
fn nothing_hostile_is_believed_with_a_webhook() {
    hostile::check(Credential::Webhook, &decode);
}
