//! Workbooks from before 2007, as `LibreOffice` and xlwt (for Python) wrote the two files in `fixtures`, and damaged ones.

use proptest::prelude::*;
use table::{Choices, Flaw, Foreign, Format, Headings, Kind, Opened, Refusal, read};

const LIBREOFFICE: &[u8] = include_bytes!("fixtures/libreoffice.xls");
const XLWT: &[u8] = include_bytes!("fixtures/xlwt.xls");

fn sheet(bytes: &[u8], sheet: Option<usize>) -> Result<Opened, Refusal> {
    read(bytes, &Choices { sheet, headings: Some(Headings::Absent), ..Choices::default() })
}

fn rows(opened: &Opened) -> Vec<(usize, String)> {
    opened.table.rows().map(|row| (row.number(), row.cells().collect::<Vec<_>>().join("|"))).collect()
}

fn of(rows: &[(usize, &str)]) -> Vec<(usize, String)> {
    rows.iter().map(|(number, row)| (*number, (*row).to_owned())).collect()
}

#[test]
fn the_first_sheet_with_something_in_it_is_read_as_it_was_written() {
    let opened = sheet(LIBREOFFICE, None).unwrap();
    assert_eq!(opened.format, Format::Sheet { kind: Kind::Xls, sheet: 1 });
    assert_eq!(opened.sheets, ["Пусто", "Контакты", "Viele"]);
    let expected = of(&[
        (1, "Имя|Phone|День|Ставка|Да|Формула"),
        (2, "Анна \"Ä\" Berg|79161234567|2024-03-12|12.5|TRUE|Анна \"Ä\" Berg!"),
        (3, "Zeile 1\nZeile 2|+7 916 765-43-21|2024-03-13 12:30:00|-7|FALSE|-21"),
        (4, "  Spaces  |1234567890.5||0.07||#DIV/0!"),
        (8, "=1+1|100|200|300|TRUE"),
    ]);
    assert_eq!((rows(&opened), opened.table.broken()), (expected, &[][..]));
}

/// They are more than a record holds: one of them stands in two.
#[test]
fn every_shared_text_is_whole() {
    let opened = sheet(LIBREOFFICE, Some(2)).unwrap();
    assert_eq!(opened.table.rows().len(), 240);
    for (row, number) in opened.table.rows().zip(0_u64..) {
        let name = if number % 3 == 0 {
            format!("Contact {number:03} with a long name")
        } else {
            format!("Контакт {number:03} с длинным именем ß")
        };
        let expected = [name, (89_160_000_000 + number).to_string()];
        assert_eq!(row.cells().collect::<Vec<_>>(), expected);
    }
}

#[test]
fn cells_that_were_written_out_of_order_come_in_theirs() {
    let opened = sheet(XLWT, None).unwrap();
    let expected = of(&[
        (1, "Name|Phone|Since"),
        (2, "Anna|+49 170 1234567|2024-03-12"),
        (4, "Иван|79167654321|45000.25"),
        (5, "Eva Berg|TRUE"),
    ]);
    // Days are counted from 1904 in it; xlwt does not calculate, and says that a formula gives nothing.
    assert_eq!(rows(&opened), expected);
}

/// The file with other bytes where some stand, each time that they do.
fn with(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    assert_eq!(old.len(), new.len());
    let mut changed = bytes.to_vec();
    let places: Vec<usize> =
        (0..bytes.len()).filter(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(old))).collect();
    assert_ne!(places, []);
    for at in places {
        changed.splice(at..at + new.len(), new.iter().copied());
    }
    changed
}

fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_workbook_with_a_password_or_macros_is_refused_as_such() {
    // A record that says in which encoding texts are, as one that says how they are locked.
    let locked = with(LIBREOFFICE, &[0x42, 0, 2, 0], &[0x2f, 0, 2, 0]);
    assert_eq!(sheet(&locked, None), Err(Refusal::Password));
    let programs = with(XLWT, &wide("Workbook"), &wide("VBA\0\0\0\0\0"));
    assert_eq!(sheet(&programs, None), Err(Refusal::Macros));
    // The kind of the sheet, between its state and the length of its name.
    let name = wide("Viele");
    let sheet_of_cells = [&[0, 0, 5, 0][..], b"Viele"].concat();
    let sheet_of_macros = [&[0, 1, 5, 0][..], b"Viele"].concat();
    assert_eq!(name.len(), 10);
    assert_eq!(sheet(&with(LIBREOFFICE, &sheet_of_cells, &sheet_of_macros), None), Err(Refusal::Macros));
}

#[test]
fn what_is_no_workbook_of_these_is_refused_by_its_name() {
    let older = with(XLWT, &wide("Workbook"), &wide("Book\0\0\0\0"));
    assert_eq!(sheet(&older, None), Err(Refusal::Foreign(Foreign::OtherSheet)));
    let letter = with(XLWT, &wide("Workbook"), &wide("Workbooc"));
    assert_eq!(sheet(&letter, None), Err(Refusal::Foreign(Foreign::Binary)));
    assert_eq!(sheet(&XLWT[..600], None), Err(Refusal::Damaged));
}

#[test]
fn a_workbook_that_breaks_off_is_read_up_to_there() {
    // So many bytes, says the directory, the stream of the workbook has.
    let name = wide("Workbook");
    let entry = LIBREOFFICE.windows(name.len()).position(|bytes| bytes == name).unwrap();
    let mut cut = LIBREOFFICE.to_vec();
    cut[entry + 120..entry + 124].copy_from_slice(&24_000_u32.to_le_bytes());
    let opened = sheet(&cut, Some(2)).unwrap();
    let rows = opened.table.rows().len();
    assert!((1..240).contains(&rows), "{rows}");
    assert_eq!(opened.table.broken().last().map(|broken| broken.flaw), Some(Flaw::CutOff));
}

/// Numbers of a row that stand together in a record, whose first column is the last that can be: the second one was counted on from
/// there and stood in the first column.
#[test]
fn numbers_beyond_the_last_column_are_in_none() {
    let together = [0xbd, 0, 0x18, 0, 7, 0, 1, 0];
    let moved = with(LIBREOFFICE, &together, &[0xbd, 0, 0x18, 0, 7, 0, 0xff, 0xff]);
    let opened = sheet(&moved, None).unwrap();
    let broken = opened.table.broken().iter().map(|broken| (broken.number, broken.flaw));
    assert_eq!(broken.collect::<Vec<_>>(), [(8, Flaw::TooManyCells)], "the row, and not the whole sheet");
    assert_eq!(rows(&opened).len(), 4);
}

proptest! {
    /// Whatever stands in such a file, it is read or refused.
    #[test]
    fn a_damaged_workbook_is_read_or_refused(
        is_first in any::<bool>(),
        bytes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut file = if is_first { LIBREOFFICE } else { XLWT }.to_vec();
        for (at, byte) in bytes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if is_cut {
            file.truncate(end.index(file.len()));
        }
        for number in 0..3 {
            if let Ok(opened) = sheet(&file, Some(number)) {
                prop_assert!(opened.table.rows().len() > 0);
            }
        }
    }
}
