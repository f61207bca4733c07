//! What a user does in a browser, and what the application hears of it.

use std::cell::RefCell;
use std::rc::Rc;

use b24_duplicates::app::FocusTarget;
use b24_duplicates::domain::{CommKind, EntityType, RecordId, RecordRef};
use b24_duplicates::lookup::view::{Choice, RecordView};
use b24_duplicates::lookup::{self, Arrangement};
use b24_duplicates::page::{
    ATTACH_ABOVE_BYTES, CallIntent, FormIntent, InstallIntent, Intent, PastedPart, ScreenView, SnippetKind,
};
use b24_duplicates::protocol::OwnerKind;
use b24_duplicates::session::view::CardsOpen;
use b24_duplicates::{compare, merge};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{
    ClipboardEvent, ClipboardEventInit, DataTransfer, DragEvent, DragEventInit, Element, HtmlElement,
    HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit, MutationObserver,
    MutationObserverInit, MutationRecord,
};

use super::samples::parts::record;
use super::stage::{Stage, send, settle, text_of};
use super::view_of;

#[wasm_bindgen_test]
fn each_button_says_one_thing() {
    let lead = RecordRef::new(EntityType::Lead, RecordId::new(1203).unwrap());
    let contact = |id| RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap());
    let bind = |entity| InstallIntent::Bind(OwnerKind::Record(entity)).into();
    let remove = |entity| InstallIntent::Remove(OwnerKind::Record(entity)).into();
    let rows: [(_, _, Intent); 50] = [
        ("card-done", "[data-record='LEAD-1203'] a.link", lookup::Intent::Open(lead).into()),
        (
            "card-done",
            "[data-group=lead] button[name=copy-ids]",
            lookup::Intent::CopyIds(Some(EntityType::Lead)).into(),
        ),
        ("card-done", "button[name=copy-all-ids]", lookup::Intent::CopyIds(None).into()),
        ("card-done", "button[name=refresh]", Intent::Refresh),
        ("card-done", "button[name=show-call]", CallIntent::Toggle.into()),
        ("card-done", "input[type=radio][value=value]", lookup::Intent::Arrange(Arrangement::ByValue).into()),
        ("card-call", "button[name=copy-call]", CallIntent::CopyCall.into()),
        ("card-call", "button[name=copy-answer]", CallIntent::CopyAnswer.into()),
        ("card-capped", "button[name=more]", lookup::Intent::ShowMore(EntityType::Contact).into()),
        ("card-paused", "button[name=resume]", lookup::Intent::Resume.into()),
        ("card-searching", "button[name=cancel]", lookup::Intent::Cancel.into()),
        ("page-done", "button[name=search]", FormIntent::Search.into()),
        ("page-done", "button[name=clear]", FormIntent::Clear.into()),
        ("page-done", "button[name=disconnect]", Intent::Disconnect),
        ("page-done", "button[name=show-install]", Intent::ShowInstall(true)),
        ("page-by-value", "button[name=more]", lookup::Intent::ShowMoreValues.into()),
        ("page-by-value", "button[name=more-records]", lookup::Intent::ShowRecords(3).into()),
        ("card-many", "[data-folded=checked] button[name=more]", lookup::Intent::ShowMoreValues.into()),
        ("page-disconnected", "button[name=connect]", Intent::Connect),
        ("page-attachment", "button[name=detach]", FormIntent::Detach.into()),
        ("page-attachment", "button[name=undo-detach]", FormIntent::UndoDetach.into()),
        ("install", "button[name=bind-all]", InstallIntent::BindAll.into()),
        ("install", "button[name=remove-all]", InstallIntent::RemoveAll.into()),
        ("install", "button[name=check]", InstallIntent::Check.into()),
        ("install", "button[name=back]", Intent::ShowInstall(false)),
        ("install", "[data-placement=CRM_CONTACT_DETAIL_TAB] button[name=bind]", bind(EntityType::Contact)),
        ("install", "button[name=remove-lead]", remove(EntityType::Lead)),
        ("install-without", "button[name=for-sure]", InstallIntent::ForSure.into()),
        ("install-remove-one", "button[name=keep]", InstallIntent::Keep.into()),
        ("install-remove", "button[name=for-sure]", InstallIntent::ForSure.into()),
        ("install-remove", "button[name=keep]", InstallIntent::Keep.into()),
        ("page-too-many", "button[name=search-first]", FormIntent::SearchFirst.into()),
        ("install-first", "button[name=finish]", InstallIntent::Finish.into()),
        ("card-done", "[data-record='LEAD-1203'] input[name=choose]", lookup::Intent::Choose(lead).into()),
        ("card-chosen", "button[name=compare]", lookup::Intent::Compare.into()),
        ("compare", "button[name=back]", compare::Intent::Back.into()),
        ("compare", "button[name=again]", compare::Intent::Again.into()),
        ("compare", "button[name=print]", compare::Intent::Print.into()),
        ("compare", "input[value=differences]", compare::Intent::Show(compare::Shown::Differences).into()),
        ("compare-differences", "input[value=all]", compare::Intent::Show(compare::Shown::All).into()),
        ("compare", "input[value=ties]", compare::Intent::Arrange(compare::Arrangement::Ties).into()),
        (
            "compare-ties",
            "input[value=fields]",
            compare::Intent::Arrange(compare::Arrangement::Fields).into(),
        ),
        ("compare-ties", ".ties-values li:nth-child(2) button", compare::Intent::Pick(1).into()),
        ("compare", "button[name=merge]", merge::Intent::Begin.into()),
        ("merge-choosing", "input[value='1002']", merge::Intent::Survive(contact(1002)).into()),
        ("merge-choosing", "button[name=merge-ask]", merge::Intent::Ask.into()),
        ("merge-choosing", "[data-page=merge]", merge::Intent::OpenPage.into()),
        ("merge-confirming", "button[name=merge-for-sure]", merge::Intent::ForSure.into()),
        ("merge-confirming", "button[name=merge-leave]", merge::Intent::Leave.into()),
        ("merge-conflict", "[data-page=merge]", merge::Intent::OpenPage.into()),
    ];
    for (sample, selector, intent) in rows {
        let stage = Stage::new(view_of(sample));
        stage.click(selector);
        assert_eq!(stage.said(), [intent], "{sample}: {selector}");
    }
}

