//! Hostile answers through the native decoder. The browser's goes through the same table.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside of the tests")]

mod hostile;

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
#[case::a_webhook(Credential::Webhook)]
fn nothing_hostile_is_believed_with(#[case] credential: Credential) {
    hostile::judge(hostile::cells(credential, &decode));
}
