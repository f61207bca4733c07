//! The clipboard. A frame on another site may be refused `navigator.clipboard`: then a selected, hidden text
//! field is copied from, which the browser allows during a click.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlDocument, HtmlTextAreaElement, Window};

/// Puts a text on the clipboard; `done` hears that it is there, or gets it back.
pub(super) fn copy(text: String, done: impl FnOnce(Result<(), String>) + 'static) {
    let Some(window) = web_sys::window() else { return done(Err(text)) };
    if copy_by_selection(&window, &text).unwrap_or(false) {
        return done(Ok(()));
    }
    let clipboard = window.navigator().clipboard();
    // A page on plain http has none.
    if AsRef::<JsValue>::as_ref(&clipboard).is_undefined() {
        return done(Err(text));
    }
    let written = JsFuture::from(clipboard.write_text(&text));
    wasm_bindgen_futures::spawn_local(async move { done(written.await.map(drop).map_err(|_| text)) });
}

fn copy_by_selection(window: &Window, text: &str) -> Option<bool> {
    let document = window.document()?;
    let focused = document.active_element();
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("unseen");
    field.set_attribute("aria-hidden", "true").ok()?;
    document.body()?.append_child(&field).ok()?;
    field.select();
    let copied = document.dyn_ref::<HtmlDocument>()?.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(element) = focused.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Where the focus cannot go back, it is where the browser put it; the copy is done all the same.
        let _ = element.focus();
    }
    Some(copied)
}
