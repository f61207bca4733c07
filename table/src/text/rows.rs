//! Text to rows.

use super::{
    Separator,
    cells::{Cells, first_line},
};
use crate::{Flaw, Refusal, Table};

/// Reads the rows of a text, of whose file some lines are before it.
pub(super) fn read(
    text: &str,
    skipped: usize,
    separator: Separator,
    is_damaged: bool,
) -> Result<Table, Refusal> {
    let table = Table::default();
    let cells = Cells::new(separator);
    let mut rows = Rows { table, cells, line: skipped + 1, is_damaged, was_too_wide: false };
    let mut rest = text;
    while let Some(line) = first_line(rest) {
        let bytes = rows.read(line, rest)?;
        rest = rest.get(bytes..).unwrap_or_default();
    }
    rows.finish()
}

/// What is read so far.
struct Rows {
    table: Table,
    /// The row that is being read.
    cells: Cells,
    /// The number of its first line, from 1.
    line: usize,
    is_damaged: bool,
    /// Whether a row had more cells than are read.
    was_too_wide: bool,
}

impl Rows {
    /// Reads the row that begins with this line, and says how many bytes it took.
    fn read(&mut self, line: &str, rest: &str) -> Result<usize, Refusal> {
        let number = self.line;
        let mut read = self.cells.read(rest);
        if read.result == Err(Flaw::OpenQuote) {
            self.table.tell(number, Flaw::OpenQuote);
            read = self.cells.read_unquoted(line);
        }
        self.line += read.lines;
        match read.result {
            Ok(()) => self.keep(number)?,
            Err(flaw) => {
                self.was_too_wide |= flaw == Flaw::TooManyCells;
                self.table.tell(number, flaw);
            }
        }
        Ok(read.bytes)
    }

    fn keep(&mut self, number: usize) -> Result<(), Refusal> {
        if self.is_damaged && self.cells.text().contains(char::REPLACEMENT_CHARACTER) {
            self.table.tell(number, Flaw::Undecodable);
        }
        self.table.push(number, self.cells.iter())
    }

    fn finish(self) -> Result<Table, Refusal> {
        if self.table.rows().len() > 0 {
            return Ok(self.table);
        }
        Err(if self.was_too_wide { Refusal::TooManyColumns } else { Refusal::Empty })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Broken, MAX_COLUMNS, Row};

    fn rows(text: &str, separator: Separator) -> Vec<(usize, Vec<String>)> {
        let table = read(text, 0, separator, false).unwrap();
        table.rows().map(|row| (row.number(), row.cells().map(str::to_owned).collect())).collect()
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn a_cell_in_quotation_marks_may_go_over_lines_and_the_rows_after_it_have_their_own_numbers() {
        let text = "a;b\r\n\"x\r\ny \"\"z\"\"\";2\r\n\r\n;;\r\nlast;3";
        let expected = [row(1, &["a", "b"]), row(2, &["x\r\ny \"z\"", "2"]), row(6, &["last", "3"])];
        assert_eq!(rows(text, Separator::Semicolon), expected);
    }

    #[test]
    fn old_macs_end_lines_in_their_own_way() {
        assert_eq!(rows("a,b\rc,d\r", Separator::Comma), [row(1, &["a", "b"]), row(2, &["c", "d"])]);
    }

    #[test]
    fn rows_have_as_many_cells_as_they_have() {
        let expected = [row(1, &["a"]), row(2, &["b", "", ""]), row(3, &["c", "d"])];
        assert_eq!(rows("a\nb,,\nc,d\n", Separator::Comma), expected);
    }

    #[test]
    fn a_line_is_a_cell_where_nothing_separates_them() {
        let text = "\"Anna\", +7 916\n 8 (916) 1-2\n";
        assert_eq!(
            rows(text, Separator::LineEnd),
            [row(1, &["\"Anna\", +7 916"]), row(2, &[" 8 (916) 1-2"])]
        );
    }

    #[test]
    fn a_quotation_mark_that_nobody_closes_costs_no_row() {
        let mut lines = vec!["1,\"Ivan, +7916".to_owned()];
        lines.extend((2..=300).map(|number| format!("{number},b")));
        lines.push("301,\"at the end".to_owned());
        let text = lines.join("\n");
        let table = read(&text, 0, Separator::Comma, false).unwrap();
        assert_eq!(table.rows().len(), 301);
        assert_eq!(table.row(0).unwrap().cells().collect::<Vec<_>>(), ["1", "\"Ivan", " +7916"]);
        assert_eq!(table.row(300).unwrap().cell(1), "\"at the end");
        let told: Vec<_> = table.broken().iter().map(|broken| (broken.number, broken.flaw)).collect();
        assert_eq!(told, [(1, Flaw::OpenQuote), (301, Flaw::OpenQuote)]);
    }

    #[test]
    fn a_row_of_a_million_cells_is_told_and_the_rest_is_read() {
        let text = format!("a,b\n{}\nc,d\n", ",x".repeat(1_000_000));
        let table = read(&text, 0, Separator::Comma, false).unwrap();
        assert_eq!(table.rows().map(Row::number).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(table.broken(), [Broken { number: 2, flaw: Flaw::TooManyCells }]);
        assert_eq!(read(&",x".repeat(1_000_000), 0, Separator::Comma, false), Err(Refusal::TooManyColumns));
        let most = vec!["x"; MAX_COLUMNS].join(",");
        assert_eq!(read(&most, 0, Separator::Comma, false).unwrap().width(), MAX_COLUMNS);
    }

    #[test]
    fn what_were_no_characters_is_told_with_its_row() {
        let text = "a,b\nc\u{fffd},d\n";
        let table = read(text, 1, Separator::Comma, true).unwrap();
        assert_eq!(table.broken(), [Broken { number: 3, flaw: Flaw::Undecodable }]);
        assert_eq!(table.rows().len(), 2);
        assert_eq!(read(text, 0, Separator::Comma, false).unwrap().broken(), []);
    }

    #[test]
    fn nothing_is_refused() {
        for text in ["", "\n\n", ";;;\n ; \n"] {
            assert_eq!(read(text, 0, Separator::Semicolon, false), Err(Refusal::Empty));
        }
    }
}
