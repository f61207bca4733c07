//! How a file is read: what was found out, and what somebody chose.

use crate::{Charset, Kind, Separator};

/// As what a file was read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Text with a row a line.
    Text {
        /// In which encoding.
        charset: Charset,
        /// What stands between two cells.
        separator: Separator,
    },
    /// An address book, a card a row.
    VCard {
        /// In which encoding.
        charset: Charset,
    },
    /// A sheet of a spreadsheet.
    Sheet {
        /// Of which.
        kind: Kind,
        /// Which of [`crate::Opened::sheets`], from 0.
        sheet: usize,
    },
}

/// What somebody chose, where what is found out by itself is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Choices {
    /// The encoding of a text.
    pub charset: Option<Charset>,
    /// What stands between two cells of a text.
    pub separator: Option<Separator>,
    /// Which sheet of a spreadsheet, from 0.
    pub sheet: Option<usize>,
    /// What the first row is.
    pub headings: Option<Headings>,
}

/// What the first row of a table is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Headings {
    /// It names the columns.
    FirstRow,
    /// It is a row like any other.
    Absent,
}
