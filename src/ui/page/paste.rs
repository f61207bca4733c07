//! A paste that is too long for the search box.
//!
//! A text of megabytes freezes a field that lays it out, and one that crosses into the module at once stops the
//! page while it is copied. So it never reaches the field, and crosses in parts of whole lines.

use std::time::Duration;

use js_sys::{Function, JsString, Reflect};
use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DataTransfer;

use crate::page::{ATTACH_ABOVE_BYTES, FormIntent, Intent, PastedPart};
use crate::ui::Dispatch;

/// The length of a part in UTF-16 units: some milliseconds of copying.
const PART: u32 = 1 << 19;

/// What was pasted or dropped, if it is too long for the box.
pub(super) fn too_long_for_the_box(data: &DataTransfer) -> Option<JsString> {
    // The typed way would copy the text as a whole.
    let read: Function = Reflect::get(data, &JsValue::from_str("getData")).ok()?.dyn_into().ok()?;
    let pasted: JsString = read.call1(data, &JsValue::from_str("text/plain")).ok()?.dyn_into().ok()?;
    // No unit is less than a byte, so that a long text need not be copied to be known as one.
    let units = pasted.length() as usize;
    (units > ATTACH_ABOVE_BYTES || String::from(&pasted).len() > ATTACH_ABOVE_BYTES).then_some(pasted)
}

/// Attaches a text, a part in each turn of the page.
pub(super) fn attach(dispatch: Dispatch<Intent>, text: JsString) {
    attach_from(dispatch, text, 0);
}

fn attach_from(dispatch: Dispatch<Intent>, text: JsString, begin: u32) {
    let end = part_end(&text, begin);
    let part = String::from(&text.slice(begin, end));
    let is_last = end == text.length();
    dispatch.send(match (begin, is_last) {
        (0, true) => Intent::Form(FormIntent::Attach(part)),
        (0, false) => Intent::Form(FormIntent::AttachPart(PastedPart::First(part))),
        (_, false) => Intent::Form(FormIntent::AttachPart(PastedPart::Next(part))),
        (_, true) => Intent::Form(FormIntent::AttachPart(PastedPart::Last(part))),
    });
    if !is_last {
        set_timeout(move || attach_from(dispatch, text, end), Duration::ZERO);
    }
}

/// After the last line end that fits; in a longer line between two characters.
fn part_end(text: &JsString, begin: u32) -> u32 {
    let most = begin.saturating_add(PART);
    if most >= text.length() {
        return text.length();
    }
    let part = text.slice(begin, most);
    match u32::try_from(part.last_index_of("\n", i32::MAX)) {
        Ok(line_end) => begin.saturating_add(line_end).saturating_add(1),
        Err(_) if is_first_half(&part) => most.saturating_sub(1),
        Err(_) => most,
    }
}

/// Whether a part ends in the middle of a character.
fn is_first_half(part: &JsString) -> bool {
    let last = part.char_code_at(part.length().saturating_sub(1));
    (f64::from(0xD800_u16)..f64::from(0xDC00_u16)).contains(&last)
}
