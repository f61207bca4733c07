//! A table as a file again, with columns of ours behind its own: some rows at a time.

use std::iter;

use b24_duplicates::protocol::files::{FileId, Turn, Unwritten, WriteAs};
use table::{CsvWriter, Format, Separator, TooMuch, XlsxWriter};

use crate::{
    file::{File, names},
    wire,
};

/// A file that is being written.
#[derive(Debug)]
pub(crate) struct Writing {
    file: FileId,
    turn: Turn,
    added: Vec<String>,
    writer: Writer,
    rows: u32,
}

#[derive(Debug)]
enum Writer {
    /// The rows. What stands before them is known at the end.
    Csv(CsvWriter),
    Xlsx(Box<XlsxWriter>),
}

impl Writing {
    /// A file with no row in it but the names of the columns.
    pub(crate) fn begin(
        file: &File,
        turn: Turn,
        format: WriteAs,
        added: Vec<String>,
    ) -> Result<Self, Unwritten> {
        let opened = file.opened().ok_or(Unwritten::Failed)?;
        let writer = match format {
            WriteAs::Csv => Writer::Csv(CsvWriter::new(separator(opened.format))),
            WriteAs::Xlsx => {
                let mut writer = XlsxWriter::new(sheet(opened));
                if has_names(opened, &added) {
                    writer.row(all_names(opened, &added)).map_err(too_much)?;
                }
                Writer::Xlsx(Box::new(writer))
            }
        };
        Ok(Self { file: file.id, turn, added, writer, rows: 0 })
    }

    /// Whether it is this one.
    pub(crate) fn is(&self, file: FileId, turn: Turn) -> bool {
        self.file == file && self.turn == turn
    }

    /// How many rows are in it.
    pub(crate) const fn rows(&self) -> u32 {
        self.rows
    }

    /// Writes rows behind those before.
    pub(crate) fn add(&mut self, file: &File, rows: &[(u32, Vec<String>)]) -> Result<(), Unwritten> {
        let table = &file.opened().ok_or(Unwritten::Failed)?.table;
        for (index, added) in rows {
            let row = table.row(wire::index(*index)).ok_or(Unwritten::Failed)?;
            let cells = || padded(row.cells(), table.width()).chain(added.iter().map(String::as_str));
            match &mut self.writer {
                Writer::Csv(writer) => {
                    // With what stands around a cell, and with what is doubled in it.
                    let most = cells().map(|cell| 2 * cell.len() + 4).sum();
                    if !writer.has_room(most) {
                        return Err(Unwritten::Memory);
                    }
                    writer.row(cells());
                }
                Writer::Xlsx(writer) => writer.row(cells()).map_err(too_much)?,
            }
            self.rows = self.rows.saturating_add(1);
        }
        Ok(())
    }

    /// The file.
    pub(crate) fn finish(self, file: &File, about: &[String]) -> Result<Vec<u8>, Unwritten> {
        let opened = file.opened().ok_or(Unwritten::Failed)?;
        match self.writer {
            Writer::Csv(rows) => {
                // What there is to be said about the run is the name of a column with nothing in it: a line by itself would be a
                // row to whoever reads the file.
                let about = about.join("; ");
                let mut head = CsvWriter::new(separator(opened.format));
                if has_names(opened, &self.added) || !about.is_empty() {
                    let about = (!about.is_empty()).then_some(about.as_str());
                    head.row(all_names(opened, &self.added).chain(about));
                }
                let file = head.followed_by(&rows).ok_or(Unwritten::Memory)?;
                Ok(file.finish().into_bytes())
            }
            Writer::Xlsx(writer) => writer.finish(about.iter().map(String::as_str)).map_err(too_much),
        }
    }
}

const fn too_much(error: TooMuch) -> Unwritten {
    match error {
        TooMuch::Rows => Unwritten::Rows,
        TooMuch::Columns => Unwritten::Columns,
        TooMuch::Cells => Unwritten::Cells,
        TooMuch::Text => Unwritten::Text,
        TooMuch::Other => Unwritten::Failed,
    }
}

/// A table without names gets a row of them only for the columns that are added.
fn has_names(opened: &table::Opened, added: &[String]) -> bool {
    opened.table.headings().is_some() || !added.is_empty()
}

fn all_names<'n>(opened: &'n table::Opened, added: &'n [String]) -> impl Iterator<Item = &'n str> {
    padded(names(opened), opened.table.width()).chain(added.iter().map(String::as_str))
}

/// As many cells as there are columns, so that ours begin in the same column in every row.
fn padded<'c>(cells: impl Iterator<Item = &'c str>, width: usize) -> impl Iterator<Item = &'c str> {
    cells.chain(iter::repeat("")).take(width)
}

/// The one that the file had. Where there was none it is the one that the portal's own import expects.
const fn separator(format: Format) -> Separator {
    match format {
        Format::Text { separator: Separator::LineEnd, .. } | Format::VCard { .. } | Format::Sheet { .. } => {
            Separator::Semicolon
        }
        Format::Text { separator, .. } => separator,
    }
}

/// The name of the sheet that was read.
fn sheet(opened: &table::Opened) -> &str {
    match opened.format {
        Format::Sheet { sheet, .. } => opened.sheets.get(sheet).map_or("", String::as_str),
        Format::Text { .. } | Format::VCard { .. } => "",
    }
}
