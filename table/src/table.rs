//! A table as it was read.

use crate::{
    Headings, Refusal,
    limits::{MAX_CELLS, MAX_ROWS, MAX_TEXT},
};

/// A table as it was read. Two hundred thousand rows are one text and some numbers, and not a million texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// All cells, one after the other.
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    rows: Vec<RowPlace>,
    /// How many of the rows are headings: none, or the first.
    headings: usize,
    width: usize,
    broken: Vec<Broken>,
}

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct RowPlace {
    number: usize,
    first: usize,
    after: usize,
}

/// A row of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row<'t> {
    table: &'t Table,
    place: RowPlace,
}

/// A row with which something is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Broken {
    /// Its number in the file, from 1.
    pub number: usize,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flaw {
    /// A quotation mark opens a cell and is not closed. It is read as a character like any other.
    OpenQuote,
    /// Bytes that are no characters in this encoding. Signs stand in their place (U+FFFD).
    Undecodable,
    /// More cells than [`crate::MAX_COLUMNS`]. It is left out.
    TooManyCells,
    /// A cell of a spreadsheet, in this row or right behind it, that says nothing that can be read. The rest of the row
    /// is read.
    UnreadableCell,
    /// Here the file breaks off, and nothing after it is read.
    CutOff,
}

impl Table {
    /// The first row, if it names the columns.
    pub fn headings(&self) -> Option<Row<'_>> {
        let place = self.rows.get(..self.headings)?.first()?;
        Some(Row { table: self, place: *place })
    }

    /// The rows that are no headings, in the order of the file. A row in which nothing stands is none.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.rows.iter().skip(self.headings).map(|place| Row { table: self, place: *place })
    }

    /// One of [`Table::rows`], from 0.
    pub fn row(&self, index: usize) -> Option<Row<'_>> {
        let place = self.rows.get(index.checked_add(self.headings)?)?;
        Some(Row { table: self, place: *place })
    }

    /// How many cells the longest row has.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The rows with which something is wrong, in the order of the file.
    pub fn broken(&self) -> &[Broken] {
        &self.broken
    }

    /// Takes the first row for what it is.
    pub(crate) fn set_headings(&mut self, headings: Headings) {
        self.headings = match headings {
            Headings::FirstRow => self.rows.len().min(1),
            Headings::Absent => 0,
        };
    }

    /// Adds a row, unless nothing stands in it.
    pub(crate) fn push<'c>(
        &mut self,
        number: usize,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), Refusal> {
        let (length, first) = (self.text.len(), self.ends.len());
        for cell in cells {
            if self.text.len() + cell.len() > MAX_TEXT {
                return Err(Refusal::Inflated);
            }
            if self.ends.len() == MAX_CELLS {
                return Err(Refusal::TooManyCells);
            }
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        let says = self.text.get(length..).unwrap_or_default();
        if says.trim().is_empty() {
            self.text.truncate(length);
            self.ends.truncate(first);
            return Ok(());
        }
        if self.rows.len() == MAX_ROWS {
            return Err(Refusal::TooManyRows);
        }
        let after = self.ends.len();
        self.width = self.width.max(after - first);
        self.rows.push(RowPlace { number, first, after });
        Ok(())
    }

    /// Tells a row with which something is wrong.
    pub(crate) fn tell(&mut self, number: usize, flaw: Flaw) {
        self.broken.push(Broken { number, flaw });
    }
}

impl<'t> Row<'t> {
    /// Its number in the file, from 1: the line in which it begins.
    pub const fn number(self) -> usize {
        self.place.number
    }

    /// Its cells, as they stand in the file.
    pub fn cells(self) -> impl ExactSizeIterator<Item = &'t str> + use<'t> {
        let table = self.table;
        (self.place.first..self.place.after).map(|cell| table.cell(cell))
    }

    /// The cell of a column, from 0: empty where the row has none.
    pub fn cell(self, column: usize) -> &'t str {
        match self.place.first.checked_add(column) {
            Some(cell) if cell < self.place.after => self.table.cell(cell),
            _ => "",
        }
    }
}

impl Table {
    fn cell(&self, index: usize) -> &str {
        let end = |index: usize| self.ends.get(index).copied();
        let start = index.checked_sub(1).and_then(end).unwrap_or_default();
        end(index).and_then(|end| self.text.get(start..end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_was_pushed_and_empty_ones_are_none() {
        let mut table = Table::default();
        table.push(1, ["Name", "Phone"]).unwrap();
        table.push(2, ["", " "]).unwrap();
        table.push(3, ["Anna", "", "x"]).unwrap();
        assert_eq!(table.width(), 3);
        assert_eq!(table.headings(), None);
        table.set_headings(Headings::FirstRow);
        assert_eq!(table.headings().unwrap().cells().collect::<Vec<_>>(), ["Name", "Phone"]);
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].number(), 3);
        assert_eq!(rows[0].cells().collect::<Vec<_>>(), ["Anna", "", "x"]);
        assert_eq!((rows[0].cell(0), rows[0].cell(2), rows[0].cell(3)), ("Anna", "x", ""));
        assert_eq!(table.row(0), Some(rows[0]));
        assert_eq!(table.row(1), None);
    }
}
