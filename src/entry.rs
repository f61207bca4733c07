//! Mounts the application into a page.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::shell::Runtime;
use crate::ui::{App, Dispatch};

/// The `id` of the element of `index.html` into which the page's widget goes.
const PLACE: &str = "app";

/// The event with which `boot.js` hears of a panic. It then shows its notice instead of the widget.
const CRASH_EVENT: &str = "b24d-crash";

/// Starts the application in the page that loaded the module.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        announce_crash();
    }));
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        // The page's widget lives as long as the page: nothing is left that could unmount it.
        std::mem::forget(mount(place));
    } else {
        announce_crash();
    }
}

/// A widget in a page. It stays until [`Mounted::destroy`], or until this is dropped.
pub struct Mounted {
    owner: Owner,
    // Dropped after the owner's cleanup: the handle alone would leave waiting tasks and their owner alive.
    _handle: Box<dyn Any>,
    _runtime: Runtime,
}

impl Mounted {
    /// Ends the widget and empties its place, which can then take another one.
    pub fn destroy(self) {
        drop(self);
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Mounts a widget into an element, instead of what is in it.
pub fn mount(place: HtmlElement) -> Mounted {
    place.replace_children_with_node_0();
    let runtime = Runtime::start(window(), place.clone());
    let (view, texts, told) = (runtime.view(), runtime.texts(), runtime.dispatcher());
    let owner = Owner::new();
    let handle = owner.with(|| {
        mount_to(place, move || {
            let dispatch = Dispatch::new(told);
            view! { <App view texts dispatch/> }
        })
    });
    Mounted { owner, _handle: Box::new(handle), _runtime: runtime }
}

fn announce_crash() {
    if let Ok(event) = web_sys::Event::new(CRASH_EVENT) {
        // Nobody listens in a page without `boot.js`; the console then has the panic's message.
        let _ = window().dispatch_event(&event);
    }
}
