//! Every state of the screen in a browser: what stands in it, how it is written, and that it fits.

use std::collections::BTreeSet;

use b24_duplicates::card::{self, CallView};
use b24_duplicates::i18n::{Arg, Formats as _, Key, Language, Message, Plural};
use b24_duplicates::lookup::view::RunState;
use b24_duplicates::page::{Intent, ScreenView, View};
use b24_duplicates::session::view::{ActionView, AppView, NoticeView};
use b24_duplicates::ui::BrowserFormats;
use leptos::prelude::document;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::stage::{Stage, english, russian, text_of};
use super::{samples, view_of};

/// The screens that say of no search what it is doing, as `data-screen` names them. Each has a sample.
const STATELESS: [&str; 4] = ["compare", "connecting", "install", "refused"];

/// Names, roles and labels that tests, style sheets and screen readers rely on.
#[wasm_bindgen_test]
fn every_state_keeps_the_contract_of_the_page() {
    let mut seen = BTreeSet::new();
    for sample in samples::all() {
        let name = sample.name;
        let stage = Stage::new(sample.view.clone());
        let root = stage.root();
        let screen = root.get_attribute("data-screen").unwrap();
        let run = match &sample.view.screen {
            ScreenView::Card(card) => Some(card.state.name()),
            ScreenView::Page(page) => Some(page.state.name()),
            // These are the `STATELESS`: a new screen does not compile before it is in either list.
            ScreenView::Compare(_)
            | ScreenView::Connecting
            | ScreenView::Refused(_)
            | ScreenView::Install(_) => None,
        };
        assert_eq!(root.get_attribute("data-state").as_deref(), run, "{name}");
        assert_eq!(root.get_attribute("lang").as_deref(), Some("en"), "{name}");
        assert_eq!(root.get_attribute("dir").as_deref(), Some("ltr"), "{name}");
        assert!(!text_of(&root).is_empty(), "{name} is blank");
        assert!(
            !text_of(&root).contains(['{', '}']) || name.starts_with("card-call"),
            "{name}: a place is not filled"
        );
        let ids: Vec<_> = stage.all("[id]").iter().map(Element::id).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: an id twice in {ids:?}");
        let host = stage.all("[data-portal]").first().map(text_of);
        let is_named = host.as_deref() == Some("Portal: portal.example");
        assert_eq!(is_named, sample.view.portal.is_some(), "{name}: {host:?}");
        for button in stage.all("button") {
            assert!(
                !text_of(&button).is_empty() && button.has_attribute("name"),
                "{name}: a nameless button"
            );
        }
        for notice in stage.all(".notice") {
            let speaks = notice.get_attribute("role").as_deref() == Some("alert");
            assert_eq!(speaks, notice.get_attribute("data-tone").as_deref() == Some("alert"), "{name}");
            assert!(notice.has_attribute("data-code"), "{name}");
        }
        seen.insert(screen + "/" + run.unwrap_or_default());
    }
    let mut wanted = BTreeSet::from(STATELESS.map(|screen| [screen, "/"].concat()));
    let mut next = Some(RunState::Disconnected);
    while let Some(state) = next {
        let (screens, following) = screens_of(state);
        wanted.extend(screens.iter().map(|screen| [screen, "/", state.name()].concat()));
        next = following;
    }
    assert_eq!(seen, wanted);
}

/// The screens that can be in a state, and the state that comes after it: a new one has no place here, and
/// does not compile.
fn screens_of(state: RunState) -> (&'static [&'static str], Option<RunState>) {
    match state {
        RunState::Disconnected => (&["page"], Some(RunState::Ready)),
        RunState::Ready => (&["page"], Some(RunState::Invalid)),
        RunState::Invalid => (&["page"], Some(RunState::Reading)),
        RunState::Reading => (&["card"], Some(RunState::Searching)),
        RunState::Searching => (&["card", "page"], Some(RunState::Done)),
        RunState::Done => (&["card", "page"], Some(RunState::Cancelled)),
        RunState::Cancelled => (&["card", "page"], Some(RunState::Paused)),
        RunState::Paused => (&["card", "page"], Some(RunState::Failed)),
        RunState::Failed => (&["card", "page"], Some(RunState::EmptyCard)),
        RunState::EmptyCard => (&["card"], Some(RunState::NewCard)),
        RunState::NewCard => (&["card"], Some(RunState::NoRights)),
        RunState::NoRights => (&["card"], None),
    }
}

