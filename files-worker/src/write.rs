//! A table as a file again, with columns of ours behind its own.

use std::iter;

use b24_duplicates::protocol::files::WriteAs;
use table::{CsvWriter, Format, Separator, XlsxWriter};

use crate::{
    file::{File, names},
    wire,
};

/// Writes some rows. `None` if they cannot be: a row that is not there, a table that was not read, or more than a workbook holds.
pub(crate) fn write(
    file: &File,
    format: WriteAs,
    added: &[String],
    rows: &[(u32, Vec<String>)],
    about: &[String],
) -> Option<Vec<u8>> {
    let opened = file.opened()?;
    let table = &opened.table;
    let names = padded(names(opened), table.width()).chain(added.iter().map(String::as_str));
    // A table without names gets a row of them only for the columns that are added.
    let has_names = table.headings().is_some() || !added.is_empty();
    let cells = rows.iter().map(|(index, added)| {
        let row = table.row(wire::index(*index))?;
        Some(padded(row.cells(), table.width()).chain(added.iter().map(String::as_str)))
    });
    match format {
        WriteAs::Csv => {
            let mut writer = CsvWriter::new(separator(opened.format));
            // What there is to be said about the run is the name of a column with nothing in it: a line by itself would be a row
            // to whoever reads the file.
            let about = about.join("; ");
            let names = names.chain((!about.is_empty()).then_some(about.as_str()));
            if has_names || !about.is_empty() {
                writer.row(names);
            }
            for cells in cells {
                writer.row(cells?);
            }
            Some(writer.finish().into_bytes())
        }
        WriteAs::Xlsx => {
            let mut writer = XlsxWriter::new(sheet(opened));
            if has_names {
                writer.row(names).ok()?;
            }
            for cells in cells {
                writer.row(cells?).ok()?;
            }
            writer.finish(about.iter().map(String::as_str)).ok()
        }
    }
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
