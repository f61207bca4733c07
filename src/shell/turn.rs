//! The next turn of the event loop. What was pressed meanwhile comes before it.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Waits for the next turn. A message to oneself is not held back on a page that nobody looks at, as a timer is.
pub(super) async fn next() {
    // Without a channel, which every supported browser has, the work goes on in this turn.
    let Ok(channel) = MessageChannel::new() else { return };
    let turned = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
        if channel.port2().post_message(&JsValue::NULL).is_err() {
            // `resolve` takes any value and refuses none.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It is never rejected.
    let _ = JsFuture::from(turned).await;
    channel.port1().close();
}
