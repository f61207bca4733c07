//! The module for files without its browser: a call comes in as bytes, and beside one of them a file; the answer goes out as
//! bytes, and beside one of them a file. Tests of the page run it in place of the module.

mod file;
mod rows;
mod wire;
mod write;

use b24_duplicates::protocol::files::{FileChoices, FileId, FilesAnswer, FilesCall, Refused};
use file::{File, Source};

/// Keeps one file at a time.
#[derive(Debug, Default)]
pub struct Worker {
    open: Option<File>,
}

/// What it says to a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heard {
    /// The answer.
    pub answer: Vec<u8>,
    /// The file that goes beside it, to be saved.
    pub written: Option<Vec<u8>>,
}

impl Worker {
    /// Answers a call. With [`FilesCall::Open`] comes a file, if the browser handed it over. There is no answer to what is no
    /// call, nor to a question about a file that is not open, or could not be read.
    pub fn hear(&mut self, call: &[u8], file: Option<Vec<u8>>) -> Option<Heard> {
        let mut written = None;
        let answer = self.answer(FilesCall::from_bytes(call)?, file, &mut written)?;
        Some(Heard { answer: answer.to_bytes(), written })
    }

    fn answer(
        &mut self,
        call: FilesCall,
        bytes: Option<Vec<u8>>,
        written: &mut Option<Vec<u8>>,
    ) -> Option<FilesAnswer> {
        match call {
            FilesCall::Open(file) => {
                // What was open before is gone before the next one takes its place in memory.
                self.open = None;
                let Some(bytes) = bytes else {
                    return Some(FilesAnswer::Refused(file, Refused::Unreachable));
                };
                Some(self.open(file, Source::Bytes(bytes)))
            }
            FilesCall::OpenText { file, text } => {
                self.open = None;
                Some(self.open(file, Source::Text(text)))
            }
            FilesCall::ReadAgain { file, turn, choices } => {
                let open = self.open.as_mut().filter(|open| open.id == file)?;
                Some(FilesAnswer::ReadAgain { file, turn, read: open.read(&choices) })
            }
            FilesCall::Rows { file, turn, columns, country, from, most } => {
                let table = self.table(file)?;
                let rows = rows::read(table, &columns, country.as_deref(), from, most);
                Some(FilesAnswer::Rows { file, turn, from, rows })
            }
            FilesCall::Cells { file, rows } => {
                let table = self.table(file)?;
                Some(FilesAnswer::Cells { file, rows: rows::cells(table, &rows) })
            }
            FilesCall::Find { file, text } => {
                let rows = rows::find(self.table(file)?, &text);
                Some(FilesAnswer::Found { file, text, rows })
            }
            FilesCall::Write { file, format, added, rows, about } => {
                let open = self.open.as_ref().filter(|open| open.id == file)?;
                let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                *written = write::write(open, format, &added, &rows, &about);
                let is_written = written.is_some();
                Some(if is_written {
                    FilesAnswer::Written { file, rows: count }
                } else {
                    FilesAnswer::NotWritten(file)
                })
            }
        }
    }

    fn open(&mut self, id: FileId, source: Source) -> FilesAnswer {
        let mut file = File::new(id, source);
        let answer = match file.read(&FileChoices::default()) {
            Ok(opened) => FilesAnswer::Opened(id, opened),
            Err(why) => FilesAnswer::Refused(id, why),
        };
        self.open = Some(file);
        answer
    }

    fn table(&self, file: FileId) -> Option<&table::Table> {
        self.open.as_ref().filter(|open| open.id == file)?.table()
    }
}
