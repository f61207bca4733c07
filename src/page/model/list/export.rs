//! How the list is saved.

use crate::page::ExportRows;
use crate::protocol::files::WriteAs;

/// What comes of saving.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Export {
    /// Nothing was saved.
    #[default]
    Nothing,
    /// The rows are being put together.
    Gathering(Box<Saving>),
    /// The module writes the file.
    Writing,
    /// It is saved with so many rows.
    Saved(u64),
    /// It could not be written.
    Failed,
}

/// Rows that are being put together to be saved.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Saving {
    pub(in crate::page) format: WriteAs,
    pub(in crate::page) which: ExportRows,
    /// Which are left, the last one first.
    pub(in crate::page) left: Vec<u32>,
    /// Those that are there, with what stands in the added columns.
    pub(in crate::page) rows: Vec<(u32, Vec<String>)>,
}
