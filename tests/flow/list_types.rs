//! A list that is checked for one type alone says so wherever it says anything, and a choice that was changed since makes
//! its verdicts out of date.

use b24_duplicates::app::{Effect, FocusTarget};
use b24_duplicates::domain::EntityType;
use b24_duplicates::page::{
    ExportRows, FormIntent, ListIntent, ListRunState, ListTypesView, VerdictKind, WriteAs,
};
use b24_duplicates::protocol::files::{FilesCall, Turn};
use b24_duplicates::protocol::{Command, RestCall};

use super::app::{App, text};
use super::list::{
    checked, checking_sixty, drop_file, list, nobody, notice, read, ready, results, rows, silent, verdicts,
};
use super::portal::{Company, Contact, Lead};

fn checked_for(entity: EntityType) -> App {
    let mut app = ready();
    app.want(ListIntent::ChooseType(Some(entity)));
    app.want(ListIntent::Begin);
    app.settle();
    app
}

fn run_says(app: &App) -> Vec<String> {
    results(app).run.details.iter().map(text).collect()
}

#[test]
fn one_type_alone_is_asked_for_and_every_word_says_so() {
    let mut app = ready();
    assert_eq!(read(&app).entity, None);
    app.want(ListIntent::ChooseType(Some(Contact)));
    assert_eq!(read(&app).entity, Some(Contact));
    assert!(text(&read(&app).question).starts_with("Bitrix24 will be asked which contacts have these 8"));
    app.want(ListIntent::Begin);
    app.settle();

    let is_typed = |command: &Command| match command {
        Command::Find { entity, .. } => *entity == Some(Contact),
        _ => true,
    };
    let sent = app.effects.iter().filter_map(|effect| match effect {
        Effect::Send { call: RestCall::Batch(batch), .. } => Some(&batch.commands),
        _ => None,
    });
    assert!(sent.flatten().all(|(_, command)| is_typed(command)));

    // Of row 3 a lead has something as well: nobody has asked for it.
    let expected = [
        (2, "once"),
        (3, "once"),
        (4, "hidden"),
        (5, "other-spelling"),
        (6, "new"),
        (7, "repeated"),
        (8, "not-valid"),
        (9, "once"),
    ];
    assert_eq!(verdicts(&app), expected);
    let words: Vec<String> = rows(&app).iter().map(|row| text(&row.verdict.text)).collect();
    assert_eq!(words[1], "In the CRM once among contacts");
    assert_eq!(words[2], "1 record, hidden from you among contacts");
    assert_eq!(words[3], "1 record, in another spelling only among contacts");
    assert_eq!(words[4], "New among contacts");
    let results = results(&app);
    assert_eq!(
        (results.run.state, text(&results.run.text)),
        (ListRunState::Done, "Everything that can be checked was checked among contacts".to_owned())
    );
    assert_eq!(results.types, ListTypesView::Current(Some(Contact)));
    let said = "Only contacts are asked for: what leads and companies have is not checked";
    assert!(run_says(&app).iter().any(|detail| detail == said), "{:?}", run_says(&app));
    let filters: Vec<String> = results.table.filters.iter().map(|filter| text(&filter.label)).collect();
    assert!(filters.contains(&"New among contacts (1)".to_owned()), "{filters:?}");
    let new = results.summary.verdicts.iter().find(|part| part.what == VerdictKind::New).unwrap();
    assert!(text(&new.text).starts_with("New among contacts: 1 row"));
    app.want(ListIntent::OpenRow(4));
    let opened = super::list::results(&app).table.opened.unwrap();
    assert!(opened.values.iter().all(|value| text(&value.text) == "No record has it among contacts"));
}

#[test]
fn what_is_saved_says_which_type_was_asked_for() {
    let mut app = checked_for(Contact);
    app.want(ListIntent::ToggleFilter(VerdictKind::New));
    app.want(ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::Shown });
    app.settle();
    let (_, bytes) = app.files.saved.last().unwrap().clone();
    let file = String::from_utf8(bytes).unwrap();
    assert!(file.contains("New among contacts") && file.contains("Only contacts are asked for"), "{file}");
    let about = app.files.asked.iter().rev().find_map(|call| match call {
        FilesCall::WriteEnd { about, .. } => Some(about.join("\n")),
        _ => None,
    });
    assert!(about.unwrap().contains("Only these verdicts: New among contacts"));
}

#[test]
fn another_choice_makes_verdicts_out_of_date_until_it_is_asked_or_taken_back() {
    let mut app = checked();
    let all = verdicts(&app);
    app.want(ListIntent::ChooseType(Some(Lead)));
    let stale = results(&app);
    assert_eq!(stale.types, ListTypesView::OutOfDate(Some(Lead)));
    let out_of_date = "These verdicts are out of date: another type is chosen now";
    assert_eq!((notice(&app), text(&stale.run.text).as_str()), (None, out_of_date), "it is said once");
    assert!(stale.run.details.iter().any(|line| text(line) == "They are of leads, contacts and companies."));
    assert_eq!(text(&list(&app).said.unwrap()), out_of_date);
    assert_eq!(verdicts(&app), all, "they are still those of all types");
    let actions: Vec<String> = stale.run.actions.iter().map(|action| text(&action.label)).collect();
    assert_eq!(actions, ["Check 8 values"]);

    app.want(ListIntent::ChooseType(None));
    assert_eq!((results(&app).types, notice(&app)), (ListTypesView::Current(None), None));

    app.want(ListIntent::ChooseType(Some(Lead)));
    app.want(ListIntent::ToggleFilter(VerdictKind::New));
    app.want(ListIntent::Begin);
    assert!(app.effects.contains(&Effect::Focus(FocusTarget::Heading)));
    app.settle();
    assert_eq!((results(&app).types, notice(&app)), (ListTypesView::Current(Some(Lead)), None));
    assert_eq!((verdicts(&app)[0], verdicts(&app)[1]), ((2, "new"), (3, "once")));
    assert_eq!(rows(&app)[0].cells.as_ref().unwrap()[0], "Anna", "the file is still at hand");
}

