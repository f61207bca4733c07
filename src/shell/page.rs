//! The page around the widget: focus, address, the height of the content, waking up.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{HtmlElement, HtmlInputElement, PageTransitionEvent, ResizeObserver, Window};

use crate::app::{Destination, FocusTarget, SessionEvent};

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

/// Says in somebody's page that the widget cannot go on. In English: it is the texts of all languages that are missing.
pub(super) fn say_stopped(window: &Window, root: &HtmlElement) {
    const STOPPED: &str = "Duplicates could not load its texts. Load this page again.";
    let notice = window.document().and_then(|document| document.create_element("p").ok());
    if let Some(notice) = notice {
        notice.set_text_content(Some(STOPPED));
        // It fails only for a name that no attribute can have.
        let _ = notice.set_attribute("role", "alert");
        root.replace_children_with_node_1(&notice);
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

/// What an event of the window means.
#[derive(Clone, Copy)]
enum Sign {
    Awake,
    Back,
    Gone,
}

/// Hears when a page that slept may go on: it became visible, is online again, or came back from where the browser had
/// kept it; and when it goes there.
pub(super) fn on_waking(
    window: &Window,
    tell: impl Fn(SessionEvent) + Clone + 'static,
) -> [EventListener; 5] {
    [
        ("online", Sign::Awake),
        ("focus", Sign::Awake),
        ("visibilitychange", Sign::Awake),
        ("pageshow", Sign::Back),
        ("pagehide", Sign::Gone),
    ]
    .map(|(name, sign)| {
        let tell = tell.clone();
        EventListener::new(window, name, move |event| {
            let is_kept = || event.unchecked_ref::<PageTransitionEvent>().persisted();
            match sign {
                Sign::Back if is_kept() => tell(SessionEvent::BroughtBack),
                Sign::Awake | Sign::Back => tell(SessionEvent::Awake),
                Sign::Gone if is_kept() => tell(SessionEvent::PutAway),
                // Nothing of it stays.
                Sign::Gone => {}
            }
        })
    })
}

/// Moves the focus.
pub(super) fn focus(root: &HtmlElement, target: FocusTarget) {
    if matches!(target, FocusTarget::OwnIfLost(_)) && !is_focus_lost() {
        return;
    }
    if let Some(element) = find::<HtmlElement>(root, target) {
        // An element that cannot be focused leaves the focus where it is.
        let _ = element.focus();
    }
}

/// Whether what had the focus is gone. In the page around a frame, or around the widget, it is not lost: to take it from
/// there would take the next key from a field of that page.
fn is_focus_lost() -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let is_nowhere = match (document.active_element(), document.body()) {
        (Some(focused), Some(body)) => focused == *body,
        (focused, _) => focused.is_none(),
    };
    is_nowhere && document.has_focus().unwrap_or(false)
}

/// The input field of the webhook's address, while it is shown.
pub(super) fn webhook_field(root: &HtmlElement) -> Option<HtmlInputElement> {
    find(root, FocusTarget::WebhookField)
}

/// Lets the browser list no request of this page any more: a webhook's code is part of each address, and would stay in
/// the list after the webhook is forgotten. To clear the list then would miss what is listed later.
pub(super) fn list_no_requests(window: &Window) {
    if let Some(performance) = window.performance() {
        performance.set_resource_timing_buffer_size(0);
    }
}

/// Looks below the root only: another widget in the same page has elements of the same names. A button has a name
/// already.
fn find<T: JsCast>(root: &HtmlElement, target: FocusTarget) -> Option<T> {
    let name = target.name();
    let selector = ["[data-focus='", &name, "'],button[name='", &name, "']"].concat();
    root.query_selector(&selector).ok()??.dyn_into().ok()
}

/// Replaces the visible address, and leaves what the page has noted of this place in its history. The address is a
/// whole one: a path that begins with two slashes would by itself be another host's.
pub(super) fn replace_address(window: &Window, address: &str) {
    if let Ok(history) = window.history() {
        // Where the browser forbids it, the address stays.
        let _ = history.replace_state_with_url(&history.state().unwrap_or_default(), "", Some(address));
    }
}

/// Loads the page's application in place of this one. The frame keeps its name, by which the parent window knows
/// it; the query is its only mark where there is no name.
pub(super) fn open(window: &Window, destination: Destination) {
    let fragment = match destination {
        Destination::Start => String::new(),
        Destination::ShownCall => "#call".to_owned(),
        Destination::Compare(chosen) => "#compare=".to_owned() + &chosen.written(),
    };
    let location = window.location();
    let address = [PAGE, &location.search().unwrap_or_default(), &fragment].concat();
    // The browser refuses only addresses that are none.
    let _ = location.replace(&address);
}