#[wasm_bindgen_test]
fn each_choice_says_what_was_chosen() {
    let rows: [(_, _, _, Intent); 3] = [
        ("page-done", "kind", "PHONE", FormIntent::ChooseKind(Some(CommKind::Phone)).into()),
        ("page-done", "entity", "COMPANY", FormIntent::ChooseType(Some(EntityType::Company)).into()),
        ("card-call", "snippet", "crest", CallIntent::Choose(SnippetKind::Crest).into()),
    ];
    for (sample, name, value, intent) in rows {
        let stage = Stage::new(view_of(sample));
        let select = stage.one(&format!("select[name={name}]"));
        js_value(&select, value);
        send(&select, "change");
        assert_eq!(stage.said(), [intent], "{name}");
    }
}

#[wasm_bindgen_test]
fn a_button_that_is_off_says_nothing_and_stays_reachable() {
    let stage = Stage::new(view_of("page-searching"));
    stage.click("button[name=search]");
    assert!(stage.said().is_empty());
    let button: HtmlElement = stage.one("button[name=search]").dyn_into().unwrap();
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    button.focus().unwrap();
    assert_eq!(stage.all("button[name=search]:focus").len(), 1);
}

#[wasm_bindgen_test]
async fn typing_is_told_and_the_box_follows_the_view() {
    let stage = Stage::new(view_of("page-ready"));
    let field: HtmlTextAreaElement = stage.one("textarea[name=values]").dyn_into().unwrap();
    field.set_value("+49 30 1");
    send(&field, "input");
    assert_eq!(stage.said(), [Intent::Form(FormIntent::Type("+49 30 1".to_owned()))]);
    stage.show(view_of("page-done")).await;
    assert!(field.value().starts_with("8 (916)"));
    key(&field, "Enter", true);
    assert_eq!(stage.said(), [Intent::Form(FormIntent::Search)]);
    key(&field, "Enter", false);
    assert!(stage.said().is_empty(), "Enter alone begins a line");
}

