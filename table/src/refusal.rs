//! Why a whole file is not read.

use thiserror::Error;

use crate::limits::{MAX_BYTES, MAX_CELLS, MAX_COLUMNS, MAX_INFLATED, MAX_ROWS};

/// Why a whole file is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Refusal {
    /// Nothing stands in it.
    #[error("nothing stands in it")]
    Empty,
    /// It is no table that we know.
    #[error("it is no table: {0}")]
    Foreign(Foreign),
    /// More bytes than [`MAX_BYTES`].
    #[error("more than {MAX_BYTES} bytes")]
    TooLarge,
    /// It opens with a password only.
    #[error("it is locked with a password")]
    Password,
    /// It has macros. Nothing would run them, and who opens the same file elsewhere is not to have had it called fine.
    #[error("it has macros")]
    Macros,
    /// It is broken, or cut off, where nothing of it can be read.
    #[error("it is damaged")]
    Damaged,
    /// Unpacked it would have more bytes than [`MAX_INFLATED`], or more in its cells than [`crate::MAX_TEXT`].
    #[error("unpacked it has more than {MAX_INFLATED} bytes")]
    Inflated,
    /// More cells than [`MAX_CELLS`].
    #[error("more than {MAX_CELLS} cells")]
    TooManyCells,
    /// More rows than [`MAX_ROWS`].
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
    /// Every row has more cells than [`MAX_COLUMNS`].
    #[error("more than {MAX_COLUMNS} columns")]
    TooManyColumns,
}

/// What a file is instead of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum Foreign {
    /// Some program's own bytes.
    #[error("a file that holds no text")]
    Binary,
    /// A PDF.
    #[error("a PDF")]
    Pdf,
    /// A picture.
    #[error("a picture")]
    Picture,
    /// A web page, which many programs export under the name of a spreadsheet.
    #[error("a web page")]
    WebPage,
    /// An archive.
    #[error("an archive")]
    Archive,
    /// A text document or a presentation.
    #[error("a document")]
    Document,
    /// A spreadsheet in a format that is not read.
    #[error("a spreadsheet of another format")]
    OtherSheet,
}
