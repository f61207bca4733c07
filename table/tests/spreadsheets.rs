//! Spreadsheets as programs write them, and as nobody does.
#![expect(clippy::unwrap_used, reason = "helpers of tests stand outside of the tests")]

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use table::{Broken, Choices, Flaw, Foreign, Format as Read, Headings, Kind, Opened, Refusal, read};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

fn opened(bytes: &[u8]) -> Result<Opened, Refusal> {
    read(bytes, &Choices::default())
}

fn rows(opened: &Opened) -> Vec<(usize, Vec<String>)> {
    opened.table.rows().map(|row| (row.number(), row.cells().map(str::to_owned).collect())).collect()
}

/// An archive with these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook by hand, of one sheet with this XML and these shared strings.
fn by_hand(sheet: &str, shared: &str) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let book = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets>\
         <sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let link = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{relations}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    archive(&[
        ("_rels/.rels", link("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\">{sheet}").as_bytes()),
    ])
}

#[test]
fn a_workbook_is_read_as_it_was_written() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Empty").unwrap();
    let sheet = book.add_worksheet().set_name("Контакты").unwrap();
    sheet.write_row(1, 0, ["Имя", "Телефон", "Родился", "Сумма", "Флаг"]).unwrap();
    let date = Format::new().set_num_format("dd.mm.yyyy");
    sheet.write(3, 0, "Анна <Петрова> & Ко").unwrap();
    sheet.write(3, 1, 79_161_234_567_f64).unwrap();
    sheet.write_with_format(3, 2, ExcelDateTime::from_ymd(1990, 5, 7).unwrap(), &date).unwrap();
    sheet.write(3, 3, Formula::new("=6*2").set_result("12.5")).unwrap();
    sheet.write(3, 4, true).unwrap();
    sheet.write(4, 0, "+7 (916) 765-43-21\na@b.example").unwrap();
    sheet.write(4, 4, "=1+1").unwrap();
    let opened = opened(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(opened.format, Read::Sheet { kind: Kind::Xlsx, sheet: 1 });
    assert_eq!(opened.sheets, ["Empty", "Контакты"]);
    assert_eq!(opened.headings, Headings::FirstRow);
    let cells = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    let expected = [
        (4, cells(["Анна <Петрова> & Ко", "79161234567", "1990-05-07", "12.5", "TRUE"])),
        (5, cells(["+7 (916) 765-43-21\na@b.example", "", "", "", "=1+1"])),
    ];
    assert_eq!(rows(&opened), expected);
    assert_eq!(opened.table.broken(), []);
}

#[test]
fn another_sheet_can_be_chosen() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "first").unwrap();
    book.add_worksheet().write(0, 0, "second").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for (sheet, expected) in ["first", "second"].into_iter().enumerate() {
        let opened = read(&bytes, &Choices { sheet: Some(sheet), ..Choices::default() }).unwrap();
        assert_eq!(opened.table.row(0).unwrap().cell(0), expected);
    }
    assert_eq!(read(&bytes, &Choices { sheet: Some(2), ..Choices::default() }), Err(Refusal::Empty));
}

#[test]
fn a_sheet_that_breaks_off_is_read_up_to_there() {
    let whole =
        "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c><c";
    let opened = opened(&by_hand(whole, "<sst/>")).unwrap();
    assert_eq!(rows(&opened), [(1, vec!["1".to_owned()]), (2, vec!["2".to_owned()])]);
    assert_eq!(opened.table.broken(), [Broken { number: 2, flaw: Flaw::CutOff }]);
}

#[test]
fn a_cell_that_says_nothing_is_told_and_the_rest_is_read() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\" t=\"?\"><v>x</v></c></row>\
                 <row r=\"2\"><c r=\"A2\"><v>2</v></c></row></sheetData></worksheet>";
    let opened = opened(&by_hand(sheet, "<sst/>")).unwrap();
    assert_eq!(rows(&opened), [(1, vec!["1".to_owned()]), (2, vec!["2".to_owned()])]);
    assert_eq!(opened.table.broken(), [Broken { number: 1, flaw: Flaw::UnreadableCell }]);
}

