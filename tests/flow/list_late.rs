//! What comes late, fails, or happens while something else of a list is under way: the module's answers, a save, a pause, the
//! names of people.

use b24_duplicates::page::{
    ExportRows, ExtraEvent, FileChoice, Headings, Holds, ListIntent, ListRunState, ListStage, Separator,
    VerdictKind, WriteAs,
};
use b24_duplicates::protocol::files::{FileId, FilesAnswer, FilesCall, MAX_PIECES, Refused, Turn, Unwritten};
use files_worker::Worker;
use serde_json::json;

use super::app::{App, text};
use super::list::{
    LIST, app, checked, checking_sixty, drop_file, list, notice, numbers, portal, previewed, read, ready,
    results, rows, silent, verdicts,
};
use super::portal::Contact;

/// A page whose module answers when the story says so.
struct Late {
    app: App,
    worker: Worker,
}

impl Late {
    fn with(file: &str) -> Self {
        let mut app = app();
        app.files.leave_to_story();
        drop_file(&mut app, "people.csv", file);
        let mut late = Self { app, worker: Worker::default() };
        late.answer();
        late
    }

    /// The module answers what it was asked first.
    fn answer(&mut self) {
        let call = self.app.files.asked.remove(0);
        let file = self.app.files.chosen.clone().map(|(_, bytes)| bytes);
        let file = file.filter(|_| matches!(call, FilesCall::Open(_)));
        let heard = self.worker.hear(&call.to_bytes(), file).unwrap();
        self.app.tell(ExtraEvent::Files(FilesAnswer::from_bytes(&heard.answer).unwrap()));
    }

    fn answer_all(&mut self) {
        while !self.app.files.asked.is_empty() {
            self.answer();
        }
    }
}

#[test]
fn rows_of_a_reading_that_was_given_up_are_not_those_of_the_next() {
    let lines = (0..1_500).map(|n| format!("Somebody {n};+4930123{n:04};+4940123{:04}\n", n / 2));
    let file: String = std::iter::once("Name;Phone;Office\n".to_owned()).chain(lines).collect();
    let mut late = Late::with(&file);
    for (first, second) in [(Holds::Phones, Holds::Other), (Holds::Other, Holds::Phones)] {
        late.app.want(ListIntent::ToPreview);
        late.app.want(ListIntent::SetColumn(1, first));
        late.app.want(ListIntent::SetColumn(2, second));
        late.app.want(ListIntent::ReadRows);
    }
    late.answer();
    late.answer();
    match list(&late.app).stage {
        ListStage::Reading { done, .. } => assert_eq!(done, 0, "what came is of the reading before"),
        other => panic!("{other:?}"),
    }
    late.answer_all();
    let facts: Vec<String> = read(&late.app).facts.iter().map(|fact| text(&fact.text)).collect();
    assert_eq!(facts[..2], ["1500 rows", "750 different phones and e-mails"]);
}

#[test]
fn a_table_that_was_read_otherwise_before_is_not_taken_for_the_one_that_is_waited_for() {
    let mut late = Late::with(LIST);
    late.app.want(ListIntent::ReadRows);
    late.answer_all();
    late.app.want(ListIntent::Begin);
    late.app.settle();
    late.answer_all();
    late.app.want(ListIntent::ToPreview);
    late.app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    late.app.want(ListIntent::ToResults);
    late.app.want(ListIntent::ToPreview);
    late.app.want(ListIntent::Choose(FileChoice::Separator(Separator::LineEnd)));
    late.answer();
    assert!(previewed(&late.app).is_reading, "that was the one without headings");
    late.answer_all();
    let preview = previewed(&late.app);
    assert_eq!((preview.is_reading, preview.columns.len()), (false, 1));
}

#[test]
fn what_cannot_be_read_otherwise_stays_as_it_was_and_the_reason_is_said() {
    let mut late = Late::with(LIST);
    late.app.want(ListIntent::SetColumn(2, Holds::Other));
    late.app.want(ListIntent::Choose(FileChoice::Sheet(1)));
    let Some(FilesCall::ReadAgain { file, turn, .. }) = late.app.files.asked.pop() else { panic!() };
    let read = Err(Refused::Empty);
    late.app.tell(ExtraEvent::Files(FilesAnswer::ReadAgain { file, turn, read }));
    assert!(previewed(&late.app).is_reading, "it is read again as it was before");
    assert_eq!(notice(&late.app).unwrap(), "There is nothing in this file");
    late.answer_all();
    let preview = previewed(&late.app);
    assert!(preview.can_read && preview.columns[2].holds == Holds::Other);
    assert_eq!(notice(&late.app).unwrap(), "There is nothing in this file");
    late.app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    assert_eq!(notice(&late.app), None);
}