/// The samples are named by it: a start that is refused for another reason, or not at all, is no sample.
#[wasm_bindgen_test]
fn each_refusal_of_a_frame_has_its_own_code() {
    let mut refusals = 0;
    for sample in samples::all() {
        let Some(reason) = sample.name.strip_prefix("refused-") else { continue };
        let code = Stage::new(sample.view).one(".notice").get_attribute("data-code");
        assert_eq!(code, Some(format!("B24D-{}", reason.to_uppercase())));
        refusals += 1;
    }
    assert_eq!(refusals, 11);
}

/// What a colour or a sign says is said in words as well.
#[wasm_bindgen_test]
fn records_side_by_side_say_in_words_how_they_compare() {
    let stage = Stage::new(view_of("compare"));
    assert_eq!(stage.text("tr[data-field=NAME] .compare-verdict"), "equal");
    assert_eq!(stage.text("tr[data-field=PHONE] .compare-verdict"), "different");
    assert_eq!(stage.text("tr[data-field=POST] td:nth-child(2)"), "empty");
    assert_eq!(stage.text("tr[data-field=NAME] td:nth-child(2)"), "Annaalso in another record");
    assert_eq!(stage.all("tr[data-field=NAME] > *").len(), 5, "the field, three records, the verdict");
    let unread = Stage::new(view_of("compare-unread"));
    assert_eq!(unread.text("tr[data-field=POST] td:nth-child(4)"), "not read");
    assert!(unread.text("th[data-record=CONTACT-1003]").contains("You have no right to read this card"));
}

/// The drawing says nothing that the table below it does not say.
#[wasm_bindgen_test]
fn what_ties_records_is_drawn_line_by_line_and_stands_in_a_table() {
    let stage = Stage::new(view_of("compare-ties"));
    assert_eq!(stage.all("svg line").len(), 6);
    assert_eq!(stage.all("svg line[data-look=single]").len(), 1);
    let rows: Vec<_> = stage.all(".ties-table tbody tr").iter().map(text_of).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[1].contains("anna.weber@hafen.example") && rows[1].contains("ID 1003"), "{rows:?}");
    let picked = Stage::new(view_of("compare-ties-picked"));
    assert_eq!(picked.all("svg line[data-look=picked]").len(), 3);
    assert_eq!(picked.all("button[aria-pressed=true]").len(), 1);
}