#[test]
fn two_cells_in_opposite_corners_are_two_cells() {
    let sheet = "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
                 <row r=\"1048576\"><c r=\"B1048576\"><v>2</v></c><c r=\"XFD1048576\"><v>3</v></c></row></sheetData></worksheet>";
    let opened = opened(&by_hand(sheet, "<sst/>")).unwrap();
    assert_eq!(rows(&opened), [(1, vec!["1".to_owned()])]);
    assert_eq!(opened.table.broken(), [Broken { number: 1_048_576, flaw: Flaw::TooManyCells }]);
}

#[test]
fn a_sheet_whose_size_is_written_backwards_is_read() {
    let sheet = "<dimension ref=\"B5:A2\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(rows(&opened(&by_hand(sheet, "<sst/>")).unwrap()), [(1, vec!["1".to_owned()])]);
}

#[test]
fn a_million_columns_are_refused() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"BDWGN1\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(opened(&by_hand(sheet, "<sst/>")), Err(Refusal::TooManyColumns));
}

#[test]
fn what_a_file_says_of_its_own_size_is_not_believed() {
    let shared = "<sst uniqueCount=\"999999999999999\"><si><t>a</t></si></sst>";
    assert_eq!(opened(&by_hand("<sheetData/></worksheet>", shared)), Err(Refusal::Damaged));
}

#[test]
fn what_unpacks_to_more_than_anybody_has_is_refused() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        writer.start_file(part, options).unwrap();
        for _ in 0..300 {
            writer.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
    }
    let bytes = writer.finish().unwrap().into_inner();
    assert!(bytes.len() < 1_000_000);
    assert_eq!(opened(&bytes), Err(Refusal::Inflated));
}

#[rstest::rstest]
#[case::macros(&["xl/workbook.xml", "xl/vbaProject.bin"], Refusal::Macros)]
#[case::binary_workbook(&["xl/workbook.bin"], Refusal::Foreign(Foreign::OtherSheet))]
#[case::numbers(&["Index/Document.iwa"], Refusal::Foreign(Foreign::OtherSheet))]
#[case::word(&["[Content_Types].xml", "word/document.xml"], Refusal::Foreign(Foreign::Document))]
#[case::photos(&["a.jpg", "b.jpg"], Refusal::Foreign(Foreign::Archive))]
#[case::nothing_in_it(&["xl/workbook.xml"], Refusal::Damaged)]
fn an_archive_is_refused_by_its_name(#[case] parts: &[&str], #[case] expected: Refusal) {
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|name| (*name, &b""[..])).collect();
    assert_eq!(opened(&archive(&parts)), Err(expected));
}

#[test]
fn a_workbook_that_was_cut_off_is_refused() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "a").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(opened(&bytes[..bytes.len() / 2]), Err(Refusal::Damaged));
}

#[test]
fn a_workbook_with_a_password_is_refused_as_such() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 1024]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(opened(&bytes), Err(Refusal::Password));
}