#[wasm_bindgen_test]
fn a_long_paste_becomes_an_attachment_and_never_reaches_the_box() {
    let stage = Stage::new(view_of("page-ready"));
    let field = stage.one("textarea[name=values]");
    let long = "8 (916) 123-45-67\n".repeat(ATTACH_ABOVE_BYTES / 18 + 1);
    assert!(paste(&field, &long), "the field got the text");
    assert_eq!(stage.said(), [Intent::Form(FormIntent::Attach(long))]);
    assert!(!paste(&field, "8 (916) 123-45-67"), "a short text was kept from the field");
    assert!(stage.said().is_empty());
}

/// Only what was pasted was kept from the box; what was dropped into it was laid out first.
#[wasm_bindgen_test]
fn a_long_text_that_is_dropped_becomes_an_attachment_as_well() {
    let stage = Stage::new(view_of("page-ready"));
    let long = "8 (916) 123-45-67\n".repeat(ATTACH_ABOVE_BYTES / 18 + 1);
    let init = DragEventInit::new();
    init.set_data_transfer(Some(&data(&long)));
    init.set_cancelable(true);
    let drop = DragEvent::new_with_event_init_dict("drop", &init).unwrap();
    let is_left_to_the_box = stage.one("textarea[name=values]").dispatch_event(&drop).unwrap();
    assert!(!is_left_to_the_box, "the field got the text");
    assert_eq!(stage.said(), [Intent::Form(FormIntent::Attach(long))]);
}

/// A text of megabytes stopped the page while it crossed into the module.
#[wasm_bindgen_test]
async fn a_paste_of_megabytes_is_handed_over_in_parts_of_whole_lines() {
    let stage = Stage::new(view_of("page-ready"));
    let long = "8 (916) 123-45-67 \u{444}\n".repeat(60_000);
    assert!(paste(&stage.one("textarea[name=values]"), &long), "the field got the text");
    let mut told = stage.said();
    assert!(
        matches!(told.as_slice(), [Intent::Form(FormIntent::AttachPart(PastedPart::First(_)))]),
        "only the first at once"
    );
    while !matches!(told.last(), Some(Intent::Form(FormIntent::AttachPart(PastedPart::Last(_))))) {
        TimeoutFuture::new(0).await;
        told.extend(stage.said());
    }
    let part = |intent: &Intent| match intent {
        Intent::Form(FormIntent::AttachPart(
            PastedPart::First(part) | PastedPart::Next(part) | PastedPart::Last(part),
        )) => Some(part.clone()),
        _ => None,
    };
    let parts: Vec<String> = told.iter().filter_map(part).collect();
    assert!(parts.len() > 2 && parts.len() == told.len() && parts.concat() == long, "{} parts", parts.len());
    assert!(parts.iter().all(|part| part.ends_with('\n')), "a part ends in the middle of a line");
}

