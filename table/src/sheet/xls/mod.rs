//! Excel's workbooks before 2007 (XLS, BIFF8), read here: the library that reads the newer ones makes of every sheet the whole
//! rectangle of its cells, of all sheets at once, and takes a damaged file for an error of its own.

mod compound;
mod globals;
mod records;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};
pub(super) use compound::Compound;
use compound::{u16_at, u32_at};
use globals::Globals;
use records::{Record, Texts, kind};

use super::{rows::Rows, value};
use crate::{Flaw, Refusal, Table};

/// The stream of the workbook.
pub(super) const WORKBOOK: &str = "Workbook";

/// A workbook.
pub(super) struct Book {
    stream: Vec<u8>,
    globals: Globals,
}

/// A cell, and what stands in it.
struct Cell {
    row: u16,
    column: u16,
    format: u16,
    stored: Stored,
}

/// What stands in a cell.
enum Stored {
    /// One of the shared texts.
    Shared(u32),
    /// A number in four bytes.
    Packed(u32),
    /// A number in eight bytes, at this place of the stream.
    Number(usize),
    /// A text, in the record at this place of the stream, behind so many bytes.
    Text(usize, usize),
    Truth(bool),
    Error(u8),
}

impl Book {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let stream = Compound::open(bytes)?.stream(WORKBOOK).ok_or(Refusal::Damaged)?;
        let globals = Globals::read(&stream)?;
        Ok(Self { stream, globals })
    }

    /// The names of the sheets that have cells.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.globals.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads one of them. Some programs write cells in the order in which they were filled.
    pub(super) fn read(&self, sheet: usize) -> Result<Table, Refusal> {
        let start = self.globals.sheets.get(sheet).ok_or(Refusal::Empty)?.start;
        let (mut cells, is_whole) = self.cells(start);
        if !cells.is_sorted_by_key(|cell| (cell.row, cell.column)) {
            cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        let mut rows = Rows::default();
        for cell in cells {
            let (row, column) = (usize::from(cell.row), usize::from(cell.column));
            let text = self.text(&cell);
            let is_read = text.is_some();
            rows.put(row, column, text.unwrap_or_default())?;
            if !is_read {
                rows.tell(Flaw::UnreadableCell);
            }
        }
        if !is_whole {
            rows.tell(Flaw::CutOff);
        }
        rows.finish()
    }

    /// The cells of the sheet that begins here, and whether it ends where it says so.
    fn cells(&self, start: usize) -> (Vec<Cell>, bool) {
        let mut cells = Vec::new();
        let (mut place, mut depth) = (start, 0_u32);
        while let Some(record) = records::at(&self.stream, place) {
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF if depth <= 1 => return (cells, true),
                kind::EOF => depth -= 1,
                // What stands deeper is a picture of its own, with cells that nobody sees.
                _ if depth == 1 => take(record, place, &mut cells),
                _ => {}
            }
            place = record.after;
        }
        (cells, false)
    }

    /// What stands in a cell; `None` if it says nothing that can be read.
    fn text(&self, cell: &Cell) -> Option<String> {
        match cell.stored {
            Stored::Shared(index) => self.globals.shared.get(usize::try_from(index).ok()?).cloned(),
            Stored::Packed(packed) => Some(self.number(unpacked(packed), cell.format)),
            Stored::Number(place) => {
                let bytes = *self.stream.get(place..)?.first_chunk()?;
                Some(self.number(f64::from_le_bytes(bytes), cell.format))
            }
            Stored::Text(place, before) => {
                let record = records::at(&self.stream, place)?;
                // A formula whose text is to follow, and does not.
                if record.kind == kind::FORMULA {
                    return Some(String::new());
                }
                let mut texts = Texts::new(records::continued(&self.stream, record));
                texts.skip(before)?;
                texts.text()
            }
            Stored::Truth(truth) => value::text(DataRef::Bool(truth)),
            Stored::Error(error) => Some(error_name(error).to_owned()),
        }
    }

    fn number(&self, number: f64, format: u16) -> String {
        if !number.is_finite() || !self.globals.is_date(format) {
            return value::number(number);
        }
        let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, self.globals.is_1904);
        value::text(DataRef::DateTime(moment)).unwrap_or_default()
    }
}

/// Takes the cells of a record, which begins at this place of the stream.
fn take(record: Record<'_>, place: usize, cells: &mut Vec<Cell>) {
    let data = record.data;
    if record.kind == kind::STRING {
        // What the formula before it gave.
        if let Some(Cell { stored: stored @ Stored::Text(..), .. }) = cells.last_mut() {
            *stored = Stored::Text(place, 0);
        }
        return;
    }
    let places = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4));
    let (Some(row), Some(column), Some(format)) = places else { return };
    let stored = match record.kind {
        kind::MULRK => {
            let packed = data.get(4..data.len().saturating_sub(2)).unwrap_or_default().chunks_exact(6);
            // As many as the row has columns from there on.
            cells.extend(packed.zip(column..=u16::MAX).filter_map(|(cell, column)| {
                let stored = Stored::Packed(u32_at(cell, 2)?);
                Some(Cell { row, column, format: u16_at(cell, 0)?, stored })
            }));
            return;
        }
        kind::LABELSST => u32_at(data, 6).map(Stored::Shared),
        kind::RK => u32_at(data, 6).map(Stored::Packed),
        kind::NUMBER => Some(Stored::Number(place + 10)),
        kind::LABEL | kind::RSTRING => Some(Stored::Text(place, 6)),
        kind::BOOLERR => data.get(6..8).and_then(truth_or_error),
        kind::FORMULA => data.get(6..14).and_then(|given| given_by_formula(given, place)),
        _ => None,
    };
    cells.extend(stored.map(|stored| Cell { row, column, format, stored }));
}

fn truth_or_error(value: &[u8]) -> Option<Stored> {
    match value {
        [truth, 0] => Some(Stored::Truth(*truth != 0)),
        [error, _] => Some(Stored::Error(*error)),
        _ => None,
    }
}

/// What a formula last gave: a number, or what the last two bytes say that it is instead.
fn given_by_formula(given: &[u8], place: usize) -> Option<Stored> {
    match given {
        [0, .., 0xff, 0xff] => Some(Stored::Text(place, 0)),
        [1, _, truth, .., 0xff, 0xff] => Some(Stored::Truth(*truth != 0)),
        [2, _, error, .., 0xff, 0xff] => Some(Stored::Error(*error)),
        [.., 0xff, 0xff] => None,
        _ => Some(Stored::Number(place + 10)),
    }
}

/// A number in four bytes: the upper part of one in eight, or a whole one, and perhaps a hundred times of it.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { number } else { number / 100.0 }
}

const fn error_name(error: u8) -> &'static str {
    match error {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
