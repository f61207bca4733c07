//! What the page may rely on: each call and its answer, of the file that is meant and of no other.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stand outside of the tests")]

use b24_duplicates::domain::{CommKind, Form, Unread};
use b24_duplicates::protocol::files::{
    CellWhat, FileChoices, FileId, FilesAnswer, FilesCall, Flaw, Format, Headings, Holds, MAX_PIECES,
    MAX_SHOWN_COLUMNS, MAX_SHOWN_TEXT, Opened, Refused, RowRead, Separator, Turn, Unwritten, WriteAs,
};
use files_worker::{Heard, Worker};

const FILE: FileId = FileId(3);

/// Which time something is read.
const TURN: Turn = Turn(9);

const LIST: &str = "Имя;Телефон;Почта;Заметка\r\n\
    Анна;8 916 123-45-67;anna@example.com;12.03.2024\r\n\
    Иван;79161234567.0;нет;\r\n\
    Ева;\"+49 170 1234567\n030 1234567 доб. 12\";e@a.example, f@a.example;=1+1\r\n";

fn heard(
    worker: &mut Worker,
    call: &FilesCall,
    file: Option<&[u8]>,
) -> Option<(FilesAnswer, Option<Vec<u8>>)> {
    let Heard { answer, written } = worker.hear(&call.to_bytes(), file.map(<[u8]>::to_vec))?;
    Some((FilesAnswer::from_bytes(&answer).unwrap(), written))
}

fn answer(worker: &mut Worker, call: &FilesCall) -> Option<FilesAnswer> {
    let (answer, written) = heard(worker, call, None)?;
    assert_eq!(written, None);
    Some(answer)
}

fn opened(bytes: &[u8]) -> (Worker, Opened) {
    let mut worker = Worker::default();
    match heard(&mut worker, &FilesCall::Open(FILE), Some(bytes)) {
        Some((FilesAnswer::Opened(FILE, opened), None)) => (worker, opened),
        other => panic!("{other:?}"),
    }
}

fn rows_call(columns: &[Holds], from: u32, most: u32) -> FilesCall {
    FilesCall::Rows {
        file: FILE,
        turn: TURN,
        columns: columns.to_vec(),
        country: Some("RU".to_owned()),
        from,
        most,
    }
}

fn rows(worker: &mut Worker, columns: &[Holds], from: u32, most: u32) -> Vec<RowRead> {
    match answer(worker, &rows_call(columns, from, most)) {
        Some(FilesAnswer::Rows { file: FILE, turn: TURN, from: told, rows }) if told == from => rows,
        other => panic!("{other:?}"),
    }
}

/// What was read in a column: the spelling of what was found, the reason of what was not.
type Read = (u32, Result<String, (Unread, String)>);

fn read(row: &RowRead) -> Vec<Read> {
    let piece = |what: &CellWhat| match what {
        CellWhat::Found { spelling, .. } => Ok(spelling.clone()),
        CellWhat::Unread { why, text } => Err((*why, text.clone())),
        CellWhat::More(_) => panic!("no row has so many pieces"),
    };
    row.pieces.iter().map(|one| (one.column, piece(&one.what))).collect()
}

fn found(column: u32, spelling: &str) -> Read {
    (column, Ok(spelling.to_owned()))
}

#[test]
fn an_opened_file_says_all_that_a_preview_shows() {
    let (_, opened) = opened(LIST.as_bytes());
    let format = Format::Text { charset: "UTF-8".to_owned(), separator: Separator::Semicolon };
    assert_eq!((opened.format, opened.headings), (format, Headings::FirstRow));
    assert_eq!(opened.names, ["Имя", "Телефон", "Почта", "Заметка"]);
    assert_eq!(opened.columns, [Holds::Other, Holds::Phones, Holds::Emails, Holds::Other]);
    assert_eq!((opened.rows, opened.broken, opened.sheets.len()), (3, 0, 0));
    assert_eq!(opened.first.len(), 3);
    assert_eq!(opened.first[0], ["Анна", "8 916 123-45-67", "anna@example.com", "12.03.2024"]);
    assert!(opened.charsets.iter().any(|charset| charset == "windows-1251"), "{:?}", opened.charsets);
}

#[test]
fn a_column_is_read_as_what_it_holds_and_every_line_of_a_cell() {
    let (mut worker, opened) = opened(LIST.as_bytes());
    let read_rows = rows(&mut worker, &opened.columns, 0, 2_000);
    assert_eq!(read_rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3, 4]);
    assert_eq!(read(&read_rows[0]), [found(1, "8 916 123-45-67"), found(2, "anna@example.com")]);
    assert_eq!(read(&read_rows[1]), [found(1, "79161234567")]);
    let expected = [
        found(1, "+49 170 1234567"),
        found(1, "030 1234567"),
        found(2, "e@a.example"),
        found(2, "f@a.example"),
    ];
    assert_eq!(read(&read_rows[2]), expected);
    let CellWhat::Found { kind: CommKind::Phone, variants, .. } = &read_rows[2].pieces[1].what else {
        panic!("{:?}", read_rows[2])
    };
    assert!(variants.iter().any(|(form, _)| *form == Form::WithExtension), "{variants:?}");
}

