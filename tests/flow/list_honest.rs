//! What is said of a list is no more than was found out: also after a correction, and where something cannot be known.

use std::collections::VecDeque;

use b24_duplicates::page::{FileChoice, Headings, Holds, ListIntent, ListRunState, ListStage, VerdictKind};
use b24_duplicates::protocol::Command;
use b24_duplicates::protocol::files::FilesCall;
use b24_duplicates::session::view::Tone;
use serde_json::json;

use super::app::{App, Reader, text};
use super::list::{app, checked, drop_file, list, portal, previewed, read, ready, results, rows, verdicts};
use super::portal::{Contact, Instead};

/// A list of people, each with this in the column of phones.
fn ready_with(phones: &[&str]) -> App {
    let rows = phones.iter().map(|phone| format!("Somebody;{phone}\r\n"));
    let file: String = std::iter::once("Name;Phone\r\n".to_owned()).chain(rows).collect();
    let mut app = app();
    drop_file(&mut app, "people.csv", &file);
    app.want(ListIntent::SetColumn(1, Holds::Phones));
    app.want(ListIntent::ReadRows);
    app
}

fn begin(app: &mut App) {
    app.want(ListIntent::Begin);
    app.settle();
}

/// A portal that shows no card.
fn no_cards(command: &Command) -> Instead {
    matches!(command, Command::ListRecords { .. })
        .then(|| Err(json!({ "error": "INTERNAL_SERVER_ERROR", "error_description": "" })))
}

#[test]
fn a_record_whose_card_is_not_loaded_has_the_value_all_the_same() {
    let mut app = ready();
    app.portal.instead = Some(no_cards);
    begin(&mut app);
    app.want(ListIntent::GoOn);
    app.settle();
    app.want(ListIntent::OpenRow(0));
    let opened = results(&app).table.opened.unwrap();
    assert_eq!(opened.verdict.kind, VerdictKind::Incomplete);
    assert_eq!(text(&opened.values[0].text), "1 record or more");
}

#[test]
fn a_correction_that_is_read_in_part_leaves_the_rest_to_be_seen() {
    let mut app = ready();
    let place = read(&app).pieces[0].place.unwrap();
    app.want(ListIntent::Correct { place, by: "+49 30 5550197, 12.03.2024".to_owned() });
    let pieces: Vec<_> = read(&app).pieces.iter().map(|piece| (piece.place, piece.text.clone())).collect();
    assert_eq!(pieces, [(Some(place), "12.03.2024".to_owned())]);
    assert!(text(&list(&app).said.unwrap()).starts_with("Still not read: 12.03.2024"));
    begin(&mut app);
    let row = &rows(&app)[6];
    assert_eq!(row.verdict.kind, VerdictKind::NotValid, "nobody has checked all of it: it is not new");
    assert_eq!(text(&row.verdict.text), "Not all of it can be checked");
}

#[test]
fn a_correction_of_which_nothing_is_read_says_so_and_why() {
    for reader in ["module", "simple rules"] {
        let mut app = ready();
        if reader == "simple rules" {
            app.tell(b24_duplicates::page::ExtraEvent::ReaderLost);
            app.reader = Reader::Gone;
        }
        let before = read(&app).pieces[0].clone();
        let place = before.place.unwrap();
        app.want(ListIntent::Correct { place, by: "still nothing".to_owned() });
        let after = read(&app).pieces[0].clone();
        assert_eq!((after.place, after.text.as_str()), (Some(place), "still nothing"), "{reader}");
        assert_ne!(after.why, before.why, "{reader}");
        assert!(text(&list(&app).said.unwrap()).starts_with("Still not read: still nothing"), "{reader}");
        app.want(ListIntent::Correct { place, by: "+49 30 5550100".to_owned() });
        assert!(read(&app).pieces.is_empty(), "{reader}");
        assert_eq!(list(&app).said, Some(read(&app).question), "{reader}");
    }
}

