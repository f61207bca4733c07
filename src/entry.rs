//! Mounts the application into a page.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::i18n::Key;
use crate::shell::{Runtime, announce_crash};
#[cfg(not(feature = "page"))]
use crate::ui::CardApp as App;
#[cfg(feature = "page")]
use crate::ui::PageApp as App;
use crate::ui::{Dispatch, write};

/// The `id` of the element of `index.html` into which the page's widget goes.
const PLACE: &str = "app";

/// Starts the application in the page that loaded the module.
pub fn start() {
    // A release build traps without a word, and `boot.js` sees the trap.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        announce_crash(&window());
    }));
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        let mounted = mount(place);
        mounted.name_the_page();
        // The page's widget lives as long as the page: nothing is left that could unmount it.
        std::mem::forget(mounted);
    } else {
        announce_crash(&window());
    }
}

/// A widget in a page. It stays until [`Mounted::destroy`], or until this is dropped.
pub struct Mounted {
    owner: Owner,
    // Dropped after the owner's cleanup: the handle alone would leave waiting tasks and their owner alive.
    _handle: Box<dyn Any>,
    runtime: Runtime,
}

impl Mounted {
    /// Gives the whole page the widget's language and name. On somebody else's page neither is ours to give.
    fn name_the_page(&self) {
        let (view, texts) = (self.runtime.view(), self.runtime.texts());
        self.owner.with(|| {
            Effect::new(move |_| {
                let language = view.with(|view| view.language);
                let title = texts.with(|texts| write(texts, &Key::AppName.into()));
                document().set_title(&title);
                if let Some(page) = document().document_element() {
                    // It fails only for a name that no attribute can have.
                    let _ = page.set_attribute("lang", language.tag());
                }
            });
        });
    }

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
    Mounted { owner, _handle: Box::new(handle), runtime }
}
