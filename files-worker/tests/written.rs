//! What is written: every cell of the original as it was, and what is added behind it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stand outside of the tests")]

use std::iter;

use b24_duplicates::protocol::files::{
    self, FileChoices, FileId, FilesAnswer, FilesCall, Turn, Unwritten, WriteAs,
};
use files_worker::{Heard, Worker};
use proptest::prelude::*;
use table::{Choices, Headings, Separator, XlsxWriter, harmless, read};

const FILE: FileId = FileId(1);

fn opened(bytes: &[u8]) -> Option<Worker> {
    let mut worker = Worker::default();
    let Heard { answer, .. } = worker.hear(&FilesCall::Open(FILE).to_bytes(), Some(bytes.to_vec()))?;
    matches!(FilesAnswer::from_bytes(&answer)?, FilesAnswer::Opened(..)).then_some(worker)
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

const TURN: Turn = Turn(1);

/// What comes of writing these rows, each in a part of its own: the file and how many rows are in it, or why not.
fn written(
    worker: &mut Worker,
    format: WriteAs,
    rows: &[(u32, &[&str])],
    about: &[&str],
) -> Result<(Vec<u8>, u32), Unwritten> {
    let begin = FilesCall::WriteBegin { file: FILE, turn: TURN, format, added: texts(&["Verdict", "Link"]) };
    let parts = rows.iter().map(|(row, added)| FilesCall::WriteRows {
        file: FILE,
        turn: TURN,
        rows: vec![(*row, texts(added))],
    });
    for (call, count) in iter::once(begin).chain(parts).zip(0..) {
        let Heard { answer, written } = worker.hear(&call.to_bytes(), None).unwrap();
        assert_eq!(written, None);
        match FilesAnswer::from_bytes(&answer).unwrap() {
            FilesAnswer::Writing { file: FILE, turn: TURN, rows } => assert_eq!(rows, count),
            FilesAnswer::NotWritten { file: FILE, turn: TURN, why } => return Err(why),
            other => panic!("{other:?}"),
        }
    }
    let end = FilesCall::WriteEnd { file: FILE, turn: TURN, about: texts(about) };
    let Heard { answer, written } = worker.hear(&end.to_bytes(), None).unwrap();
    match FilesAnswer::from_bytes(&answer).unwrap() {
        FilesAnswer::Written { file: FILE, turn: TURN, rows } => Ok((written.unwrap(), rows)),
        FilesAnswer::NotWritten { file: FILE, turn: TURN, why } if written.is_none() => Err(why),
        other => panic!("{other:?}"),
    }
}

/// The rows of a sheet, its headings as the first of them.
fn rows_of(bytes: &[u8], sheet: Option<usize>) -> Vec<Vec<String>> {
    let choices = Choices { headings: Some(Headings::Absent), sheet, ..Choices::default() };
    let table = read(bytes, &choices).unwrap().table;
    table.rows().map(|row| row.cells().map(str::to_owned).collect()).collect()
}

const LIST: &str = "Name;Phone\r\nAnna;+7 916 123-45-67\r\nIvan;=1+1\r\nEva;\"a\nb\"\r\n";
const ABOUT: [&str; 2] = ["Portal: https://a.example", "29.11.2026 14:00"];

#[test]
fn csv_has_the_rows_that_were_asked_for_and_the_run_in_the_name_of_an_empty_column() {
    let mut worker = opened(LIST.as_bytes()).unwrap();
    let rows: [(u32, &[&str]); 2] = [(2, &["new", ""]), (0, &["once", "https://a.example/1/"])];
    let (bytes, count) = written(&mut worker, WriteAs::Csv, &rows, &ABOUT).unwrap();
    let expected = "\u{feff}Name;Phone;Verdict;Link;\"Portal: https://a.example; 29.11.2026 14:00\"\r\n\
                    Eva;\"a\nb\";new;\r\nAnna;+7 916 123-45-67;once;https://a.example/1/\r\n";
    assert_eq!((String::from_utf8(bytes).unwrap().as_str(), count), (expected, 2));
    let (bytes, _) = written(&mut worker, WriteAs::Csv, &rows[..1], &[]).unwrap();
    assert!(bytes.starts_with("\u{feff}Name;Phone;Verdict;Link\r\n".as_bytes()));
}

#[test]
fn a_workbook_has_the_rows_and_a_sheet_about_the_run() {
    let mut worker = opened(LIST.as_bytes()).unwrap();
    let rows: [(u32, &[&str]); 3] = [(0, &["once", "x"]), (1, &["@new", ""]), (2, &["", ""])];
    let (bytes, count) = written(&mut worker, WriteAs::Xlsx, &rows, &ABOUT).unwrap();
    assert_eq!(count, 3);
    let expected = [
        vec!["Name", "Phone", "Verdict", "Link"],
        vec!["Anna", "+7 916 123-45-67", "once", "x"],
        vec!["Ivan", "=1+1", "@new"],
        vec!["Eva", "a\nb"],
    ];
    assert_eq!(rows_of(&bytes, Some(0)), expected);
    assert_eq!(rows_of(&bytes, Some(1)), ABOUT.map(|line| vec![line]));
}

#[test]
fn the_sheet_keeps_its_name_unless_ours_has_it() {
    for (name, expected) in [("Контакты", "Контакты"), ("about", "Sheet1"), ("a/b", "Sheet1")]
    {
        let mut writer = XlsxWriter::new(name);
        writer.row(["a"]).unwrap();
        let opened = read(&writer.finish(["b"]).unwrap(), &Choices::default()).unwrap();
        assert_eq!(opened.sheets, [expected, "About"]);
    }
}

#[test]
fn what_a_workbook_does_not_hold_is_not_written_and_csv_holds_it() {
    let long = "x".repeat(32_768);
    let mut worker = opened(format!("{long};1\n").as_bytes()).unwrap();
    assert_eq!(written(&mut worker, WriteAs::Xlsx, &[(0, &["new", ""])], &[]), Err(Unwritten::Text));
    assert!(written(&mut worker, WriteAs::Csv, &[(0, &["new", ""])], &[]).is_ok());
    let missing = written(&mut worker, WriteAs::Csv, &[(7, &["new", ""])], &[]);
    assert_eq!(missing, Err(Unwritten::Failed), "there is no such row");
}

#[test]
fn what_is_stopped_or_begun_anew_or_read_otherwise_meanwhile_is_not_written() {
    let mut worker = opened(LIST.as_bytes()).unwrap();
    let mut hear = |call: FilesCall| {
        let Heard { answer, written } = worker.hear(&call.to_bytes(), None).unwrap();
        assert_eq!(written, None);
        FilesAnswer::from_bytes(&answer).unwrap()
    };
    let begin = |turn| FilesCall::WriteBegin { file: FILE, turn, format: WriteAs::Csv, added: vec![] };
    let end = |turn| FilesCall::WriteEnd { file: FILE, turn, about: vec![] };
    let not = |turn, why| FilesAnswer::NotWritten { file: FILE, turn, why };
    hear(begin(Turn(1)));
    assert_eq!(hear(FilesCall::WriteStop { file: FILE, turn: Turn(1) }), not(Turn(1), Unwritten::Stopped));
    assert_eq!(hear(end(Turn(1))), not(Turn(1), Unwritten::Failed));
    hear(begin(Turn(2)));
    hear(begin(Turn(3)));
    assert_eq!(hear(end(Turn(2))), not(Turn(2), Unwritten::Failed));
    let rows = FilesCall::WriteRows { file: FILE, turn: Turn(3), rows: vec![(0, vec![])] };
    assert_eq!(hear(rows), FilesAnswer::Writing { file: FILE, turn: Turn(3), rows: 1 });
    hear(FilesCall::ReadAgain { file: FILE, turn: Turn(4), choices: FileChoices::default() });
    assert_eq!(hear(end(Turn(3))), not(Turn(3), Unwritten::Failed));
}

/// Cells with everything that means something in one of the formats.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zа-я0-9@ ]{0,6}",
        3 => "[a,;|\t\"\r\n\u{feff}é=+<&>-]{0,5}",
        1 => prop_oneof!["_x00[0-9]{2}_", "[+]7[ -]916[ -][0-9]{4}", "=[A-Z][0-9]", "&(amp|#10);"],
    ]
}

fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    prop::collection::vec(prop::collection::vec(cell(), 1..5), 1..8)
}

/// The rows as a file, in one of the formats that are written here or by others.
fn file(rows: &[Vec<String>], is_book: bool) -> Vec<u8> {
    if is_book {
        let mut writer = XlsxWriter::new("Rows");
        for row in rows {
            writer.row(row.iter().map(String::as_str)).unwrap();
        }
        return writer.finish([]).unwrap();
    }
    let mut writer =
        csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    /// What is read of the written file, but for what is added, is what was read of the file.
    #[test]
    fn a_round_trip_changes_no_cell(
        rows in table(), from_book in any::<bool>(), to_book in any::<bool>(), has_names in any::<bool>(),
    ) {
        let bytes = file(&rows, from_book);
        let Some(mut worker) = opened(&bytes) else { return Ok(()) };
        let told = if has_names { files::Headings::FirstRow } else { files::Headings::Absent };
        let choices = FileChoices { headings: Some(told), separator: Some(files::Separator::Semicolon), ..FileChoices::default() };
        worker.hear(&FilesCall::ReadAgain { file: FILE, turn: Turn(1), choices }.to_bytes(), None).unwrap();
        // What is cells without a separator may be nothing with one.
        let Ok(before) = read(&bytes, &choices_of(has_names)).map(|opened| opened.table) else { return Ok(()) };
        let all: Vec<(u32, &[&str])> = (0..).zip(before.rows()).map(|(row, _)| (row, &["v", ""][..])).collect();
        let format = if to_book { WriteAs::Xlsx } else { WriteAs::Csv };
        let (bytes, _) = written(&mut worker, format, &all, &["about"]).unwrap();
        let after = read(&bytes, &choices_of(true)).unwrap().table;
        let kept = |cell: &str| if to_book { cell.to_owned() } else { harmless(cell).into_owned() };
        let width = before.width();
        prop_assert_eq!(after.rows().len(), before.rows().len());
        let pairs = before.headings().zip(after.headings()).into_iter().chain(before.rows().zip(after.rows()));
        for (old, new) in pairs {
            for column in 0..width {
                prop_assert_eq!(kept(old.cell(column)), new.cell(column));
            }
        }
        prop_assert!(after.rows().all(|row| row.cell(width) == "v"));
    }
}

/// As everything is read here: our own headings always stand there.
fn choices_of(has_names: bool) -> Choices {
    let headings = if has_names { Headings::FirstRow } else { Headings::Absent };
    Choices { headings: Some(headings), separator: Some(Separator::Semicolon), sheet: Some(0), charset: None }
}

/// A sign that no text has is written into a workbook as Excel does it, and so is what looks like such a writing.
#[test]
fn a_control_character_in_a_workbook_stays() {
    let cells = ["a\u{1}b", "_x0001_", "_x005F_x0001_", "a\r\nb", "a\rb", "\u{feff}a", " a ", "\ta"];
    let mut writer = XlsxWriter::new("Rows");
    writer.row(cells).unwrap();
    assert_eq!(rows_of(&writer.finish([]).unwrap(), None), [cells]);
}