/// The application moves the focus to these when the button that was pressed goes away. A heading that cannot
/// be focused would leave it at the top of the page, and nobody would see.
#[wasm_bindgen_test]
fn each_place_that_gets_the_focus_can_have_it() {
    let rows = [
        ("card-done", FocusTarget::Heading),
        ("card-done", FocusTarget::Results),
        ("card-done", FocusTarget::Group(EntityType::Lead)),
        ("card-done", FocusTarget::Own("refresh")),
        ("card-searching", FocusTarget::Own("cancel")),
        ("card-cancelled", FocusTarget::Own("refresh")),
        ("card-dismissed", FocusTarget::Own("undo")),
        ("page-by-value", FocusTarget::Value(3)),
        ("card-searching", FocusTarget::Heading),
        ("page-ready", FocusTarget::Heading),
        ("page-ready", FocusTarget::SearchBox),
        ("page-done", FocusTarget::Results),
        ("page-disconnected", FocusTarget::Heading),
        ("page-disconnected", FocusTarget::WebhookField),
        ("install", FocusTarget::Heading),
        ("install-first", FocusTarget::Heading),
        ("install-first", FocusTarget::Own("finish")),
        ("install-without", FocusTarget::Own("question")),
        ("install-remove-one", FocusTarget::Own("question")),
        ("install-remove-one", FocusTarget::Own("remove-company")),
        ("install-remove-one", FocusTarget::Own("CRM_CONTACT_DETAIL_TAB")),
    ];
    for (sample, target) in rows {
        let stage = Stage::new(view_of(sample));
        let name = target.name();
        let place = format!(":is([data-focus={name}], button[name={name}])");
        stage.one(&place).dyn_into::<HtmlElement>().unwrap().focus().unwrap();
        assert_eq!(stage.all(&format!("{place}:focus")).len(), 1, "{sample}: {place}");
    }
}

/// *Escape* was ignored.
#[wasm_bindgen_test]
fn escape_takes_back_what_is_asked_and_nothing_else() {
    for (sample, said) in [
        ("install", vec![]),
        ("install-without", vec![InstallIntent::Keep.into()]),
        ("install-remove", vec![InstallIntent::Keep.into()]),
        ("install-remove-one", vec![InstallIntent::Keep.into()]),
    ] {
        let stage = Stage::new(view_of(sample));
        key(&stage.one("button[name=check]"), "a", false);
        key(&stage.one("button[name=check]"), "Escape", false);
        assert_eq!(stage.said(), said, "{sample}");
    }
}

/// Whoever has added the tab of one kind of cards stays at its row while the portal is asked and answers.
#[wasm_bindgen_test]
async fn the_row_of_a_tab_keeps_the_focus_while_it_changes() {
    let stage = Stage::new(view_of("install-first"));
    let row = "[data-focus=CRM_DEAL_DETAIL_TAB]";
    stage.one(row).dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    stage.show(view_of("install-busy")).await;
    stage.show(view_of("install-one")).await;
    assert_eq!(stage.all(&format!("{row}:focus")).len(), 1);
    assert_eq!(stage.one(row).get_attribute("data-bound").as_deref(), Some("true"));
    assert_eq!(text_of(&stage.one(&format!("{row} button"))), "Remove");
}

/// The choice of the record that stays was drawn anew with each step of the arrow keys, and lost them; later it stood there twice,
/// because the address of the portal's page names who stays.
#[wasm_bindgen_test]
async fn whoever_chooses_the_record_that_stays_keeps_the_focus() {
    let stage = Stage::new(view_of("merge-choosing"));
    let other: HtmlInputElement = stage.one("input[value='1002']").dyn_into().unwrap();
    other.focus().unwrap();
    let mut view = view_of("merge-choosing");
    if let ScreenView::Compare(screen) = &mut view.screen {
        let merge = screen.merge.as_mut().unwrap();
        merge.page.push_str("#1002");
        for candidate in &mut merge.candidates {
            candidate.chosen = candidate.reference.id.get() == 1002;
        }
    }
    let rows = stage.all(".merge-survivor input").len();
    stage.show(view).await;
    assert_eq!(stage.all(".merge-survivor input").len(), rows);
    assert!(stage.one("[data-page=merge]").get_attribute("href").unwrap().ends_with("#1002"));
    assert_eq!(stage.all("input[value='1002']:focus:checked").len(), 1);
    assert_eq!(stage.all(".merge-survivor input:checked").len(), 1);
}

