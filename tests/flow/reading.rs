//! What is read of a text by the module beside the page, and by simple rules where it cannot be had.

use std::collections::VecDeque;

use b24_duplicates::app::{Effect, FocusTarget, SessionEvent};
use b24_duplicates::card::CallView;
use b24_duplicates::domain::{CommKind, Country};
use b24_duplicates::lookup::view::{ResultsView, RunState};
use b24_duplicates::page::{
    CallIntent, Extra, ExtraEvent, FormIntent, FormView, RulesView, StartReader, UnreadPieceView,
};
use b24_duplicates::protocol::frame::{FrameAnswer, Placement};
use rstest::rstest;

use super::app::{App, Reader, framed_launch, init, shown, text};
use super::portal::{Contact, Portal};

/// As people paste it: a signature with a date, a sum and an address that hides from programs.
const MIXED: &str = "Anna Berg, 8 916 123-45-67 (24/7)\n\
    mail: anna@example.com; anna[at]example[dot]com\n\
    12.03.2024, 1 250,00\n\
    +7 916 123-45-67, +49 30 1234567";

fn framed(portal: Portal) -> App {
    let mut app = App::framed(portal, Placement::Page);
    app.settle();
    app
}

/// Framed, with the module in this state.
fn with(reader: Reader) -> App {
    let mut app = App::new(Portal::default().with(Contact, 275, &["+7 916 123-45-67"]));
    app.reader = reader;
    app.tell(SessionEvent::Launched(framed_launch()));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    app.settle();
    app
}

fn slow() -> Reader {
    Reader::Slow(Box::default(), VecDeque::default())
}

fn form(app: &App) -> FormView {
    app.page().form.unwrap()
}

fn summary(app: &App) -> String {
    form(app).summary.map_or_else(String::new, |summary| text(&summary))
}

fn unread(app: &App) -> Vec<(u64, String, String)> {
    let pieces = form(app).unread.map(|unread| unread.pieces).unwrap_or_default();
    pieces.into_iter().map(|piece| (piece.line, piece.text, text(&piece.why.into()))).collect()
}

fn starts(app: &App) -> Vec<StartReader> {
    let starts = app.effects.iter().filter_map(|effect| match effect {
        Effect::Extra(Extra::StartReader { start, .. }) => Some(*start),
        _ => None,
    });
    starts.collect()
}

fn correct(app: &mut App, piece: UnreadPieceView, by: &str) {
    let UnreadPieceView { source, start, text, .. } = piece;
    app.want(FormIntent::Correct { source, start, piece: text, by: by.to_owned() });
}

#[test]
fn a_text_is_accounted_for_to_the_last_piece() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type(MIXED.to_owned()));
    assert_eq!(summary(&app), "3 phones (1 repeated), 1 e-mail, 3 pieces not read");
    let told = [
        (2, "anna[at]example[dot]com", "is an e-mail written so that programs do not read it"),
        (3, "12.03.2024", "looks like a date or a time"),
        (3, "1 250,00", "looks like an amount"),
    ];
    assert_eq!(unread(&app), told.map(|(line, piece, why)| (line, piece.to_owned(), why.to_owned())));
    assert_eq!(text(&form(&app).search_label), "Search 3 values");
}

/// *Complete: every phone and e-mail was checked* said more than anybody knew.
#[test]
fn nothing_is_claimed_of_what_was_not_read() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type("+7 916 123-45-67\n+7 916 123-45-6 is missing a digit".to_owned()));
    app.want(FormIntent::Search);
    let page = app.settle().page();
    let results = page.results.unwrap();
    assert_eq!(page.state, RunState::Done);
    assert_eq!(text(&results.headline), "Nothing found in what was checked");
    let lines: Vec<_> = results.completeness.lines.iter().map(text).collect();
    assert_eq!(lines, ["1 value cannot be searched and was left out."]);
}

