//! Two widgets in one page: each has its own fields, whatever the other one has.

use std::collections::BTreeSet;

use wasm_bindgen_test::wasm_bindgen_test;

use super::network::{Network, Widget};
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
    widgets[1].connect();
    let asked = network.asked().await.url();
    assert!(asked.starts_with("https://portal.example/rest/1/second/"), "{asked}");
    assert_eq!(
        (first.value().as_str(), second.value().as_str()),
        ("https://portal.example/rest/1/first/", "")
    );
}

/// The field that has to be corrected is that of the widget in which *Connect* was pressed.
#[wasm_bindgen_test]
async fn the_focus_stays_in_the_own_widget() {
    let _network = Network::new();
    let widgets = [Widget::new(), Widget::new()];
    let fields = [widgets[0].webhook_field().await, widgets[1].webhook_field().await];
    for (widget, field) in widgets.iter().zip(&fields).rev() {
        field.set_value("no address");
        widget.connect();
        widget.shown("[role=alert]").await;
        let focused = widget.shown("[name=webhook]:focus").await;
        assert!(focused.is_same_node(Some(field)));
    }
}
