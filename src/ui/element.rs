//! Elements of one type.
//!
//! `view!` gives each element a type that holds the types of all its attributes and children, and each of
//! these is compiled by itself: this interface took 60 kB of the compressed module that way. Here every
//! element is the same type, and only what an element does is code. It is Leptos' builder syntax with the
//! types left out.

use std::sync::{Arc, Mutex};

use leptos::ev::Custom;
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::event::on;
#[cfg(feature = "page")]
use leptos::tachys::html::property::prop;
use leptos::tachys::reactive_graph::{ReactiveFunction as _, SharedReactiveFunction};
use leptos::tachys::view::iterators::StaticVec;
use web_sys::Event;

/// An element that is being put together.
pub(super) struct Element {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// Begins an element.
pub(super) const fn el(tag: &'static str) -> Element {
    Element { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// Its class, for the style sheets.
    pub(super) fn class(self, name: &'static str) -> Self {
        self.attr("class", name)
    }

    /// An attribute that does not change.
    pub(super) fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.fixed(name, value.into())
    }

    /// An attribute that does not change, or is not there.
    pub(super) fn maybe(self, name: &'static str, value: Option<&'static str>) -> Self {
        if let Some(value) = value { self.attr(name, value) } else { self }
    }

    /// An attribute that changes, and is absent when there is nothing to say.
    pub(super) fn live(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + Send + 'static,
    ) -> Self {
        self.with(custom_attribute(name, live(value)).into_any_attr())
    }

    /// An attribute that is a text of the interface.
    pub(super) fn labelled(self, name: &'static str, mut text: Live<String>) -> Self {
        self.live(name, move || Some(text.invoke()))
    }

    /// A property that is on or off.
    #[cfg(feature = "page")]
    pub(super) fn flag(self, name: &'static str, is_on: impl FnMut() -> bool + Send + 'static) -> Self {
        self.with(prop(name, live(is_on)).into_any_attr())
    }

    /// The text of a field.
    #[cfg(feature = "page")]
    pub(super) fn value(self, text: Live<String>) -> Self {
        self.with(prop("value", text).into_any_attr())
    }

    /// What happens on an event.
    pub(super) fn on(self, event: &'static str, handle: impl Fn(Event) + 'static) -> Self {
        let handle: Box<dyn FnMut(Event)> = Box::new(handle);
        self.with(on(Custom::<Event>::new(event), handle).into_any_attr())
    }

    /// One more child.
    pub(super) fn child(mut self, child: impl Into<AnyView>) -> Self {
        self.children.push(child.into());
        self
    }

    /// Some more children.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// A text of the interface.
    pub(super) fn text(self, text: Live<String>) -> Self {
        self.child(text.into_any())
    }

    /// A text of the portal's or the user's. It becomes a text node, whatever is in it.
    pub(super) fn words(self, text: String) -> Self {
        self.child(text.into_any())
    }

    fn fixed(self, name: &'static str, value: String) -> Self {
        self.with(custom_attribute(name, value).into_any_attr())
    }

    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.attributes.push(attribute);
        self
    }
}

impl From<Element> for AnyView {
    fn from(element: Element) -> Self {
        let Element { tag, attributes, children } = element;
        html::custom(tag).add_any_attr(attributes).child(StaticVec::from(children)).into_any()
    }
}

/// Elements one after the other, without one around them.
pub(super) fn several(views: Vec<AnyView>) -> AnyView {
    StaticVec::from(views).into_any()
}

/// Something that is computed anew whenever what it reads has changed. Whatever computes it, its type is the
/// same, so that the code around it exists once for each type of value.
pub(super) type Live<T> = SharedReactiveFunction<T>;

/// Makes something live.
pub(super) fn live<T>(compute: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Arc::new(Mutex::new(compute))
}
