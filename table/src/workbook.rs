//! A table as a workbook, for Excel to open.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::harmless;

/// So many cells are written at most: the library keeps all of them until the end.
pub const MAX_WRITTEN_CELLS: usize = 6_000_000;

/// What the second sheet is called, which says what the first one is.
const ABOUT: &str = "About";

/// Writes a workbook in which every cell is the text that it was: no phone becomes a number, no date another one, and nothing
/// is calculated.
pub struct XlsxWriter {
    sheet: Worksheet,
    rows: u32,
    cells: usize,
    /// Of a cell that a spreadsheet would calculate if somebody edited it: it stays a text.
    quoted: Format,
}

impl std::fmt::Debug for XlsxWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("XlsxWriter")
            .field("rows", &self.rows)
            .field("cells", &self.cells)
            .finish_non_exhaustive()
    }
}

/// The rows of a sheet.
const MAX_SHEET_ROWS: u32 = 1_048_576;

/// Its columns.
const MAX_SHEET_COLUMNS: u16 = 16_384;

/// Why a workbook does not hold something.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum TooMuch {
    /// A sheet has no more than 1,048,576 rows.
    #[error("too many rows")]
    Rows,
    /// It has no more than 16,384 columns.
    #[error("too many columns")]
    Columns,
    /// No more than [`MAX_WRITTEN_CELLS`] are written.
    #[error("too many cells")]
    Cells,
    /// A cell has no more than 32,767 characters.
    #[error("a text that is too long")]
    Text,
    /// The library does not write it for another reason.
    #[error("not written")]
    Other,
}

impl From<XlsxError> for TooMuch {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::MaxStringLengthExceeded => Self::Text,
            _ => Self::Other,
        }
    }
}

impl XlsxWriter {
    /// A workbook with nothing in it, whose sheet has this name, if it can have it.
    pub fn new(name: &str) -> Self {
        let mut sheet = Worksheet::new();
        if !name.eq_ignore_ascii_case(ABOUT) {
            // Otherwise it is called as every first sheet is.
            let _ = sheet.set_name(name);
        }
        Self { sheet, rows: 0, cells: 0, quoted: Format::new().set_quote_prefix() }
    }

    /// Adds a row. The first one names the columns.
    ///
    /// # Errors
    /// If a workbook does not hold it.
    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) -> Result<(), TooMuch> {
        if self.rows >= MAX_SHEET_ROWS {
            return Err(TooMuch::Rows);
        }
        for (cell, column) in cells.into_iter().zip(0_u16..) {
            if column >= MAX_SHEET_COLUMNS {
                return Err(TooMuch::Columns);
            }
            self.cells += usize::from(!cell.is_empty());
            if self.cells > MAX_WRITTEN_CELLS {
                return Err(TooMuch::Cells);
            }
            if harmless(cell).len() == cell.len() {
                self.sheet.write_string(self.rows, column, cell)?;
            } else {
                self.sheet.write_string_with_format(self.rows, column, cell, &self.quoted)?;
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// The file, with a second sheet of these lines, if there are any.
    ///
    /// # Errors
    /// If a workbook does not hold it.
    pub fn finish<'l>(mut self, about: impl IntoIterator<Item = &'l str>) -> Result<Vec<u8>, TooMuch> {
        self.sheet.set_freeze_panes(1, 0)?;
        let mut book = Workbook::new();
        book.push_worksheet(self.sheet);
        let mut lines = (0_u32..).zip(about).peekable();
        if lines.peek().is_some() {
            let mut sheet = Worksheet::new();
            sheet.set_name(ABOUT)?;
            for (row, line) in lines {
                sheet.write_string(row, 0, line)?;
            }
            book.push_worksheet(sheet);
        }
        Ok(book.save_to_buffer()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_of_a_workbook_is_told_from_the_others() {
        let mut writer = XlsxWriter::new("Rows");
        assert_eq!(writer.row(vec![""; 16_385]), Err(TooMuch::Columns));
        assert_eq!(writer.row([long().as_str()]), Err(TooMuch::Text));
        writer.rows = MAX_SHEET_ROWS;
        assert_eq!(writer.row(["a"]), Err(TooMuch::Rows));
        let mut writer = XlsxWriter::new("Rows");
        writer.cells = MAX_WRITTEN_CELLS;
        assert_eq!(writer.row(["", "a"]), Err(TooMuch::Cells));
    }

    fn long() -> String {
        "x".repeat(32_768)
    }
}
