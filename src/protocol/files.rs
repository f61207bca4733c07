//! What goes to and from the module that reads files, which runs beside the page and keeps the table: a list of 200,000
//! rows is never in the page as text. The page holds what was read of each row, and asks for the cells that it shows.
//!
//! Both directions are bytes (`postcard`). A file itself goes beside its call, as the browser has it, and is read by the
//! module; what is to be saved comes beside its answer.

use serde::{Deserialize, Serialize};

use crate::domain::{CommKind, Form, Unread};

/// A file, as it is opened once. One that is opened again is another one, and greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// Which time something is read of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Turn(pub u32);

/// What the page asks of the module.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FilesCall {
    /// Read the file that comes beside this call, and keep its bytes. Answered by [`FilesAnswer::Opened`] or
    /// [`FilesAnswer::Refused`]. What was open before is dropped.
    Open(FileId),
    /// The same of a table that was pasted.
    OpenText {
        /// Which it is.
        file: FileId,
        /// What was pasted.
        text: String,
    },
    /// Read the same bytes otherwise. Answered by [`FilesAnswer::ReadAgain`].
    ReadAgain {
        /// Which.
        file: FileId,
        /// Which time: the answer has it as well, so that no later one is taken for it.
        turn: Turn,
        /// How.
        choices: FileChoices,
    },
    /// Read phones and e-mails. Answered by [`FilesAnswer::Rows`].
    Rows {
        /// Of which.
        file: FileId,
        /// Which time they are read, as in [`FilesCall::ReadAgain`].
        turn: Turn,
        /// What each column has; columns that hold nothing are not read.
        columns: Vec<Holds>,
        /// The country of numbers that name none: a code of two letters.
        country: Option<String>,
        /// From this row on, from 0.
        from: u32,
        /// At most so many.
        most: u32,
    },
    /// The cells of these rows, from 0. Answered by [`FilesAnswer::Cells`].
    Cells {
        /// Of which.
        file: FileId,
        /// Which.
        rows: Vec<u32>,
    },
    /// The rows in which a text stands, whatever its case. Answered by [`FilesAnswer::Found`].
    Find {
        /// In which.
        file: FileId,
        /// What.
        text: String,
    },
    /// Begin to write rows as a file again, with columns of ours behind their own. What was begun before is given up. Answered by
    /// [`FilesAnswer::Writing`], or by [`FilesAnswer::NotWritten`], as what follows is.
    WriteBegin {
        /// Of which.
        file: FileId,
        /// Which time something is written.
        turn: Turn,
        /// As what.
        format: WriteAs,
        /// The names of the added columns.
        added: Vec<String>,
    },
    /// Write these rows behind those before.
    WriteRows {
        /// Of which.
        file: FileId,
        /// As when it was begun.
        turn: Turn,
        /// Each row, and what stands in the added columns.
        rows: Vec<(u32, Vec<String>)>,
    },
    /// These were all rows. Answered by [`FilesAnswer::Written`].
    WriteEnd {
        /// Of which.
        file: FileId,
        /// As when it was begun.
        turn: Turn,
        /// Lines about the run: the portal, the time, what was filtered.
        about: Vec<String>,
    },
    /// Nobody wants it any more. Answered by [`FilesAnswer::NotWritten`].
    WriteStop {
        /// Of which.
        file: FileId,
        /// As when it was begun.
        turn: Turn,
    },
}

/// How a file is read, where what was found out is wrong.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FileChoices {
    /// The name of an encoding, one of [`Opened::charsets`].
    pub charset: Option<String>,
    /// What stands between two cells.
    pub separator: Option<Separator>,
    /// Which of [`Opened::sheets`], from 0.
    pub sheet: Option<u32>,
    /// Whether the first row names the columns.
    pub headings: Option<Headings>,
}

