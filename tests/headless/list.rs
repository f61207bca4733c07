//! The check of a list: what its screens say, and a table of which few rows are in the page.

use b24_duplicates::domain::EntityType;
use b24_duplicates::page::{
    CheckedView, ExportRows, FileChoice, Headings, Holds, Intent, LeavingView, ListGrouping, ListIntent,
    ListSort, ListStage, MAX_WINDOW, ScreenView, Separator, VerdictKind, View, WriteAs,
};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, Element, Event, EventInit, HtmlElement,
    HtmlInputElement, HtmlSelectElement, KeyboardEvent, KeyboardEventInit,
};

use super::stage::{Stage, send, settle, text_of};
use super::view_of;

/// What was said but for the rows that are asked for, which is said whenever a table is laid out.
fn wanted(stage: &Stage) -> Vec<ListIntent> {
    let of_list = |intent| match intent {
        Intent::List(ListIntent::ShowRows { .. }) => None,
        Intent::List(intent) => Some(intent),
        other => panic!("{other:?}"),
    };
    stage.said().into_iter().filter_map(of_list).collect()
}

/// The rows that were asked for last.
fn asked(stage: &Stage) -> (u32, u32) {
    let rows = |intent: &Intent| match intent {
        Intent::List(ListIntent::ShowRows { first, count }) => Some((*first, *count)),
        _ => None,
    };
    stage.said().iter().filter_map(rows).next_back().unwrap()
}

fn press(target: &Element, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    assert!(!target.dispatch_event(&event).unwrap(), "{key} is left to the browser");
}

#[wasm_bindgen_test]
fn each_button_of_a_list_says_one_thing() {
    let saves = |rows, format| ListIntent::Export { format, rows };
    let rows = [
        ("list-entry", "button[name=show-list]", ListIntent::Show),
        ("list-idle", "button[name=leave-list]", ListIntent::Leave),
        ("list-opening", "button[name=give-up-file]", ListIntent::AnotherFile),
        ("list-refused", ".notice button[name=another-file]", ListIntent::AnotherFile),
        ("list-preview", "button[name=read-rows]", ListIntent::ReadRows),
        ("list-preview", ".list-head button[name=another-file]", ListIntent::AnotherFile),
        ("list-unknown", "button[name=to-results]", ListIntent::ToResults),
        ("list-reading", "button[name=give-up-reading]", ListIntent::ToPreview),
        ("list-ready", "button[name=begin-list]", ListIntent::Begin),
        ("list-ready", "button[name=to-preview]", ListIntent::ToPreview),
        ("list-ready", "input[name=keep-list]", ListIntent::ToggleKeep),
        ("list-done", "button[name=to-preview]", ListIntent::ToPreview),
        ("list-running", "button[name=hold]", ListIntent::Pause),
        ("list-running", "button[name=stop]", ListIntent::Stop),
        ("list-paused", "button[name=hold]", ListIntent::GoOn),
        ("list-stopped", "button[name=rest]", ListIntent::ContinueWithRest),
        ("list-out-of-date", "button[name=begin-list]", ListIntent::Begin),
        ("list-lost", "button[name=clear-search]", ListIntent::Search(String::new())),
        ("list-done", "[name=list-filter][value=new]", ListIntent::ToggleFilter(VerdictKind::New)),
        ("list-none-shown", "button[name=clear-filters]", ListIntent::ClearFilters),
        ("list-done", "button[name=save-shown-csv]", saves(ExportRows::Shown, WriteAs::Csv)),
        ("list-done", "button[name=save-shown-xlsx]", saves(ExportRows::Shown, WriteAs::Xlsx)),
        ("list-done", "button[name=save-all-csv]", saves(ExportRows::All, WriteAs::Csv)),
        ("list-done", "button[name=save-all-xlsx]", saves(ExportRows::All, WriteAs::Xlsx)),
        ("list-done", ".list-drawn [data-row='4']", ListIntent::OpenRow(2)),
        ("list-writing", "button[name=stop-saving]", ListIntent::StopSaving),
        ("list-opened", "button[name=close-row]", ListIntent::CloseRow),
    ];
    for (sample, selector, intent) in rows {
        let stage = Stage::new(view_of(sample));
        stage.click(selector);
        assert_eq!(wanted(&stage), [intent], "{sample}: {selector}");
    }
    let stage = Stage::new(view_of("list-lost"));
    assert!(stage.all("button[name=to-preview]").is_empty(), "there are no columns without the file");
    let stage = Stage::new(view_of("list-unknown"));
    stage.click("button[name=read-rows]");
    assert!(wanted(&stage).is_empty(), "no column can be read");
}

