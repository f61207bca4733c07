//! A list is checked: from the file that is dropped to the file that is saved.

use b24_duplicates::app::{Effect, SessionEvent};
use b24_duplicates::page::{
    CheckedView, ExportRows, Extra, ExtraEvent, FileAtHand, FileChoice, Headings, Holds, Intent,
    ListGrouping, ListIntent, ListRowView, ListRunState, ListSort, ListStage, ListView, PreviewView,
    ReadyView, SavingView, ScreenView, Separator, VerdictKind, WriteAs,
};
use b24_duplicates::protocol::files::{FileId, FilesAnswer, FilesCall, Turn, Unwritten};
use b24_duplicates::protocol::frame::{InitData, Placement};
use b24_duplicates::protocol::{Command, RawResponse, RestCall, TransportFault};
use serde_json::json;

use super::app::{App, Reader, init, text};
use super::portal::{Contact, Instead, Lead, Portal};

pub(super) const LIST: &str = "\
    Name;Phone;E-mail\r\n\
    Anna;+49 30 5550100;\r\n\
    Ben;+49 30 5550101;\r\n\
    Cleo;+49 30 5550102;\r\n\
    Dora;+49 30 5550103;\r\n\
    Emil;+49 30 5550199;emil@example.com\r\n\
    Finn;+49 30 5550199;\r\n\
    Gero;4,91605E+11;\r\n\
    Hans;+49 30 5550198;anna@example.com\r\n";

pub(super) fn portal() -> Portal {
    Portal::default()
        .with(Contact, 275, &["030/5550100-0", "+49305550100", "anna@example.com"])
        .field("ASSIGNED_BY_ID", json!("7"))
        .with(Contact, 276, &["+49 (30) 5550101"])
        .field("ASSIGNED_BY_ID", json!("7"))
        .with(Lead, 5, &["+49305550101"])
        .field("ASSIGNED_BY_ID", json!("8"))
        .with(Contact, 999, &["+49305550102"])
        .hidden()
        .with(Contact, 277, &["030 5550103"])
}

pub(super) fn app() -> App {
    let mut app = App::framed(portal(), Placement::Page);
    app.settle();
    app
}

pub(super) fn drop_file(app: &mut App, name: &str, text: &str) {
    app.files.chosen = Some((name.to_owned(), text.as_bytes().to_vec()));
    app.want(ListIntent::FileChosen);
}

/// The list above, read and not asked about.
pub(super) fn ready() -> App {
    let mut app = app();
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ReadRows);
    app
}

pub(super) fn checked() -> App {
    let mut app = ready();
    app.want(ListIntent::Begin);
    app.settle();
    app
}

pub(super) fn list(app: &App) -> ListView {
    *app.page().list.unwrap()
}

pub(super) fn previewed(app: &App) -> PreviewView {
    match list(app).stage {
        ListStage::Preview(preview) => *preview,
        other => panic!("{other:?}"),
    }
}

pub(super) fn read(app: &App) -> ReadyView {
    match list(app).stage {
        ListStage::Ready(ready) => *ready,
        other => panic!("{other:?}"),
    }
}

pub(super) fn results(app: &App) -> CheckedView {
    match list(app).stage {
        ListStage::Checked(checked) => *checked,
        other => panic!("{other:?}"),
    }
}

pub(super) fn rows(app: &App) -> Vec<ListRowView> {
    results(app).table.rows
}

pub(super) fn verdicts(app: &App) -> Vec<(u64, &'static str)> {
    rows(app).iter().map(|row| (row.number, row.verdict.kind.name())).collect()
}

pub(super) fn numbers(app: &App) -> Vec<u64> {
    rows(app).iter().map(|row| row.number).collect()
}

pub(super) fn notice(app: &App) -> Option<String> {
    list(app).notice.map(|notice| text(&notice.title))
}

/// How many spellings were asked with the requests that are out.
fn spellings_out(app: &App) -> usize {
    spellings_of(app.sent.iter().map(|(_, call)| call))
}