#[wasm_bindgen_test]
fn a_card_shows_its_records_by_type() {
    let stage = Stage::new(view_of("card-done"));
    let groups: Vec<_> = stage
        .all("section[data-group]")
        .iter()
        .map(|group| {
            (
                group.get_attribute("data-group").unwrap(),
                text_of(&group.query_selector(".count").unwrap().unwrap()),
            )
        })
        .collect();
    assert_eq!(groups, [("lead".to_owned(), "2".to_owned()), ("company".to_owned(), "1".to_owned())]);
    let copies: Vec<_> = stage.all("button[name=copy-ids]").iter().map(text_of).collect();
    assert_eq!(copies, ["Copy lead IDs", "Copy company IDs"]);
    let lead = "[data-record='LEAD-1874']";
    assert_eq!(stage.text(&format!("{lead} a.link")), "Anna Maria Berg");
    assert!(stage.text(lead).contains("Website enquiry: offer for 120 desks, response in May"));
    assert!(stage.text(&format!("{lead} [data-folded=why]")).contains("+49 30 7654321"));
    assert_eq!(stage.text(&format!("{lead} [data-matched]")), "8 (916) 123-45-67anna.berg@example.com");
    assert!(stage.text(lead).contains("MSResponsible:Maria Sokolova"));
    assert!(stage.text(lead).contains("last active Apr 2, 2026"));
    assert!(stage.text(lead).contains("created Mar 12, 2026"));
    assert_eq!(stage.text("[data-focus=results]"), "Found: 2 leads and 1 company");
    assert_eq!(stage.text("[role=status]"), "Found: 2 leads and 1 company");
    assert_eq!(stage.text("[data-note]:not(:empty)"), "Copied");
    assert_eq!(stage.text("button[name=copy-all-ids] + [data-note]"), "Copied");
    let verdicts: Vec<_> =
        stage.all("[data-value]").iter().map(|value| value.get_attribute("data-verdict")).collect();
    assert_eq!(verdicts, ["found", "found", "absent"].map(|verdict| Some(verdict.to_owned())));
}

#[wasm_bindgen_test]
fn what_cannot_be_copied_can_be_selected_where_it_was_asked_for() {
    let stage = Stage::new(view_of("card-not-copied"));
    assert_eq!(stage.text("[data-group=lead] [data-code-block=to-select]"), "1203, 1874");
    let stage = Stage::new(view_of("card-no-slider"));
    let note = stage.text("[data-record='LEAD-1203'] [data-note]");
    assert!(note.starts_with("The portal cannot open the card here."), "{note}");
}

#[wasm_bindgen_test]
fn a_record_says_why_it_is_found_and_a_value_how_it_is_read() {
    let stage = Stage::new(view_of("card-done"));
    let why = stage.text("[data-record='LEAD-1874'] [data-folded=why]");
    assert!(why.starts_with("Why?Stored as 8 (916) 123-45-67. Bitrix24 compares 79161234567"), "{why}");
    assert!(why.contains("8 at the beginning becomes 7: 79161234567"), "{why}");
    let checked = stage.text("[data-folded=checked]");
    assert!(checked.starts_with("What was checked (3)"), "{checked}");
    assert!(checked.contains("How does Bitrix24 read this address?"), "{checked}");
}

#[wasm_bindgen_test]
fn what_belongs_to_the_card_stands_apart_with_the_reason() {
    let stage = Stage::new(view_of("card-related"));
    let related = stage.text("[data-folded=related]");
    assert!(related.starts_with("Linked to this card, no duplicates (2)"), "{related}");
    assert!(related.contains("this contact was made of it"), "{related}");
    assert!(stage.all("section[data-group]").is_empty());
}

#[wasm_bindgen_test]
fn a_line_that_many_use_is_one_line() {
    let stage = Stage::new(view_of("card-shared"));
    let line = stage.text("[data-folded=shared] > summary");
    assert_eq!(line, "+49 30 5550-100 is on 23+ records with different names: probably a switchboard");
    assert_eq!(stage.all("[data-folded=shared] [data-record]").len(), 5);
    assert!(stage.text("[data-folded=checked]").contains("20 or more; the oldest are shown"));
}

#[wasm_bindgen_test]
fn another_number_can_be_typed_and_what_is_none_is_said_beside_it() {
    let stage = Stage::new(view_of("card-beside-invalid"));
    let field = stage.one("input[name=beside]");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let error = field.get_attribute("aria-describedby").unwrap();
    assert_eq!(stage.text(&format!("[id={error}]")), "no number and no address in it");
    assert!(Stage::new(view_of("card-new")).all("input[name=beside]").is_empty());
}

