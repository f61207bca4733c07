//! The cells of one row, as `csv_core` reads them.

use std::str;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::Separator;
use crate::{
    Flaw,
    limits::{MAX_CELL_LINES, MAX_COLUMNS},
};

/// The cells of one row: a buffer that every row is read into.
pub(super) struct Cells {
    readers: Option<Readers>,
    buffer: Buffer,
}

struct Readers {
    quoted: Reader,
    unquoted: Reader,
}

/// How much of a text a row took.
pub(super) struct Read {
    pub bytes: usize,
    pub lines: usize,
    pub result: Result<(), Flaw>,
}

impl Cells {
    pub(super) fn new(separator: Separator) -> Self {
        let readers = separator.byte().map(|separator| {
            let mut builder = ReaderBuilder::new();
            builder.delimiter(separator);
            let mut readers = Readers { quoted: builder.build(), unquoted: builder.quoting(false).build() };
            restart(&mut readers.quoted);
            readers
        });
        Self { readers, buffer: Buffer::default() }
    }

    /// Reads the row with which a text begins. It may go over several lines: they are given to the library one by
    /// one, because a quotation mark that nobody closes would take the rest of the file along.
    pub(super) fn read(&mut self, text: &str) -> Read {
        self.buffer.clear();
        let Some(Readers { quoted, .. }) = &mut self.readers else {
            return self.take_line(first_line(text).unwrap_or_default());
        };
        let mut read = Read { bytes: 0, lines: 0, result: Ok(()) };
        while let Some(line) = text.get(read.bytes..).and_then(first_line) {
            read.bytes += line.len();
            read.lines += 1;
            match self.buffer.feed(quoted, line) {
                Fed::Row => return read,
                Fed::TooWide => {
                    restart(quoted);
                    return Read { result: Err(Flaw::TooManyCells), ..read };
                }
                Fed::More if read.lines == 1 && content(line).is_empty() => return read,
                Fed::More if read.lines == MAX_CELL_LINES => break,
                Fed::More => {}
            }
        }
        restart(quoted);
        Read { result: Err(Flaw::OpenQuote), ..read }
    }

    /// Reads a line in which a quotation mark is a character like any other.
    pub(super) fn read_unquoted(&mut self, line: &str) -> Read {
        self.buffer.clear();
        let Some(Readers { unquoted, .. }) = &mut self.readers else { return self.take_line(line) };
        restart(unquoted);
        let result = match self.buffer.feed(unquoted, line) {
            Fed::TooWide => Err(Flaw::TooManyCells),
            Fed::Row | Fed::More => Ok(()),
        };
        Read { bytes: line.len(), lines: 1, result }
    }

    fn take_line(&mut self, line: &str) -> Read {
        self.buffer.text.clear();
        self.buffer.text.extend_from_slice(content(line).as_bytes());
        self.buffer.length = self.buffer.text.len();
        self.buffer.ends.clear();
        self.buffer.ends.push(self.buffer.length);
        self.buffer.count = 1;
        Read { bytes: line.len(), lines: 1, result: Ok(()) }
    }

    /// All cells, one after the other.
    pub(super) fn text(&self) -> &str {
        let text = self.buffer.text.get(..self.buffer.length).unwrap_or_default();
        // Cut out of text between signs of one byte, so it is text.
        str::from_utf8(text).unwrap_or_default()
    }

    /// The cells.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        let text = self.text();
        let mut start = 0;
        self.buffer.ends.iter().take(self.buffer.count).map(move |end| {
            let cell = text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }
}

/// What the library writes into.
#[derive(Default)]
struct Buffer {
    text: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    count: usize,
}

/// What came of a line.
enum Fed {
    /// The row is whole.
    Row,
    /// It goes on in the next line.
    More,
    /// It has more cells than are read.
    TooWide,
}

impl Buffer {
    fn clear(&mut self) {
        (self.length, self.count) = (0, 0);
    }

    fn feed(&mut self, reader: &mut Reader, line: &str) -> Fed {
        let end: &[u8] = if line.len() == content(line).len() { b"\n" } else { b"" };
        for mut input in [line.as_bytes(), end] {
            while !input.is_empty() {
                let text = self.text.get_mut(self.length..).unwrap_or_default();
                let ends = self.ends.get_mut(self.count..).unwrap_or_default();
                let (result, read, written, cells) = reader.read_record(input, text, ends);
                input = input.get(read..).unwrap_or_default();
                self.length += written;
                self.count += cells;
                match result {
                    _ if self.count > MAX_COLUMNS => return Fed::TooWide,
                    ReadRecordResult::Record => return Fed::Row,
                    ReadRecordResult::OutputFull => self.text.resize(self.length * 2 + 1024, 0),
                    ReadRecordResult::OutputEndsFull => self.ends.resize(self.count * 2 + 32, 0),
                    ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
                }
            }
        }
        Fed::More
    }
}

/// Begins anew. The library takes a byte order mark for no part of the first cell; where a text has one, it is gone by
/// now, and what stands here is a cell's own.
fn restart(reader: &mut Reader) {
    reader.reset();
    reader.read_record(b"\n", &mut [0], &mut [0]);
}

/// The first line of a text with its end, if anything is left.
pub(super) fn first_line(text: &str) -> Option<&str> {
    let end = match text.find(['\n', '\r']) {
        Some(at) if text.get(at..at + 2) == Some("\r\n") => at + 2,
        Some(at) => at + 1,
        None => text.len(),
    };
    text.get(..end).filter(|line| !line.is_empty())
}

/// A line without its end.
fn content(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}
