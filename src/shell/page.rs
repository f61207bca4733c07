//! The page around the widget: focus, address, the height of the content, waking up.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, HtmlInputElement, ResizeObserver, Window};

use crate::app::{Destination, FocusTarget};

/// The page's application, beside that of the card's tab.
const PAGE: &str = "index.html";

/// The event with which `boot.js` hears that the widget cannot go on. It then shows its notice instead of it.
const CRASH_EVENT: &str = "b24d-crash";

/// Tells the page that the widget cannot go on.
pub fn announce_crash(window: &Window) {
    if let Ok(event) = web_sys::Event::new(CRASH_EVENT) {
        // Nobody listens in a page without `boot.js`.
        let _ = window.dispatch_event(&event);
    }
}

/// Tells the height of an element whenever it changes. Dropping it ends that.
pub(super) struct HeightWatch {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl HeightWatch {
    /// Watches an element.
    pub(super) fn new(element: &HtmlElement, changed: impl Fn(u32) + 'static) -> Self {
        let watched = element.clone();
        let callback = Closure::<dyn FnMut()>::new(move || {
            changed(u32::try_from(watched.offset_height()).unwrap_or_default());
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        Self { observer, _callback: callback }
    }
}

impl Drop for HeightWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Hears when a page that slept may go on: it became visible, came back from the cache, or is online again.
pub(super) fn on_awake(window: &Window, awake: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let mut listeners: Vec<_> = ["online", "pageshow", "focus"]
        .into_iter()
        .map(|name| {
            let awake = awake.clone();
            EventListener::new(window, name, move |_| awake())
        })
        .collect();
    if let Some(document) = window.document() {
        listeners.push(EventListener::new(&document, "visibilitychange", move |_| awake()));
    }
    listeners
}

/// Moves the focus.
pub(super) fn focus(root: &HtmlElement, target: FocusTarget) {
    if let Some(element) = find::<HtmlElement>(root, target) {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// The input field of the webhook's address, while it is shown.
pub(super) fn webhook_field(root: &HtmlElement) -> Option<HtmlInputElement> {
    find(root, FocusTarget::WebhookField)
}

/// Looks below the root only: another widget in the same page has elements of the same names.
fn find<T: JsCast>(root: &HtmlElement, target: FocusTarget) -> Option<T> {
    let selector = ["[data-focus='", &target.name(), "']"].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}

/// Erases query and fragment from the visible address.
pub(super) fn clean_address(window: &Window) {
    let Ok(path) = window.location().pathname() else { return };
    if let Ok(history) = window.history() {
        // Where the browser forbids it, the address stays: it holds a label of the frame, no secret.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path));
    }
}

/// Loads the page's application in place of this one. The frame keeps its name, by which the parent window knows
/// it; the query is its only mark where there is no name.
pub(super) fn open(window: &Window, destination: Destination) {
    let fragment = match destination {
        Destination::Start => "",
        Destination::ShownCall => "#call",
    };
    let location = window.location();
    let address = [PAGE, &location.search().unwrap_or_default(), fragment].concat();
    // The browser refuses only addresses that are none.
    let _ = location.replace(&address);
}
