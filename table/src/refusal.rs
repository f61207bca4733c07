//! Why a whole file is not read.

use thiserror::Error;

use crate::limits::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS};

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
}