/// A question mark lists the keys of the screen, but is a text where one is typed. That of a card is folded away, and opened by the
/// page's script.
#[wasm_bindgen_test]
fn a_question_mark_lists_the_keys_and_the_focus_comes_back() {
    let open = |stage: &Stage| stage.all("dialog[open]").len();
    for (sample, place, opens, own) in [
        ("page-done", "button[name=clear]", 1, "Ctrl+Enter"),
        ("page-done", "textarea[name=values]", 0, ""),
        ("install-remove", "button[name=check]", 1, "take back"),
        ("compare", "input[value=ties]", 1, "move the table"),
        ("merge-choosing", "button[name=merge-ask]", 1, "move the table"),
        ("compare-ties", "input[value=ties]", 1, "choose one"),
        ("card-done", "button[name=refresh]", 0, ""),
    ] {
        let stage = Stage::new(view_of(sample));
        let from: HtmlElement = stage.one(place).dyn_into().unwrap();
        from.focus().unwrap();
        stage.said();
        key(&from, "?", true);
        assert_eq!(open(&stage), 0, "{sample}: with Ctrl");
        key(&from, "?", false);
        assert_eq!(open(&stage), opens, "{sample}: {place}");
        assert_eq!(stage.said(), [], "{sample}: {place}");
        if opens == 1 {
            assert!(stage.text("dialog").contains(own), "{sample}: {}", stage.text("dialog"));
            assert_eq!(stage.all("button[name=close-keys]:focus").len(), 1);
            stage.click("button[name=close-keys]");
            assert_eq!((open(&stage), stage.all(&format!("{place}:focus")).len()), (0, 1), "{sample}");
            stage.click("button[name=keys]");
            assert_eq!(open(&stage), 1, "by its button");
        }
    }
}

/// A card that the slider was asked for already is opened by the link itself.
#[wasm_bindgen_test]
fn a_second_click_is_left_to_the_link() {
    let lead = RecordRef::new(EntityType::Lead, RecordId::new(1203).unwrap());
    let mut view = view_of("card-done");
    view.cards_open = CardsOpen::InSliderBut(lead);
    let stage = Stage::new(view);
    let link = stage.one("[data-record='LEAD-1203'] a.link");
    link.remove_attribute("target").unwrap();
    link.set_attribute("href", "#clicked").unwrap();
    stage.click("[data-record='LEAD-1203'] a.link");
    assert!(stage.said().is_empty());
    assert_eq!(window().location().hash().unwrap(), "#clicked");
}

/// The secret is in its field and nowhere else: no event and no attribute carries it. Browsers offered to save it as a
/// password, until the field called itself a code that is used once.
#[wasm_bindgen_test]
fn a_webhook_is_connected_without_being_told() {
    let stage = Stage::new(view_of("page-disconnected"));
    let field: HtmlInputElement = stage.one("input[name=webhook]").dyn_into().unwrap();
    assert_eq!((field.type_().as_str(), field.autocomplete().as_str()), ("password", "one-time-code"));
    field.set_value("https://portal.example/rest/1/canary/");
    send(&field, "input");
    assert!(stage.said().is_empty());
    key(&field, "Enter", false);
    assert_eq!(stage.said(), [Intent::Connect]);
    assert!(!stage.root().outer_html().contains("canary"));
}

/// What is the same stays the same element, so that focus, selection and a screen reader's place survive.
#[wasm_bindgen_test]
async fn what_did_not_change_is_left_alone() {
    let stage = Stage::new(view_of("card-done"));
    let kept =
        ["[data-record='LEAD-1203']", "[data-group=lead] button[name=copy-ids]", "[data-focus=results]"];
    let before = kept.map(|selector| stage.one(selector));
    let mut view = view_of("card-done");
    if let ScreenView::Card(card) = &mut view.screen {
        let results = card.results.as_mut().unwrap();
        results.groups[0].records[1].responsible = None;
        results.groups.remove(1);
    }
    stage.show(view).await;
    assert_eq!(kept.map(|selector| stage.one(selector)), before);
    assert!(!stage.text("[data-record='LEAD-1874']").contains("Responsible"));
    assert!(stage.all("[data-group=company]").is_empty());
}

