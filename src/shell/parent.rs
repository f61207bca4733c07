//! The parent window: says what the application wants said, hears only whom it was told to hear.

use std::cell::RefCell;
use std::mem;
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use super::decode;
use crate::protocol::Node;
use crate::protocol::frame::{self, AccessToken, FrameAnswer, FrameCall, FrameName};

/// What was heard: the answer, and the token that came with it.
pub(super) struct Heard {
    pub(super) answer: FrameAnswer,
    pub(super) token: Option<AccessToken>,
}

/// The calls that an answer is waited for, each under the name of its callback.
type Waiting = Rc<RefCell<Vec<(String, FrameCall)>>>;

/// The line to one parent window. Dropping it stops listening.
pub(super) struct Parent {
    window: Window,
    name: Rc<FrameName>,
    waiting: Waiting,
    _listener: EventListener,
}

impl Parent {
    /// Listens to the parent window, as long as it speaks from the origin that it was named by.
    pub(super) fn open(window: &Window, name: FrameName, heard: impl Fn(Heard) + 'static) -> Option<Self> {
        let parent = window.parent().ok()??;
        let name = Rc::new(name);
        let waiting = Waiting::default();
        let listener = {
            let (parent, name, waiting) = (parent.clone(), Rc::clone(&name), Rc::clone(&waiting));
            EventListener::new(window, "message", move |event| {
                let from_parent =
                    event.dyn_ref::<MessageEvent>().and_then(|message| accept(message, &parent, &name));
                if let Some(answer) = from_parent.and_then(|text| read(&text, &waiting, &name)) {
                    heard(answer);
                }
            })
        };
        Some(Self { window: parent, name, waiting, _listener: listener })
    }

    /// Says something to the parent, and to no other origin.
    pub(super) fn say(&self, call: FrameCall) {
        let callback = random_name();
        let message = frame::encode(&call, &callback, &self.name.sid);
        if call.is_answered() {
            let mut waiting = self.waiting.borrow_mut();
            // Who asks again no longer waits for the first answer, which may never come.
            waiting.retain(|(_, earlier)| mem::discriminant(earlier) != mem::discriminant(&call));
            waiting.push((callback, call));
        }
        // It fails only for an origin that is none, and this one was parsed; silence is handled by deadlines.
        let _ = self.window.post_message(&JsValue::from_str(&message), &self.name.origin.as_str());
    }
}

/// Source window first, then origin, then type: anything else is somebody else's message.
fn accept(message: &MessageEvent, parent: &Window, name: &FrameName) -> Option<String> {
    let source: JsValue = message.source()?.into();
    if &source != AsRef::<JsValue>::as_ref(parent) || message.origin() != name.origin.as_str() {
        return None;
    }
    message.data().as_string()
}

fn read(text: &str, waiting: &Waiting, name: &FrameName) -> Option<Heard> {
    let (callback, payload) = frame::split_answer(text)?;
    let call = take(waiting, callback)?;
    let body = if payload.is_empty() { Ok(Node::Null) } else { decode::node(&JsString::from(payload)) };
    let Ok(body) = body else {
        return Some(Heard { answer: FrameAnswer::Unreadable, token: None });
    };
    let nested = |text: &str| decode::node(&JsString::from(text)).ok();
    let (answer, token) = frame::read_answer(&call, &body, name, &nested)?;
    Some(Heard { answer, token })
}

fn take(waiting: &Waiting, callback: &str) -> Option<FrameCall> {
    let mut waiting = waiting.borrow_mut();
    let place = waiting.iter().position(|(name, _)| name == callback)?;
    Some(waiting.swap_remove(place).1)
}

/// A name for a callback that nobody can guess: 32 hexadecimal digits.
fn random_name() -> String {
    let mut bytes = [0_u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !filled {
        // No supported browser lacks it; a name from the weaker source still has to be one of ours to be heard.
        bytes.fill_with(weak_byte);
    }
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a random number below 256 is a byte"
)]
fn weak_byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