#[wasm_bindgen_test]
fn what_is_no_duplicate_is_folded_away_and_can_be_brought_back() {
    let stage = Stage::new(view_of("card-dismissed"));
    assert_eq!(stage.text("[data-folded=dismissed] > summary"), "Said to be no duplicates (1)");
    assert_eq!(stage.text("[data-folded=dismissed] button[name=dismiss]"), "A duplicate after all");
    assert_eq!(stage.text("[data-group=company] button[name=dismiss]"), "Not a duplicate");
    assert_eq!(stage.text("button[name=undo]"), "Undo");
}

#[wasm_bindgen_test]
fn hidden_records_are_counted_and_never_named() {
    let stage = Stage::new(view_of("card-hidden"));
    assert_eq!(stage.text("[data-hidden=lead]"), "2 leads are hidden from you");
    assert_eq!(stage.text("[data-hidden=company]"), "1 company is hidden from you");
    assert_eq!(stage.one("[data-completeness]").get_attribute("data-tone").as_deref(), Some("info"));
    assert!(stage.text("[data-folded=checked]").contains("3 records found, 2 hidden"));
}

#[wasm_bindgen_test]
fn a_call_says_of_how_many_it_is_the_first_and_shows_no_empty_answer() {
    let stage = Stage::new(view_of("card-call"));
    assert!(stage.text(".call-panel").contains("This is 1 of 2 calls of one batch."));
    assert!(stage.text("[data-methods]").contains("The whole search has asked: crm.company.list × 1"));
    let stage = Stage::new(view_of("card-call-unanswered"));
    assert!(stage.all("[data-code-block=answer], button[name=copy-answer]").is_empty());
    assert!(!stage.text(".call-panel").contains("batch"));
}

#[wasm_bindgen_test]
fn a_cap_is_not_hidden() {
    let stage = Stage::new(view_of("card-capped"));
    assert_eq!(stage.text("[data-group=contact] .count"), "80+");
    assert_eq!(stage.text("button[name=more]"), "Show 30 more");
    assert!(stage.text("[data-completeness]").contains("only the 20 oldest contacts"));
}

/// Titles are the portal's, and a portal can be hostile.
#[wasm_bindgen_test]
fn hostile_titles_stay_text() {
    let title = document().title();
    let stage = Stage::new(view_of("card-hostile"));
    assert!(stage.all("[data-app] img, [data-app] script").is_empty());
    assert_eq!(stage.all("[data-group=lead] .record").len(), 4);
    assert_eq!(stage.text("[data-record='LEAD-500'] .link"), "<img src=x onerror=alert(1)>");
    assert_eq!(document().title(), title);
    let link = stage.one("[data-record='CONTACT-7'] a.link");
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://portal.example/crm/contact/details/7/"));
}

#[wasm_bindgen_test]
fn numbers_dates_and_plurals_are_those_of_the_language() {
    let written = |language| match language {
        Language::English => {
            ("12,480", "Mar 12, 2026", [Plural::One, Plural::Other, Plural::Other, Plural::Other])
        }
        Language::German => {
            ("12.480", "12.03.2026", [Plural::One, Plural::Other, Plural::Other, Plural::Other])
        }
        Language::Russian => {
            ("12 480", "12 мар. 2026 г.", [Plural::One, Plural::Few, Plural::Many, Plural::One])
        }
    };
    // Which kind of space stands in a number or a date is the browser's choice.
    let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
    for language in Language::ALL {
        let (number, date, plurals) = written(language);
        let formats = BrowserFormats::of(language);
        assert_eq!(plain(formats.number(12_480)), number);
        assert_eq!(plain(formats.date("2026-03-12T12:00:00+00:00")), date);
        assert_eq!([1, 2, 5, 21].map(|count| formats.plural(count)), plurals);
    }
    assert_eq!(BrowserFormats::of(Language::German).date("no date"), "no date");
}

