//! A table as text again, for a spreadsheet to open.

use std::borrow::Cow;

use crate::Separator;

/// Writes CSV as Excel opens it: UTF-8 with a byte order mark, rows that end as those of Windows do. What it writes,
/// [`crate::read`] reads as it was, but for cells that a spreadsheet would calculate.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CsvWriter {
    text: String,
    separator: char,
}

impl CsvWriter {
    /// A file with nothing in it. Where a line is a cell, a comma separates them.
    pub fn new(separator: Separator) -> Self {
        Self { text: "\u{feff}".to_owned(), separator: separator.character().unwrap_or(',') }
    }

    /// Adds a row.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.text.push(self.separator);
            }
            self.cell(&harmless(cell));
        }
        self.text.push_str("\r\n");
    }

    /// The file.
    pub fn finish(self) -> String {
        self.text
    }

    fn cell(&mut self, cell: &str) {
        let is_plain = !cell.contains([self.separator, '"', '\r', '\n', '\u{feff}']);
        if is_plain && cell.trim().len() == cell.len() {
            self.text.push_str(cell);
        } else {
            self.text.push('"');
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        }
    }
}

/// A cell that no spreadsheet calculates. `=HYPERLINK(…)` in a stranger's file would run where the file is opened; an
/// apostrophe before it makes it text. A phone that begins with a plus, and a number below nothing, stay what they are.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    let is_calculated = match begins.chars().next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_number(begins),
        _ => false,
    };
    if is_calculated { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Digits behind a sign, and what stands between those of a phone or an amount. A spreadsheet takes `+7 (916) 123-45-67`
/// for a text, but `+7-916-123-45-67` for a sum of five numbers.
fn is_number(text: &str) -> bool {
    let mut rest = text.chars().skip(1);
    let begins = rest.clone().next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '(' | ' '));
    let is_sum = text.chars().skip(1).any(|c| c == '-') && !text.contains([' ', '(', '\u{a0}']);
    begins && !is_sum && rest.all(|c| c.is_ascii_digit() || " ()-.,\u{a0}".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::a_link("=HYPERLINK(\"http://e.example\")", true)]
    #[case::a_program("@SUM(1+1)*cmd|' /C calc'!A0", true)]
    #[case::behind_a_space(" \t=1+1", true)]
    #[case::a_sum_with_a_plus("+1+cmd|' /C calc'!A0", true)]
    #[case::a_name_with_a_minus("-A1", true)]
    #[case::wide("＝1+1", true)]
    #[case::a_phone("+7 (916) 123-45-67", false)]
    #[case::a_phone_that_is_a_sum("+7-916-123-45-67", true)]
    #[case::a_phone_as_digits("+79161234567", false)]
    #[case::an_amount("-12 500,00", false)]
    #[case::a_name("Anna = Petrova", false)]
    #[case::nothing("", false)]
    fn what_a_spreadsheet_would_calculate_is_text(#[case] cell: &str, #[case] is_calculated: bool) {
        let expected = if is_calculated { format!("'{cell}") } else { cell.to_owned() };
        assert_eq!(harmless(cell), expected);
    }

    #[test]
    fn a_row_is_written_as_excel_opens_it() {
        let mut writer = CsvWriter::new(Separator::Semicolon);
        writer.row(["Имя", "a;b", "say \"yes\"", " x", "=1"]);
        assert_eq!(writer.finish(), "\u{feff}Имя;\"a;b\";\"say \"\"yes\"\"\";\" x\";'=1\r\n");
    }
}
