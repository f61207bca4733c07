//! Files that other programs wrote: `LibreOffice`, openpyxl, `XlsxWriter` and xlwt. All hold the same list, with what such lists
//! have: a phone as a number, one with a zero in front, a name with a comma and quotation marks, a line break in a cell,
//! a formula, merged cells, a row in which only a name stands, and an empty one.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside of the tests")]

use table::{Charset, Choices, Format, Headings, Holds, Kind, Opened, Separator, columns, read};

const HEADINGS: [&str; 6] = ["Имя", "Телефон", "E-mail", "Родился", "Сумма", "Заметка"];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/files/{name}")).unwrap()
}

fn opened(name: &str) -> Opened {
    let opened = read(&file(name), &Choices::default()).unwrap();
    assert_eq!(opened.table.broken(), [], "{name}");
    assert_eq!(opened.headings, Headings::FirstRow, "{name}");
    assert!(opened.table.headings().unwrap().cells().eq(HEADINGS), "{name}");
    let holds = [Holds::Other, Holds::Phones, Holds::Emails, Holds::Other, Holds::Other, Holds::Other];
    assert_eq!(columns(&opened.table), holds, "{name}");
    opened
}

/// The first cells of each row, and its number in the file.
fn contacts(opened: &Opened) -> Vec<(usize, [&str; 3])> {
    opened.table.rows().map(|row| (row.number(), [row.cell(0), row.cell(1), row.cell(2)])).collect()
}

/// What stands behind them in the rows that have it.
fn rest(opened: &Opened) -> Vec<[&str; 3]> {
    opened.table.rows().take(4).map(|row| [row.cell(3), row.cell(4), row.cell(5)]).collect()
}

const PEOPLE: [[&str; 3]; 7] = [
    ["Анна Петрова", "79161234567", "anna@example.com"],
    ["Müller, Hans \"Hansi\"", "+49 (30) 5550-100", "hans@example.org; hm@example.org"],
    ["Иван <Ко> & Сын", "8 800 555-35-35 (24/7)", ""],
    ["Ведущий ноль", "0301234567", "null@example.com"],
    ["Только имя", "", ""],
    ["Формула", "79161234567", ""],
    ["Объединённая", "", ""],
];

#[test]
fn a_workbook_has_what_was_typed_whoever_wrote_it() {
    let numbers = [2, 3, 4, 5, 6, 8, 9];
    for (name, kind) in [
        ("libreoffice.ods", Kind::Ods),
        ("libreoffice.xlsx", Kind::Xlsx),
        ("openpyxl.xlsx", Kind::Xlsx),
        ("xlsxwriter-inline.xlsx", Kind::Xlsx),
        ("libreoffice.xls", Kind::Xls),
        ("xlwt.xls", Kind::Xls),
    ] {
        let opened = opened(name);
        assert_eq!(opened.format, Format::Sheet { kind, sheet: 0 }, "{name}");
        let expected = numbers.into_iter().zip(PEOPLE).map(|(number, person)| {
            // openpyxl calculates nothing: a formula has no result before a spreadsheet has opened it.
            (number, if name.starts_with("openpyxl") && number == 8 { ["Формула", "", ""] } else { person })
        });
        // XlsxWriter's has no merged cells, and xlwt's no formula.
        let rows = contacts(&opened).len();
        assert!(contacts(&opened).into_iter().eq(expected.take(rows)), "{name}: {opened:?}");
        assert!(rows >= 5, "{name}");
        // LibreOffice keeps a truth in an open document as a number that is shown as one.
        let truth = if kind == Kind::Ods { "1" } else { "TRUE" };
        let rest_of_it = [
            ["1990-05-07", "1234.5", "строка\nвторая"],
            ["", "0.25", "=1+1"],
            ["2024-03-12 10:15:00", truth, " пробелы "],
            ["", "-12", ""],
        ];
        assert_eq!(rest(&opened), rest_of_it, "{name}");
    }
}

#[test]
fn a_text_has_what_was_shown_in_whatever_encoding() {
    for (name, charset, separator) in [
        ("libreoffice-1251.csv", Charset::WINDOWS_1251, Separator::Semicolon),
        ("libreoffice-quoted.csv", Charset::UTF_8, Separator::Comma),
        ("libreoffice-utf16.csv", Charset::UTF_16LE, Separator::Tab),
    ] {
        let opened = opened(name);
        assert_eq!(opened.format, Format::Text { charset, separator }, "{name}");
        // The first person's note has two lines. Windows-1251 has no ü, and LibreOffice wrote a question mark.
        let name_there = if name.contains("1251") { "M?ller, Hans \"Hansi\"" } else { PEOPLE[1][0] };
        let mut people = PEOPLE;
        people[1][0] = name_there;
        let numbers = [2, 4, 5, 6, 7, 9, 10];
        assert!(contacts(&opened).into_iter().eq(numbers.into_iter().zip(people)), "{name}");
        let rest_of_it = [
            ["1990-05-07", "1234.5", "строка\nвторая"],
            ["", "25%", "=1+1"],
            ["2024-03-12 10:15:00", "TRUE", " пробелы "],
            ["", "-12", ""],
        ];
        assert_eq!(rest(&opened), rest_of_it, "{name}");
    }
}