/// An open document, whose tables are this XML.
fn open_document(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content><office:body><office:spreadsheet>\
         {tables}</office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

#[test]
fn an_open_document_is_read_as_it_was_written() {
    let table = "<table:table table:name=\"Leer\"><table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
        <table:table table:name=\"Контакты\"><table:table-column/>\
        <table:shapes><draw:frame><text:p>8 800 555</text:p></draw:frame></table:shapes>\
        <table:table-header-rows><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Name</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"string\"><text:p>Phone</text:p></table:table-cell></table:table-row></table:table-header-rows>\
        <table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"1024\"/></table:table-row>\
        <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation>\
        <text:p>A &amp; B<text:s text:c=\"2\"/><text:span>C&#x41;</text:span></text:p><text:p>D</text:p></table:table-cell>\
        <table:table-cell office:value-type=\"float\" office:value=\"79161234567\"><text:p>7,92E+10</text:p></table:table-cell>\
        <table:covered-table-cell/>\
        <table:table-cell office:value-type=\"date\" office:date-value=\"1990-05-07\"><text:p>07.05.90</text:p></table:table-cell>\
        </table:table-row>\
        <table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"boolean\" office:boolean-value=\"true\"/></table:table-row>\
        </table:table>";
    let opened = opened(&open_document(table)).unwrap();
    assert_eq!(opened.format, Read::Sheet { kind: Kind::Ods, sheet: 1 });
    assert_eq!(opened.sheets, ["Leer", "Контакты"]);
    let all: Vec<(usize, String)> =
        rows(&opened).into_iter().map(|(number, cells)| (number, cells.join("|"))).collect();
    let expected = [(5, "A & B  CA\nD|79161234567||1990-05-07"), (6, "TRUE|TRUE"), (7, "TRUE|TRUE")];
    assert_eq!(all, expected.map(|(number, row)| (number, row.to_owned())));
    assert_eq!(opened.table.headings().unwrap().cells().collect::<Vec<_>>(), ["Name", "Phone"]);
}

#[rstest::rstest]
#[case::columns("", "table:number-columns-repeated=\"1000000000\"", Refusal::TooManyColumns)]
#[case::rows("table:number-rows-repeated=\"1000000000\"", "", Refusal::TooManyRows)]
#[case::both(
    "table:number-rows-repeated=\"1000000\"",
    "table:number-columns-repeated=\"900\"",
    Refusal::TooManyCells
)]
fn what_is_repeated_without_end_is_refused(#[case] row: &str, #[case] cell: &str, #[case] expected: Refusal) {
    let table = format!(
        "<table:table table:name=\"a\"><table:table-row {row}><table:table-cell {cell} office:value-type=\"string\">\
         <text:p>1</text:p></table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(opened(&open_document(&table)), Err(expected));
}

#[test]
fn a_text_that_stands_in_every_cell_is_refused() {
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let row = |row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let cells = (1..=300).map(row).collect::<Vec<_>>().concat();
    let sheet = format!("<sheetData>{cells}</sheetData></worksheet>");
    assert_eq!(opened(&by_hand(&sheet, &shared)), Err(Refusal::Inflated));
}

#[test]
fn a_long_text_that_is_repeated_in_a_row_is_refused() {
    let text = "x".repeat(1 << 20);
    let table = format!(
        "<table:table table:name=\"a\"><table:table-row><table:table-cell table:number-columns-repeated=\"1000\">\
         <text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    );
    assert_eq!(opened(&open_document(&table)), Err(Refusal::Inflated));
}

#[test]
fn an_open_document_with_a_password_or_of_another_kind_is_refused_as_such() {
    let manifest: &[u8] = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let mime: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let locked = [("mimetype", mime), ("META-INF/manifest.xml", manifest), ("content.xml", b"\x17\x99")];
    assert_eq!(opened(&archive(&locked)), Err(Refusal::Password));
    let text: &[u8] = b"application/vnd.oasis.opendocument.text";
    let letter = archive(&[("mimetype", text), ("content.xml", b"<a/>")]);
    assert_eq!(opened(&letter), Err(Refusal::Foreign(Foreign::Document)));
}

#[test]
fn an_open_document_that_breaks_off_is_read_up_to_there() {
    let row = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>1</text:p></table:table-cell></table:table-row>";
    let content =
        format!("<office:body><table:table table:name=\"a\">{row}<table:table-row><table:table-cell><te");
    let mime: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let opened = opened(&archive(&[("mimetype", mime), ("content.xml", content.as_bytes())])).unwrap();
    assert_eq!(rows(&opened), [(1, vec!["1".to_owned()])]);
    assert_eq!(opened.table.broken(), [Broken { number: 1, flaw: Flaw::CutOff }]);
}
