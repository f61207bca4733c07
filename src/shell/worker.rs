//! Starts a module in a worker beside the page.
//!
//! The page names the module's script (`<meta name="b24d-reader">`, which the build writes). A worker's address is the one
//! thing that the page's policy lets rules of ours make, one rule a module, and each makes that one address.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo_events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, MessageEvent, Window, Worker};

/// A module beside the page. In the page, its name is that of the element which names its script, and of its rule in
/// `trusted-types`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Module {
    /// Reads texts.
    Reader,
    /// Reads files.
    Files,
}

impl Module {
    const fn name(self) -> &'static str {
        match self {
            Self::Reader => "b24d-reader",
            Self::Files => "b24d-files",
        }
    }
}

/// Starts it. `None` if the page names none, or the browser refuses.
pub(super) fn start(window: &Window, module: Module) -> Option<Worker> {
    let address = address(window, module)?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"module".into()).ok()?;
    // The binding of web-sys takes a text, which the policy does not let through.
    let worker: Function = Reflect::get(window, &"Worker".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&worker, &Array::of2(&address, &options)).ok()?.dyn_into().ok()
}

/// Hears what it says. That it has failed comes as nothing.
pub(super) fn hear(worker: &Worker, said: impl Fn(Option<JsValue>) + Clone + 'static) -> [EventListener; 3] {
    let failed = said.clone();
    let fails = |name: &'static str| {
        let failed = failed.clone();
        // The page deals with it; unheard it would count as a fault of the page's own.
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(worker, name, options, move |event| {
            event.prevent_default();
            failed(None);
        })
    };
    let hear = EventListener::new(worker, "message", move |event| {
        said(event.dyn_ref::<MessageEvent>().map(MessageEvent::data));
    });
    [hear, fails("error"), fails("messageerror")]
}

thread_local! {
    /// The policy lets a rule of a name be made once.
    static ADDRESSES: RefCell<BTreeMap<Module, JsValue>> = const { RefCell::new(BTreeMap::new()) };
}

/// The address of the module's script, as the policy lets it through.
fn address(window: &Window, module: Module) -> Option<JsValue> {
    ADDRESSES.with_borrow_mut(|known| {
        if let Some(address) = known.get(&module) {
            return Some(address.clone());
        }
        let script = script_of(&window.document()?, module)?;
        let address = trusted(window, module, &script).unwrap_or_else(|| JsValue::from_str(&script));
        known.insert(module, address.clone());
        Some(address)
    })
}

/// The file beside the page that the page names. It is a name and nothing else: no other folder, no other host.
fn script_of(document: &Document, module: Module) -> Option<String> {
    let selector = ["meta[name='", module.name(), "']"].concat();
    let named = document.query_selector(&selector).ok()??.get_attribute("content")?;
    let is_name =
        named.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    (is_name && !named.is_empty()).then_some(named)
}

/// The same address for a browser that knows Trusted Types. The rule makes this one address, whatever it is asked.
fn trusted(window: &Window, module: Module, script: &str) -> Option<JsValue> {
    let factory = Reflect::get(window, &"trustedTypes".into()).ok().filter(JsValue::is_object)?;
    let only = JsValue::from_str(script);
    let make = Closure::<dyn Fn() -> JsValue>::new(move || only.clone()).into_js_value();
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &make).ok()?;
    let create: Function = Reflect::get(&factory, &"createPolicy".into()).ok()?.dyn_into().ok()?;
    let rule = create.call2(&factory, &module.name().into(), &rules).ok()?;
    let make: Function = Reflect::get(&rule, &"createScriptURL".into()).ok()?.dyn_into().ok()?;
    make.call1(&rule, &script.into()).ok()
}