fn spellings_of<'c>(calls: impl Iterator<Item = &'c RestCall>) -> usize {
    let commands = calls.flat_map(|call| match call {
        RestCall::Batch(batch) => batch.commands.iter().map(|(_, command)| command).collect::<Vec<_>>(),
        RestCall::Single(command) => vec![command],
    });
    let asked = |command: &Command| match command {
        Command::Find { spellings, .. } => spellings.len(),
        _ => 0,
    };
    commands.map(asked).sum()
}

#[test]
fn a_file_is_shown_as_it_was_read_before_anything_is_asked() {
    let mut app = app();
    assert_eq!(text(&app.page().list_entry.unwrap().label), "Check a list");
    let before = app.requests;
    drop_file(&mut app, "people.csv", LIST);
    assert_eq!(list(&app).name.as_deref(), Some("people.csv"));
    let preview = previewed(&app);
    assert_eq!(text(&preview.format), "Text, UTF-8, semicolon between cells");
    assert_eq!((text(&preview.rows), preview.first_number), ("8 rows".to_owned(), 2));
    let columns: Vec<_> = preview.columns.iter().map(|column| (column.name.as_str(), column.holds)).collect();
    assert_eq!(columns, [("Name", Holds::Other), ("Phone", Holds::Phones), ("E-mail", Holds::Emails)]);
    assert_eq!(preview.first[0], ["Anna", "+49 30 5550100", ""]);
    assert!(preview.can_read && !preview.has_results);

    app.want(ListIntent::ReadRows);
    let ready = read(&app);
    let facts: Vec<String> = ready.facts.iter().map(|fact| text(&fact.text)).collect();
    let expected = [
        "8 rows",
        "8 different phones and e-mails",
        "1 row repeats an earlier one",
        "1 row has no phone and no e-mail that can be checked",
    ];
    assert_eq!(facts, expected);
    let pieces: Vec<_> = ready.pieces.iter().map(|piece| (piece.row, piece.text.as_str())).collect();
    assert_eq!(pieces, [(8, "4,91605E+11")]);
    assert!(text(&ready.question).starts_with("Bitrix24 will be asked which leads"));
    assert_eq!(text(&ready.cost.unwrap()), "At least 1 request, some 1 s");
    assert_eq!(app.requests, before, "the portal has heard nothing of it");
}

#[test]
fn a_file_is_read_otherwise_and_a_column_is_another_one() {
    let mut app = app();
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    let preview = previewed(&app);
    assert_eq!((preview.headings, text(&preview.rows)), (Headings::Absent, "9 rows".to_owned()));
    app.want(ListIntent::Choose(FileChoice::Separator(Separator::LineEnd)));
    assert_eq!(previewed(&app).columns.len(), 1);
    app.want(ListIntent::Choose(FileChoice::Separator(Separator::Semicolon)));
    for place in 0..3 {
        app.want(ListIntent::SetColumn(place, Holds::Other));
    }
    assert!(!previewed(&app).can_read);
    app.want(ListIntent::ReadRows);
    assert!(matches!(list(&app).stage, ListStage::Preview(_)), "there is nothing to read");
    app.want(ListIntent::SetColumn(1, Holds::Phones));
    app.want(ListIntent::ReadRows);
    let columns = app.files.asked.iter().rev().find_map(|call| match call {
        FilesCall::Rows { columns, .. } => Some(columns.clone()),
        _ => None,
    });
    assert_eq!(columns.unwrap(), [Holds::Other, Holds::Phones, Holds::Other]);
}

#[test]
fn what_is_no_list_is_refused_with_its_reason_and_another_file_can_be_chosen() {
    let mut app = app();
    drop_file(&mut app, "people.pdf", "%PDF-1.7 and so on");
    match list(&app).stage {
        ListStage::Refused(refused) => assert_eq!(refused.code, "B24D-FILE-PDF"),
        other => panic!("{other:?}"),
    }
    app.want(ListIntent::AnotherFile);
    assert_eq!(list(&app).stage, ListStage::Idle);
    app.want(ListIntent::TextPasted(LIST.to_owned()));
    assert_eq!((list(&app).name, text(&previewed(&app).rows)), (None, "8 rows".to_owned()));
}

