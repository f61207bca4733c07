//! What Leptos promises of a view that is drawn again, whatever it is: `patches/tachys` keeps such views in its own way.

use std::sync::{Arc, Mutex};

use leptos::either::Either;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::keyed::keyed;
use leptos::task::tick;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// A place in which something stands between two lines, and a number that it follows.
struct Place {
    element: HtmlElement,
    number: RwSignal<usize>,
    _owner: Owner,
    _handle: UnmountHandle<AnyViewState>,
}

impl Place {
    fn of<V: IntoView + 'static>(draw: impl Fn(RwSignal<usize>) -> V + 'static) -> Self {
        let element: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&element).unwrap();
        let owner = Owner::new();
        let number = owner.with(|| RwSignal::new(0));
        let handle = owner.with(|| {
            mount_to(element.clone(), move || view! { <main><hr/>{draw(number)}<hr/></main> }.into_any())
        });
        Self { element, number, _owner: owner, _handle: handle }
    }

    async fn becomes(&self, number: usize) -> String {
        self.number.set(number);
        tick().await;
        self.shown()
    }

    /// What stands there, with the names of the elements.
    fn shown(&self) -> String {
        let html = self.first("main").inner_html();
        let html = ["<!---->", "<!>"].into_iter().fold(html, |html, mark| html.replace(mark, ""));
        html.strip_prefix("<hr>").and_then(|html| html.strip_suffix("<hr>")).unwrap().to_owned()
    }

    fn first(&self, selector: &str) -> Element {
        self.element.query_selector(selector).unwrap().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.element.remove();
    }
}

#[component]
fn Press(number: usize) -> impl IntoView {
    view! { <button data-number=number.to_string()>{number}</button> }
}

/// A choice by keyboard that was drawn anew lost the focus, and with it whoever had made it.
#[wasm_bindgen_test]
async fn what_is_drawn_again_keeps_its_elements_and_the_focus() {
    let element = |number: RwSignal<usize>| {
        move || {
            let number = number.get();
            view! { <button data-number=number.to_string()>{number}</button> }.into_any()
        }
    };
    let component = |number: RwSignal<usize>| move || view! { <Press number=number.get()/> }.into_any();
    let optional = |number: RwSignal<usize>| move || Some(view! { <Press number=number.get()/> });
    let listed = |number: RwSignal<usize>| move || vec![view! { <Press number=number.get()/> }].into_any();
    let pair = |number: RwSignal<usize>| move || (view! { <Press number=number.get()/> }, "").into_any();
    let either = |number: RwSignal<usize>| {
        move || {
            let one: Either<_, String> = Either::Left(view! { <Press number=number.get()/> });
            one.into_any()
        }
    };
    for place in [
        Place::of(element),
        Place::of(component),
        Place::of(optional),
        Place::of(listed),
        Place::of(pair),
        Place::of(either),
    ] {
        let button: HtmlElement = place.first("button").unchecked_into();
        button.focus().unwrap();
        assert_eq!(place.becomes(1).await, "<button data-number=\"1\">1</button>");
        assert!(place.first("button").is_same_node(Some(&button)), "another button");
        assert!(document().active_element().is_some_and(|active| active.is_same_node(Some(&button))));
    }
}

/// Rows that are told apart by a key stay where what is around them is drawn again.
#[wasm_bindgen_test]
async fn rows_with_keys_are_kept_when_what_is_around_them_is_drawn_again() {
    let place = Place::of(|number| {
        move || {
            let last = number.get() + 3;
            keyed(last - 2..=last, |row| *row, |_, row| (|_| (), view! { <i>{row}</i> })).into_any()
        }
    });
    let third: Element = place.first("i:nth-of-type(3)");
    assert_eq!(place.becomes(1).await, "<i>2</i><i>3</i><i>4</i>");
    assert!(place.first("i:nth-of-type(2)").is_same_node(Some(&third)));
}

