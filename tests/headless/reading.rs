//! What the form says of reading, and what can be done about it.

use b24_duplicates::domain::Country;
use b24_duplicates::page::{FormIntent, Intent, ScreenView, UnreadPieceView};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use super::actions::{js_value, key};
use super::stage::{Stage, send, settle};
use super::view_of;

fn pieces(sample: &str) -> Vec<UnreadPieceView> {
    match view_of(sample).screen {
        ScreenView::Page(page) => page.form.unwrap().unread.unwrap().pieces,
        other => panic!("{other:?}"),
    }
}

fn correction(piece: &UnreadPieceView, by: &str) -> Intent {
    let UnreadPieceView { source, start, text, .. } = piece.clone();
    Intent::Form(FormIntent::Correct { source, start, piece: text, by: by.to_owned() })
}

#[wasm_bindgen_test]
async fn a_piece_that_was_not_read_is_corrected_by_enter_or_by_its_button() {
    let stage = Stage::new(view_of("page-unread"));
    settle().await;
    let pieces = pieces("page-unread");
    stage.one("[data-unread]").set_attribute("open", "").unwrap();
    let fields = stage.all("[data-unread] input");
    assert_eq!(fields.len(), pieces.len() - 1, "what is too long to be corrected has no field");
    let field: HtmlInputElement = fields[0].clone().dyn_into().unwrap();
    assert_eq!(field.value(), pieces[0].text);
    assert_eq!(field.get_attribute("aria-label").as_deref(), Some("Correct what stands in line 1"));
    field.focus().unwrap();
    field.set_value("+49 30 1234567");
    send(&field, "input");
    assert!(stage.said().is_empty(), "nothing happens while it is written");
    key(&field, "Enter", false);
    assert_eq!(stage.said(), [correction(&pieces[0], "+49 30 1234567")]);
    let focused = stage.one("[data-unread] input:focus");
    assert_eq!(focused, fields[1], "the next one has the focus");
    stage.click("[data-unread] li:nth-child(3) button");
    assert_eq!(stage.said(), [correction(&pieces[2], &pieces[2].text)]);
    assert_eq!(stage.all("[data-unread] summary:focus").len(), 1, "there is no other one");
    stage.click("button[name=copy-unread]");
    assert_eq!(stage.said(), [Intent::Form(FormIntent::CopyUnread)]);
}

#[wasm_bindgen_test]
fn countries_are_named_and_sorted_in_the_language_and_can_be_chosen() {
    let stage = Stage::new(view_of("page-ready"));
    let options = stage.all("select[name=country] option");
    let names: Vec<String> = options.iter().skip(1).map(|option| option.text_content().unwrap()).collect();
    assert_eq!(names.len(), Country::all().count());
    assert_eq!(names[0], "Afghanistan");
    assert!(names.iter().any(|name| name == "Germany"), "{names:?}");
    let chosen = stage.one("select[name=country] option:checked");
    assert_eq!(chosen.text_content().as_deref(), Some("Germany"));
    let select = stage.one("select[name=country]");
    for (value, country) in [("KZ", Country::from_code("KZ")), ("", None)] {
        js_value(&select, value);
        send(&select, "change");
        assert_eq!(stage.said(), [Intent::Form(FormIntent::ChooseCountry(country))]);
    }
}

#[wasm_bindgen_test]
fn that_simple_rules_read_is_said_with_a_way_to_try_again() {
    let stage = Stage::new(view_of("page-simple-rules"));
    assert!(stage.one("[data-rules]").text_content().unwrap().contains("simple rules"));
    stage.click("button[name=start-reader]");
    assert_eq!(stage.said(), [Intent::Form(FormIntent::StartReader)]);
    assert!(Stage::new(view_of("page-ready")).all("[data-rules]").is_empty());
}

#[wasm_bindgen_test]
fn who_goes_into_the_box_is_about_to_type() {
    let stage = Stage::new(view_of("page-ready"));
    let field: HtmlElement = stage.one("textarea[name=values]").dyn_into().unwrap();
    field.focus().unwrap();
    assert_eq!(stage.said(), [Intent::Form(FormIntent::Focus)]);
}
