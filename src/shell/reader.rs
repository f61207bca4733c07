//! The module that reads texts, in a worker beside the page: the page goes on while it reads.
//!
//! The page names its script (`<meta name="b24d-reader">`, which the build writes). A worker's address is the one thing
//! that the page's policy lets a rule of ours make, and the rule makes that one address.

use std::cell::OnceCell;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, MessageEvent, Window, Worker};

use crate::protocol::reading::{ReadAnswer, ReadCall};

/// The rule's name in `trusted-types`.
const RULE: &str = "b24d-reader";

/// What the module says.
pub(super) enum Said {
    /// It is there.
    Ready,
    /// It has read a part.
    Read(ReadAnswer),
    /// It is none, or has failed.
    Nonsense,
}

/// The running module. Dropping it ends it.
pub(super) struct Reader {
    worker: Worker,
    /// Parts that are not answered yet. The wait for the module itself counts as one.
    waiting: u32,
    deadline: Option<Timeout>,
    _listeners: [EventListener; 3],
}

impl Reader {
    /// Starts it. `None` if the page names none, or the browser refuses.
    pub(super) fn start(window: &Window, said: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let worker = worker(window)?;
        let failed = said.clone();
        let fails = |name: &'static str| {
            let failed = failed.clone();
            // The page deals with it; unheard it would count as a fault of the page's own.
            let options = gloo_events::EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&worker, name, options, move |event| {
                event.prevent_default();
                failed(Said::Nonsense);
            })
        };
        let hear = EventListener::new(&worker, "message", move |event| said(heard(event)));
        let listeners = [hear, fails("error"), fails("messageerror")];
        Some(Self { worker, waiting: 1, deadline: None, _listeners: listeners })
    }

    /// Gives it a part to read. The bytes are handed over, not copied once more.
    pub(super) fn read(&mut self, call: &ReadCall) {
        let bytes = Uint8Array::from(call.to_bytes().as_slice());
        self.waiting += 1;
        // What cannot be handed over is not answered, and the deadline says so.
        let _ = self.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }

    /// It has answered. What else was asked may take so long again.
    pub(super) fn answered(&mut self) {
        self.waiting = self.waiting.saturating_sub(1);
        self.deadline = None;
    }

    /// Waits so long for the next answer, if one is due.
    pub(super) fn wait(&mut self, patience_ms: u32, expired: impl FnOnce() + 'static) {
        if self.waiting > 0 && self.deadline.is_none() {
            self.deadline = Some(Timeout::new(patience_ms, expired));
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn heard(event: &web_sys::Event) -> Said {
    let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
    let Ok(bytes) = data.dyn_into::<Uint8Array>() else { return Said::Nonsense };
    if bytes.length() == 0 {
        return Said::Ready;
    }
    ReadAnswer::from_bytes(&bytes.to_vec()).map_or(Said::Nonsense, Said::Read)
}

fn worker(window: &Window) -> Option<Worker> {
    let address = address(window)?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"module".into()).ok()?;
    // The binding of web-sys takes a text, which the policy does not let through.
    let worker: Function = Reflect::get(window, &"Worker".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&worker, &Array::of2(&address, &options)).ok()?.dyn_into().ok()
}

thread_local! {
    /// The policy lets a rule of a name be made once.
    static ADDRESS: OnceCell<JsValue> = const { OnceCell::new() };
}

/// The address of the module's script, as the policy lets it through.
fn address(window: &Window) -> Option<JsValue> {
    ADDRESS.with(|known| {
        if known.get().is_none() {
            let name = script_of(&window.document()?)?;
            let address = trusted(window, &name).unwrap_or_else(|| JsValue::from_str(&name));
            // It was empty a line ago.
            let _ = known.set(address);
        }
        known.get().cloned()
    })
}

/// The file beside the page that the page names. It is a name and nothing else: no other folder, no other host.
fn script_of(document: &Document) -> Option<String> {
    let named = document.query_selector("meta[name='b24d-reader']").ok()??.get_attribute("content")?;
    let is_name =
        named.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    (is_name && !named.is_empty()).then_some(named)
}

/// The same address for a browser that knows Trusted Types. The rule makes this one address, whatever it is asked.
fn trusted(window: &Window, name: &str) -> Option<JsValue> {
    let factory = Reflect::get(window, &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let only = JsValue::from_str(name);
    let make = Closure::<dyn Fn() -> JsValue>::new(move || only.clone()).into_js_value();
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &make).ok()?;
    let create: Function = Reflect::get(&factory, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let rule = create.call2(&factory, &RULE.into(), &rules).ok()?;
    let make: Function = Reflect::get(&rule, &"createScriptURL".into()).ok()?.dyn_into().ok()?;
    make.call1(&rule, &name.into()).ok()
}
