//! Two widgets in one page: each has its own fields, whatever the other one has.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use b24_duplicates::entry::{self, Mounted};
use b24_duplicates::page;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect, TypeError};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement, Response};

use super::samples;
use super::stage::Stage;

/// A label led into the other widget's field, and what was chosen in one was taken back in the other.
#[wasm_bindgen_test]
fn two_widgets_share_neither_ids_nor_choices() {
    for sample in samples::all() {
        let widgets = [Stage::new(sample.view.clone()), Stage::new(sample.view)];
        let named = widgets.each_ref().map(|widget| {
            let attributes = |name: &str| -> BTreeSet<String> {
                let elements = widget.all(&format!("[{name}]"));
                let values = elements.iter().filter_map(|element| element.get_attribute(name));
                values.flat_map(|value| value.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
            };
            let ids = attributes("id");
            for reference in ["for", "aria-labelledby", "aria-describedby"] {
                let missing: Vec<_> = attributes(reference).difference(&ids).cloned().collect();
                assert!(missing.is_empty(), "{}: {reference} leads to {missing:?}", sample.name);
            }
            let radios = widget.all("input[type=radio]");
            let choices = radios.iter().filter_map(|radio| radio.get_attribute("name"));
            ids.into_iter().chain(choices).collect::<BTreeSet<_>>()
        });
        let [first, second] = &named;
        assert!(first.is_disjoint(second), "{}: {first:?}", sample.name);
    }
}

/// *Connect* in the second widget sent the webhook that was typed into the first.
#[wasm_bindgen_test]
async fn connecting_takes_the_webhook_of_the_own_widget() {
    let network = Network::new();
    let widgets = [Widget::new(), Widget::new()];
    let [first, second] = [widgets[0].webhook_field().await, widgets[1].webhook_field().await];
    first.set_value("https://portal.example/rest/1/first/");
    second.set_value("https://portal.example/rest/1/second/");
    widgets[1]
        .place
        .query_selector("[name=connect]")
        .unwrap()
        .unwrap()
        .unchecked_into::<HtmlElement>()
        .click();
    while network.asked.borrow().is_empty() {
        TimeoutFuture::new(0).await;
    }
    let asked = network.asked.borrow();
    assert!(asked[0].starts_with("https://portal.example/rest/1/second/"), "{}", asked[0]);
    assert_eq!(
        (first.value().as_str(), second.value().as_str()),
        ("https://portal.example/rest/1/first/", "")
    );
}

/// A widget as a page mounts it. It leaves the page when it is dropped.
struct Widget {
    place: HtmlElement,
    _mounted: Mounted<page::App>,
}

impl Widget {
    fn new() -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        Self { _mounted: entry::mount_page(place.clone()), place }
    }

    /// The field for the webhook, as soon as the texts are there.
    async fn webhook_field(&self) -> HtmlInputElement {
        loop {
            if let Some(field) = self.place.query_selector("[name=webhook]").unwrap() {
                return field.unchecked_into();
            }
            TimeoutFuture::new(0).await;
        }
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Stands in for `fetch` until it is dropped: it has the English texts, and remembers what the portal is asked.
struct Network {
    asked: Rc<RefCell<Vec<String>>>,
    policy: HtmlElement,
    before: Function,
    _fetch: Closure<dyn FnMut(JsValue, JsValue) -> JsValue>,
}

impl Network {
    fn new() -> Self {
        // In a body no policy is enforced, but the widget reads its portals from it.
        let policy: HtmlElement = document().create_element("meta").unwrap().unchecked_into();
        policy.set_attribute("http-equiv", "Content-Security-Policy").unwrap();
        policy.set_attribute("content", "connect-src https://portal.example").unwrap();
        document().body().unwrap().append_child(&policy).unwrap();
        let before: Function = Reflect::get(&window(), &"fetch".into()).unwrap().unchecked_into();
        let asked = Rc::new(RefCell::new(Vec::new()));
        let (told, usual) = (Rc::clone(&asked), before.clone());
        let fetch =
            Closure::<dyn FnMut(JsValue, JsValue) -> JsValue>::new(move |request: JsValue, options| {
                let address =
                    Reflect::get(&request, &"url".into()).ok().and_then(|address| address.as_string());
                let address = address.unwrap_or_default();
                if address.contains("/locales/") {
                    let texts = include_str!(concat!(env!("OUT_DIR"), "/page/en.txt"));
                    Promise::resolve(&JsValue::from(Response::new_with_opt_str(Some(texts)).unwrap())).into()
                } else if address.starts_with("https://portal.example/") {
                    told.borrow_mut().push(address);
                    Promise::reject(&TypeError::new("there is no portal here")).into()
                } else {
                    usual.call2(&window(), &request, &options).unwrap()
                }
            });
        Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        Self { asked, policy, before, _fetch: fetch }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.before).unwrap();
        self.policy.remove();
    }
}
