//! What is compiled once, whatever is in it.
//!
//! Generic code is compiled again for every type that it is used with, and each closure is a type. With
//! `--cfg erase_components` (see `.cargo/config.toml`) `view!` makes one type of all elements, of all attributes and
//! of all `move ||` of the same output. It does not reach memos, the children of `Show`, the rows of `For` and the
//! handlers of events, so these stand here, with their insides boxed. Everything else is Leptos' own.
//!
//! What keeps the rest small: a closure in `view!` gives a text (`String`), an attribute (`Option<String>`) or an
//! `AnyView`, and hardly anything else.
//!
//! A closure that draws anew takes all attributes off the elements that it keeps, and puts them on again: a link loses
//! the focus by it. So what can have the focus is drawn once, and what changes in it is read by closures of its own.

mod memo;
mod rows;

use std::rc::Rc;
use std::sync::{Arc, Mutex};

use leptos::prelude::{
    AnyView, ChildrenFn, IntoAny as _, IntoView, RenderEffect, StoredValue, component, view,
};
use leptos::tachys::reactive_graph::SharedReactiveFunction;
use leptos::tachys::view::iterators::StaticVec;
use web_sys::Element;

pub(crate) use memo::Memo;
pub(crate) use rows::{Row, RowKey, Rows, listed};

/// A text that follows what it reads.
pub(crate) type Text = SharedReactiveFunction<String>;

/// Makes a text of a closure, as `view!` does of one that stands in it.
pub(crate) fn text(write: impl FnMut() -> String + Send + 'static) -> Text {
    Arc::new(Mutex::new(write))
}

/// An attribute that follows what it reads.
pub(crate) type Attribute = SharedReactiveFunction<Option<String>>;

/// Makes an attribute of a closure, as `view!` does of one that stands in it.
pub(crate) fn attribute(write: impl FnMut() -> Option<String> + Send + 'static) -> Attribute {
    Arc::new(Mutex::new(write))
}

/// An attribute that is `true` or not there.
pub(crate) fn flag(is_set: bool) -> Option<String> {
    is_set.then(|| "true".to_owned())
}

/// Draws each of some things, one after the other; of an `Option` what is there.
pub(crate) fn each<T, V: IntoView + 'static>(
    things: impl IntoIterator<Item = T>,
    draw: impl Fn(T) -> V,
) -> AnyView {
    let mut things = things.into_iter();
    all(&mut || things.next().map(|thing| draw(thing).into_any()))
}

#[inline(never)]
fn all(next: &mut dyn FnMut() -> Option<AnyView>) -> AnyView {
    let mut views = Vec::new();
    while let Some(view) = next() {
        views.push(view);
    }
    StaticVec::from(views).into_any()
}

/// What is done with an element once it is there: `use:directive=…`.
pub(crate) type Directive = Rc<dyn Fn(Element)>;

/// Does it.
#[expect(clippy::needless_pass_by_value, reason = "`use:` hands both over")]
pub(crate) fn directive(element: Element, directive: Directive) {
    directive(element);
}

/// Does something, and again whenever what it reads differs, as long as what surrounds it.
pub(crate) fn watch(run: impl FnMut() + 'static) {
    keep_watching(Box::new(run));
}

fn keep_watching(mut run: Box<dyn FnMut()>) {
    StoredValue::new_local(RenderEffect::new(move |_| run()));
}

/// What happens on an event.
pub(crate) type Handler<E> = Box<dyn FnMut(E)>;

/// Makes a handler of a closure. Each kind of event is compiled once, and not once a closure.
pub(crate) fn handler<E>(handle: impl FnMut(E) + 'static) -> Handler<E> {
    Box::new(handle)
}

/// Shows its children while something holds, and leaves them alone as long as it does: Leptos' `Show`.
#[component]
pub(crate) fn If(
    /// Whether they are shown.
    #[prop(into)]
    when: Memo<bool>,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    view! { {move || each(when.get().then_some(()), |()| children())} }
}

/// Shows a value while there is one: Leptos' `ShowLet`. What is drawn stays as long as there is a value, and reads it.
#[component]
pub(crate) fn Given<T, D, V>(
    /// What may be there.
    value: Memo<Option<T>>,
    /// Draws it.
    children: D,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    D: Fn(Memo<T>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let draw = move || each(value.get_untracked(), |first| children(last_known(first, move || value.get())));
    view! { <If when=move || value.with(Option::is_some)>{draw()}</If> }
}

/// A value that is there, until it is there no more: then it is what it was last, for whoever still shows it.
fn last_known<T>(first: T, read: impl Fn() -> Option<T> + Send + Sync + 'static) -> Memo<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |last: Option<&T>| read().unwrap_or_else(|| last.unwrap_or(&first).clone()))
}
