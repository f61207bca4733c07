//! Mounts an application into a page.

use std::any::Any;

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::app::{App, HostPage};
use crate::i18n::{Catalogue, Key};
use crate::session::view::AppView;
use crate::shell::{InBrowser, Runtime, announce_crash};
use crate::ui::{CardApp, Dispatch, PageApp, watch, write};
use crate::{card, page};

/// The `id` of the element of `index.html` into which the page's widget goes.
const PLACE: &str = "app";

/// Starts the application of a card's tab in the page that loaded the module.
pub fn start_card() {
    start(card_in);
}

/// Starts the page's application in the page that loaded the module.
pub fn start_page() {
    start(page_in);
}

/// Mounts the page's application into an element of somebody's page, instead of what is in it. Address, history, title
/// and list of requests are that page's own, and left as they are.
pub fn mount_page(place: HtmlElement) -> Mounted<page::App> {
    page_in(place, HostPage::Foreign)
}

fn page_in(place: HtmlElement, host_page: HostPage) -> Mounted<page::App> {
    mount(place, host_page, |view, texts, dispatch| view! { <PageApp view texts dispatch/> }.into_any())
}

/// Only in a page of its own: where a card is not enough, it opens another one in its place.
fn card_in(place: HtmlElement, host_page: HostPage) -> Mounted<card::App> {
    mount(place, host_page, |view, texts, dispatch| view! { <CardApp view texts dispatch/> }.into_any())
}

fn start<A, S, L>(mount: fn(HtmlElement, HostPage) -> Mounted<A>)
where
    A: InBrowser<View = AppView<S, L>>,
    S: Send + Sync + 'static,
    L: Send + Sync + 'static,
{
    // A release build traps without a word, and `boot.js` sees the trap.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        announce_crash(&window());
    }));
    let place = document().get_element_by_id(PLACE).and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        let mounted = mount(place, HostPage::Ours);
        mounted.name_the_page();
        // The page's widget lives as long as the page: nothing is left that could unmount it.
        std::mem::forget(mounted);
    } else {
        announce_crash(&window());
    }
}

/// A widget in a page. It stays until [`Mounted::destroy`], or until this is dropped.
pub struct Mounted<A: InBrowser> {
    owner: Owner,
    // Dropped after the owner's cleanup: the handle alone would leave waiting tasks and their owner alive.
    _handle: Box<dyn Any>,
    runtime: Runtime<A>,
}

impl<A, S, L> Mounted<A>
where
    A: InBrowser<View = AppView<S, L>>,
    S: Send + Sync + 'static,
    L: Send + Sync + 'static,
{
    /// Gives the whole page the widget's language and name. On somebody else's page neither is ours to give.
    fn name_the_page(&self) {
        let (view, texts) = (self.runtime.view(), self.runtime.texts());
        self.owner.with(|| {
            watch(move || {
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
}

impl<A: InBrowser> Mounted<A> {
    /// Ends the widget and empties its place, which can then take another one.
    pub fn destroy(self) {
        drop(self);
    }
}

impl<A: InBrowser> Drop for Mounted<A> {
    fn drop(&mut self) {
        self.owner.cleanup();
    }
}

/// Draws what an application shows.
type Draw<A> =
    fn(ReadSignal<<A as App>::View>, ReadSignal<Catalogue>, Dispatch<<A as App>::Intent>) -> AnyView;

fn mount<A: InBrowser>(place: HtmlElement, host_page: HostPage, draw: Draw<A>) -> Mounted<A> {
    place.replace_children_with_node_0();
    let runtime = Runtime::<A>::start(window(), place.clone(), host_page);
    let (view, texts, told) = (runtime.view(), runtime.texts(), runtime.dispatcher());
    let owner = Owner::new();
    let handle = owner.with(|| mount_to(place, move || draw(view.into(), texts.into(), Dispatch::new(told))));
    Mounted { owner, _handle: Box::new(handle), runtime }
}
