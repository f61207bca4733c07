//! Spreadsheets. What is read of a cell is the value that was stored, as the number or the text that somebody typed;
//! no formula is calculated, and nothing is run.

mod ods;
mod ods_cell;
mod package;
mod rows;
mod value;
mod xls;
mod xlsx;

use crate::{Choices, Format, Refusal, Table};

/// A kind of spreadsheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Excel's, since 2007.
    Xlsx,
    /// Excel's, from 1997 to 2003.
    Xls,
    /// An open document, which is what `LibreOffice` writes.
    Ods,
}

/// Whether these are the bytes of a packed or of an old spreadsheet, or of anything else in the same wrapping.
pub(crate) fn is_package(bytes: &[u8]) -> bool {
    package::Wrapping::of(bytes).is_some()
}

/// Reads a sheet: the chosen one, or the first in which something stands.
pub(crate) fn read(bytes: &[u8], choices: &Choices) -> Result<(Format, Vec<String>, Table), Refusal> {
    let kind = package::checked(bytes)?;
    let (sheets, (sheet, table)) = match kind {
        Kind::Xlsx => {
            let mut book = xlsx::Book::open(bytes)?;
            (book.sheets(), chosen(choices.sheet, book.sheets().len(), |sheet| book.read(sheet))?)
        }
        Kind::Xls => {
            let book = xls::Book::open(bytes)?;
            (book.sheets(), chosen(choices.sheet, book.sheets().len(), |sheet| book.read(sheet))?)
        }
        Kind::Ods => {
            let mut book = ods::Book::open(bytes)?;
            (book.sheets(), chosen(choices.sheet, book.sheets().len(), |sheet| book.read(sheet))?)
        }
    };
    Ok((Format::Sheet { kind, sheet }, sheets, table))
}

/// The chosen sheet, or the first in which something stands.
fn chosen(
    choice: Option<usize>,
    sheets: usize,
    mut read: impl FnMut(usize) -> Result<Table, Refusal>,
) -> Result<(usize, Table), Refusal> {
    let sheets = choice.map_or(0..sheets, |sheet| sheet..sheet.saturating_add(1));
    for sheet in sheets {
        match read(sheet) {
            Err(Refusal::Empty) => {}
            read => return read.map(|table| (sheet, table)),
        }
    }
    Err(Refusal::Empty)
}
