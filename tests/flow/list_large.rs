//! A list of 200,000 rows: how many steps it takes, and that none of them is one over all rows.

use b24_duplicates::domain::{CommKind, Country};
use b24_duplicates::page::{
    CheckedView, ExtraEvent, Headings, Holds, ListGrouping, ListIntent, ListRunState, ListStage, MAX_WINDOW,
    Separator, VerdictKind,
};
use b24_duplicates::protocol::files::{
    CellPiece, CellWhat, FilesAnswer, FilesCall, Format, Opened, RowRead, Unwritten,
};
use b24_duplicates::protocol::frame::Placement;

use super::app::App;
use super::portal::{Contact, Portal};

const ROWS: u32 = 200_000;

/// So many values there are: every tenth row repeats the one before.
const VALUES: u32 = ROWS - ROWS / 10;

/// The rows of one call: the steps in which the page takes them.
const STEP: u32 = 1_000;

fn opened() -> Opened {
    Opened {
        format: Format::Text { charset: "UTF-8".to_owned(), separator: Separator::Comma },
        headings: Headings::FirstRow,
        sheets: Vec::new(),
        charsets: vec!["UTF-8".to_owned()],
        names: vec!["Phone".to_owned()],
        columns: vec![Holds::Phones],
        rows: ROWS,
        first: Vec::new(),
        broken: 0,
        flaws: Vec::new(),
    }
}

fn number(row: u32) -> String {
    let of = if row % 10 == 9 { row - 1 } else { row };
    format!("+4930{of:07}")
}

fn row(row: u32) -> RowRead {
    let what = CellWhat::Found { kind: CommKind::Phone, spelling: number(row), variants: Vec::new() };
    RowRead { number: row + 2, pieces: vec![CellPiece { column: 0, what }] }
}

fn answer(call: &FilesCall) -> FilesAnswer {
    match call {
        FilesCall::Open(file) | FilesCall::OpenText { file, .. } => FilesAnswer::Opened(*file, opened()),
        FilesCall::Rows { file, turn, from, most, .. } => {
            assert_eq!(*most, STEP);
            let rows = (*from..from.saturating_add(*most).min(ROWS)).map(row).collect();
            FilesAnswer::Rows { file: *file, turn: *turn, from: *from, rows }
        }
        FilesCall::Cells { file, rows } => {
            assert!(rows.len() <= MAX_WINDOW as usize + 1);
            FilesAnswer::Cells {
                file: *file,
                rows: rows.iter().map(|row| (*row, vec![number(*row)])).collect(),
            }
        }
        FilesCall::WriteBegin { file, turn, .. } => {
            FilesAnswer::Writing { file: *file, turn: *turn, rows: 0 }
        }
        FilesCall::WriteRows { file, turn, rows } => {
            assert!(rows.len() <= 500, "{} rows in a part", rows.len());
            FilesAnswer::Writing { file: *file, turn: *turn, rows: u32::try_from(rows.len()).unwrap() }
        }
        FilesCall::WriteEnd { file, turn, .. } => {
            FilesAnswer::Written { file: *file, turn: *turn, rows: ROWS }
        }
        FilesCall::WriteStop { file, turn } => {
            FilesAnswer::NotWritten { file: *file, turn: *turn, why: Unwritten::Stopped }
        }
        FilesCall::ReadAgain { file, turn, .. } => {
            FilesAnswer::ReadAgain { file: *file, turn: *turn, read: Ok(opened()) }
        }
        FilesCall::Find { file, text } => {
            FilesAnswer::Found { file: *file, text: text.clone(), rows: vec![0, ROWS - 1] }
        }
    }
}

/// The module answers what it was asked, one thing after the other. Gives how much that was.
fn answer_files(app: &mut App) -> usize {
    let mut answers = 0;
    while !app.files.asked.is_empty() {
        let call = app.files.asked.remove(0);
        app.tell(ExtraEvent::Files(answer(&call)));
        answers += 1;
    }
    answers
}

fn results(app: &App) -> CheckedView {
    match app.page().list.unwrap().stage {
        ListStage::Checked(checked) => *checked,
        other => panic!("{other:?}"),
    }
}

/// Does one thing after the other until there is nothing left to do.
fn settle(app: &mut App) {
    while app.answer() || app.wake() {
        // What was asked and sent is of no more interest, and long.
        app.effects.clear();
        answer_files(app);
    }
}

#[test]
fn two_hundred_thousand_rows_are_checked_in_steps() {
    let portal = Portal::default().with(Contact, 1, &[&number(0)]).with(Contact, 2, &[&number(8)]);
    let mut app = App::framed(portal, Placement::Page);
    app.settle();
    app.files.leave_to_story();
    app.files.chosen = Some(("large.csv".to_owned(), Vec::new()));
    app.want(ListIntent::FileChosen);
    answer_files(&mut app);
    app.want(ListIntent::SetCountry(Country::from_code("DE")));
    app.want(ListIntent::ReadRows);
    let answers = answer_files(&mut app);
    assert_eq!(
        u32::try_from(answers).unwrap(),
        ROWS / STEP + 1 + 1,
        "the last call finds nothing, and one is asked beside it"
    );
    assert!(matches!(app.page().list.unwrap().stage, ListStage::Ready(_)));

    let (steps, requests) = (app.steps, app.requests);
    app.want(ListIntent::Begin);
    assert!(app.sent.is_empty(), "even the first search is begun in a step of its own");
    settle(&mut app);
    let results_now = results(&app);
    assert_eq!(results_now.run.state, ListRunState::Done);
    assert_eq!((results_now.run.done, results_now.run.of), (u64::from(VALUES), u64::from(VALUES)));
    let of = |kind| results_now.summary.verdicts.iter().find(|part| part.what == kind).map(|part| part.rows);
    let repeated = u64::from(ROWS / 10 - 1);
    // Rows 0 and 8, and row 9, which repeats row 8.
    assert_eq!(of(VerdictKind::Once), Some(3));
    assert_eq!(of(VerdictKind::Repeated), Some(repeated));
    assert_eq!(of(VerdictKind::New), Some(u64::from(ROWS) - repeated - 3));
    let (steps, requests) = (app.steps - steps, app.requests - requests);
    // Judged and tallied a thousand at a time, that is 400 steps at least; answers and timers come on top.
    assert!((400..2_500).contains(&steps), "{steps} steps");
    assert!(requests <= 300, "{requests} requests for {VALUES} values");

    // What is shown is a window, wherever it is.
    app.want(ListIntent::Group(ListGrouping::ByRecord));
    app.want(ListIntent::ShowRows { first: ROWS - 10, count: u32::MAX });
    answer_files(&mut app);
    let table = results(&app).table;
    assert_eq!((table.visible, table.rows.len()), (u64::from(ROWS), 10));
    assert!(table.rows.iter().all(|row| row.cells.is_some()));
    app.want(ListIntent::ShowRows { first: 0, count: u32::MAX });
    answer_files(&mut app);
    assert_eq!(results(&app).table.rows.len(), MAX_WINDOW as usize);
}