#[wasm_bindgen_test]
fn each_choice_of_a_list_says_what_was_chosen() {
    let rows = [
        ("list-preview", "[name=charset]", "0", ListIntent::Choose(FileChoice::Charset("UTF-8".to_owned()))),
        ("list-preview", "[name=separator]", "2", ListIntent::Choose(FileChoice::Separator(Separator::Tab))),
        ("list-preview", "[name=headings]", "1", ListIntent::Choose(FileChoice::Headings(Headings::Absent))),
        ("list-preview", "[data-holds=emails] select", "2", ListIntent::SetColumn(2, Holds::Both)),
        ("list-ready", "[name=list-entity]", "CONTACT", ListIntent::ChooseType(Some(EntityType::Contact))),
        ("list-out-of-date", "[name=list-entity]", "", ListIntent::ChooseType(None)),
        ("list-done", "[name=list-sort]", "verdict", ListIntent::Sort(ListSort::Verdict)),
        ("list-done", "[name=list-group]", "by-record", ListIntent::Group(ListGrouping::ByRecord)),
    ];
    for (sample, selector, value, intent) in rows {
        let stage = Stage::new(view_of(sample));
        let select: HtmlSelectElement = stage.one(selector).dyn_into().unwrap();
        select.set_value(value);
        send(&select, "change");
        assert_eq!(wanted(&stage), [intent], "{selector}");
    }
    let stage = Stage::new(view_of("list-preview"));
    assert!(stage.all("select[name=sheet]").is_empty(), "there is one sheet");
    let chosen: HtmlSelectElement = stage.one("select[name=charset]").dyn_into().unwrap();
    assert_eq!(chosen.value(), "1", "what was found is chosen");
}

/// The cells are in the module: without it a text that was typed was looked for nowhere, and nothing said so.
#[wasm_bindgen_test]
fn nothing_is_searched_for_in_cells_that_are_not_at_hand() {
    let field = |sample| -> HtmlInputElement {
        let stage = Stage::new(view_of(sample));
        let field = stage.one("input[name=list-search]");
        let why = stage.all("[data-search-lost]").first().map(Element::id);
        assert_eq!(field.get_attribute("aria-describedby"), why, "{sample}");
        field.dyn_into().unwrap()
    };
    let (here, lost) = (field("list-done"), field("list-lost"));
    assert!(!here.read_only() && here.get_attribute("aria-disabled").is_none());
    assert!(lost.read_only() && lost.get_attribute("aria-disabled").as_deref() == Some("true"));
    let stage = Stage::new(view_of("list-running"));
    assert!(
        stage.all("[name=list-entity]").is_empty(),
        "a check that goes on asks for what it was begun with"
    );
    let stage = Stage::new(view_of("list-out-of-date"));
    assert!(stage.one("[data-stale]").query_selector("[role=grid]").unwrap().is_some());
}

#[wasm_bindgen_test]
fn a_table_that_is_pasted_is_taken_and_nothing_of_it_comes_into_the_box() {
    let stage = Stage::new(view_of("list-idle"));
    let data = DataTransfer::new().unwrap();
    data.set_data("text/plain", "Name\tPhone\nAnna\t1234567\n").unwrap();
    let init = ClipboardEventInit::new();
    init.set_clipboard_data(Some(&data));
    init.set_cancelable(true);
    let paste = ClipboardEvent::new_with_event_init_dict("paste", &init).unwrap();
    assert!(!stage.one("textarea[name=list-text]").dispatch_event(&paste).unwrap());
    assert_eq!(wanted(&stage), [ListIntent::TextPasted("Name\tPhone\nAnna\t1234567\n".to_owned())]);
}

#[wasm_bindgen_test]
fn what_is_wrong_with_a_piece_is_put_right_in_its_place() {
    let stage = Stage::new(view_of("list-ready"));
    assert_eq!(stage.all("[data-unread] li").len(), 50, "not all at once");
    stage.click("[data-unread] summary");
    let field: HtmlInputElement = stage.all("[data-unread] input")[1].clone().dyn_into().unwrap();
    field.set_value("petrov@pochta.example");
    send(&field, "input");
    press(&field, "Enter");
    let by = "petrov@pochta.example".to_owned();
    assert_eq!(wanted(&stage), [ListIntent::Correct { place: 1, by }]);
}

#[wasm_bindgen_test]
async fn of_a_list_of_200_000_rows_a_few_are_in_the_page_and_the_others_are_asked_for() {
    let stage = Stage::new(view_of("list-long"));
    settle().await;
    let grid: HtmlElement = stage.one("[role=grid]").dyn_into().unwrap();
    assert_eq!(grid.get_attribute("aria-rowcount").as_deref(), Some("200001"));
    let (first, count) = asked(&stage);
    assert!(first == 0 && (16..=MAX_WINDOW).contains(&count), "{count}");
    assert!(grid.scroll_height() >= 200_000 * 40, "the scroll bar is that of all rows");
    grid.set_scroll_top(4_000_000);
    send(&grid, "scroll");
    settle().await;
    let (first, count) = asked(&stage);
    assert!(first <= 100_000 && first + count > 100_000, "{first} and {count}");
    stage.show(window_from(first)).await;
    let place =
        stage.one(".list-drawn").get_bounding_client_rect().top() - grid.get_bounding_client_rect().top();
    // The head stands above; what is drawn begins a few rows above that, and reaches below what is seen.
    assert!((-900.0..40.0).contains(&place), "{place}");
    assert_eq!(
        stage.all("[role=row][data-row]")[0].get_attribute("aria-rowindex"),
        Some((first + 2).to_string())
    );
}

