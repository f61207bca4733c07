//! The widget in a browser, without a portal.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod actions;
mod decoders;
mod entry;
#[path = "../fixtures/mod.rs"]
mod fixtures;
#[path = "../hostile/mod.rs"]
mod hostile;
mod hostile_answers;
mod instances;
#[path = "../samples/mod.rs"]
mod samples;
mod screens;
mod stage;

use b24_duplicates::flow::view::AppView;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn view_of(name: &str) -> AppView {
    samples::all().into_iter().find(|sample| sample.name == name).unwrap().view
}
