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

/// A workbook does not hold it: too many rows, columns or cells, or a text of more than 32,767 characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("more than a workbook holds")]
pub struct TooMuch;

impl From<XlsxError> for TooMuch {
    fn from(_: XlsxError) -> Self {
        Self
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
        for (cell, column) in cells.into_iter().zip(0_u16..) {
            self.cells += usize::from(!cell.is_empty());
            if self.cells > MAX_WRITTEN_CELLS {
                return Err(TooMuch);
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
