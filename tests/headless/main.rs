//! The widget in a browser, without a portal.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod actions;
mod any_view;
#[path = "../applications/mod.rs"]
mod applications;
mod decoders;
mod entry;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod host_page;
#[path = "../hostile/mod.rs"]
mod hostile;
mod hostile_answers;
mod instances;
mod list;
mod network;
mod reader;
mod reading;
#[path = "../samples/mod.rs"]
mod samples;
mod screens;
mod stage;
mod store;
mod streams;

use b24_duplicates::page::View;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn view_of(name: &str) -> View {
    samples::all().into_iter().find(|sample| sample.name == name).unwrap().view
}