/// Rows were told apart by their place: a record that came above redrew all below, and the link in focus lost it.
#[wasm_bindgen_test]
async fn a_record_that_comes_above_leaves_the_others_and_the_focus_alone() {
    let stage = Stage::new(view_of("card-done"));
    let link = "[data-record='LEAD-1203'] a.link";
    stage.one(link).dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    let rows = stage.all("[data-group=lead] .record");
    let mut view = view_of("card-done");
    let ScreenView::Card(card) = &mut view.screen else { panic!("no card") };
    let leads = &mut card.results.as_mut().unwrap().groups[0].records;
    leads.insert(1, record(EntityType::Lead, 1500, "Between"));
    // Several at once: `For` takes the first of those below out of the page for a moment.
    leads.insert(0, record(EntityType::Lead, 2002, "Above"));
    leads.insert(0, record(EntityType::Lead, 2001, "Above all"));
    // What becomes known of a record meanwhile is written into the row that is there.
    leads[2].title = Ok("Anna Berg-Lindqvist".to_owned());
    leads[2].address.as_mut().unwrap().push_str("elsewhere/");
    stage.show(view).await;
    let titles: Vec<_> = stage.all("[data-group=lead] .record a").iter().map(text_of).collect();
    assert_eq!(titles[..4], ["Above all", "Above", "Anna Berg-Lindqvist", "Between"]);
    let now = stage.all("[data-group=lead] .record");
    assert_eq!([&now[2], &now[4]], [&rows[0], &rows[1]]);
    assert_eq!(stage.all(&format!("{link}[href$='/elsewhere/']:focus")).len(), 1, "the focus is gone");
}

/// What is found has a row before its card comes, and is named in it. Until then there is nothing to open, and no id.
#[wasm_bindgen_test]
async fn a_record_is_named_in_the_row_that_it_has() {
    let stage = Stage::new(view_of("card-loading"));
    let rows = stage.all("[data-group=lead] .record");
    assert_eq!((rows.len(), text_of(&rows[0]).as_str()), (2, "Lead"));
    assert_eq!(stage.all("[data-group=lead] a[href], [data-record^=LEAD]").len(), 0);
    let contact = "[data-record='CONTACT-501'] a.link[href]";
    assert!(stage.text("[data-record='CONTACT-501']").contains("501"));
    stage.one(contact).dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    let mut view = view_of("card-loading");
    let ScreenView::Card(card) = &mut view.screen else { panic!("no card") };
    let groups = &mut card.results.as_mut().unwrap().groups;
    groups[0].records[0] = record(EntityType::Lead, 1203, "Anna Berg");
    groups[1].records[0] = record(EntityType::Contact, 501, "Boris");
    stage.show(view).await;
    let now = stage.all("[data-group=lead] .record");
    assert_eq!([&now[0], &now[1]], [&rows[0], &rows[1]]);
    assert_eq!(text_of(&stage.one("[data-record='LEAD-1203'] a.link[href]")), "Anna Berg");
    assert_eq!(stage.all("[data-loading]").len(), 1);
    assert_eq!(text_of(&stage.one(&format!("{contact}:focus"))), "Boris", "the focus is gone");
}

/// The same of values, two of which may be written alike, and of the records of a value.
#[wasm_bindgen_test]
async fn what_comes_above_a_value_or_its_records_leaves_the_others_alone() {
    let stage = Stage::new(view_of("page-by-value"));
    let link = "[data-value='Anna.Berg@Example.com'] [data-record='LEAD-1874'] a.link";
    stage.one(link).dyn_into::<HtmlElement>().unwrap().focus().unwrap();
    let rows = stage.all("[data-value]");
    let mut view = view_of("page-by-value");
    let ScreenView::Page(page) = &mut view.screen else { panic!("no page") };
    let values = &mut page.results.as_mut().unwrap().values;
    values[1].records.insert(0, record(EntityType::Lead, 2001, "The newest"));
    let last = values[3].clone();
    values.insert(0, last);
    stage.show(view).await;
    let now = stage.all("[data-value]");
    assert_eq!(now[1..4], rows[..3]);
    assert_eq!(now.len(), 5);
    assert_eq!(stage.all(&format!("{link}:focus")).len(), 1, "the focus is gone");
    assert_eq!(stage.all("[data-value='Anna.Berg@Example.com'] .record").len(), 2);
}

