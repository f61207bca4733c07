//! Excel's workbooks, cell by cell. The library's own table of a sheet is a rectangle: two cells, in the first and in
//! the last corner, make seventeen thousand million of it.

use std::io::Cursor;

use calamine::{Reader as _, SheetType, Xlsx, XlsxError};

use super::{rows::Rows, value};
use crate::{Flaw, Refusal, Table};

/// How many cells that cannot be read are passed over.
const UNREADABLE: usize = 10_000;

/// A workbook.
pub(super) struct Book<'b> {
    library: Xlsx<Cursor<&'b [u8]>>,
}

impl<'b> Book<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        match Xlsx::new(Cursor::new(bytes)) {
            Ok(library) => Ok(Self { library }),
            Err(XlsxError::Password) => Err(Refusal::Password),
            Err(_) => Err(Refusal::Damaged),
        }
    }

    /// The names of the sheets that have cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        let sheets = self.library.sheets_metadata().iter();
        sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads one of them.
    pub(super) fn read(&mut self, sheet: usize) -> Result<Table, Refusal> {
        let name = self.sheets().into_iter().nth(sheet).ok_or(Refusal::Empty)?;
        let mut cells = self.library.worksheet_cells_reader(&name).map_err(|_| Refusal::Damaged)?;
        let mut rows = Rows::default();
        let mut unreadable = 0;
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let (row, column) = (row as usize, column as usize);
                    let Some(text) = value::text(cell.get_value().clone()) else { continue };
                    rows.put(row, column, text)?;
                }
                Ok(None) => return rows.finish(),
                Err(error) => {
                    unreadable += 1;
                    let flaw = flaw(&error);
                    rows.tell(flaw);
                    if flaw == Flaw::CutOff || unreadable == UNREADABLE {
                        return rows.finish();
                    }
                }
            }
        }
    }
}

fn flaw(error: &XlsxError) -> Flaw {
    match error {
        XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_) => Flaw::CutOff,
        XlsxError::ColumnNumberOverflow => Flaw::TooManyCells,
        _ => Flaw::UnreadableCell,
    }
}
