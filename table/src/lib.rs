//! Reads the tables that people have contacts in, as rows of cells.
//!
//! What holds for any bytes: every line that says something is a row, or is told with its number and the reason, or
//! the whole file is refused with one. No cell is changed: what a row holds is what stands in the file.
//!
//! Where to start: [`read`], and [`columns`] for what it has read.
//! [`CsvWriter`] and [`XlsxWriter`] write rows again. What it finds out by itself (the encoding, the separator, whether the first row is
//! headings) it says in [`Format`], and each of them can be chosen otherwise ([`Choices`]).

mod columns;
mod format;
mod headings;
mod limits;
mod read;
mod refusal;
mod sheet;
mod table;
mod text;
mod vcard;
mod workbook;
mod write;

pub use columns::{Holds, columns};
pub use format::{Choices, Format, Headings};
pub use limits::{MAX_BYTES, MAX_CELL_LINES, MAX_CELLS, MAX_COLUMNS, MAX_INFLATED, MAX_ROWS, MAX_TEXT};
pub use read::{Opened, read};
pub use refusal::{Foreign, Refusal};
pub use sheet::Kind;
pub use table::{Broken, Flaw, Row, Table};
pub use text::{Charset, Separator};
pub use workbook::{MAX_WRITTEN_CELLS, TooMuch, XlsxWriter};
pub use write::{CsvWriter, harmless};
