//! The way in: the bytes of a file.

use crate::{
    Choices, Foreign, Format, Headings, Refusal, Table, headings, limits::MAX_BYTES, sheet, text, vcard,
};

/// A file, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// As what it was read.
    pub format: Format,
    /// What the first row was taken for.
    pub headings: Headings,
    /// The names of the sheets, if it is a spreadsheet.
    pub sheets: Vec<String>,
    /// What stands in it.
    pub table: Table,
}

/// Reads the bytes of a file, or of a text that was pasted.
///
/// # Errors
/// If it is no table, or more than anybody has in a list of contacts.
pub fn read(bytes: &[u8], choices: &Choices) -> Result<Opened, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    if let Some(foreign) = foreign(bytes) {
        return Err(Refusal::Foreign(foreign));
    }
    let (format, sheets, mut table) = if sheet::is_package(bytes) {
        sheet::read(bytes, choices)?
    } else {
        let decoded = text::decode(bytes, choices.charset);
        let (format, table) = if vcard::is_one(&decoded.text) {
            vcard::read(&decoded)?
        } else {
            text::read(&decoded, choices)?
        };
        (format, Vec::new(), table)
    };
    let headings = match format {
        // Its columns have the names of its properties.
        Format::VCard { .. } => Headings::FirstRow,
        Format::Text { .. } | Format::Sheet { .. } => {
            choices.headings.unwrap_or_else(|| headings::guess(&table))
        }
    };
    table.set_headings(headings);
    Ok(Opened { format, headings, sheets, table })
}

/// How files of other kinds begin.
const BEGINNINGS: [(&[u8], Foreign); 7] = [
    (b"%PDF-", Foreign::Pdf),
    (b"\x89PNG\r\n", Foreign::Picture),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"Rar!\x1a", Foreign::Archive),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (b"\x1f\x8b", Foreign::Archive),
];

/// How a web page begins, whatever its name says.
const PAGES: [&str; 4] = ["<!doctype html", "<html", "<table", "<meta"];

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let known = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning));
    if let Some((_, foreign)) = known {
        return Some(*foreign);
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |page: &str| start.get(..page.len()).is_some_and(|start| start.eq_ignore_ascii_case(page.as_bytes()));
    PAGES.iter().any(|page| begins(page)).then_some(Foreign::WebPage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::pdf(b"%PDF-1.7 ...", Foreign::Pdf)]
    #[case::picture(b"\x89PNG\r\n\x1a\n", Foreign::Picture)]
    #[case::archive(b"7z\xbc\xaf\x27\x1c\x00", Foreign::Archive)]
    #[case::a_page_called_xls(b"\xef\xbb\xbf\r\n<HTML xmlns:x=...><table>", Foreign::WebPage)]
    #[case::a_program(b"\x7fELF\x02\x01\x00\x00\x00\x00\x07\x08", Foreign::Binary)]
    fn what_is_no_table_is_refused_by_its_name(#[case] bytes: &[u8], #[case] expected: Foreign) {
        assert_eq!(read(bytes, &Choices::default()), Err(Refusal::Foreign(expected)));
    }

    #[test]
    fn more_than_anybody_has_is_refused() {
        let bytes = vec![b'1'; MAX_BYTES + 1];
        assert_eq!(read(&bytes, &Choices::default()), Err(Refusal::TooLarge));
    }
}
