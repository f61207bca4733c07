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

    /// Whether there is memory for so many bytes more.
    pub fn has_room(&mut self, bytes: usize) -> bool {
        self.text.try_reserve(bytes).is_ok()
    }

    /// The rows of another one behind those of this one. `None` if there is no memory for both.
    pub fn followed_by(mut self, rows: &Self) -> Option<Self> {
        let rows = rows.text.trim_start_matches('\u{feff}');
        if !self.has_room(rows.len()) {
            return None;
        }
        self.text.push_str(rows);
        Some(self)
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

/// What some spreadsheet takes for the end of a cell or of a row: which of them does, depends on the country that it is set
/// to, and not on who wrote the file.
const ENDS: [char; 6] = [',', ';', '\t', '|', '\r', '\n'];

/// A cell that no spreadsheet calculates. `=HYPERLINK(…)` in a stranger's file would run where the file is opened; an
/// apostrophe before it makes it text. So it would behind a semicolon within a cell of a file of commas, where semicolons
/// stand between cells. A phone that begins with a plus, and a number below nothing, stay what they are.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let mut places: Vec<usize> = whole(cell).into_iter().collect();
    let behind = cell.match_indices(ENDS).map(|(place, end)| (place + end.len(), end));
    places.extend(behind.filter_map(|(place, end)| part(cell, place, end)));
    if places.is_empty() {
        return Cow::Borrowed(cell);
    }
    // What stands behind several of them in a row is found more than once.
    places.sort_unstable();
    places.dedup();
    let mut safe = String::with_capacity(cell.len() + places.len());
    let mut written = 0;
    for place in places {
        safe.push_str(cell.get(written..place).unwrap_or_default());
        safe.push('\'');
        written = place;
    }
    safe.push_str(cell.get(written..).unwrap_or_default());
    Cow::Owned(safe)
}

/// Where the cell as a whole begins to be calculated, if it is.
fn whole(cell: &str) -> Option<usize> {
    let begins = cell.trim_start_matches(is_passed_over);
    let is_calculated = match begins.chars().next()? {
        '=' | '@' | '＝' | '＠' => true,
        '+' | '-' | '＋' | '－' => !is_number(begins),
        _ => false,
    };
    is_calculated.then(|| cell.len() - begins.len())
}

/// Where what stands behind such an end begins to be calculated, if it is. There a sign is mostly one of a remark or of a
/// second phone: only what calls something is more than a sum.
fn part(cell: &str, from: usize, end: &str) -> Option<usize> {
    let rest = cell.get(from..)?;
    let begins = rest.trim_start_matches(|c| is_passed_over(c) || c == '"');
    let is_calculated = match begins.chars().next()? {
        '=' | '@' | '＝' | '＠' => true,
        '+' | '-' | '＋' | '－' => {
            let of_cell = |c: char| end.contains(c) || matches!(c, '\r' | '\n');
            let begins = begins.split(of_cell).next().unwrap_or_default();
            !is_number(begins) && calls(begins)
        }
        _ => false,
    };
    is_calculated.then(|| cell.len() - begins.len())
}

fn is_passed_over(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{feff}'
}

/// Whether a formula would call a function or another program, or look into another sheet.
fn calls(text: &str) -> bool {
    text.contains(['|', '!']) || (text.contains('(') && text.contains(char::is_alphabetic))
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

    #[rstest::rstest]
    #[case::behind_a_space(" =1+1", " '=1+1")]
    #[case::behind_a_tab(" \t=1+1", " \t'=1+1")]
    #[case::behind_a_semicolon("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)")]
    #[case::behind_a_comma("a, @SUM(1)", "a, '@SUM(1)")]
    #[case::behind_a_bar("a|=1", "a|'=1")]
    #[case::in_a_line("a\r\n=1", "a\r\n'=1")]
    #[case::in_quotes("a;\"=1\"", "a;\"'=1\"")]
    #[case::twice("=1;=2", "'=1;'=2")]
    #[case::behind_several("a;;\t=1", "a;;\t'=1")]
    #[case::a_program("a;+cmd|' /C calc'!A0", "a;'+cmd|' /C calc'!A0")]
    #[case::a_program_behind_a_number("a;+1,5*cmd|' /C calc'!A0", "a;'+1,5*cmd|' /C calc'!A0")]
    #[case::two_phones("79161234567; +7 (916) 123-45-67", "79161234567; +7 (916) 123-45-67")]
    #[case::three_phones("8 916; +7 (916) 1-1, +7 (916) 2-2", "8 916; +7 (916) 1-1, +7 (916) 2-2")]
    #[case::a_remark("called;\n- will call back", "called;\n- will call back")]
    #[case::equal_elsewhere("a;b=1", "a;b=1")]
    #[case::done_already("a;'=1", "a;'=1")]
    fn so_is_what_one_of_another_country_would_take_for_a_cell(#[case] cell: &str, #[case] expected: &str) {
        assert_eq!(harmless(cell), expected);
        assert_eq!(harmless(expected), expected);
    }

    #[test]
    fn a_row_is_written_as_excel_opens_it() {
        let mut writer = CsvWriter::new(Separator::Semicolon);
        writer.row(["Имя", "a;b", "say \"yes\"", " x", "=1"]);
        assert_eq!(writer.finish(), "\u{feff}Имя;\"a;b\";\"say \"\"yes\"\"\";\" x\";'=1\r\n");
    }

    #[test]
    fn what_was_written_before_its_head_stands_behind_it_and_too_much_is_not_taken() {
        let (mut head, mut rows) = (CsvWriter::new(Separator::Comma), CsvWriter::new(Separator::Comma));
        head.row(["a", "b"]);
        rows.row(["1", "2"]);
        assert_eq!(head.followed_by(&rows).unwrap().finish(), "\u{feff}a,b\r\n1,2\r\n");
        assert!(rows.has_room(1_000) && !rows.has_room(isize::MAX.unsigned_abs()));
    }
}