#[test]
fn what_stands_in_the_wrong_column_is_told_as_not_read() {
    let (mut worker, _) = opened("a@b.example;8 916 123-45-67;12.03.2024\nx;y;z\n".as_bytes());
    let read_rows = rows(&mut worker, &[Holds::Phones, Holds::Emails, Holds::Both], 0, 1);
    let unread = |column, why, text: &str| (column, Err((why, text.to_owned())));
    let expected = [
        unread(0, Unread::OtherKind, "a@b.example"),
        unread(1, Unread::OtherKind, "8 916 123-45-67"),
        unread(2, Unread::Date, "12.03.2024"),
    ];
    assert_eq!(read(&read_rows[0]), expected);
}

#[rstest::rstest]
#[case::with_a_point("79161234567.0", "79161234567")]
#[case::with_a_comma(" 79161234567,00 ", "79161234567")]
#[case::as_it_was_typed("79161234567", "79161234567")]
#[case::with_dots("030.1234567", "030.1234567")]
fn a_phone_that_a_program_took_for_a_number_is_read_as_written(#[case] cell: &str, #[case] expected: &str) {
    let (mut worker, _) = opened(format!("{cell}\tx\nb\tc\n").as_bytes());
    for holds in [Holds::Phones, Holds::Both] {
        assert_eq!(read(&rows(&mut worker, &[holds], 0, 1)[0]), [found(0, expected)], "{holds:?}");
    }
}

#[test]
fn parts_of_a_table_are_its_rows_each_once() {
    let lines = (0..4_500).map(|row| format!("n{row};+7 916 {:07}\n", 1_000_000 + row));
    let text = lines.collect::<Vec<_>>().concat();
    let (mut worker, opened) = opened(text.as_bytes());
    assert_eq!((opened.rows, opened.headings), (4_500, Headings::Absent));
    let parts: Vec<_> =
        [0, 2_000, 4_000].map(|from| rows(&mut worker, &opened.columns, from, 2_000)).to_vec();
    assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [2_000, 2_000, 500]);
    assert_eq!(parts.concat(), rows(&mut worker, &opened.columns, 0, u32::MAX));
    assert_eq!(rows(&mut worker, &opened.columns, 4_500, 2_000), []);
}