/// The same table, whose window begins at a row.
fn window_from(first: u32) -> View {
    let mut view = view_of("list-long");
    let ScreenView::Page(page) = &mut view.screen else { panic!("a page") };
    let Some(ListStage::Checked(checked)) = page.list.as_mut().map(|list| &mut list.stage) else {
        panic!("a check")
    };
    checked.table.first = u64::from(first);
    for (row, number) in checked.table.rows.iter_mut().zip(first..) {
        (row.row, row.number) = (number, u64::from(number) + 2);
    }
    view
}

#[wasm_bindgen_test]
async fn the_keyboard_goes_through_the_rows_and_opens_one() {
    let stage = Stage::new(view_of("list-done"));
    settle().await;
    let grid: HtmlElement = stage.one("[role=grid]").dyn_into().unwrap();
    let current = || grid.get_attribute("aria-activedescendant").map(|id| stage.one(&format!("#{id}")));
    assert_eq!(current().unwrap().get_attribute("data-row").as_deref(), Some("2"));
    press(&grid, "ArrowDown");
    press(&grid, "ArrowDown");
    press(&grid, "ArrowUp");
    settle().await;
    assert_eq!(current().unwrap().get_attribute("data-row").as_deref(), Some("3"));
    assert_eq!(current().unwrap().get_attribute("aria-selected").as_deref(), Some("true"));
    stage.said();
    press(&grid, "Enter");
    press(&grid, "Escape");
    assert_eq!(wanted(&stage), [ListIntent::OpenRow(1), ListIntent::CloseRow]);
    press(&grid, "End");
    settle().await;
    let (first, count) = asked(&stage);
    assert!(first + count >= 1_240, "{first} and {count}");
    assert!(grid.scroll_top() > 0);
    press(&grid, "Home");
    settle().await;
    assert_eq!((grid.scroll_top(), asked(&stage).0), (0, 0));
}

/// Changes what is shown of a check.
fn change(view: &mut View, change: impl FnOnce(&mut CheckedView)) {
    let ScreenView::Page(page) = &mut view.screen else { panic!("a page") };
    match page.list.as_mut().map(|list| &mut list.stage) {
        Some(ListStage::Checked(checked)) => change(checked),
        _ => panic!("a check"),
    }
}

/// While a check runs, a filter lets rows in and out above the one in which the keyboard is.
#[wasm_bindgen_test]
async fn the_keyboard_stays_in_its_row_wherever_that_moves() {
    let stage = Stage::new(view_of("list-done"));
    settle().await;
    let grid: HtmlElement = stage.one("[role=grid]").dyn_into().unwrap();
    press(&grid, "ArrowDown");
    press(&grid, "ArrowDown");
    settle().await;
    let mut moved = view_of("list-done");
    change(&mut moved, |checked| drop(checked.table.rows.remove(0)));
    stage.show(moved.clone()).await;
    let current = || grid.get_attribute("aria-activedescendant").map(|id| stage.one(&format!("#{id}")));
    assert_eq!(current().unwrap().get_attribute("data-row").as_deref(), Some("4"));
    assert_eq!(current().unwrap().get_attribute("aria-rowindex").as_deref(), Some("3"));
    stage.said();
    press(&grid, "Enter");
    assert_eq!(wanted(&stage), [ListIntent::OpenRow(2)]);
    // Shown no more, it leaves its place to the next one, which is said before it is opened.
    change(&mut moved, |checked| drop(checked.table.rows.remove(1)));
    stage.show(moved).await;
    assert_eq!(current().unwrap().get_attribute("data-row").as_deref(), Some("5"));
    press(&grid, "Enter");
    assert_eq!(wanted(&stage), [ListIntent::OpenRow(3)]);
}