#[test]
fn one_text_is_searched_for_at_a_time_and_the_newest_next() {
    let mut app = checked();
    app.files.leave_to_story();
    app.files.asked.clear();
    for text in ["a", "an", " anna "] {
        app.want(ListIntent::Search(text.to_owned()));
    }
    let mut found = |rows: &[u32]| {
        let asked = std::mem::take(&mut app.files.asked);
        let [FilesCall::Find { file, text }] = asked.as_slice() else { panic!("{asked:?}") };
        let (file, rows) = (*file, rows.to_vec());
        app.tell(ExtraEvent::Files(FilesAnswer::Found { file, text: text.clone(), rows }));
        text.clone()
    };
    assert_eq!(found(&[0, 1]), "a");
    assert_eq!(found(&[7, 0]), "anna");
    assert_eq!((numbers(&app), results(&app).table.is_searching), (vec![2, 9], false));

    app.want(ListIntent::Search("ben".to_owned()));
    assert!(results(&app).table.is_searching);
    app.tell(ExtraEvent::FilesLost);
    let table = results(&app).table;
    assert_eq!((table.search.as_str(), table.is_searching), ("anna", false), "of that the rows are");
    assert_eq!(numbers(&app), [2, 9]);
}

#[test]
fn a_module_that_failed_before_the_check_leaves_no_dead_button_behind() {
    let mut app = ready();
    assert!(read(&app).can_look_back);
    app.files.fail();
    app.tell(ExtraEvent::FilesLost);
    assert!(!read(&app).can_look_back, "there is no file to look at");
    app.want(ListIntent::Begin);
    app.settle();
    app.files.mend();
    drop_file(&mut app, "people.csv", LIST);
    app.want(ListIntent::ToPreview);
    assert!(previewed(&app).has_results);
}

fn about(app: &App) -> String {
    let about = app.files.asked.iter().rev().find_map(|call| match call {
        FilesCall::WriteEnd { about, .. } => Some(about.join("\n")),
        _ => None,
    });
    about.unwrap()
}

#[test]
fn a_save_outlives_the_rest_and_says_that_something_was_not_checked() {
    let mut app = checking_sixty();
    app.want(ListIntent::Stop);
    app.settle();
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All });
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    assert_eq!(results(&app).run.state, ListRunState::Done);
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 60 rows");
    assert!(about(&app).contains("not finished"), "{}", about(&app));
}

#[test]
fn a_file_says_of_itself_what_was_so_when_it_was_to_be_saved() {
    let mut app = checked();
    app.want(ListIntent::ToggleFilter(VerdictKind::Once));
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::Shown });
    app.want(ListIntent::ClearFilters);
    app.settle();
    let about = about(&app);
    assert!(about.contains("Only these verdicts: In the CRM once") && !about.contains("All rows"), "{about}");
    let (file, turn, why) = (FileId(1), Turn(1), Unwritten::Failed);
    app.tell(ExtraEvent::Files(FilesAnswer::NotWritten { file, turn, why }));
    assert_eq!(text(&results(&app).export.text.unwrap()), "Saved with 2 rows", "nothing is being written");
}

#[test]
fn the_rest_is_checked_although_names_are_still_asked_for() {
    let mut app = ready();
    let place = read(&app).pieces[0].place.unwrap();
    app.portal = portal().with(Contact, 300, &["+49305550300"]).field("ASSIGNED_BY_ID", json!("7"));
    app.want(ListIntent::Begin);
    while results(&app).run.state != ListRunState::Done {
        assert!(app.answer() || app.wake());
    }
    while app.sent.is_empty() {
        assert!(app.wake(), "names are asked for");
    }
    app.want(ListIntent::Correct { place, by: "+49 30 5550300".to_owned() });
    app.want(ListIntent::ContinueWithRest);
    assert_eq!(results(&app).run.state, ListRunState::Running);
    assert!(results(&app).summary.people.is_empty(), "those of before are old");
    app.settle();
    assert_eq!(verdicts(&app)[6], (8, "once"));
    assert_eq!(rows(&app)[6].records[0].responsible.as_deref(), Some("Anna Berg"));
}

#[test]
fn a_pause_that_finds_everything_answered_is_none() {
    let mut finished = 0;
    for answers in 0..12 {
        let mut app = checking_sixty();
        for _ in 0..answers {
            let _ = app.answer() || app.wake();
        }
        app.want(ListIntent::Pause);
        app.settle();
        let run = results(&app).run;
        let is_checked = rows(&app).iter().all(|row| row.verdict.kind == VerdictKind::New);
        assert!(run.state != ListRunState::Paused || !is_checked, "after {answers}: {run:?}");
        finished += usize::from(is_checked);
    }
    assert!(finished > 0);
}

#[test]
fn a_value_that_is_asked_once_more_is_counted_once() {
    let mut app = ready();
    app.portal.instead = Some(silent);
    app.want(ListIntent::Begin);
    app.settle();
    app.want(ListIntent::GoOn);
    app.settle();
    app.portal.instead = None;
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    let run = results(&app).run;
    assert_eq!((run.state, run.done, run.of), (ListRunState::Done, 8, 8));
}

#[test]
fn a_row_of_which_not_every_piece_was_told_is_never_new() {
    let mut app = app();
    let many: Vec<String> = (0..MAX_PIECES + 200).map(|n| format!("a{n}@example.com")).collect();
    let many = many.join(" ");
    drop_file(&mut app, "people.csv", &format!("Name;E-mail\nAnna;{many}\n"));
    app.want(ListIntent::ReadRows);
    assert_eq!(text(&read(&app).facts[1].text), "1000 different phones and e-mails");
    assert_eq!(text(&read(&app).invalid.unwrap()), "1 piece cannot be checked");
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(verdicts(&app), [(2, "not-valid")]);
}