#[test]
fn each_row_gets_its_verdict() {
    let app = checked();
    let expected = [
        (2, "once"),
        (3, "several"),
        (4, "hidden"),
        (5, "other-spelling"),
        (6, "new"),
        (7, "repeated"),
        (8, "not-valid"),
        (9, "once"),
    ];
    assert_eq!(verdicts(&app), expected);
    let results = results(&app);
    assert_eq!(
        (results.run.state, text(&results.run.text)),
        (ListRunState::Done, "Everything that can be checked was checked".to_owned())
    );
    let several = &results.table.rows[1];
    assert_eq!(text(&several.verdict.text), "2 records have it");
    assert_eq!(several.cells.as_ref().unwrap()[0], "Ben");
    let addresses: Vec<_> = several.records.iter().map(|record| record.address.as_str()).collect();
    assert_eq!(
        addresses,
        ["https://portal.example/crm/lead/details/5/", "https://portal.example/crm/contact/details/276/"]
    );
    assert_eq!(several.records[0].responsible.as_deref(), Some("Anna Berg"));
    assert_eq!(text(&results.table.rows[5].verdict.text), "Repeats row 6");
    assert!(!format!("{:?}", app.view()).contains("999"), "the id of a hidden record is nowhere");
}

#[test]
fn the_summary_adds_up_to_all_rows() {
    let summary = results(&checked()).summary;
    assert_eq!(summary.verdicts.iter().map(|part| part.rows).sum::<u64>(), summary.rows);
    let once = summary.verdicts.iter().find(|part| part.what == VerdictKind::Once).unwrap();
    assert_eq!((once.rows, once.permille), (2, 250));
    assert_eq!(text(&once.text), "In the CRM once: 2 rows, 25%");
    let types: Vec<_> = summary.types.iter().map(|part| (part.what.word(), part.rows)).collect();
    assert_eq!(types, [("lead", 1), ("contact", 4)]);
    let people: Vec<u64> = summary.people.iter().map(|part| part.rows).collect();
    assert_eq!(people, [4, 1], "the rows of user 7, as of all records but one, and the one of user 8");
}

/// So many values that nobody has.
pub(super) fn nobody(count: usize) -> String {
    let rows = (0..count).map(|n| format!("Somebody {n};+4930123{n:04}\r\n"));
    ["Name;Phone\r\n".to_owned()].into_iter().chain(rows).collect()
}

/// Sixty values: more than are asked one by one.
pub(super) fn checking_sixty() -> App {
    checking(60)
}

fn checking(count: usize) -> App {
    let mut app = app();
    app.slow_down();
    app.want(ListIntent::Show);
    drop_file(&mut app, "nobody.csv", &nobody(count));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    while app.sent.is_empty() {
        assert!(app.wake());
    }
    app
}

#[test]
fn what_is_under_way_when_the_user_pauses_is_answered_and_not_asked_again() {
    // More than one request.
    let mut app = checking(900);
    let first = spellings_out(&app);
    assert_eq!(results(&app).run.state, ListRunState::Running);
    assert!(app.view().leaving.keeps_page && app.view().leaving.share == Some(0));
    app.want(ListIntent::Leave);
    assert!(
        app.view().leaving.keeps_page && app.view().leaving.share == Some(0),
        "it goes on behind the search box"
    );
    app.want(ListIntent::Show);
    app.want(ListIntent::Pause);
    assert_eq!(results(&app).run.state, ListRunState::Pausing);
    assert!(!app.effects.iter().any(|effect| matches!(effect, Effect::Abort(_))));
    app.settle();
    let run = results(&app).run;
    assert_eq!(run.state, ListRunState::Paused);
    assert!(run.done > 0 && app.sent.is_empty(), "{run:?}");
    let before = app.effects.len();
    app.want(ListIntent::GoOn);
    app.settle();
    let second = spellings_of(app.effects.iter().skip(before).filter_map(|effect| match effect {
        Effect::Send { call, .. } => Some(call),
        _ => None,
    }));
    assert_eq!(results(&app).run.state, ListRunState::Done);
    // Each number is asked in two spellings.
    assert!(first > 0 && second <= 1_800 - first, "{first} and {second}");
    assert!(rows(&app).iter().all(|row| row.verdict.kind == VerdictKind::New));
}

