//! A mounted widget, and a network that is none.

use std::cell::RefCell;
use std::rc::Rc;

use b24_duplicates::entry::{self, Mounted};
use b24_duplicates::page;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, Request, Response};

/// A widget as a page mounts it. It leaves the page when it is dropped.
pub(crate) struct Widget {
    pub(crate) place: HtmlElement,
    _mounted: Mounted<page::App>,
}

impl Widget {
    pub(crate) fn new() -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        Self { _mounted: entry::mount_page(place.clone()), place }
    }

    /// Presses *Connect*.
    pub(crate) fn connect(&self) {
        let button = self.place.query_selector("[name=connect]").unwrap().unwrap();
        button.unchecked_into::<HtmlElement>().click();
    }

    /// The field for the webhook, as soon as the texts are there.
    pub(crate) async fn webhook_field(&self) -> HtmlInputElement {
        self.shown("[name=webhook]").await.unchecked_into()
    }

    /// The element that this names, once it is there.
    pub(crate) async fn shown(&self, selector: &str) -> HtmlElement {
        loop {
            if let Some(element) = self.place.query_selector(selector).unwrap() {
                return element.unchecked_into();
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

/// Whether the host of the widget has its texts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    English,
    Missing,
}

/// Stands in for `fetch` until it is dropped: it has the English texts or none, and remembers what the portal is asked.
pub(crate) struct Network {
    asked: Rc<RefCell<Vec<Request>>>,
    policy: HtmlElement,
    before: Function,
    _fetch: Closure<dyn FnMut(JsValue, JsValue) -> JsValue>,
}

impl Network {
    /// The portal never answers.
    pub(crate) fn new() -> Self {
        Self::with(Texts::English, None)
    }

    /// The portal answers this, whatever it is asked.
    pub(crate) fn answering(body: &'static str) -> Self {
        Self::with(Texts::English, Some(body))
    }

    /// The host of the widget has no texts.
    pub(crate) fn without_texts() -> Self {
        Self::with(Texts::Missing, None)
    }

    fn with(texts: Texts, answer: Option<&'static str>) -> Self {
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
                if address.contains("/locales/") && texts == Texts::Missing {
                    Promise::resolve(&JsValue::from(Response::error())).into()
                } else if address.contains("/locales/") {
                    let texts = include_str!(concat!(env!("OUT_DIR"), "/page/en.txt"));
                    Promise::resolve(&response(texts)).into()
                } else if address.starts_with("https://portal.example/") {
                    told.borrow_mut().push(request.unchecked_into());
                    match answer {
                        None => Promise::new(&mut |_, _| {}).into(),
                        Some(body) => Promise::resolve(&response(body)).into(),
                    }
                } else {
                    usual.call2(&window(), &request, &options).unwrap()
                }
            });
        Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        Self { asked, policy, before, _fetch: fetch }
    }

    /// The first request to the portal, once there is one.
    pub(crate) async fn asked(&self) -> Request {
        loop {
            let first = self.asked.borrow().first().cloned();
            if let Some(request) = first {
                return request;
            }
            TimeoutFuture::new(0).await;
        }
    }
}

fn response(body: &str) -> JsValue {
    Response::new_with_opt_str(Some(body)).unwrap().into()
}

impl Drop for Network {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.before).unwrap();
        self.policy.remove();
    }
}
