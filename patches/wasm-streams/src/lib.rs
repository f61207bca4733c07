//! Stands in for the crate `wasm-streams` (`[patch.crates-io]` in the workspace's manifest).
//!
//! Leptos depends on it for server functions, which this application has none of. It exports classes to
//! JavaScript; nobody constructs them, but no linker may remove an export, and everything that hangs on theirs
//! (futures, promises, queues) stays in the module: 3 KB of every card tab, compressed. Here is what
//! `server_fn` needs to compile, and no more.

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that ends at once.
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

    /// Drops the stream: there is nobody who would read from it.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(JsValue::UNDEFINED.into())
    }

    /// A stream without items.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> + 'static {
        futures_util::stream::empty()
    }
}
