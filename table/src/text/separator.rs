//! What stands between two cells.

use crate::text::rows;

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`, as Excel writes CSV where a comma is the decimal sign.
    Semicolon,
    /// A tab, as a spreadsheet copies its cells.
    Tab,
    /// `|`
    Pipe,
    /// Nothing: a line is a cell.
    LineEnd,
}

impl Separator {
    /// Those that stand in a line, the surest first.
    pub(super) const WITHIN: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Comma, Self::Pipe];

    /// The character, if there is one.
    pub const fn character(self) -> Option<char> {
        match self {
            Self::Comma => Some(','),
            Self::Semicolon => Some(';'),
            Self::Tab => Some('\t'),
            Self::Pipe => Some('|'),
            Self::LineEnd => None,
        }
    }

    /// The character as it stands in a text.
    pub(super) fn byte(self) -> Option<u8> {
        self.character().and_then(|character| u8::try_from(character).ok())
    }
}

/// What a first line `sep=;` names, which is Excel's own, and the text after it.
pub(super) fn named(text: &str) -> (Option<Separator>, &str) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let sign = line.trim_end_matches('\r').strip_prefix("sep=");
    let separator = sign.and_then(|sign| {
        Separator::WITHIN.into_iter().find(|separator| sign.chars().eq(separator.character()))
    });
    if separator.is_some() { (separator, rest) } else { (None, text) }
}

/// How much is looked at.
const SAMPLE: usize = 64 * 1024;

/// The separator that cuts most rows into the same number of cells, and into more than one.
pub(super) fn guess(text: &str) -> Separator {
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    let mut best = (0, Separator::LineEnd);
    for separator in Separator::WITHIN {
        let Ok(table) = rows::read(sample, 0, separator, false) else { continue };
        let widths: Vec<usize> = table.rows().map(|row| row.cells().len()).collect();
        let alike = most_alike(&widths);
        // A comma that stands in some texts cuts a few rows alike; a separator cuts most of them.
        if alike * 2 > widths.len() && alike > best.0 {
            best = (alike, separator);
        }
    }
    best.1
}

/// How many rows have the width that most have, if that is more than one cell.
fn most_alike(widths: &[usize]) -> usize {
    let mut widths: Vec<usize> = widths.to_vec();
    widths.sort_unstable();
    let runs = widths.chunk_by(|a, b| a == b);
    let longest = runs.max_by_key(|run| run.len()).unwrap_or_default();
    if longest.first().is_some_and(|width| *width > 1) { longest.len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case::comma("name,phone\nAnna,1\nIvan,2\n", Separator::Comma)]
    #[case::semicolon("name;sum\nAnna;1,5\nIvan;2,5\n", Separator::Semicolon)]
    #[case::tab("name\tphone\nAnna, Berlin\t1\n", Separator::Tab)]
    #[case::pipe("a|b|c\nd|e|f\n", Separator::Pipe)]
    #[case::quoted("name,text\nAnna,\"a;b;c\nd;e\"\nIvan,\"x;y\"\n", Separator::Comma)]
    #[case::one_column("+7 916 123-45-67\n8 (916) 765-43-21\n", Separator::LineEnd)]
    #[case::prose("Hello, Anna\nplease call me\nany time you like\nIvan\n", Separator::LineEnd)]
    #[case::nothing("", Separator::LineEnd)]
    fn the_separator_is(#[case] text: &str, #[case] expected: Separator) {
        assert_eq!(guess(text), expected);
    }

    #[test]
    fn excel_names_it_in_a_line_of_its_own() {
        assert_eq!(named("sep=;\r\na;b"), (Some(Separator::Semicolon), "a;b"));
        assert_eq!(named("sep=x\na;b"), (None, "sep=x\na;b"));
        assert_eq!(named("a;b"), (None, "a;b"));
    }
}
