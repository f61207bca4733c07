//! The readers of files: they stop at nothing, and nothing that stands in a text is lost.

use std::io::{Cursor, Write as _};

use table::{Charset, Choices, Flaw, Format, MAX_COLUMNS, Opened, Refusal, Row, Separator, read};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

const SEPARATORS: [Option<Separator>; 6] = [
    None,
    Some(Separator::Comma),
    Some(Separator::Semicolon),
    Some(Separator::Tab),
    Some(Separator::Pipe),
    Some(Separator::LineEnd),
];

/// Reads bytes of which the first says as what: as they are, as text, or as a part of a workbook that holds cells.
///
/// # Panics
/// If something of a text is in no row, or rows do not follow each other.
pub fn table(data: &[u8]) {
    let [how, data @ ..] = data else { return };
    match how % 4 {
        0 => check(data, &Choices::default()),
        1 => check_text(data, SEPARATORS.get(usize::from(how / 4 % 6)).copied().flatten()),
        2 if !says_its_size(data) => check(&workbook(b"<sst/>", data), &Choices::default()),
        2 => {}
        _ => check(&workbook(data, SHEET), &Choices::default()),
    }
}

/// Reads bytes as the part of an open document that holds the cells.
///
/// # Panics
/// If rows do not follow each other.
pub fn ods(data: &[u8]) {
    check(&open_document(data), &Choices::default());
}

/// Reads bytes as an old workbook: as the stream in it, or as the compound file around the stream.
///
/// # Panics
/// If rows do not follow each other.
pub fn xls(data: &[u8]) {
    let [how, data @ ..] = data else { return };
    let file = if how % 2 == 0 { compound(data) } else { [COMPOUND, data].concat() };
    check(&file, &Choices::default());
}

/// Reads a text as an address book. Whatever stands before it, the last card is read.
///
/// # Panics
/// If it is not, or rows do not follow each other.
pub fn vcard(data: &[u8]) {
    const LAST: &str = "\n\nEND:VCARD\nBEGIN:VCARD\nTEL:+49305550100\nEND:VCARD\n";
    check(&[b"BEGIN:VCARD\n", data].concat(), &Choices::default());
    let text = ["BEGIN:VCARD\n", &String::from_utf8_lossy(data), LAST].concat();
    let choices = Choices { charset: Some(Charset::UTF_8), ..Choices::default() };
    let Ok(opened) = read(text.as_bytes(), &choices) else { return };
    check_rows(&opened);
    let last = opened.table.rows().last().map(|row| row.cells().collect::<Vec<_>>());
    assert!(last.is_some_and(|cells| cells.contains(&"+49305550100")), "{:?}", opened.table);
}

/// The library subtracts the ends of a sheet that is written backwards (`B2:A1`), to warn of its size. That ends it
/// where overflow is checked, as under libFuzzer; a release does not check, and nothing comes of it.
fn says_its_size(sheet: &[u8]) -> bool {
    sheet.windows(9).any(|word| word == b"dimension")
}

fn check(bytes: &[u8], choices: &Choices) {
    if let Ok(opened) = read(bytes, choices) {
        check_rows(&opened);
    }
}

fn check_rows(opened: &Opened) {
    let Opened { table, .. } = opened;
    assert!(table.width() <= MAX_COLUMNS);
    let rows = || table.headings().into_iter().chain(table.rows());
    assert!(rows().all(|row| !row.cells().collect::<String>().trim().is_empty()));
    // The headings of an address book have the number of its first card.
    let is_sorted = table.rows().map(Row::number).is_sorted_by(|a, b| a < b);
    assert!(is_sorted || matches!(opened.format, Format::VCard { .. }));
    assert!(table.broken().iter().all(|broken| broken.number > 0));
}