/// The record was not found, and the number called absent, completely checked.
#[test]
fn a_number_without_its_country_finds_who_is_stored_with_it_and_says_what_the_portal_does_not_see() {
    let mut app = framed(Portal::default().with(Contact, 275, &["+7 916 123-45-67"]));
    app.want(FormIntent::ChooseCountry(Country::from_code("RU")));
    app.want(FormIntent::Type("9161234567\n+7 (916) 123 45 67".to_owned()));
    assert_eq!(summary(&app), "2 phones (1 repeated)");
    app.want(FormIntent::Type("9161234567".to_owned()));
    app.want(FormIntent::Search);
    app.want(CallIntent::Toggle);
    let page = app.settle().page();
    let results = page.results.unwrap();
    assert_eq!(shown(&results), ["contact 275"]);
    assert_eq!(text(&results.headline), "Found: 1 contact");
    let lines: Vec<_> = results.completeness.lines.iter().map(text).collect();
    assert_eq!(lines, ["Complete: every phone and e-mail was checked."]);
    let matched = &results.groups[0].records[0].matched;
    assert_eq!((matched.len(), matched[0].spelling.as_str()), (1, "9161234567"));
    let remark = matched[0].remark.as_ref().map(text);
    let told = "stored as +7 916 123-45-67; Bitrix24's own check does not see this as a duplicate";
    assert_eq!(remark.as_deref(), Some(told));
    let CallView::Shown { code, of, beside, .. } = page.call else { panic!("not shown") };
    assert!(code.contains("9161234567") && !code.contains("+79161234567"), "{code}");
    assert_eq!(of, 2, "one call a spelling");
    let told = "Other spellings of the same values are asked in other calls: +79161234567";
    assert_eq!(beside.as_ref().map(text).as_deref(), Some(told));
}

#[test]
fn a_text_without_phones_and_emails_says_so() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type("Dear Anna, how are you?".to_owned()));
    assert_eq!(summary(&app), "There is no phone and no e-mail in this text");
    assert!(!form(&app).can_search);
    app.want(FormIntent::Type("order 1234567".to_owned()));
    assert_eq!((summary(&app), app.page().state), ("1 piece not read".to_owned(), RunState::Invalid));
}

#[test]
fn the_module_is_started_when_there_is_time_and_when_somebody_is_about_to_type() {
    let mut app = with(Reader::Coming);
    assert_eq!(starts(&app), [StartReader::WhenIdle]);
    app.want(FormIntent::Focus);
    assert_eq!(starts(&app), [StartReader::WhenIdle, StartReader::Now]);
    app.reader = Reader::Here(Box::default());
    app.tell(ExtraEvent::ReaderReady);
    app.want(FormIntent::Focus);
    assert_eq!(starts(&app).len(), 2, "it is there");
}

/// A number that another one is taken for would be searched by simple rules while the module is on its way.
#[test]
fn what_is_typed_before_the_module_is_there_waits_for_it_and_is_searched_then() {
    let mut app = with(Reader::Coming);
    app.want(FormIntent::Type("8 916 123-45-67 (24/7)".to_owned()));
    app.want(FormIntent::Search);
    assert_eq!(summary(&app), "Getting ready to read");
    let before = app.requests;
    app.settle();
    assert_eq!(app.requests, before, "nothing is asked yet");
    app.reader = Reader::Here(Box::default());
    app.tell(ExtraEvent::ReaderReady);
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 275"]);
}

#[test]
fn a_module_that_cannot_be_had_is_told_and_simple_rules_read() {
    let mut app = with(Reader::Coming);
    app.want(FormIntent::Type("+7 916 123-45-67".to_owned()));
    app.want(FormIntent::Search);
    app.tell(ExtraEvent::ReaderLost);
    assert_eq!((form(&app).rules, summary(&app)), (RulesView::Simple, "1 phone".to_owned()));
    let mut idle = with(Reader::Gone);
    let said = idle.settle().view().announcement.map(|said| text(&said));
    assert!(said.is_some_and(|said| said.contains("simple rules")));
    assert_eq!(shown(&app.settle().page().results.unwrap()), ["contact 275"]);
}

#[test]
fn the_module_can_be_tried_again_and_reads_what_simple_rules_have_read() {
    let mut app = with(Reader::Gone);
    app.want(FormIntent::Type("8 916 123-45-67 (24/7)".to_owned()));
    let simple = summary(&app);
    app.want(FormIntent::StartReader);
    assert_eq!(form(&app).rules, RulesView::Simple, "it is still not there");
    app.reader = Reader::Coming;
    app.want(FormIntent::StartReader);
    assert_eq!((form(&app).rules, summary(&app)), (RulesView::TryingAgain, simple));
    app.reader = Reader::Here(Box::default());
    app.tell(ExtraEvent::ReaderReady);
    assert_eq!((form(&app).rules, summary(&app)), (RulesView::Full, "1 phone".to_owned()));
}