#[wasm_bindgen_test]
async fn another_language_is_written_in_place() {
    let stage = Stage::new(view_of("page-done"));
    let field = stage.one("textarea[name=values]");
    stage.speak(russian()).await;
    assert_eq!(stage.text("[data-focus=results]"), "Найдено: 2 лида и 1 компания");
    assert_eq!(stage.one("textarea[name=values]"), field, "the search box was made anew");
    let mut view = view_of("page-done");
    view.language = Language::Russian;
    stage.show(view).await;
    assert_eq!(stage.root().lang(), "ru");
}

/// 320 px is what WCAG's reflow asks for, and what a narrow placement has.
#[wasm_bindgen_test]
fn every_state_fits_320_pixels_in_both_directions() {
    for sample in samples::all() {
        let stage = Stage::new(sample.view);
        stage.narrow(320);
        for direction in ["ltr", "rtl"] {
            let root = stage.root();
            root.set_attribute("dir", direction).unwrap();
            assert!(root.scroll_width() <= 320, "{} {direction}: {}", sample.name, root.scroll_width());
        }
    }
}

#[wasm_bindgen_test]
fn every_target_is_24_pixels_high() {
    for sample in samples::all() {
        let stage = Stage::new(sample.view);
        // What is in the list of keys is there once that is open.
        if !stage.all("button[name=keys]").is_empty() {
            stage.click("button[name=keys]");
        }
        for target in stage.all("button, a, select, textarea, input:not([type=radio], [hidden]), .segment") {
            let height = target.get_bounding_client_rect().height();
            assert!(height >= 24.0, "{}: {} is {height} px high", sample.name, text_of(&target));
        }
    }
}

#[wasm_bindgen_test]
fn a_record_takes_40_to_60_pixels_on_a_wide_screen() {
    let stage = Stage::new(view_of("card-capped"));
    stage.narrow(1000);
    for row in stage.all(".record") {
        let height = row.get_bounding_client_rect().height();
        assert!((40.0..=60.0).contains(&height), "{} is {height} px high", text_of(&row));
    }
}

#[wasm_bindgen_test]
fn a_message_inside_a_message_is_written_in_the_same_language() {
    let inner = Message::counting(Key::InputPhones, 2);
    let both = Message::plain(Key::InputBoth)
        .with("phones", Arg::Message(inner))
        .with("emails", Arg::Message(Message::counting(Key::InputEmails, 1)));
    let written = english().text(&both, &BrowserFormats::of(Language::English));
    assert_eq!(written, "2 phones, 1 e-mail");
}

/// Why we do not start, with what a card's user can do about it.
fn of_a_card(notice: NoticeView<Intent>) -> NoticeView<card::Intent> {
    let NoticeView { tone, code, title, hint, detail, actions } = notice;
    let action = |ActionView { name, label, intent }| match intent {
        Intent::Session(intent) => ActionView { name, label, intent: intent.into() },
        other => panic!("{other:?}"),
    };
    NoticeView { tone, code, title, hint, detail, actions: actions.into_iter().map(action).collect() }
}

/// What a card's tab shows is the same in both applications. Only the page shows the call.
#[wasm_bindgen_test]
fn a_card_looks_the_same_in_its_own_application() {
    let mut compared = 0;
    for samples::Sample { name, view } in samples::all() {
        let screen = match view.screen.clone() {
            ScreenView::Connecting => card::ScreenView::Connecting,
            ScreenView::Refused(notice) => card::ScreenView::Refused(of_a_card(notice)),
            ScreenView::Card(card) if !matches!(card.call, CallView::Shown { .. }) => {
                card::ScreenView::Card(card)
            }
            ScreenView::Card(_) | ScreenView::Compare(_) | ScreenView::Page(_) | ScreenView::Install(_) => {
                continue;
            }
        };
        let View { language, surface, portal, announcement, note, cards_open, .. } = view.clone();
        let of_card =
            AppView { language, surface, portal, announcement, note, cards_open, screen, leaving: () };
        assert_eq!(Stage::drawn_by_the_card(of_card), Stage::new(view).drawn(), "{name}");
        compared += 1;
    }
    assert!(compared > 25, "{compared}");
}