/// Who closed the page from there was not asked.
#[test]
fn a_check_keeps_the_page_whichever_of_its_screens_is_shown() {
    let mut app = App::with_init(portal(), InitData { is_admin: true, ..init() });
    app.settle();
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    app.want(ListIntent::Leave);
    app.want(Intent::ShowInstall(true));
    assert!(matches!(app.view().screen, ScreenView::Install(_)));
    assert!(app.view().leaving.keeps_page && app.view().leaving.share.is_some());
}

#[test]
fn a_check_that_was_stopped_is_continued_with_what_is_left() {
    let mut app = checking_sixty();
    app.want(ListIntent::Stop);
    assert!(app.effects.iter().any(|effect| matches!(effect, Effect::Abort(_))));
    app.settle();
    let results = results(&app);
    assert_eq!(results.run.state, ListRunState::Stopped);
    assert!(rows(&app).iter().all(|row| row.verdict.kind == VerdictKind::NotChecked), "never *new*");
    let actions: Vec<_> = results.run.actions.iter().map(|action| text(&action.label)).collect();
    assert_eq!(actions, ["Check the rest"]);
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    assert!(rows(&app).iter().all(|row| row.verdict.kind == VerdictKind::New));
    assert!(app.view().leaving.keeps_page, "it is not saved");
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.settle();
    assert!(!app.view().leaving.keeps_page);
    assert_eq!(app.view().leaving.share, None);
}

#[test]
fn a_refusal_of_the_portal_stops_and_calls_nothing_new() {
    let mut app = ready();
    app.portal.no_crm = true;
    app.want(ListIntent::Begin);
    app.settle();
    let kinds: Vec<_> = verdicts(&app);
    assert!(kinds.iter().all(|(_, kind)| ["not-checked", "not-valid"].contains(kind)), "{kinds:?}");
    assert!(notice(&app).is_some());
    app.portal.no_crm = false;
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    assert_eq!(verdicts(&app)[4], (6, "new"));
    assert_eq!(notice(&app), None);
}

#[test]
fn what_has_halted_the_portal_is_gone_on_from() {
    let mut app = ready();
    app.want(ListIntent::Begin);
    app.instead.push_back(RawResponse::Fault(TransportFault::Network { offline: true }));
    while app.instead.is_empty() || !app.answer() {
        assert!(app.wake());
    }
    let run = results(&app).run;
    assert_eq!(
        (run.state, run.actions.first().map(|action| action.name)),
        (ListRunState::Paused, Some("hold"))
    );
    assert!(notice(&app).is_some(), "it says what has halted it");
    app.want(ListIntent::GoOn);
    app.settle();
    assert_eq!((results(&app).run.state, notice(&app)), (ListRunState::Done, None));
}

#[test]
fn whoever_is_responsible_for_what_the_rest_finds_has_a_name_as_well() {
    let mut app = ready();
    let place = read(&app).pieces[0].place.unwrap();
    app.portal = portal().with(Contact, 300, &["+49305550300"]).field("ASSIGNED_BY_ID", json!("9"));
    app.want(ListIntent::Begin);
    app.settle();
    app.want(ListIntent::Correct { place, by: "+49 30 5550300".to_owned() });
    app.settle();
    assert_eq!(verdicts(&app)[6], (8, "not-checked"));
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    assert_eq!(verdicts(&app)[6], (8, "once"));
    assert_eq!(rows(&app)[6].records[0].responsible.as_deref(), Some("Anna Berg"), "no number of a user");
}

/// A portal that answers no question about who has a value.
pub(super) fn silent(command: &Command) -> Instead {
    matches!(command, Command::Find { .. })
        .then(|| Err(json!({ "error": "INTERNAL_SERVER_ERROR", "error_description": "" })))
}