#[test]
fn cells_are_told_by_row_and_cut_where_they_are_long() {
    let long = "ж".repeat(MAX_SHOWN_TEXT + 1);
    let whole = "ж".repeat(MAX_SHOWN_TEXT);
    let wide = (0..80).map(|cell| cell.to_string()).collect::<Vec<_>>().join(";");
    let (mut worker, _) = opened(format!("{wide}\n{long};{whole}\n{wide}\n").as_bytes());
    let call = FilesCall::Cells { file: FILE, rows: vec![1, 0, 7] };
    let Some(FilesAnswer::Cells { file: FILE, rows }) = answer(&mut worker, &call) else { panic!() };
    assert_eq!(rows.iter().map(|(row, _)| *row).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(rows[0].1, [format!("{}…", "ж".repeat(MAX_SHOWN_TEXT - 1)), whole]);
    assert_eq!(rows[1].1.len(), MAX_SHOWN_COLUMNS);
}

#[rstest::rstest]
#[case::whatever_its_case("аННа", &[0])]
#[case::an_address("@A.EXAMPLE", &[2])]
#[case::within("а", &[0, 1, 2])]
#[case::nobody("Пётр", &[])]
#[case::not_across_cells("аннаева", &[])]
#[case::what_names_a_column("телефон", &[])]
fn a_text_is_found_in_its_rows(#[case] text: &str, #[case] expected: &[u32]) {
    let (mut worker, _) = opened(LIST.as_bytes());
    let call = FilesCall::Find { file: FILE, text: text.to_owned() };
    let found = FilesAnswer::Found { file: FILE, text: text.to_owned(), rows: expected.to_vec() };
    assert_eq!(answer(&mut worker, &call), Some(found));
}

#[test]
fn the_same_bytes_are_read_otherwise_and_the_first_encoding_stays_on_offer() {
    let (bytes, ..) = encoding_rs::KOI8_U.encode(LIST);
    let (mut worker, first) = opened(&bytes);
    assert!(first.charsets.iter().any(|charset| charset == "KOI8-U"), "{:?}", first.charsets);
    let choices = FileChoices {
        charset: Some("windows-1251".to_owned()),
        separator: Some(Separator::Comma),
        headings: Some(Headings::Absent),
        sheet: None,
    };
    let again = FilesCall::ReadAgain { file: FILE, turn: TURN, choices };
    let Some(FilesAnswer::ReadAgain { read: Ok(second), .. }) = answer(&mut worker, &again) else { panic!() };
    let format = Format::Text { charset: "windows-1251".to_owned(), separator: Separator::Comma };
    assert_eq!((second.format, second.headings, second.names.len()), (format, Headings::Absent, 0));
    assert_eq!((second.rows, second.charsets), (5, first.charsets.clone()));
    let again = FilesCall::ReadAgain { file: FILE, turn: TURN, choices: FileChoices::default() };
    assert_eq!(
        answer(&mut worker, &again),
        Some(FilesAnswer::ReadAgain { file: FILE, turn: TURN, read: Ok(first) })
    );
}

#[test]
fn a_table_that_was_pasted_has_no_encoding_to_be_chosen() {
    let mut worker = Worker::default();
    let call = FilesCall::OpenText {
        file: FILE, text: "Имя\tТелефон\nАнна\t+7 916 123-45-67\n".to_owned()
    };
    let Some(FilesAnswer::Opened(FILE, opened)) = answer(&mut worker, &call) else { panic!() };
    assert_eq!((opened.rows, opened.charsets.len()), (1, 0));
    let choices = FileChoices { charset: Some("UTF-16LE".to_owned()), ..FileChoices::default() };
    let again = answer(&mut worker, &FilesCall::ReadAgain { file: FILE, turn: TURN, choices });
    assert_eq!(again, Some(FilesAnswer::ReadAgain { file: FILE, turn: TURN, read: Ok(opened) }));
}

#[rstest::rstest]
#[case::nothing(b"", Refused::Empty)]
#[case::a_picture(b"\x89PNG\r\n\x1a\n....", Refused::Picture)]
#[case::a_page(b"<html><table>", Refused::WebPage)]
#[case::half_a_workbook(b"PK\x03\x04....", Refused::Damaged)]
#[case::a_program(b"\x7fELF\x02\x01\x00\x00\x00\x00\x07\x08", Refused::Binary)]
fn what_is_not_read_says_why_and_answers_nothing_after(#[case] bytes: &[u8], #[case] why: Refused) {
    let mut worker = Worker::default();
    let refused = heard(&mut worker, &FilesCall::Open(FILE), Some(bytes));
    assert_eq!(refused, Some((FilesAnswer::Refused(FILE, why), None)));
    assert_eq!(answer(&mut worker, &rows_call(&[Holds::Both], 0, 1)), None);
    let write = FilesCall::WriteBegin { file: FILE, turn: TURN, format: WriteAs::Csv, added: Vec::new() };
    let not_written = FilesAnswer::NotWritten { file: FILE, turn: TURN, why: Unwritten::Failed };
    assert_eq!(answer(&mut worker, &write), Some(not_written));
}

#[test]
fn a_file_that_the_browser_does_not_hand_over_is_refused_as_such() {
    let (mut worker, _) = opened(LIST.as_bytes());
    let refused = answer(&mut worker, &FilesCall::Open(FileId(4)));
    assert_eq!(refused, Some(FilesAnswer::Refused(FileId(4), Refused::Unreachable)));
    assert_eq!(answer(&mut worker, &rows_call(&[Holds::Both], 0, 1)), None, "the one before is gone");
}

#[test]
fn questions_about_another_file_and_other_bytes_have_no_answer() {
    let (mut worker, _) = opened(LIST.as_bytes());
    let other = FileId(FILE.0 + 1);
    let calls = [
        FilesCall::ReadAgain { file: other, turn: TURN, choices: FileChoices::default() },
        FilesCall::Rows {
            file: other,
            turn: TURN,
            columns: vec![Holds::Both],
            country: None,
            from: 0,
            most: 1,
        },
        FilesCall::Cells { file: other, rows: vec![0] },
        FilesCall::Find { file: other, text: String::new() },
        FilesCall::WriteBegin { file: other, turn: TURN, format: WriteAs::Csv, added: vec![] },
        FilesCall::WriteRows { file: other, turn: TURN, rows: vec![] },
        FilesCall::WriteEnd { file: other, turn: TURN, about: vec![] },
        FilesCall::WriteStop { file: other, turn: TURN },
    ];
    for call in calls {
        assert_eq!(answer(&mut worker, &call), None, "{call:?}");
    }
    for bytes in [&b""[..], b"\xff\xff\xff\xff", b"?"] {
        assert_eq!(worker.hear(bytes, None), None);
    }
    assert_eq!(rows(&mut worker, &[], 0, 5).len(), 3, "the one that is open is still there");
}

#[test]
fn what_is_wrong_with_a_row_is_told_with_its_number() {
    let text = format!("a;b\n1;\"open\n{};\n", "c;".repeat(1_200));
    let (_, opened) = opened(text.as_bytes());
    assert_eq!(opened.broken, 2);
    assert_eq!(opened.flaws, [(2, Flaw::OpenQuote), (3, Flaw::TooManyCells)]);
}

#[test]
fn a_row_of_very_many_pieces_says_how_many_are_not_told() {
    let many: Vec<String> = (0..MAX_PIECES + 200).map(|n| format!("a{n}@example.com")).collect();
    let many = many.join(" ");
    let (mut worker, _) = opened(format!("E-mail\n{many}\n").as_bytes());
    let rows = rows(&mut worker, &[Holds::Emails], 0, 10);
    assert_eq!(rows[0].pieces.len(), MAX_PIECES + 1);
    assert_eq!(rows[0].pieces[MAX_PIECES].what, CellWhat::More(200));
}
