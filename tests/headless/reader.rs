//! The module that reads texts, as the mounted page starts and hears it: one that answers, and those that do not. What
//! stands in its place is a worker with a script of the test's; the module itself is run in journeys.

use b24_duplicates::domain::{CommKind, Form, Unread};
use b24_duplicates::protocol::reading::{ReadAnswer, ReadItem, ReadWhat, Source, TextId, TextPart};
use gloo_timers::future::TimeoutFuture;
use js_sys::{JSON, Reflect, Uint8Array};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlTextAreaElement};

use super::network::{Network, Widget};
use super::stage::{send, text_of};

/// What a portal says to `profile`.
const PROFILE: &str = r#"{ "result": { "ID": "1", "ADMIN": true, "NAME": "Anna" }, "time": {} }"#;

/// The file that the page names.
const NAME: &str = "reader-of-the-test.js";

/// Answers each part with what the test has put into `items`, under the number of the text that it is of: six bytes.
const READS: &str = "\
    postMessage(new Uint8Array()); \
    onmessage = ({ data }) => { \
        const answer = new Uint8Array(6 + items.length); \
        answer.set(data.subarray(0, 6)); \
        answer.set(items, 6); \
        postMessage(answer, [answer.buffer]); \
    };";

/// Stands in for `Worker` until it is dropped.
struct Workers {
    before: JsValue,
    named: Element,
}

impl Workers {
    /// Each worker runs this, whatever file it is to start with.
    fn running(script: &str) -> Self {
        let named = document().create_element("meta").unwrap();
        named.set_attribute("name", "b24d-reader").unwrap();
        named.set_attribute("content", NAME).unwrap();
        document().head().unwrap().append_child(&named).unwrap();
        let before = Reflect::get(&window(), &"Worker".into()).unwrap();
        let script = JSON::stringify(&script.into()).unwrap();
        let stand_in = js_sys::eval(&format!(
            "(class extends Worker {{ \
                static asked = []; \
                constructor(address, options) {{ \
                    const script = new Blob([{script}], {{ type: 'text/javascript' }}); \
                    super(URL.createObjectURL(script), options); \
                    new.target.asked.push(`${{address}} ${{options.type}}`); \
                }} \
            }})"
        ));
        Reflect::set(&window(), &"Worker".into(), &stand_in.unwrap()).unwrap();
        Self { before, named }
    }

    /// What was to be started, in which way.
    fn asked() -> String {
        let stand_in = Reflect::get(&window(), &"Worker".into()).unwrap();
        let asked = Reflect::get(&stand_in, &"asked".into()).unwrap();
        JSON::stringify(&asked).unwrap().into()
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        Reflect::set(&window(), &"Worker".into(), &self.before).unwrap();
        self.named.remove();
    }
}

/// The page once it is connected.
async fn connected() -> Widget {
    let widget = Widget::new();
    widget.webhook_field().await.set_value("https://portal.example/rest/1/secretsecret1/");
    widget.connect();
    widget
}

/// The only element of a selector, as soon as it is there.
async fn awaited(widget: &Widget, selector: &str) -> Element {
    loop {
        if let Some(element) = widget.place.query_selector(selector).unwrap() {
            return element;
        }
        TimeoutFuture::new(0).await;
    }
}

async fn type_in(widget: &Widget, text: &str) {
    let field: HtmlTextAreaElement = awaited(widget, "textarea[name=values]").await.unchecked_into();
    field.set_value(text);
    send(&field, "input");
}

/// Waits until the page says this somewhere.
async fn until_said(widget: &Widget, words: &str) {
    while !text_of(&widget.place).contains(words) {
        TimeoutFuture::new(0).await;
    }
}

/// What a module reads of a text, without the six bytes that say of which.
fn items() -> Vec<u8> {
    let phone = ReadWhat::Found {
        kind: CommKind::Phone,
        spelling: "9161234567".to_owned(),
        variants: vec![(Form::International, "+79161234567".to_owned())],
    };
    let items = [(0..10, phone), (11..21, ReadWhat::Unread(Unread::Date))];
    let items = items.map(|(span, what)| ReadItem { line: 1, span, what });
    let of = TextId { source: Source::Typed, number: 0 };
    ReadAnswer { of, part: TextPart::Whole, items: items.into() }.to_bytes().split_off(6)
}

#[wasm_bindgen_test]
async fn a_text_is_read_by_the_module_that_the_page_names() {
    let _network = Network::answering(PROFILE);
    let items = JSON::stringify(&js_sys::Array::from(&Uint8Array::from(items().as_slice()))).unwrap();
    let _workers = Workers::running(&format!("const items = {items}; {READS}"));
    let widget = connected().await;
    type_in(&widget, "9161234567 12.03.2024").await;
    until_said(&widget, "1 phone, 1 piece not read").await;
    assert_eq!(Workers::asked(), format!("[\"{NAME} module\"]"), "it is started once, as a module");
    let piece = awaited(&widget, "[data-unread] input").await;
    assert_eq!(Reflect::get(&piece, &"value".into()).unwrap(), "12.03.2024");
    assert!(widget.place.query_selector("[data-rules]").unwrap().is_none());
}

/// The script cannot be run, as where it is not there or is another one.
#[wasm_bindgen_test]
async fn where_the_module_fails_the_page_says_so_and_reads_by_simple_rules() {
    let _network = Network::answering(PROFILE);
    let _workers = Workers::running("throw new Error('no module');");
    let widget = connected().await;
    type_in(&widget, "8 (916) 123-45-67").await;
    until_said(&widget, "read by simple rules").await;
    until_said(&widget, "1 phone").await;
}

/// Once it was there, it says something that no module says.
#[wasm_bindgen_test]
async fn a_module_that_talks_nonsense_is_a_module_that_failed() {
    let _network = Network::answering(PROFILE);
    let _workers = Workers::running(
        "postMessage(new Uint8Array()); onmessage = () => postMessage(new Uint8Array([255]));",
    );
    let widget = connected().await;
    type_in(&widget, "8 (916) 123-45-67").await;
    until_said(&widget, "read by simple rules").await;
    until_said(&widget, "1 phone").await;
}

/// *Try again* starts another one, and what stands in the box is read anew.
#[wasm_bindgen_test]
async fn another_module_can_be_tried() {
    let _network = Network::answering(PROFILE);
    let widget = {
        let _workers = Workers::running("throw new Error('no module');");
        let widget = connected().await;
        type_in(&widget, "9161234567 12.03.2024").await;
        until_said(&widget, "read by simple rules").await;
        widget
    };
    let items = JSON::stringify(&js_sys::Array::from(&Uint8Array::from(items().as_slice()))).unwrap();
    let _workers = Workers::running(&format!("const items = {items}; {READS}"));
    let button = awaited(&widget, "button[name=start-reader]").await;
    button.unchecked_into::<web_sys::HtmlElement>().click();
    until_said(&widget, "1 phone, 1 piece not read").await;
}