#[test]
fn what_is_not_answered_pauses_and_is_not_checked_until_it_is() {
    let mut app = ready();
    app.portal.instead = Some(silent);
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(results(&app).run.state, ListRunState::Paused);
    assert!(notice(&app).is_some(), "it says why");
    app.want(ListIntent::GoOn);
    app.settle();
    let run = results(&app).run;
    assert_eq!(run.state, ListRunState::Done);
    assert_eq!(text(&run.text), "Finished, but 7 rows were not checked completely");
    assert!(verdicts(&app).iter().all(|(row, kind)| *kind == "not-checked" || *row == 8));
    app.portal.instead = None;
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    assert_eq!(text(&results(&app).run.text), "Everything that can be checked was checked");
    assert_eq!((verdicts(&app)[1], verdicts(&app)[4]), ((3, "several"), (6, "new")));
}

#[test]
fn the_table_is_filtered_sorted_grouped_and_searched() {
    let mut app = checked();
    app.want(ListIntent::ToggleFilter(VerdictKind::Once));
    assert_eq!((numbers(&app), text(&results(&app).table.count)), (vec![2, 9], "2 of 8 rows".to_owned()));
    app.want(ListIntent::ToggleFilter(VerdictKind::New));
    assert_eq!(numbers(&app), [2, 6, 9]);
    app.want(ListIntent::ClearFilters);
    app.want(ListIntent::Sort(ListSort::Verdict));
    assert_eq!(numbers(&app), [3, 2, 9, 5, 4, 7, 6, 8]);
    app.want(ListIntent::Sort(ListSort::Number));
    app.want(ListIntent::Group(ListGrouping::ByRecord));
    assert_eq!(numbers(&app), [2, 9, 3, 4, 5, 6, 7, 8], "both lead to contact 275");
    let begins: Vec<bool> = rows(&app).iter().map(|row| row.begins_group).collect();
    assert_eq!(begins[..3], [true, false, true]);
    app.want(ListIntent::Group(ListGrouping::Apart));
    app.want(ListIntent::Search("anna".to_owned()));
    assert_eq!(numbers(&app), [2, 9]);
    app.want(ListIntent::ToggleFilter(VerdictKind::New));
    assert_eq!((numbers(&app), results(&app).table.visible), (vec![], 0));
    app.want(ListIntent::ClearFilters);
    app.want(ListIntent::Search(String::new()));
    app.want(ListIntent::ShowRows { first: 6, count: 50 });
    assert_eq!((numbers(&app), results(&app).table.first), (vec![8, 9], 6));
}

#[test]
fn a_row_is_opened() {
    let mut app = checked();
    app.want(ListIntent::OpenRow(7));
    let opened = results(&app).table.opened.unwrap();
    assert_eq!((opened.number, opened.repeats), (9, None));
    assert_eq!(opened.cells[2], ("E-mail".to_owned(), "anna@example.com".to_owned()));
    let values: Vec<_> =
        opened.values.iter().map(|value| (value.spelling.as_str(), text(&value.text))).collect();
    let expected = [
        ("+49 30 5550198", "No record has it".to_owned()),
        ("anna@example.com", "1 record has it".to_owned()),
    ];
    assert_eq!(values, expected);
    app.want(ListIntent::CloseRow);
    assert_eq!(results(&app).table.opened, None);
}

fn saved(app: &App) -> (String, String) {
    let (name, bytes) = app.files.saved.last().unwrap().clone();
    (name, String::from_utf8(bytes).unwrap())
}

#[test]
fn the_list_is_saved_with_its_verdicts_and_without_a_hidden_id() {
    let mut app = checked();
    let labels: Vec<String> = results(&app).export.actions.iter().map(|action| text(&action.label)).collect();
    assert_eq!(labels, ["Save all 8 rows as CSV", "Save all 8 rows as XLSX"]);
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.settle();
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 8 rows");
    let (name, file) = saved(&app);
    assert_eq!(name, "people-checked.csv");
    assert!(file.contains("Several") || file.contains("In the CRM several times"), "{file}");
    assert!(file.contains("Lead; Contact") && file.contains("5; 276"), "{file}");
    assert!(file.contains("https://portal.example/crm/lead/details/5/"), "{file}");
    assert!(file.contains("030 5550103"), "how it is stored: {file}");
    assert!(!file.contains("999"), "{file}");
    let about = app.files.asked.iter().rev().find_map(|call| match call {
        FilesCall::WriteEnd { about, .. } => Some(about.join("\n")),
        _ => None,
    });
    let about = about.unwrap();
    assert!(
        about.contains("portal.example") && about.contains("All rows") && about.contains("UTC"),
        "{about}"
    );
}