/// The module wrote on for nobody, and its answers were taken for those of the next file.
#[test]
fn a_file_of_verdicts_that_are_given_up_is_written_no_further() {
    let mut app = super::list::app();
    drop_file(&mut app, "nobody.csv", &nobody(1_200));
    app.want(ListIntent::ReadRows);
    app.want(ListIntent::Begin);
    app.settle();
    let export = ListIntent::Export { format: WriteAs::Csv, rows: ExportRows::All };
    app.want(export.clone());
    assert!(app.wake() && results(&app).export.saving.is_some());
    app.want(ListIntent::ChooseType(Some(Contact)));
    app.want(ListIntent::Begin);
    app.settle();
    assert!(results(&app).export.saving.is_none() && app.files.saved.is_empty());
    let turns = |app: &App, wanted: fn(&FilesCall) -> Option<Turn>| -> Vec<Turn> {
        app.files.asked.iter().filter_map(wanted).collect()
    };
    let stopped = |call: &FilesCall| match call {
        FilesCall::WriteStop { turn, .. } => Some(*turn),
        _ => None,
    };
    let begun = |call: &FilesCall| match call {
        FilesCall::WriteBegin { turn, .. } => Some(*turn),
        _ => None,
    };
    assert_eq!(turns(&app, stopped), turns(&app, begun));
    app.want(export);
    app.settle();
    assert_eq!(app.files.saved.len(), 1);
    assert_ne!(turns(&app, begun)[0], turns(&app, begun)[1]);
}

#[test]
fn a_check_that_goes_on_asks_for_what_it_was_begun_with() {
    let mut app = checking_sixty();
    assert_eq!(results(&app).types, ListTypesView::Asking);
    app.want(ListIntent::ChooseType(Some(Company)));
    app.settle();
    assert_eq!(results(&app).types, ListTypesView::Current(None));
    assert!(rows(&app).iter().all(|row| text(&row.verdict.text) == "New"));
}

#[test]
fn what_was_stopped_goes_on_with_its_own_types_or_begins_anew_with_others() {
    let mut app = checking_sixty();
    app.want(ListIntent::Stop);
    app.want(ListIntent::ChooseType(Some(Company)));
    let actions: Vec<_> = results(&app).run.actions.iter().map(|action| action.name).collect();
    assert_eq!(actions, ["begin-list"], "the rest of what is out of date is not offered");
    app.want(ListIntent::Begin);
    app.settle();
    assert!(rows(&app).iter().all(|row| text(&row.verdict.text) == "New among companies"));
    // The same type again is nothing new.
    let before = app.requests;
    app.want(ListIntent::Begin);
    app.settle();
    assert_eq!(app.requests, before);
}

#[test]
fn the_requests_of_a_list_are_its_own() {
    let mut app = checking_sixty();
    let before = app.requests - app.sent.len();
    app.want(ListIntent::Leave);
    app.want(FormIntent::Type("+49 30 5550100".to_owned()));
    app.want(FormIntent::Search);
    app.settle();
    app.want(ListIntent::Show);
    let all = app.requests - before;
    let said: Vec<String> = run_says(&app);
    let own: usize = said
        .iter()
        .find_map(|said| said.strip_suffix(" request").or(said.strip_suffix(" requests")))
        .unwrap()
        .parse()
        .unwrap();
    assert!(own > 0 && own < all, "{own} of {all}: a search was among them");
}

#[test]
fn why_a_row_may_have_more_is_said_also_when_the_check_was_stopped() {
    let mut app = ready();
    let place = read(&app).pieces[0].place.unwrap();
    for id in 400..425 {
        app.portal = std::mem::take(&mut app.portal).with(Contact, id, &["+49305550100"]);
    }
    app.want(ListIntent::Begin);
    app.settle();
    let said = "1 row may have more records: Bitrix24 names at most 20 of a type";
    assert!(run_says(&app).iter().any(|detail| detail == said), "{:?}", run_says(&app));

    // The rest is asked of a portal that does not answer, and that is stopped.
    app.want(ListIntent::Correct { place, by: "+49 30 5550177".to_owned() });
    app.portal.instead = Some(silent);
    app.want(ListIntent::ContinueWithRest);
    app.settle();
    app.want(ListIntent::Stop);
    assert_eq!(results(&app).run.state, ListRunState::Stopped);
    assert!(run_says(&app).iter().any(|detail| detail == said), "{:?}", run_says(&app));
}
