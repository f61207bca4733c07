//! The mounted widget: it starts, ends without a trace, and can start again in the same place.

use b24_duplicates::entry;
use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

#[wasm_bindgen_test]
async fn a_place_can_take_one_widget_after_the_other() {
    let place: HtmlElement = document().create_element("div").unwrap().dyn_into().unwrap();
    place.set_text_content(Some("what the page shows until the widget is there"));
    document().body().unwrap().append_child(&place).unwrap();
    for round in 0..20 {
        let mounted = entry::mount_page(place.clone());
        leptos::task::tick().await;
        assert_eq!(place.query_selector_all("[data-app]").unwrap().length(), 1, "round {round}");
        assert!(!place.text_content().unwrap().contains("until the widget"), "round {round}");
        mounted.destroy();
        assert_eq!(place.query_selector_all("[data-app]").unwrap().length(), 0, "round {round}");
    }
    place.remove();
}