/// A view of some kind, and what is shown of it.
type Kind = (fn() -> AnyView, &'static str);

/// Views of each kind, one after the other in the same place: a list that came after nothing lost its first view.
#[wasm_bindgen_test]
async fn a_view_of_any_kind_takes_the_place_of_one_of_any_other() {
    let kinds: [Kind; 9] = [
        (|| ().into_any(), ""),
        (|| "text".into_any(), "text"),
        (|| view! { <b>"bold"</b> }.into_any(), "<b>bold</b>"),
        (|| view! { <i>"italic"</i> }.into_any(), "<i>italic</i>"),
        (|| vec!["one", "two"].into_any(), "onetwo"),
        (|| Vec::<String>::new().into_any(), ""),
        (|| None::<String>.into_any(), ""),
        (|| (move || view! { <u>"drawn"</u> }).into_any(), "<u>drawn</u>"),
        (|| vec![().into_any(), "last".into_any()].into_any(), "last"),
    ];
    let place = Place::of(move |number| move || kinds[number.get()].0());
    for (from, (_, first)) in kinds.iter().enumerate() {
        for (to, (_, then)) in kinds.iter().enumerate() {
            assert_eq!(place.becomes(from).await, *first, "{from}");
            assert_eq!(place.becomes(to).await, *then, "{from} to {to}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_list_becomes_longer_and_shorter_and_what_stays_is_kept() {
    let rows = |number: RwSignal<usize>| {
        move || (0..number.get()).map(|row| view! { <i>{row}</i> }.into_any()).collect::<Vec<_>>().into_any()
    };
    let place = Place::of(rows);
    assert_eq!(place.shown(), "");
    assert_eq!(place.becomes(2).await, "<i>0</i><i>1</i>");
    let first = place.first("i");
    assert_eq!(place.becomes(3).await, "<i>0</i><i>1</i><i>2</i>");
    assert_eq!(place.becomes(1).await, "<i>0</i>");
    assert!(place.first("i").is_same_node(Some(&first)));
    assert_eq!(place.becomes(0).await, "");
}

/// Elements of one name can be of two kinds.
#[wasm_bindgen_test]
async fn an_element_of_another_namespace_is_another_element() {
    let place = Place::of(|number| {
        move || {
            if number.get() == 0 { leptos::html::a().into_any() } else { leptos::svg::a().into_any() }
        }
    });
    let namespace = |place: &Place| place.first("a").namespace_uri();
    assert_eq!(namespace(&place).as_deref(), Some("http://www.w3.org/1999/xhtml"));
    place.becomes(1).await;
    assert_eq!(namespace(&place).as_deref(), Some("http://www.w3.org/2000/svg"));
}

/// What was listened to is listened to once, what has changed is what it is now, and what was said once is taken off.
#[wasm_bindgen_test]
async fn attributes_that_are_drawn_again_are_those_of_the_last_time() {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = heard.clone();
    let place = Place::of(move |number| {
        let told = told.clone();
        move || {
            let (now, told) = (number.get(), told.clone());
            let hear = move |_| told.lock().unwrap().push(now);
            let title = (now < 2).then(|| now.to_string());
            view! { <button class:odd=now == 1 title=title style:order=now.to_string() on:click=hear></button> }.into_any()
        }
    });
    let button: HtmlElement = place.first("button").unchecked_into();
    for (now, class, title) in [(0, "", Some("0")), (1, "odd", Some("1")), (2, "", None)] {
        place.becomes(now).await;
        button.click();
        assert_eq!(*heard.lock().unwrap(), (0..=now).collect::<Vec<_>>());
        assert_eq!((button.class_name().as_str(), button.get_attribute("title").as_deref()), (class, title));
        assert_eq!(button.style().get_property_value("order").unwrap(), now.to_string());
    }
}

/// What was drawn by a function that is no longer there follows nothing any more.
#[wasm_bindgen_test]
async fn a_function_ends_with_its_view() {
    let drawn = Arc::new(Mutex::new(0));
    let counted = drawn.clone();
    let place = Place::of(move |number| {
        let counted = counted.clone();
        move || {
            let (is_shown, counted) = (number.get() < 2, counted.clone());
            let deeper = move || {
                *counted.lock().unwrap() += 1;
                number.get().to_string()
            };
            // It reads the number first, so that it is told of it first.
            let inner = move || {
                number.track();
                deeper.clone().into_any()
            };
            if is_shown { inner.into_any() } else { "over".into_any() }
        }
    });
    assert_eq!(place.becomes(1).await, "1");
    let before = *drawn.lock().unwrap();
    assert_eq!(place.becomes(2).await, "over");
    assert_eq!((place.becomes(3).await, *drawn.lock().unwrap()), ("over".to_owned(), before));
}
