//! Hostile answers through the native decoder. The browser's goes through the same table.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside of the tests")]

mod applications;
mod hostile;

use applications::Which;
use b24_duplicates::protocol::{BodyKind, Node};
use hostile::Credential;
use rstest::rstest;

/// As `shell::decode` does it with the browser's parser.
fn decode(text: &str) -> Result<Node, BodyKind> {
    if text.len() > BodyKind::LARGEST as usize {
        return Err(BodyKind::TooLarge);
    }
    serde_json::from_str(text).map_err(|error| match text.trim() {
        _ if error.is_data() => BodyKind::TooLarge,
        "" => BodyKind::Empty,
        html if html.starts_with('<') => BodyKind::Html,
        _ => BodyKind::Other,
    })
}

#[rstest]
#[case::a_token(Credential::Token)]
#[case::a_silent_parent(Credential::SilentParent)]
fn nothing_hostile_is_believed_with(
    #[case] credential: Credential,
    #[values(Which::Card, Which::Page)] which: Which,
) {
    hostile::judge(which, hostile::cells(which, credential, &decode));
}

#[test]
fn nothing_hostile_is_believed_with_a_webhook() {
    hostile::judge(Which::Page, hostile::cells(Which::Page, Credential::Webhook, &decode));
}