/// Two hundred rows stay as they are while something is done to one of them: what is redone is counted, and not how long
/// that takes, and is as much as with twenty.
#[wasm_bindgen_test]
async fn what_is_done_to_one_of_two_hundred_rows_touches_no_other() {
    let view = |count: u64, change: fn(&mut Vec<RecordView>)| {
        let mut view = view_of("card-done");
        let ScreenView::Card(card) = &mut view.screen else { panic!("no card") };
        let results = card.results.as_mut().unwrap();
        results.groups.truncate(1);
        let row = |id: u64| record(EntityType::Lead, id, &format!("Somebody {id}"));
        results.groups[0].records = (1..=count).map(row).collect();
        change(&mut results.groups[0].records);
        view
    };
    let mut redone = Vec::new();
    for count in [20, 200] {
        let stage = Stage::new(view(count, |_| {}));
        let changes = Changes::of(&stage.root());
        stage.show(view(count, |_| {})).await;
        assert_eq!(changes.taken(), [""; 0], "nothing has changed");
        stage.show(view(count, |records| records[9].choice = Choice::Chosen)).await;
        let ticked = changes.taken();
        stage.show(view(count, |records| drop(records.remove(9)))).await;
        redone.push((ticked, changes.taken()));
        assert_eq!(stage.all(".record").len() as u64, count - 1);
    }
    let (ticked, dismissed) = &redone[0];
    assert_eq!(redone[1], redone[0], "it depends on how many there are");
    let is_allowed = |change: &String| change.ends_with("LEAD-10") || change.ends_with("none");
    assert!(ticked.iter().chain(dismissed).all(is_allowed), "another row: {ticked:?} {dismissed:?}");
}

/// What changes in the page, until it is dropped.
struct Changes {
    observer: MutationObserver,
    seen: Rc<RefCell<Vec<String>>>,
    _callback: Closure<dyn FnMut(js_sys::Array)>,
}

impl Changes {
    fn of(root: &HtmlElement) -> Self {
        let seen = Rc::new(RefCell::new(Vec::new()));
        let told = Rc::clone(&seen);
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
            told.borrow_mut().extend(records.iter().map(change));
        });
        let observer = MutationObserver::new(callback.as_ref().unchecked_ref()).unwrap();
        let what = MutationObserverInit::new();
        what.set_child_list(true);
        what.set_attributes(true);
        what.set_character_data(true);
        what.set_subtree(true);
        observer.observe_with_options(root, &what).unwrap();
        Self { observer, seen, _callback: callback }
    }

    fn taken(&self) -> Vec<String> {
        let mut seen = self.seen.take();
        seen.extend(self.observer.take_records().iter().map(change));
        seen
    }
}

/// A change, and in which record's row it is.
fn change(record: JsValue) -> String {
    let record: MutationRecord = record.unchecked_into();
    let node = record.target().unwrap();
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element()).unwrap();
    let row = element.closest("[data-record]").unwrap();
    let of = row.and_then(|row| row.get_attribute("data-record")).unwrap_or_else(|| "none".to_owned());
    format!("{} of {of}", record.type_())
}