#[wasm_bindgen_test]
async fn the_row_of_the_keyboard_is_seen_in_a_low_frame_too() {
    let stage = Stage::new(view_of("list-done"));
    let grid: HtmlElement = stage.one("[role=grid]").dyn_into().unwrap();
    grid.style().set_property("max-block-size", "160px").unwrap();
    send(&grid, "scroll");
    settle().await;
    for _ in 0..5 {
        press(&grid, "ArrowDown");
        settle().await;
    }
    let row = stage.one(&format!("#{}", grid.get_attribute("aria-activedescendant").unwrap()));
    assert_eq!(row.get_attribute("data-row").as_deref(), Some("7"));
    let (outer, inner) = (grid.get_bounding_client_rect(), row.get_bounding_client_rect());
    assert!(inner.bottom() <= outer.bottom() + 1.0, "{} below {}", inner.bottom(), outer.bottom());
}

#[wasm_bindgen_test]
async fn a_check_that_is_not_saved_is_not_given_up_by_one_press() {
    let mut view = view_of("list-done");
    view.leaving.keeps_page = true;
    let stage = Stage::new(view);
    stage.click("button[name=another-file]");
    settle().await;
    assert!(wanted(&stage).is_empty());
    assert_eq!(stage.all(".question:focus").len(), 1);
    press(&stage.one(".question"), "Escape");
    settle().await;
    assert!(stage.all(".question").is_empty());
    assert_eq!(stage.all("button[name=another-file]:focus").len(), 1);
    stage.click("button[name=another-file]");
    settle().await;
    stage.click("button[name=for-sure]");
    assert_eq!(wanted(&stage), [ListIntent::AnotherFile]);
}

#[wasm_bindgen_test]
async fn a_file_that_is_dropped_over_a_list_is_answered_by_a_question() {
    for sample in ["list-preview", "list-ready", "list-running"] {
        let stage = Stage::new(view_of(sample));
        send(&stage.one("[data-list] h2"), "drop");
        settle().await;
        assert!(stage.text(".question").contains("There is a list here already"), "{sample}");
        stage.click("button[name=keep]");
        settle().await;
        assert!(stage.all(".question").is_empty() && wanted(&stage).is_empty(), "{sample}");
    }
    let stage = Stage::new(view_of("list-idle"));
    send(&stage.one("[data-list] h2"), "drop");
    settle().await;
    assert!(stage.all(".question").is_empty(), "there is nothing to be given up");
}

/// Who has paused with the keyboard goes on with it.
#[wasm_bindgen_test]
async fn a_button_that_becomes_another_one_keeps_the_focus() {
    let stage = Stage::new(view_of("list-running"));
    let button: HtmlElement = stage.one("button[name=hold]").dyn_into().unwrap();
    button.focus().unwrap();
    stage.show(view_of("list-paused")).await;
    assert_eq!(stage.all("button[name=hold]:focus").len(), 1);
    assert_eq!(text_of(&stage.one("button[name=hold]:focus")), "Go on");
}

/// While a file is written its buttons are off, and stay where they are.
#[wasm_bindgen_test]
async fn a_file_that_is_being_written_is_not_asked_for_twice() {
    let stage = Stage::new(view_of("list-done"));
    let button: HtmlElement = stage.one("button[name=save-all-csv]").dyn_into().unwrap();
    button.focus().unwrap();
    stage.show(view_of("list-writing")).await;
    assert_eq!(stage.all("button[name=save-all-csv][aria-disabled=true]:focus").len(), 1);
    stage.said();
    stage.click("button[name=save-all-csv]");
    assert!(wanted(&stage).is_empty());
}

/// Whether the browser would ask someone who closes the page.
fn is_asked() -> bool {
    let init = EventInit::new();
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict("beforeunload", &init).unwrap();
    !window().dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
async fn a_check_is_told_of_and_kept_behind_the_search_box_too() {
    let title = document().title();
    let mut view = view_of("list-entry");
    let stage = Stage::new(view.clone());
    settle().await;
    assert!(!is_asked());
    view.leaving = LeavingView { share: Some(40), keeps_page: true };
    stage.show(view.clone()).await;
    assert!(document().title().starts_with("40"), "{}", document().title());
    assert!(is_asked());
    // Who closed the page from another screen was not asked.
    for sample in ["install-busy", "compare"] {
        view.screen = view_of(sample).screen;
        stage.show(view.clone()).await;
        assert!(is_asked() && document().title().starts_with("40"), "{sample}");
    }
    drop(stage);
    assert!(!is_asked(), "a widget that is gone keeps nobody");
    document().set_title(&title);
}

#[wasm_bindgen_test]
fn what_a_bar_shows_stands_beside_it_in_words() {
    let stage = Stage::new(view_of("list-done"));
    let parts = stage.all(".list-stack rect").len();
    assert_eq!(parts, 9);
    assert_eq!(stage.all("[data-shares=verdicts] li").len(), parts);
    for part in stage.all("[data-shares] li") {
        assert!(text_of(&part).contains("rows"), "{}", text_of(&part));
    }
    for picture in stage.all(".list-summary svg") {
        assert_eq!(picture.get_attribute("aria-hidden").as_deref(), Some("true"));
    }
}
