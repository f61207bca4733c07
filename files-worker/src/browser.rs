//! The Web Worker. What comes is a list of a call's bytes and, beside one that opens a file, the file; what goes is a list of an
//! answer's bytes and, beside one that brings a file, the file. A call without an answer is answered by an empty list, and the
//! first word of all is nothing: now it hears.

use files_worker::{Heard, Worker};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{Blob, BlobPropertyBag, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

/// Hears until the page ends it.
pub(crate) fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    let mut worker = Worker::default();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let heard: Array = message.data().unchecked_into();
        let call = Uint8Array::new(&heard.get(0)).to_vec();
        let file = heard.get(1).dyn_into::<Blob>().ok().and_then(|file| bytes(&file));
        let answer = worker.hear(&call, file).map(told).unwrap_or_default();
        // It is refused only by a page that is gone.
        let _ = page.post_message(&answer);
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
    let _ = scope.post_message(&JsValue::NULL);
}

/// The bytes of a file, and of one that is too large so many that it is seen to be. `None` if the browser does not hand it
/// over: it was moved or changed since it was chosen.
fn bytes(file: &Blob) -> Option<Vec<u8>> {
    let most = u32::try_from(table::MAX_BYTES).map_or(f64::MAX, f64::from);
    let beginning = file.slice_with_f64_and_f64(0.0, most + 1.0).ok()?;
    let bytes = FileReaderSync::new().ok()?.read_as_array_buffer(&beginning).ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

fn told(Heard { answer, written }: Heard) -> Array {
    let answer = Array::of1(&Uint8Array::from(answer.as_slice()));
    if let Some(file) = written.and_then(|bytes| blob(&bytes)) {
        answer.push(&file);
    }
    answer
}

/// A file, which the browser may put on the disk: the page does not hold it.
fn blob(bytes: &[u8]) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/octet-stream");
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()
}
