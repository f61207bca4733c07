//! Every fixture through the browser's decoder: `JSON.parse`, then serde-wasm-bindgen. The native test runs
//! the same table through `serde_json`.

use b24_duplicates::protocol::Node;
use serde::Deserialize as _;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixtures::FIXTURES;

fn decode(text: &str) -> Option<Node> {
    let value = js_sys::JSON::parse(text).ok()?;
    Node::deserialize(serde_wasm_bindgen::Deserializer::from(value)).ok()
}

#[wasm_bindgen_test]
fn every_fixture_is_read_as_expected() {
    let wrong: Vec<String> = FIXTURES
        .iter()
        .map(|fixture| (fixture, fixture.outcome(&decode)))
        .filter(|(fixture, outcome)| outcome != fixture.expected)
        .map(|(fixture, outcome)| {
            format!("{}: expected\n{}\nbut it is\n{outcome}", fixture.name, fixture.expected)
        })
        .collect();
    assert!(FIXTURES.len() > 50, "the table is there");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
