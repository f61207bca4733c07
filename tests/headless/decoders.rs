//! Every fixture through the browser's decoder: `JSON.parse`, then serde-wasm-bindgen. The native test runs
//! the same table through `serde_json`.

use b24_duplicates::protocol::Node;
use serde::Deserialize as _;
use wasm_bindgen::JsValue;
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

/// What no JSON has is no value. The sentence about it is ours: `patches/serde-wasm-bindgen/src/error.rs`.
#[wasm_bindgen_test]
fn a_value_of_another_type_is_refused() {
    let of_another_type = [JsValue::symbol(Some("crm")), js_sys::Set::new(&JsValue::UNDEFINED).into()];
    for value in of_another_type {
        let decoder = serde_wasm_bindgen::Deserializer::from(value);
        let error = Node::deserialize(decoder).map(|_| ()).map_err(|error| error.to_string());
        assert_eq!(error, Err("Error: a value of another type".to_owned()));
    }
}
