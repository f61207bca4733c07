//! Stands in for the crate `wasm-streams` (`[patch.crates-io]` in the workspace's manifest).
//!
//! Leptos depends on it for server functions, which this application has none of. It exports classes to
//! JavaScript; nobody constructs them, but no linker may remove an export, and everything that hangs on theirs
//! (futures, promises, queues) stays in the module: 3 KB of every card tab, compressed. Here is what
//! `server_fn` needs to compile, and no more: whoever streams after all is told at once, and not answered with nothing.

use futures_core::Stream;
use wasm_bindgen::{JsValue, throw_str};

const REFUSAL: &str = "patches/wasm-streams stands in for wasm-streams and streams nothing: \
                       take it out of [patch.crates-io] in Cargo.toml";

/// A stream that only its raw form can be had of.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps a stream of the browser's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// What it wraps.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// Throws.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        throw_str(REFUSAL)
    }

    /// Throws.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        refuse();
        futures_util::stream::empty()
    }
}

fn refuse() {
    throw_str(REFUSAL)
}
