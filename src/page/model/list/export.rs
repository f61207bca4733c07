//! How the list is saved.

use crate::i18n::Message;
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
    /// Which are left, the last one first.
    pub(in crate::page) left: Vec<u32>,
    /// Those that are there, with what stands in the added columns.
    pub(in crate::page) rows: Vec<(u32, Vec<String>)>,
    /// What the file says of itself, as it was when it was to be saved.
    pub(in crate::page) about: Vec<Message>,
    /// Something was not checked when the first of its rows was put together.
    pub(in crate::page) is_unfinished: bool,
}
