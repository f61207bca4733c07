//! The module that reads texts, as the mounted page starts and hears it: one that answers, and those that do not. What
//! stands in its place is a worker with a script of the test's; the module itself is run in journeys.

use b24_duplicates::domain::{CommKind, Form, Unread};
use b24_duplicates::protocol::reading::{ReadAnswer, ReadItem, ReadWhat, Source, TextId, TextPart};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, JSON, Reflect, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::network::{Network, Widget};
use super::stage::{send, text_of};

/// What a portal says to `profile`.
const PROFILE: &str = r#"{ "result": { "ID": "1", "ADMIN": true, "NAME": "Anna" }, "time": {} }"#;

/// The file that the page names.
const NAME: &str = "reader-of-the-test.js";

/// Says that it is there.
const READY: &str = "postMessage(new Uint8Array());";

/// Answers each part with what the test has put into `items`, under the number of the text that it is of: six bytes.
const READS: &str = "\
    onmessage = ({ data }) => { \
        const answer = new Uint8Array(6 + items.length); \
        answer.set(data.subarray(0, 6)); \
        answer.set(items, 6); \
        postMessage(answer, [answer.buffer]); \
    };";

/// Stands in for `Worker`, and for the clock by which one that is silent is given up: its wait ends when the test says so.
/// What is called `Worker` here is a function of the test runner's, which listens to consoles and whose workers are of the
/// browser's own class, whatever is derived from it.
const STAND_IN: &str = "(() => { \
    const [before, set, clear] = [Worker, setTimeout, clearTimeout]; \
    const Usual = before.prototype.constructor; \
    const told = []; \
    const waits = new Map(); \
    window.Worker = class Worker extends Usual { \
        constructor(address, options) { \
            super(URL.createObjectURL(new Blob([SCRIPT], { type: 'text/javascript' })), options); \
            told.push(`${address} ${options.type}`); \
        } \
        terminate() { \
            told.push('ended'); \
            super.terminate(); \
        } \
    }; \
    window.setTimeout = (run, after, ...rest) => { \
        if (after !== 20000) return set(run, after, ...rest); \
        const wait = {}; \
        waits.set(wait, run); \
        return wait; \
    }; \
    window.clearTimeout = (wait) => waits.delete(wait) || clear(wait); \
    return { \
        told: () => told.join(', '), \
        wait: () => waits.size, \
        expire: () => [...waits].forEach(([wait, run]) => waits.delete(wait) && run()), \
        leave: () => Object.assign(window, { Worker: before, setTimeout: set, clearTimeout: clear }), \
    }; \
})()";

/// The stand-ins, until they are dropped.
struct Workers {
    stand_in: JsValue,
    named: Element,
}

impl Workers {
    /// Each worker runs this, whatever file it is to start with.
    fn running(script: &str) -> Self {
        let named = document().create_element("meta").unwrap();
        named.set_attribute("name", "b24d-reader").unwrap();
        named.set_attribute("content", NAME).unwrap();
        document().head().unwrap().append_child(&named).unwrap();
        let script: String = JSON::stringify(&script.into()).unwrap().into();
        let stand_in = js_sys::eval(&STAND_IN.replace("SCRIPT", &script)).unwrap();
        Self { stand_in, named }
    }

    /// They answer with these pieces of a text.
    fn reading() -> Self {
        let items = JSON::stringify(&js_sys::Array::from(&Uint8Array::from(items().as_slice()))).unwrap();
        Self::running(&format!("const items = {items}; {READS} {READY}"))
    }

    fn call(&self, name: &str) -> JsValue {
        let function: Function = Reflect::get(&self.stand_in, &name.into()).unwrap().unchecked_into();
        function.call0(&self.stand_in).unwrap()
    }

    /// What was to be started, in which way, and what was ended.
    fn told(&self) -> String {
        self.call("told").as_string().unwrap()
    }

    /// As if the page had waited as long as it does, once it waits.
    async fn let_expire(&self) {
        while self.call("wait") == 0 {
            TimeoutFuture::new(0).await;
        }
        self.call("expire");
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.call("leave");
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

async fn type_in(widget: &Widget, text: &str) {
    let field: HtmlTextAreaElement = widget.shown("textarea[name=values]").await.unchecked_into();
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
    let workers = Workers::reading();
    let widget = connected().await;
    type_in(&widget, "9161234567 12.03.2024").await;
    until_said(&widget, "1 phone, 1 piece not read").await;
    assert_eq!(workers.told(), format!("{NAME} module"), "it is started once, as a module");
    let piece = widget.shown("[data-unread] input").await;
    assert_eq!(Reflect::get(&piece, &"value".into()).unwrap(), "12.03.2024");
    assert!(widget.place.query_selector("[data-rules]").unwrap().is_none());
    assert_eq!(workers.call("wait"), 0, "nothing is waited for any more");
    drop(widget);
    assert_eq!(workers.told(), format!("{NAME} module, ended"), "it ends with the widget");
}

/// The script cannot be run, as where it is not there or is another one.
#[wasm_bindgen_test]
async fn where_the_module_fails_the_page_says_so_and_reads_by_simple_rules() {
    let _network = Network::answering(PROFILE);
    let workers = Workers::running("throw new Error('no module');");
    let widget = connected().await;
    type_in(&widget, "8 (916) 123-45-67").await;
    until_said(&widget, "read by simple rules").await;
    until_said(&widget, "1 phone").await;
    assert_eq!(workers.told(), format!("{NAME} module, ended"));
}

/// Once it was there, it says something that no module says.
#[wasm_bindgen_test]
async fn a_module_that_talks_nonsense_is_a_module_that_failed() {
    let _network = Network::answering(PROFILE);
    let _workers =
        Workers::running(&format!("onmessage = () => postMessage(new Uint8Array([255])); {READY}"));
    let widget = connected().await;
    type_in(&widget, "8 (916) 123-45-67").await;
    until_said(&widget, "read by simple rules").await;
    until_said(&widget, "1 phone").await;
}

/// One that never starts, and one that starts and does not answer: neither may keep what was typed for ever.
#[wasm_bindgen_test]
async fn a_module_that_is_silent_is_given_up_when_its_time_is_over() {
    let _network = Network::answering(PROFILE);
    for (script, is_ready) in [("", false), (READY, true)] {
        let workers = Workers::running(script);
        let widget = connected().await;
        type_in(&widget, "8 (916) 123-45-67").await;
        while is_ready && text_of(&widget.place).contains("Getting ready to read") {
            TimeoutFuture::new(0).await;
        }
        workers.let_expire().await;
        until_said(&widget, "read by simple rules").await;
        until_said(&widget, "1 phone").await;
        assert_eq!(workers.told(), format!("{NAME} module, ended"), "it is not left running");
    }
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
    let _workers = Workers::reading();
    let button: HtmlElement = widget.shown("button[name=start-reader]").await;
    button.click();
    until_said(&widget, "1 phone, 1 piece not read").await;
}