/// A module that dies in the middle of a long text must not leave the page waiting for it.
#[test]
fn a_module_that_fails_while_it_reads_is_replaced_by_simple_rules() {
    let mut app = with(slow());
    app.want(FormIntent::Attach("+7 916 123-45-67\n".repeat(10_000)));
    assert!(app.read_part());
    app.reader = Reader::Gone;
    app.tell(ExtraEvent::ReaderLost);
    app.settle();
    assert_eq!(summary(&app), "10000 phones (9999 repeated)");
    assert!(form(&app).can_search);
}

#[test]
fn an_answer_about_a_text_that_was_changed_meanwhile_is_dropped() {
    let mut app = with(slow());
    app.want(FormIntent::Type("+7 916 123-45-67, 12.03.2024".to_owned()));
    app.want(FormIntent::Type("anna@example.com".to_owned()));
    assert!(app.read_part());
    assert_eq!(summary(&app), "");
    assert!(app.read_part());
    assert_eq!(summary(&app), "1 e-mail");
    assert!(!app.read_part());
}

/// Two parts are on their way at a time, however long the text is: what changes it waits for no more.
#[test]
fn a_long_text_is_given_in_parts_and_says_how_far_it_is() {
    let mut app = with(slow());
    app.want(FormIntent::Attach("+7 916 123-45-67\n".repeat(40_000)));
    let told = |app: &App| text(&form(app).attachment.unwrap().summary);
    let waiting = |app: &App| match &app.reader {
        Reader::Slow(_, waiting) => waiting.iter().map(|call| call.text.len()).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(told(&app), "Reading the attached text: 4%");
    let mut parts = 0;
    while !waiting(&app).is_empty() {
        assert!(waiting(&app).len() <= 2 && waiting(&app).iter().all(|bytes| *bytes <= 16 * 1024));
        app.read_part();
        parts += 1;
    }
    assert_eq!(parts, 42);
    assert_eq!(told(&app), "Attached text with 1 value");
    app.want(FormIntent::Detach);
    assert_eq!(summary(&app), "");
}

#[rstest]
#[case::of_the_browser(&["de-AT"], "AT")]
#[case::of_its_language(&["ru"], "RU")]
#[case::of_nobody(&["en"], "")]
fn the_country_comes_from_what_is_known(#[case] languages: &[&str], #[case] expected: &str) {
    let mut app = App::new(Portal::default());
    let languages = languages.iter().map(|tag| (*tag).to_owned()).collect();
    app.tell(SessionEvent::Launched(b24_duplicates::app::Launch { languages, ..framed_launch() }));
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init()))));
    app.settle();
    assert_eq!(form(&app).country.map_or("", Country::code), expected);
}

#[test]
fn another_country_reads_the_text_anew_and_is_said() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::ChooseCountry(Country::from_code("US")));
    assert_eq!(app.view().announcement, None, "there is nothing to read");
    app.want(FormIntent::Type("(415) 666-7777 / 0171 1234567".to_owned()));
    app.want(FormIntent::ChooseCountry(Country::from_code("DE")));
    assert_eq!(form(&app).country.map(Country::code), Some("DE"));
    let read = app.effects.iter().rev().find_map(|effect| match effect {
        Effect::Extra(Extra::Read { call, .. }) => {
            Some((call.country.map(Country::code), call.text.as_str()))
        }
        _ => None,
    });
    assert_eq!(read, Some((Some("DE"), "(415) 666-7777 / 0171 1234567")));
    let said = text(&app.view().announcement.unwrap());
    assert_eq!(said, format!("Read anew: {}", summary(&app)));
    app.want(FormIntent::Type("+7 916 123-45-67".to_owned()));
    assert_eq!(app.view().announcement, None, "that was said");
}

#[test]
fn a_piece_is_corrected_where_it_stands_and_the_correction_can_be_taken_back() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type(MIXED.to_owned()));
    let [hidden, date, _] = form(&app).unread.unwrap().pieces.try_into().unwrap();
    correct(&mut app, hidden.clone(), "anna.berg@example.com");
    assert_eq!(form(&app).text, MIXED.replace("anna[at]example[dot]com", "anna.berg@example.com"));
    assert_eq!(summary(&app), "3 phones (1 repeated), 2 e-mails, 2 pieces not read");
    assert_eq!(text(&app.view().announcement.unwrap()), format!("Read anew: {}", summary(&app)));
    assert_eq!(text(&form(&app).undo_label.into()), "Undo the correction");
    // The place is that of the text before, where something else stands now.
    correct(&mut app, date, "112");
    assert_eq!(summary(&app), "3 phones (1 repeated), 2 e-mails, 2 pieces not read");
    app.want(FormIntent::UndoDetach);
    assert_eq!(form(&app).text, MIXED);
    assert!(!form(&app).can_undo);
}

