//! The stand-in for `wasm-streams`: Leptos has it for what the widget does not do.

use futures_util::{StreamExt as _, stream};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use wasm_bindgen_test::wasm_bindgen_test;
use wasm_streams::ReadableStream;

/// What a step throws, which JavaScript alone can catch.
fn thrown(step: impl FnOnce() + 'static) -> String {
    let step = Closure::once_into_js(step);
    let error = step.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL).unwrap_err();
    String::from(error.unchecked_into::<js_sys::Error>().message())
}

/// It used to hand out `undefined` for a stream, and an empty stream for one with something in it.
#[wasm_bindgen_test]
fn who_streams_after_all_is_told_what_stands_in_the_way() {
    let raw = || web_sys::ReadableStream::new().unwrap();
    let written = thrown(|| drop(ReadableStream::from_stream(stream::empty()).into_raw()));
    let read = thrown(move || drop(ReadableStream::from_raw(raw()).into_stream().boxed_local()));
    for message in [written, read] {
        assert!(message.contains("patches/wasm-streams"), "{message}");
    }
}