#[test]
fn a_row_that_was_corrected_is_the_first_that_has_its_value() {
    let mut app = ready_with(&["4,91605E+11", "+49 30 5550199", "+49 30 5550199"]);
    let place = read(&app).pieces[0].place.unwrap();
    begin(&mut app);
    assert_eq!(verdicts(&app), [(2, "not-valid"), (3, "new"), (4, "repeated")]);
    app.want(ListIntent::Correct { place, by: "+49 30 5550199".to_owned() });
    app.settle();
    assert_eq!(verdicts(&app), [(2, "new"), (3, "repeated"), (4, "repeated")]);
    assert_eq!(text(&rows(&app)[2].verdict.text), "Repeats row 2");
}

#[test]
fn a_hidden_record_beside_one_that_may_be_read_makes_them_several() {
    let mut app = ready();
    app.portal = portal().with(Contact, 998, &["+49305550100"]).hidden();
    begin(&mut app);
    let row = &rows(&app)[0];
    assert_eq!(row.verdict.kind, VerdictKind::Several);
    assert_eq!(text(&row.verdict.text), "1 record has it, 1 more is hidden from you");
    app.want(ListIntent::OpenRow(0));
    let opened = results(&app).table.opened.unwrap();
    assert_eq!(text(&opened.values[0].text), "1 record has it, 1 more is hidden from you");
}

#[test]
fn everything_was_checked_only_where_everything_can_be() {
    let run = results(&checked()).run;
    assert_eq!((run.state, run.tone), (ListRunState::Done, Tone::Info));
    assert_eq!(text(&run.text), "Everything that can be checked was checked");
    let details: Vec<String> = run.details.iter().map(text).collect();
    for reason in ["1 row has records that are hidden from you", "1 row has something that cannot be checked"]
    {
        assert!(details.iter().any(|detail| detail == reason), "{details:?}");
    }
    let mut app = ready_with(&["+49 30 5550100", "+49 30 5550199"]);
    begin(&mut app);
    let run = results(&app).run;
    assert_eq!((text(&run.text), run.tone), ("Everything was checked".to_owned(), Tone::Good));
}

#[test]
fn corrections_outlive_a_look_at_the_columns() {
    let mut app = ready();
    let place = read(&app).pieces[0].place.unwrap();
    app.want(ListIntent::Correct { place, by: "+49 30 5550100".to_owned() });
    let asked = app.files.asked.len();
    app.want(ListIntent::ToPreview);
    app.want(ListIntent::ReadRows);
    assert!(read(&app).pieces.is_empty(), "read as before, it is what it was");
    assert_eq!(app.files.asked.len(), asked);
    app.want(ListIntent::ToPreview);
    app.want(ListIntent::SetColumn(2, Holds::Other));
    app.want(ListIntent::ReadRows);
    assert_eq!(read(&app).pieces.len(), 1, "read otherwise, it is another list");
}

#[test]
fn a_correction_that_is_read_while_the_columns_are_looked_at_is_not_lost() {
    for is_checked in [false, true] {
        let mut app = ready();
        let place = read(&app).pieces[0].place.unwrap();
        if is_checked {
            begin(&mut app);
        }
        app.reader = Reader::Slow(Box::default(), VecDeque::default());
        app.want(ListIntent::Correct { place, by: "+49 30 5550100".to_owned() });
        app.want(ListIntent::ToPreview);
        assert!(app.read_part());
        app.want(ListIntent::ReadRows);
        match list(&app).stage {
            ListStage::Ready(ready) => assert!(ready.pieces.is_empty() && !is_checked),
            ListStage::Checked(_) => {
                app.settle();
                assert!(
                    is_checked && verdicts(&app)[6] == (8, "once"),
                    "its value was asked for another row"
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_was_said_of_columns_holds_when_the_file_is_read_otherwise() {
    let mut app = app();
    drop_file(&mut app, "people.csv", super::list::LIST);
    app.want(ListIntent::SetColumn(2, Holds::Other));
    app.want(ListIntent::Choose(FileChoice::Headings(Headings::Absent)));
    let holds: Vec<Holds> = previewed(&app).columns.iter().map(|column| column.holds).collect();
    assert_eq!(holds, [Holds::Other, Holds::Phones, Holds::Other]);
    app.want(ListIntent::ReadRows);
    assert!(app.files.asked.iter().any(|call| matches!(call, FilesCall::Rows { .. })));
}