/// It became bytes in one step, which was felt.
#[test]
fn a_long_list_is_written_a_part_at_a_time_and_can_be_given_up_in_between() {
    let mut app = app();
    drop_file(&mut app, "nobody.csv", &nobody(1_200));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    app.settle();
    let export = ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All };
    app.want(export.clone());
    assert!(app.wake());
    let saving = SavingView { done: 500, of: 1_200, can_stop: true };
    assert_eq!(results(&app).export.saving, Some(saving));
    app.want(ListIntent::StopSaving);
    app.settle();
    let given_up = results(&app).export;
    assert!(given_up.saving.is_none() && given_up.text.is_none() && !given_up.actions.is_empty());
    assert!(app.files.saved.is_empty());

    app.want(export);
    app.settle();
    let parts = app.files.asked.iter().rev().map_while(|call| match call {
        FilesCall::WriteEnd { .. } => Some(0),
        FilesCall::WriteRows { rows, .. } => Some(rows.len()),
        _ => None,
    });
    assert_eq!(parts.collect::<Vec<_>>(), [0, 200, 500, 500]);
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 1200 rows");
    assert_eq!(saved(&app).1.lines().count(), 1_201);
    // A slice of something else has made it forget.
    app.tell(ExtraEvent::NextSlice);
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 1200 rows");
}

#[test]
fn a_list_that_is_not_saved_says_why() {
    let mut app = app();
    let long = "x".repeat(32_768);
    drop_file(&mut app, "people.csv", &format!("Name;Phone\n{long};+49 30 5550100\n"));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    app.settle();
    let said = |app: &App| text(&results(app).export.text.unwrap());
    app.want(ListIntent::Export { format: WriteAs::Xlsx, rows: ExportRows::All });
    app.settle();
    assert!(said(&app).contains("32,767 characters"), "{}", said(&app));
    let csv = ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All };
    app.files.leave_to_story();
    app.want(csv.clone());
    let not =
        |turn, why| ExtraEvent::Files(FilesAnswer::NotWritten { file: FileId(1), turn: Turn(turn), why });
    app.tell(not(1, Unwritten::Rows));
    assert!(results(&app).export.saving.is_some(), "that was of the one before");
    app.tell(not(2, Unwritten::Memory));
    assert!(said(&app).contains("not enough memory"), "{}", said(&app));
    app.want(csv.clone());
    app.tell(not(3, Unwritten::Unsaved));
    assert!(said(&app).contains("the browser did not take"), "{}", said(&app));
    app.want(csv);
    app.tell(ExtraEvent::FilesLost);
    assert!(said(&app).contains("the module that writes files has failed"), "{}", said(&app));
}

#[test]
fn what_is_saved_is_what_the_button_says() {
    let mut app = checked();
    app.want(ListIntent::ToggleFilter(VerdictKind::Once));
    let labels: Vec<String> = results(&app).export.actions.iter().map(|action| text(&action.label)).collect();
    assert_eq!(labels[..2], ["Save the 2 rows shown as CSV", "Save all 8 rows as CSV"]);
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::Shown });
    app.settle();
    let (_, file) = saved(&app);
    assert!(file.contains("Anna") && file.contains("Hans") && !file.contains("Emil"), "{file}");
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 2 rows");
}

