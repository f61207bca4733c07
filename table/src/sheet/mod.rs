//! Spreadsheets. What is read of a cell is the value that was stored, as the number or the text that somebody typed;
//! no formula is calculated, and nothing is run.

mod package;
mod rows;
mod value;
mod xlsx;

use crate::{Choices, Format, Refusal, Table};

/// A kind of spreadsheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Excel's, since 2007.
    Xlsx,
}

/// Whether these are the bytes of a packed or of an old spreadsheet, or of anything else in the same wrapping.
pub(crate) fn is_package(bytes: &[u8]) -> bool {
    package::Wrapping::of(bytes).is_some()
}

/// Reads a sheet: the chosen one, or the first in which something stands.
pub(crate) fn read(bytes: &[u8], choices: &Choices) -> Result<(Format, Vec<String>, Table), Refusal> {
    let kind = package::checked(bytes)?;
    let mut book = match kind {
        Kind::Xlsx => xlsx::Book::open(bytes)?,
    };
    let sheets = book.sheets();
    let (sheet, table) = match choices.sheet {
        Some(sheet) => (sheet, book.read(sheet)?),
        None => first_that_says_something(sheets.len(), |sheet| book.read(sheet))?,
    };
    Ok((Format::Sheet { kind, sheet }, sheets, table))
}

fn first_that_says_something(
    sheets: usize,
    mut read: impl FnMut(usize) -> Result<Table, Refusal>,
) -> Result<(usize, Table), Refusal> {
    for sheet in 0..sheets {
        match read(sheet) {
            Err(Refusal::Empty) => {}
            read => return read.map(|table| (sheet, table)),
        }
    }
    Err(Refusal::Empty)
}