/// The button was drawn anew with each page, and the keyboard's place was lost.
#[wasm_bindgen_test]
async fn the_button_for_more_keeps_the_focus_while_there_is_more() {
    let stage = Stage::new(view_of("card-capped"));
    let button: HtmlElement = stage.one("button[name=more]").dyn_into().unwrap();
    button.focus().unwrap();
    let mut view = view_of("card-capped");
    if let ScreenView::Card(card) = &mut view.screen {
        card.results.as_mut().unwrap().groups[0].more = 7;
    }
    stage.show(view).await;
    assert_eq!(stage.text("button[name=more]:focus"), "Show 7 more");
}

#[wasm_bindgen_test]
async fn progress_moves_without_being_made_anew() {
    let stage = Stage::new(view_of("card-searching"));
    let bar = stage.one("progress");
    let mut view = view_of("card-searching");
    if let ScreenView::Card(card) = &mut view.screen {
        card.progress.as_mut().unwrap().done = 2;
    }
    stage.show(view).await;
    assert_eq!(stage.one("progress"), bar);
    assert_eq!(bar.get_attribute("value").as_deref(), Some("2"));
}

/// Who has paused with the keyboard goes on with the same key.
#[wasm_bindgen_test]
async fn the_button_that_pauses_is_the_one_that_goes_on() {
    let stage = Stage::new(view_of("page-searching"));
    let button: HtmlElement = stage.one("button[name=hold]").dyn_into().unwrap();
    button.focus().unwrap();
    button.click();
    stage.show(view_of("page-held")).await;
    assert_eq!(stage.text("button[name=hold]:focus"), "Go on");
    button.click();
    assert_eq!(stage.said(), [lookup::Intent::Pause.into(), lookup::Intent::GoOn.into()]);
}

#[wasm_bindgen_test]
fn a_search_that_takes_a_while_tells_what_it_takes() {
    let stage = Stage::new(view_of("page-searching"));
    let shown = stage.text(".progress");
    assert!(shown.contains("3 requests") && shown.contains("at least 2 min more"), "{shown}");
    // The time of day depends on where the test runs, minutes and seconds hardly.
    assert!(shown.contains("next request at ") && shown.contains(":00"), "{shown}");
}

/// While a card is read nobody knows how much there is: a bar at zero of zero stood empty.
#[wasm_bindgen_test]
fn a_bar_says_how_far_it_is_where_that_is_known() {
    let stage = Stage::new(view_of("card-reading"));
    let bar = stage.one("progress:indeterminate");
    assert_eq!((bar.get_attribute("max"), bar.get_attribute("value")), (None, None));
    assert_eq!(bar.get_attribute("aria-valuetext").as_deref(), Some("Reading the card"));
    let stage = Stage::new(view_of("page-searching"));
    assert_eq!(stage.one("progress").get_attribute("aria-valuetext").as_deref(), Some("120 of 500"));
    assert!(stage.text(".progress").contains("120 of 500"));
}

#[wasm_bindgen_test]
async fn after_the_end_a_late_click_does_nothing() {
    let stage = Stage::new(view_of("card-done"));
    let button: HtmlElement = stage.one("button[name=refresh]").dyn_into().unwrap();
    stage.end();
    settle().await;
    button.click();
    assert!(stage.said().is_empty());
}

pub(crate) fn js_value(select: &Element, value: &str) {
    select.unchecked_ref::<HtmlInputElement>().set_value(value);
}

pub(crate) fn key(target: &Element, name: &str, with_control: bool) {
    let init = KeyboardEventInit::new();
    init.set_key(name);
    init.set_bubbles(true);
    init.set_ctrl_key(with_control);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    target.dispatch_event(&event).unwrap();
}

/// Pastes a text; says whether the field was kept from it.
fn data(text: &str) -> DataTransfer {
    let data = DataTransfer::new().unwrap();
    data.set_data("text/plain", text).unwrap();
    data
}

fn paste(target: &Element, text: &str) -> bool {
    let init = ClipboardEventInit::new();
    init.set_clipboard_data(Some(&data(text)));
    init.set_cancelable(true);
    let event = ClipboardEvent::new_with_event_init_dict("paste", &init).unwrap();
    !target.dispatch_event(&event).unwrap()
}
