//! A stage for the interface: a place in the test's page, in which a view can be shown and changed.

use std::cell::RefCell;
use std::rc::Rc;

use b24_duplicates::card;
use b24_duplicates::i18n::{Catalogue, Language, TextSet};
use b24_duplicates::page::{Intent, View};
use b24_duplicates::ui::{CardApp, Dispatch, PageApp};
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, HtmlElement};

/// The style sheets of the page.
const STYLE: [&str; 9] = [
    include_str!("../../style/tokens.css"),
    include_str!("../../style/tokens-page.css"),
    include_str!("../../style/page.css"),
    include_str!("../../style/controls.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/notice.css"),
    include_str!("../../style/results.css"),
    include_str!("../../style/compare.css"),
    include_str!("../../style/list.css"),
];

/// A mounted interface. It leaves the page when it is dropped.
pub(crate) struct Stage {
    place: HtmlElement,
    owner: Owner,
    view: ArcRwSignal<View>,
    texts: ArcRwSignal<Catalogue>,
    said: Rc<RefCell<Vec<Intent>>>,
    _handle: UnmountHandle<AnyViewState>,
}

impl Stage {
    /// Shows a view in English.
    pub(crate) fn new(view: View) -> Self {
        let place: HtmlElement = create("div").dyn_into().unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let style = create("style");
        style.set_text_content(Some(&STYLE.concat()));
        place.append_child(&style).unwrap();
        let owner = Owner::new();
        let (view, texts) = (ArcRwSignal::new(view), ArcRwSignal::new(english()));
        let said = Rc::new(RefCell::new(Vec::new()));
        let (shown, written, heard) = (view.clone(), texts.clone(), Rc::clone(&said));
        let handle = owner.with(|| {
            mount_to(place.clone(), move || {
                let dispatch = Dispatch::new(move |intent| heard.borrow_mut().push(intent));
                view! { <PageApp view=shown.read_only() texts=written.read_only() dispatch/> }.into_any()
            })
        });
        Self { place, owner, view, texts, said, _handle: handle }
    }

    /// What the application of a card's tab draws of a view, in English.
    pub(crate) fn drawn_by_the_card(view: card::View) -> String {
        let place: HtmlElement = create("div").dyn_into().unwrap();
        let owner = Owner::new();
        let (view, texts) = (ArcRwSignal::new(view), ArcRwSignal::new(english()));
        let into = place.clone();
        let handle = owner.with(|| {
            mount_to(into, move || {
                let dispatch = Dispatch::new(|_| {});
                view! { <CardApp view=view.read_only() texts=texts.read_only() dispatch/> }.into_any()
            })
        });
        let drawn = drawn(&place);
        drop(handle);
        owner.cleanup();
        drawn
    }

    /// What the application of the page draws of its view.
    pub(crate) fn drawn(&self) -> String {
        let place = self.root().parent_element().unwrap();
        drawn(&place)
    }

    /// Changes the view, and waits until it is shown.
    pub(crate) async fn show(&self, view: View) {
        self.view.set(view);
        settle().await;
    }

    /// Changes the language, and waits until it is shown.
    pub(crate) async fn speak(&self, texts: Catalogue) {
        self.texts.set(texts);
        settle().await;
    }

    /// The widget's root.
    pub(crate) fn root(&self) -> HtmlElement {
        self.one("[data-app]").dyn_into().unwrap()
    }

    /// The only element of a selector.
    pub(crate) fn one(&self, selector: &str) -> Element {
        let all = self.all(selector);
        assert_eq!(all.len(), 1, "{selector}");
        all.into_iter().next().unwrap()
    }

    /// Every element of a selector.
    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.place.query_selector_all(selector).unwrap();
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
    }

    /// The text of the only element of a selector.
    pub(crate) fn text(&self, selector: &str) -> String {
        text_of(&self.one(selector))
    }

    /// Clicks the only element of a selector.
    pub(crate) fn click(&self, selector: &str) {
        self.one(selector).dyn_into::<HtmlElement>().unwrap().click();
    }

    /// What was said since the last time.
    pub(crate) fn said(&self) -> Vec<Intent> {
        self.said.take()
    }

    /// The width that the widget may take, in CSS pixels.
    pub(crate) fn narrow(&self, width: u32) {
        self.place.style().set_property("inline-size", &format!("{width}px")).unwrap();
    }

    /// Ends the reactive owner, as a page does that takes the widget away.
    pub(crate) fn end(&self) {
        self.owner.cleanup();
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.owner.cleanup();
        self.place.remove();
    }
}

/// A widget's elements, without the places where nothing stands and the number of the instance in its ids.
fn drawn(place: &Element) -> String {
    let widget = place.query_selector("[data-app]").unwrap().unwrap().outer_html().replace("<!---->", "");
    let mut parts = widget.split("b24d-");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + "b24d-" + part.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Waits until what was changed is shown.
pub(crate) async fn settle() {
    leptos::task::tick().await;
}

/// The text of an element, with single spaces.
pub(crate) fn text_of(element: &Element) -> String {
    element.text_content().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Sends an event that bubbles and can be prevented.
pub(crate) fn send(target: &Element, name: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    target.dispatch_event(&Event::new_with_event_init_dict(name, &init).unwrap()).unwrap();
}

fn create(tag: &str) -> Element {
    document().create_element(tag).unwrap()
}

/// The English texts of this build.
pub(crate) fn english() -> Catalogue {
    Catalogue::read(Language::English, TextSet::Page, include_str!(concat!(env!("OUT_DIR"), "/page/en.txt")))
        .unwrap()
}

/// The Russian texts of this build.
pub(crate) fn russian() -> Catalogue {
    Catalogue::read(Language::Russian, TextSet::Page, include_str!(concat!(env!("OUT_DIR"), "/page/ru.txt")))
        .unwrap()
}