/// What the module answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FilesAnswer {
    /// It is read.
    Opened(FileId, Opened),
    /// It is not, and why.
    Refused(FileId, Refused),
    /// What came of reading it otherwise.
    ReadAgain {
        /// Which.
        file: FileId,
        /// As in the call.
        turn: Turn,
        /// As it is read now, or why it is not.
        read: Result<Opened, Refused>,
    },
    /// What was read of some rows, in the order of the file.
    Rows {
        /// Of which.
        file: FileId,
        /// As in the call.
        turn: Turn,
        /// The first of them.
        from: u32,
        /// Fewer than were asked for are the last ones.
        rows: Vec<RowRead>,
    },
    /// Rows as they stand in the file, and the first cells of each ([`MAX_SHOWN_COLUMNS`]), cut where they are long.
    Cells {
        /// Of which.
        file: FileId,
        /// Each row, and its cells.
        rows: Vec<(u32, Vec<String>)>,
    },
    /// The rows in which a text stands.
    Found {
        /// Of which.
        file: FileId,
        /// The text.
        text: String,
        /// The rows.
        rows: Vec<u32>,
    },
    /// So many rows are written by now.
    Writing {
        /// Of which.
        file: FileId,
        /// As in the call.
        turn: Turn,
        /// How many.
        rows: u32,
    },
    /// The file comes beside this answer, and is saved.
    Written {
        /// Of which.
        file: FileId,
        /// As in the call.
        turn: Turn,
        /// How many rows are in it.
        rows: u32,
    },
    /// It could not be written.
    NotWritten {
        /// Of which.
        file: FileId,
        /// As in the call.
        turn: Turn,
        /// Why.
        why: Unwritten,
    },
}

/// A table, as it was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// As what.
    pub format: Format,
    /// Whether the first row names the columns.
    pub headings: Headings,
    /// The names of the sheets, if there are any.
    pub sheets: Vec<String>,
    /// The encodings that can be chosen for it. None where its format says which it has.
    pub charsets: Vec<String>,
    /// The names of the columns: empty where there are none.
    pub names: Vec<String>,
    /// What each column has.
    pub columns: Vec<Holds>,
    /// How many rows there are.
    pub rows: u32,
    /// The first of them, cut like [`FilesAnswer::Cells`].
    pub first: Vec<Vec<String>>,
    /// How many rows have something wrong with them.
    pub broken: u32,
    /// The first of those: the number in the file, from 1, and what.
    pub flaws: Vec<(u32, Flaw)>,
}

/// What was read of a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowRead {
    /// Its number in the file, from 1.
    pub number: u32,
    /// What stands in its columns.
    pub pieces: Vec<CellPiece>,
}

/// A piece of a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CellPiece {
    /// In which column, from 0.
    pub column: u32,
    /// What it is.
    pub what: CellWhat,
}

/// What a piece of a row is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CellWhat {
    /// A phone or an e-mail.
    Found {
        /// Which of them.
        kind: CommKind,
        /// As it was written.
        spelling: String,
        /// Other spellings of the same, each with a match key of its own.
        variants: Vec<(Form, String)>,
    },
    /// It was not read.
    Unread {
        /// Why.
        why: Unread,
        /// What stands there, or the beginning of it.
        text: String,
    },
    /// The row has more pieces than are told ([`MAX_PIECES`]): so many.
    More(u32),
}

/// So many pieces of a row are told at most.
pub const MAX_PIECES: usize = 1_000;

/// What a column has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Holds {
    /// Phones.
    Phones,
    /// E-mails.
    Emails,
    /// Both.
    Both,
    /// Neither.
    Other,
}

/// As what a file was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Format {
    /// Text with a row a line.
    Text {
        /// The name of its encoding.
        charset: String,
        /// What stands between two cells.
        separator: Separator,
    },
    /// An address book, a card a row.
    VCard {
        /// The name of its encoding.
        charset: String,
    },
    /// A sheet of a spreadsheet.
    Sheet {
        /// The spreadsheet's format, as it is called: `XLSX`.
        kind: String,
        /// Which of the sheets, from 0.
        sheet: u32,
    },
}

/// What stands between two cells of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
    /// Nothing: a line is a cell.
    LineEnd,
}

/// What the first row is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Headings {
    /// It names the columns.
    FirstRow,
    /// It is a row like any other.
    Absent,
}

