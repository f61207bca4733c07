//! What must hold for any text.

use proptest::prelude::*;
use table::{Charset, Choices, CsvWriter, Flaw, Headings, Separator, read};

const SEPARATORS: [Separator; 5] =
    [Separator::Comma, Separator::Semicolon, Separator::Tab, Separator::Pipe, Separator::LineEnd];

/// Cells with everything that means something in such a file.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zа-я0-9@ ]{0,6}", "[a,;|\t\"\r\n\u{feff}é]{0,5}"]
}

fn choices(separator: Separator) -> Choices {
    Choices {
        charset: Some(Charset::UTF_8),
        separator: Some(separator),
        headings: Some(Headings::Absent),
        sheet: None,
    }
}

fn says_something(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '@')
}

proptest! {
    #[test]
    fn what_a_csv_writer_writes_is_read_as_it_was(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..12),
        separator in prop::sample::select(&SEPARATORS[..4]),
        windows in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(separator.character().unwrap() as u8).flexible(true);
        writer.quote_style(csv::QuoteStyle::Necessary);
        writer.terminator(if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') });
        let mut writer = writer.from_writer(Vec::new());
        // A mark stands before it, as Excel wants it: the first cell may begin with one of its own.
        let mut bytes = "\u{feff}".as_bytes().to_vec();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        bytes.extend(writer.into_inner().unwrap());
        let expected: Vec<_> = rows.iter().filter(|row| !row.concat().trim().is_empty()).cloned().collect();
        match read(&bytes, &choices(separator)) {
            Ok(opened) => {
                prop_assert_eq!(opened.table.broken(), []);
                let rows: Vec<Vec<String>> = opened.table.rows()
                    .map(|row| row.cells().map(str::to_owned).collect())
                    .collect();
                prop_assert_eq!(rows, expected);
            }
            Err(refusal) => {
                prop_assert_eq!(refusal, table::Refusal::Empty);
                prop_assert_eq!(expected.len(), 0);
            }
        }
    }

    #[test]
    fn nothing_that_stands_in_a_text_is_lost(
        text in "([a-zа-я0-9@]{1,3}|[,;|\t\" ]|\r\n|\n|\r|\"\"){0,60}",
        separator in prop::sample::select(&SEPARATORS[..]),
    ) {
        let Ok(opened) = read(text.as_bytes(), &choices(separator)) else {
            prop_assert_eq!(says_something(&text).count(), 0);
            return Ok(());
        };
        let cells: String = opened.table.rows().flat_map(table::Row::cells).collect();
        prop_assert!(says_something(&cells).eq(says_something(&text)), "{:?}", opened.table);
        let numbers: Vec<_> = opened.table.rows().map(table::Row::number).collect();
        prop_assert!(numbers.is_sorted_by(|a, b| a < b));
        for broken in opened.table.broken() {
            prop_assert_eq!(broken.flaw, Flaw::OpenQuote);
            prop_assert!(numbers.contains(&broken.number));
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was(
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..12),
        separator in prop::sample::select(&SEPARATORS[..4]),
    ) {
        let mut writer = CsvWriter::new(separator);
        for row in &rows {
            writer.row(row.iter().map(String::as_str));
        }
        let safe = |cell: &String| table::harmless(cell).into_owned();
        let said = rows.iter().filter(|row| !row.concat().trim().is_empty());
        let expected: Vec<Vec<String>> = said.map(|row| row.iter().map(safe).collect()).collect();
        let read = read(writer.finish().as_bytes(), &choices(separator));
        let rows = read.map(|opened| {
            let rows = opened.table.rows().map(|row| row.cells().map(str::to_owned).collect());
            rows.collect::<Vec<Vec<String>>>()
        });
        prop_assert_eq!(rows.unwrap_or_default(), expected);
    }
}