#[test]
fn a_piece_of_an_attached_text_is_corrected_there() {
    let mut app = framed(Portal::default());
    let long = "+7 916 123-45-67\n".repeat(3_000) + "see +7 916 123-45-6";
    app.want(FormIntent::Attach(long));
    let piece = form(&app).unread.unwrap().pieces.remove(0);
    assert_eq!((piece.line, piece.text.as_str()), (3_001, "+7 916 123-45-6"));
    correct(&mut app, piece, "+7 916 123-45-68");
    app.settle();
    assert_eq!(summary(&app), "3001 phones (2999 repeated)");
    assert_eq!(app.effects.last(), Some(&Effect::Focus(FocusTarget::SearchBox)), "the list is gone");
    app.want(FormIntent::Focus);
    assert!(app.view().announcement.is_some(), "the focus takes no word away");
    app.want(FormIntent::UndoDetach);
    app.settle();
    assert_eq!(summary(&app), "3000 phones (2999 repeated), 1 piece not read");
}

#[test]
fn what_was_not_read_can_be_copied() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type(MIXED.to_owned()));
    app.want(FormIntent::CopyUnread);
    let copied = Effect::Extra(Extra::CopyUnread("anna[at]example[dot]com\n12.03.2024\n1 250,00".to_owned()));
    assert_eq!(app.effects.last(), Some(&copied));
    app.tell(ExtraEvent::UnreadCopied(Ok(())));
    assert_eq!(text(&form(&app).unread.unwrap().note.unwrap().into()), "Copied");
    assert_eq!(text(&app.view().announcement.unwrap()), "Copied");
}

/// Marks that turn the order of letters, and what ends a pasted text for a terminal, survive in a piece of a list.
#[rstest]
#[case::a_date("12.03\u{202e}.2024", "12.03.2024")]
#[case::an_address("\"a\u{1b}[201~\u{3}b\"@@example", "\"a [201~ b\"@@example")]
fn what_is_copied_of_it_does_nothing_in_a_terminal(#[case] typed: &str, #[case] copied: &str) {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type(typed.to_owned()));
    app.want(FormIntent::CopyUnread);
    let wanted = Effect::Extra(Extra::CopyUnread(copied.to_owned()));
    assert_eq!(app.effects.last(), Some(&wanted));
    // By hand, it is copied from the field in which it is corrected.
    assert_eq!(form(&app).unread.unwrap().pieces[0].text, copied);
}

#[test]
fn one_kind_alone_is_read_and_the_other_told() {
    let mut app = framed(Portal::default());
    app.want(FormIntent::Type("+7 916 123-45-67, anna@example.com".to_owned()));
    app.want(FormIntent::ChooseKind(Some(CommKind::Phone)));
    assert_eq!(summary(&app), "1 phone, 1 piece not read");
    assert_eq!(unread(&app)[0].2, "is not of the kind that is chosen");
}

/// A call that a portal of this browser's country shows, before the module is there.
fn called(portal: Portal, number: &str, language: &str) -> App {
    let mut app = App::new(portal);
    app.reader = Reader::Coming;
    let languages = vec![language.to_owned()];
    app.tell(SessionEvent::Launched(b24_duplicates::app::Launch { languages, ..framed_launch() }));
    let placement = Placement::Call { number: number.to_owned() };
    let init = b24_duplicates::protocol::frame::InitData { placement, ..init() };
    app.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
    app.settle();
    app
}

fn comes(app: &mut App) {
    app.reader = Reader::Here(Box::default());
    app.tell(ExtraEvent::ReaderReady);
}