#[test]
fn a_piece_that_cannot_be_asked_is_corrected_in_place() {
    for reader in ["module", "simple rules"] {
        let mut app = ready();
        if reader == "simple rules" {
            app.tell(b24_duplicates::page::ExtraEvent::ReaderLost);
            app.reader = Reader::Gone;
        }
        let place = read(&app).pieces[0].place.unwrap();
        app.want(ListIntent::Correct { place, by: "still nothing".to_owned() });
        assert_eq!(read(&app).pieces.len(), 1, "{reader}");
        app.want(ListIntent::Correct { place, by: "+49 30 5550100".to_owned() });
        let ready = read(&app);
        assert_eq!((ready.pieces.len(), ready.invalid), (0, None), "{reader}");
        assert!(!ready.facts.iter().any(|fact| fact.name == "without"));
        app.want(ListIntent::Begin);
        app.settle();
        assert_eq!(verdicts(&app)[6], (8, "once"), "{reader}");
    }
}

#[test]
fn the_module_fails_and_nothing_that_was_checked_is_lost() {
    let mut app = checked();
    app.files.fail();
    app.want(ListIntent::ShowRows { first: 0, count: 60 });
    app.want(ListIntent::Search("anna".to_owned()));
    assert_eq!(results(&app).file, FileAtHand::Lost);
    assert_eq!(notice(&app).unwrap(), "The module that reads files has failed");
    assert_eq!((verdicts(&app).len(), verdicts(&app)[1]), (8, (3, "several")));
    assert!(results(&app).export.actions.is_empty());

    app.files.mend();
    drop_file(&mut app, "others.csv", &LIST.replace("5550100", "5550107"));
    assert_eq!(
        (results(&app).file, notice(&app).unwrap().as_str()),
        (FileAtHand::Lost, "This is not the list that was checked")
    );
    drop_file(&mut app, "people.csv", LIST);
    assert_eq!((results(&app).file, notice(&app)), (FileAtHand::Here, None));
    assert_eq!(rows(&app)[0].cells.as_ref().unwrap()[0], "Anna");
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.settle();
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 8 rows");
}

#[test]
fn the_module_fails_before_anything_was_checked() {
    let mut app = app();
    app.files.fail();
    drop_file(&mut app, "people.csv", LIST);
    assert_eq!(list(&app).stage, ListStage::Idle);
    assert_eq!(notice(&app).unwrap(), "The module that reads files has failed");
    app.files.mend();
    drop_file(&mut app, "people.csv", LIST);
    assert_eq!(notice(&app), None);
    assert!(matches!(list(&app).stage, ListStage::Preview(_)));
}

#[test]
fn verdicts_of_a_list_that_is_read_otherwise_are_out_of_date() {
    let mut app = checked();
    app.want(ListIntent::ToPreview);
    assert!(previewed(&app).has_results);
    assert_eq!(notice(&app), None);
    app.want(ListIntent::SetColumn(2, Holds::Other));
    assert_eq!(notice(&app).unwrap(), "These verdicts are out of date: the list is read otherwise now");
    app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    app.want(ListIntent::ToResults);
    assert_eq!((verdicts(&app)[7], notice(&app)), ((9, "once"), None));
    app.want(ListIntent::ShowRows { first: 0, count: 8 });
    assert_eq!(rows(&app)[0].cells.as_ref().unwrap()[0], "Anna", "it is read as it was when it was checked");

    app.want(ListIntent::ToPreview);
    app.want(ListIntent::SetColumn(2, Holds::Other));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(verdicts(&app)[7], (9, "new"), "the e-mail is not asked any more");
}

#[test]
fn a_check_goes_on_while_the_search_box_is_shown() {
    let mut app = checking_sixty();
    app.want(ListIntent::Leave);
    let page = app.page();
    assert!(page.list.is_none() && page.form.is_some());
    assert_eq!(text(&page.list_entry.unwrap().label), "List: 0% checked");
    app.settle();
    assert_eq!(text(&app.page().list_entry.unwrap().label), "Back to the list");
    app.want(ListIntent::Show);
    assert_eq!(results(&app).run.state, ListRunState::Done);
}

#[test]
fn whoever_comes_back_to_the_page_finds_nothing_of_a_list() {
    let mut app = checked();
    app.tell(SessionEvent::PutAway);
    assert!(app.effects.contains(&Effect::Extra(Extra::EndFiles)));
    assert!(!format!("{:?}", app.view()).contains("people.csv"));
}
