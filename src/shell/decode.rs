//! From a body's text to a tree, or to what the body was instead.

use js_sys::{Function, JsString, Reflect};
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};

use crate::protocol::{BodyKind, Node};

/// Parses with the browser's own parser, then decodes through `serde`; the text is not copied into the
/// module's memory.
///
/// # Errors
/// What the body was, if not a JSON value of a sane depth.
pub(super) fn node(text: &JsString) -> Result<Node, BodyKind> {
    if text.length() > BodyKind::LARGEST {
        return Err(BodyKind::TooLarge);
    }
    let Some(value) = parse(text) else { return Err(kind_of(text)) };
    Node::deserialize(serde_wasm_bindgen::Deserializer::from(value)).map_err(|_| BodyKind::TooLarge)
}

/// `JSON.parse`. The binding of js-sys takes a Rust string, which would carry the text into the module and
/// back out.
fn parse(text: &JsString) -> Option<JsValue> {
    let json = Reflect::get(&js_sys::global(), &JsValue::from_str("JSON")).ok()?;
    let parse: Function = Reflect::get(&json, &JsValue::from_str("parse")).ok()?.dyn_into().ok()?;
    parse.call1(&json, text).ok()
}

fn kind_of(text: &JsString) -> BodyKind {
    let text = text.trim();
    if text.length() == 0 {
        BodyKind::Empty
    } else if text.starts_with("<", 0) {
        BodyKind::Html
    } else {
        BodyKind::Other
    }
}
