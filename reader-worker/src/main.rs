//! The module in the browser: hears the page's messages and answers them.

#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Array, Uint8Array};
    use wasm_bindgen::{JsCast as _, prelude::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let page = scope.clone();
    // Bytes are handed over, not copied.
    let say = move |bytes: &[u8]| {
        let bytes = Uint8Array::from(bytes);
        // It is refused only by a page that is gone.
        let _ = page.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    };
    // Nothing is the first word: now it hears.
    say(&[]);
    let mut worker = reader_worker::Worker::default();
    let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let call = Uint8Array::new(&message.data()).to_vec();
        if let Some(answer) = worker.hear(&call) {
            say(&answer);
        }
    });
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    hear.forget();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs beside a page. Start it with: cargo xtask demo");
}
