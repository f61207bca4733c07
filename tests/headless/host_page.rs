//! The widget in somebody's page: what is the page's stays the page's, and nothing is left in a page that is left.

use std::cell::Cell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, JSON, Object};
use leptos::prelude::window;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{PageTransitionEvent, PageTransitionEventInit, Request};

use super::network::{Network, Widget};

const TYPED: &str = "https://portal.example/rest/1/secret/";

/// What a page has noted in its address and its history was gone as soon as the widget was mounted into it.
#[wasm_bindgen_test]
async fn address_and_history_of_the_page_are_left_alone() {
    let _network = Network::new();
    let (history, location) = (window().history().unwrap(), window().location());
    let (address, state) = (location.href().unwrap(), history.state().unwrap());
    let noted: JsValue =
        Object::from_entries(&Array::of1(&Array::of2(&"place".into(), &"of the page".into())))
            .unwrap()
            .into();
    history.replace_state_with_url(&noted, "", Some("?order=7#line-3")).unwrap();
    let widget = Widget::new();
    widget.webhook_field().await;
    assert_eq!(
        (location.search().unwrap().as_str(), location.hash().unwrap().as_str()),
        ("?order=7", "#line-3")
    );
    assert_eq!(JSON::stringify(&history.state().unwrap()).unwrap(), r#"{"place":"of the page"}"#);
    history.replace_state_with_url(&state, "", Some(&address)).unwrap();
}

/// A page of ours lists no request any more once it has a webhook. Somebody's page may measure its own by that list.
#[wasm_bindgen_test]
async fn the_list_of_requests_of_the_page_goes_on() {
    let network = Network::new();
    let widget = Widget::new();
    widget.webhook_field().await.set_value(TYPED);
    widget.connect();
    network.asked().await;
    let performance = window().performance().unwrap();
    let is_full = Rc::new(Cell::new(false));
    let told = Rc::clone(&is_full);
    let _full = EventListener::new(&performance, "resourcetimingbufferfull", move |_| told.set(true));
    let address = format!("{}/?of-the-page", window().location().origin().unwrap());
    let request = Request::new_with_str(&address).unwrap();
    JsFuture::from(window().fetch_with_request(&request)).await.unwrap();
    while performance.get_entries_by_name(&address).length() == 0 {
        assert!(!is_full.get(), "the list takes nothing more");
        TimeoutFuture::new(0).await;
    }
}

/// Our own pages have a notice for that. In somebody's page grey lines stayed for ever.
#[wasm_bindgen_test]
async fn without_texts_the_page_is_told_that_there_is_no_widget() {
    let _network = Network::without_texts();
    let widget = Widget::new();
    let notice = widget.shown("[role=alert]").await;
    assert!(notice.text_content().unwrap().contains("could not load its texts"));
    assert_eq!(widget.place.child_element_count(), 1, "nothing else is shown");
}

/// What the browser keeps for *Back* was connected, and its field full.
#[wasm_bindgen_test]
async fn a_page_that_is_kept_is_disconnected() {
    let network = Network::new();
    let widget = Widget::new();
    let field = widget.webhook_field().await;
    field.set_value(TYPED);
    widget.connect();
    let asked = network.asked().await;
    assert!(widget.place.query_selector("[name=webhook]").unwrap().is_none(), "it asks the portal");
    leave(Left::ForGood);
    assert!(!asked.signal().aborted(), "a page that only goes away needs nothing");
    leave(Left::Kept);
    assert!(asked.signal().aborted(), "the request goes on");
    let field = widget.webhook_field().await;
    assert_eq!(field.value(), "");
    field.set_value(TYPED);
    leave(Left::Kept);
    assert_eq!(field.value(), "", "it was not sent");
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    ForGood,
    Kept,
}

fn leave(left: Left) {
    let init = PageTransitionEventInit::new();
    init.set_persisted(left == Left::Kept);
    let event = PageTransitionEvent::new_with_event_init_dict("pagehide", &init).unwrap();
    window().dispatch_event(event.unchecked_ref()).unwrap();
}