/// The number of a caller is searched at once. The module adds nothing to it in a country where it is dialled with the
/// same digits, and then nothing more is asked.
#[rstest]
#[case::nobody(&[], 1)]
#[case::somebody(&["8 916 123-45-67"], 2)]
fn a_callers_number_waits_for_no_module(#[case] stored: &[&str], #[case] requests: usize) {
    let mut app = called(Portal::default().with(Contact, 275, stored), "+79161234567", "ru");
    let found = if stored.is_empty() { Vec::new() } else { vec!["contact 275"] };
    for _ in 0..2 {
        assert_eq!(
            (shown(&app.page().results.unwrap()), app.requests),
            (found.iter().map(|of| (*of).to_owned()).collect(), requests)
        );
        assert_eq!((app.page().notice, summary(&app)), (None, "1 phone".to_owned()));
        comes(&mut app);
        app.settle();
    }
}

/// It was read by simple rules for good: who is stored with the code of the country was not found, and the caller was
/// called unknown.
#[test]
fn a_callers_number_is_asked_as_the_module_reads_it_once_it_is_there() {
    let portal =
        Portal::default().with(Contact, 275, &["+7 916 123-45-67"]).with(Contact, 10, &["9161234567"]);
    let mut app = called(portal, "9161234567", "ru");
    assert_eq!((shown(&app.page().results.unwrap()), app.requests), (vec!["contact 10".to_owned()], 2));
    comes(&mut app);
    let page = app.page();
    let early = page.results.unwrap();
    assert_eq!((page.state, shown(&early)), (RunState::Searching, vec!["contact 10".to_owned()]));
    let person = |results: &ResultsView| {
        results.groups[0].records[0].responsible.as_ref().map(|person| person.name.clone())
    };
    assert_eq!(person(&early).as_deref(), Some("Anna Berg"), "who was found keeps the name");
    let page = app.settle().page();
    let results = page.results.unwrap();
    assert_eq!((shown(&results), app.requests), (vec!["contact 275".to_owned(), "contact 10".to_owned()], 4));
    assert_eq!((page.state, page.notice), (RunState::Done, None));
}

#[test]
fn a_callers_number_is_asked_further_after_what_is_under_way_and_not_after_the_user_has_changed_it() {
    let portal = || Portal::default().with(Contact, 275, &["+7 916 123-45-67"]);
    let mut early = App::new(portal());
    early.tell(SessionEvent::Launched(b24_duplicates::app::Launch {
        languages: vec!["ru".to_owned()],
        ..framed_launch()
    }));
    let placement = Placement::Call { number: "9161234567".to_owned() };
    let init = b24_duplicates::protocol::frame::InitData { placement, ..init() };
    early.tell(SessionEvent::FrameAnswered(FrameAnswer::Init(Box::new(init))));
    assert_eq!(early.requests, 1, "the module is there, and the first answer is not");
    assert_eq!(shown(&early.settle().page().results.unwrap()), ["contact 275"]);
    assert_eq!(early.requests, 3);
    let mut typed = called(portal(), "9161234567", "ru");
    typed.want(FormIntent::Type("anna@example.com".to_owned()));
    let before = typed.requests;
    comes(&mut typed);
    typed.settle();
    assert_eq!((typed.requests, summary(&typed)), (before, "1 e-mail".to_owned()));
}

#[test]
fn a_caller_who_hides_the_number_is_not_searched() {
    let mut app = called(Portal::default(), "anonymous", "de");
    comes(&mut app);
    assert_eq!((app.settle().page().results, app.requests), (None, 0));
}

/// Simple rules read the parts around the comma: two complaints about something that nobody had written.
#[test]
fn a_number_that_a_spreadsheet_has_shortened_is_one_piece_that_says_so() {
    for reader in [Reader::Here(Box::default()), Reader::Gone] {
        let mut app = with(reader);
        app.want(FormIntent::Focus);
        app.want(FormIntent::Type(
            "+7 916 123-45-67\n4,91605E+11\r\n8.91612E10; anna@example.com".to_owned(),
        ));
        app.settle();
        let says = "was shortened by a spreadsheet: digits are lost";
        let piece = |line, text: &str| (line, text.to_owned(), says.to_owned());
        assert_eq!(unread(&app), [piece(2, "4,91605E+11"), piece(3, "8.91612E10")]);
        assert_eq!(form(&app).invalid, [], "nothing else is said of it");
        // It is put right where it stands.
        let first = form(&app).unread.unwrap().pieces.remove(0);
        correct(&mut app, first, "+49 160 5000000");
        app.settle();
        assert_eq!(unread(&app), [piece(3, "8.91612E10")]);
        assert!(form(&app).text.contains("+49 160 5000000\r\n8.91612E10"));
    }
}
