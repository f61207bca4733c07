//! The module for files without its browser: a call comes in as bytes, and beside one of them a file; the answer goes out as
//! bytes, and beside one of them a file. Tests of the page run it in place of the module.

mod file;
mod rows;
mod wire;
mod write;

use b24_duplicates::protocol::files::{
    FileChoices, FileId, FilesAnswer, FilesCall, Refused, Turn, Unwritten, WriteAs,
};
use file::{File, Source};
use write::Writing;

/// Keeps one file at a time.
#[derive(Debug, Default)]
pub struct Worker {
    open: Option<File>,
    /// The file that is being written, from the one that is open.
    writing: Option<Writing>,
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
                self.forget();
                let Some(bytes) = bytes else {
                    return Some(FilesAnswer::Refused(file, Refused::Unreachable));
                };
                Some(self.open(file, Source::Bytes(bytes)))
            }
            FilesCall::OpenText { file, text } => {
                self.forget();
                Some(self.open(file, Source::Text(text)))
            }
            FilesCall::ReadAgain { file, turn, choices } => {
                let open = self.open.as_mut().filter(|open| open.id == file)?;
                // The rows are others then.
                self.writing = None;
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
            FilesCall::WriteBegin { file, turn, format, added } => {
                self.is_open(file).then(|| self.begin_writing(file, turn, format, added))
            }
            FilesCall::WriteRows { file, turn, rows } => {
                self.is_open(file).then(|| self.write(file, turn, &rows))
            }
            FilesCall::WriteEnd { file, turn, about } => self.is_open(file).then(|| {
                let bytes = self.finish(file, turn, &about);
                match bytes {
                    Ok((bytes, rows)) => {
                        *written = Some(bytes);
                        FilesAnswer::Written { file, turn, rows }
                    }
                    Err(why) => FilesAnswer::NotWritten { file, turn, why },
                }
            }),
            FilesCall::WriteStop { file, turn } => self.is_open(file).then(|| {
                drop(self.writing.take_if(|writing| writing.is(file, turn)));
                FilesAnswer::NotWritten { file, turn, why: Unwritten::Stopped }
            }),
        }
    }

    fn forget(&mut self) {
        (self.open, self.writing) = (None, None);
    }

    fn is_open(&self, file: FileId) -> bool {
        self.open.as_ref().is_some_and(|open| open.id == file)
    }

    fn begin_writing(
        &mut self,
        file: FileId,
        turn: Turn,
        format: WriteAs,
        added: Vec<String>,
    ) -> FilesAnswer {
        self.writing = None;
        let begun = self.open.as_ref().ok_or(Unwritten::Failed);
        match begun.and_then(|open| Writing::begin(open, turn, format, added)) {
            Ok(writing) => {
                self.writing = Some(writing);
                FilesAnswer::Writing { file, turn, rows: 0 }
            }
            Err(why) => FilesAnswer::NotWritten { file, turn, why },
        }
    }

    /// What could not be written as a whole is given up.
    fn write(&mut self, file: FileId, turn: Turn, rows: &[(u32, Vec<String>)]) -> FilesAnswer {
        let writing = self.writing.as_mut().filter(|writing| writing.is(file, turn));
        let written = match (writing, &self.open) {
            (Some(writing), Some(open)) => writing.add(open, rows).map(|()| writing.rows()),
            _ => return FilesAnswer::NotWritten { file, turn, why: Unwritten::Failed },
        };
        match written {
            Ok(rows) => FilesAnswer::Writing { file, turn, rows },
            Err(why) => {
                self.writing = None;
                FilesAnswer::NotWritten { file, turn, why }
            }
        }
    }

    fn finish(&mut self, file: FileId, turn: Turn, about: &[String]) -> Result<(Vec<u8>, u32), Unwritten> {
        let writing = self.writing.take_if(|writing| writing.is(file, turn));
        let (Some(writing), Some(open)) = (writing, &self.open) else { return Err(Unwritten::Failed) };
        let rows = writing.rows();
        Ok((writing.finish(open, about)?, rows))
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