/// What is wrong with a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Flaw {
    /// A quotation mark opens a cell and is not closed.
    OpenQuote,
    /// Bytes that are no characters in this encoding.
    Undecodable,
    /// More cells than a row may have. It is left out.
    TooManyCells,
    /// A cell that says nothing that can be read.
    UnreadableCell,
    /// Here the file breaks off.
    CutOff,
}

/// Why a file is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Refused {
    /// Nothing stands in it.
    Empty,
    /// It has too many bytes.
    TooLarge,
    /// It opens with a password only.
    Password,
    /// It has macros.
    Macros,
    /// It is damaged.
    Damaged,
    /// Unpacked it would be too large.
    Inflated,
    /// Too many cells.
    TooManyCells,
    /// Too many rows.
    TooManyRows,
    /// Too many columns.
    TooManyColumns,
    /// A file that holds no text.
    Binary,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page under another name.
    WebPage,
    /// An archive.
    Archive,
    /// A text document or a presentation.
    Document,
    /// A spreadsheet in a format that is not read.
    OtherSheet,
    /// The browser does not hand it over.
    Unreachable,
}

/// As what rows are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WriteAs {
    /// Text, as a spreadsheet opens it.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Why rows are not written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Unwritten {
    /// A workbook has no more than 1,048,576 rows.
    Rows,
    /// A workbook has no more than 16,384 columns.
    Columns,
    /// So many cells are not written into a workbook: it is put together in memory.
    Cells,
    /// A cell of a workbook has no more than 32,767 characters.
    Text,
    /// There is no memory left.
    Memory,
    /// A row is not there, nothing was begun, or what writes workbooks does not do it.
    Failed,
    /// Nobody wants it any more.
    Stopped,
    /// The browser has not saved it.
    Unsaved,
}

/// So many cells of a row are shown at most.
pub const MAX_SHOWN_COLUMNS: usize = 50;

/// So many characters of a cell.
pub const MAX_SHOWN_TEXT: usize = 200;

impl FilesCall {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// From bytes; `None` if they are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

impl FilesAnswer {
    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes(self)
    }

    /// From bytes; `None` if they are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Of which file it speaks.
    pub const fn file(&self) -> FileId {
        match self {
            Self::Opened(file, _)
            | Self::Refused(file, _)
            | Self::ReadAgain { file, .. }
            | Self::Rows { file, .. }
            | Self::Cells { file, .. }
            | Self::Found { file, .. }
            | Self::Writing { file, .. }
            | Self::Written { file, .. }
            | Self::NotWritten { file, .. } => *file,
        }
    }
}

/// A text can always be written; what could not would be no message, and is not answered.
fn bytes(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    #[test]
    fn a_call_and_an_answer_come_as_they_were_sent() {
        let file = FileId(7);
        let call = FilesCall::Rows {
            file,
            turn: Turn(3),
            columns: vec![Holds::Other, Holds::Both],
            country: Some("RU".to_owned()),
            from: 0,
            most: 2_000,
        };
        assert_eq!(FilesCall::from_bytes(&call.to_bytes()), Some(call));
        let what = CellWhat::Found {
            kind: CommKind::Phone,
            spelling: "8 916 123-45-67".to_owned(),
            variants: vec![(Form::International, "+79161234567".to_owned())],
        };
        let unread = CellWhat::Unread { why: Unread::Date, text: "12.03.2024".to_owned() };
        let pieces = [what, unread].map(|what| CellPiece { column: 1, what }).to_vec();
        let answer =
            FilesAnswer::Rows { file, turn: Turn(3), from: 0, rows: vec![RowRead { number: 2, pieces }] };
        assert_eq!(FilesAnswer::from_bytes(&answer.to_bytes()), Some(answer.clone()));
        assert_eq!(answer.file(), file);
    }

    #[test]
    fn other_bytes_are_no_message() {
        assert_eq!(FilesCall::from_bytes(b""), None);
        assert_eq!(FilesAnswer::from_bytes(&[0xff; 9]), None);
    }
}