fn check_text(bytes: &[u8], separator: Option<Separator>) {
    let text = String::from_utf8_lossy(bytes);
    let choices = Choices { charset: Some(Charset::UTF_8), separator, ..Choices::default() };
    match read(text.as_bytes(), &choices) {
        Ok(opened) => {
            check_rows(&opened);
            let left_out = |flaw| matches!(flaw, Flaw::TooManyCells);
            let is_whole = !opened.table.broken().iter().any(|broken| left_out(broken.flaw));
            let Format::Text { .. } = opened.format else { return };
            let cells =
                || opened.table.headings().into_iter().chain(opened.table.rows()).flat_map(Row::cells);
            let read = cells().flat_map(says_something);
            // A first line `sep=;` is Excel's, and no row.
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            let named = text.starts_with("sep=");
            assert!(named || !is_whole || read.eq(says_something(text)), "{:?}", opened.table);
        }
        Err(Refusal::Empty) => assert_eq!(says_something(&text).next(), None),
        Err(_) => {}
    }
}

fn says_something(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '@')
}

/// A sheet with a number and a text that is written elsewhere.
const SHEET: &[u8] = b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>79161234567</v></c>\
    <c r=\"B1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>";

fn workbook(shared: &[u8], sheet: &[u8]) -> Vec<u8> {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{relations}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{relations}\">\
         <sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    archive(&[
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/sharedStrings.xml", shared),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn open_document(content: &[u8]) -> Vec<u8> {
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])
}

/// How a compound file begins.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// A compound file with this stream: header, the table of sectors, the directory, and the stream in the sectors behind them.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const SECTORS: usize = SECTOR / 4 - 2;
    let number = |number: usize| u32::try_from(number).unwrap_or_default().to_le_bytes();
    let stream = stream.get(..SECTORS * SECTOR).unwrap_or(stream);
    let sectors = stream.len().div_ceil(SECTOR);
    let (end, free) = (number(0xffff_fffe), number(0xffff_ffff));
    let mut file = COMPOUND.to_vec();
    file.resize(24, 0);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    file.resize(44, 0);
    // One sector of the table, the directory in the second sector, and no stream is a small one.
    for word in [number(1), number(1), number(0), number(0), end, number(0), end, number(0), number(0)] {
        file.extend(word);
    }
    file.resize(SECTOR, 0xff);
    let follows = (2..=sectors).map(|sector| number(sector + 1)).chain((sectors > 0).then_some(end));
    let table = [number(0xffff_fffd), end].into_iter().chain(follows).chain(std::iter::repeat(free));
    file.extend(table.take(SECTOR / 4).flatten());
    for (name, kind, start, size) in
        [("Root Entry", 5, end, number(0)), ("Workbook", 2, number(2), number(stream.len()))]
    {
        let name: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(name.len()).unwrap_or_default().to_le_bytes();
        let entry = file.len();
        file.extend(name);
        file.resize(entry + 64, 0);
        file.extend(length);
        file.extend([kind, 1]);
        file.resize(entry + 116, 0);
        file.extend(start.into_iter().chain(size).chain([0; 4]));
    }
    file.resize(3 * SECTOR, 0);
    file.extend_from_slice(stream);
    file
}

/// An archive with these parts, as they are.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let write = || -> ZipResult<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        for (name, content) in parts {
            writer.start_file(*name, options)?;
            writer.write_all(content)?;
        }
        Ok(writer.finish()?.into_inner())
    };
    write().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that comes to nothing would attack nothing.
    #[test]
    fn the_stream_of_an_old_workbook_is_read() {
        // Of the workbook: its version and one sheet. Of the sheet: the same, and a number.
        let mut stream = b"\x09\x08\x04\0\0\x06\x05\0\x85\0\x09\0\x19\0\0\0\0\0\x01\0A\x0a\0\0\0".to_vec();
        stream.extend(b"\x09\x08\x04\0\0\x06\x10\0\x7e\x02\x0a\0\0\0\0\0\0\0\x1e\0\0\0\x0a\0\0\0");
        for length in [0, 512, 1_024, 5_000, 512 * 126] {
            stream.resize(stream.len().max(length), 0);
            let opened = read(&compound(&stream), &Choices::default()).unwrap();
            assert_eq!(opened.sheets, ["A"]);
            assert!(opened.table.rows().flat_map(Row::cells).eq(["7"]), "{:?}", opened.table);
        }
    }
}
