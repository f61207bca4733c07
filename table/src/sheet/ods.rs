//! The sheets of an open document, cell by cell. The library that reads the other kinds makes a rectangle of every sheet
//! when it opens a file, with all that is repeated in it; this reads what was written.

use std::io::{BufRead, BufReader, Cursor, Read as _};

use memchr::memmem;
use quick_xml::{Reader, events::Event};
use zip::{ZipArchive, read::ZipFile};

use super::{
    ods_cell::{self, Cell, attribute, skip},
    rows::Rows,
};
use crate::{
    Flaw, Refusal, Table,
    limits::{MAX_COLUMNS, MAX_TEXT},
};

/// A document of sheets.
pub(super) struct Book<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
}

/// The part that holds the sheets.
pub(super) const CONTENT: &str = "content.xml";

/// The part that says which of the others are locked.
const MANIFEST: &str = "META-INF/manifest.xml";

/// A document's XML, as it is unpacked.
type Content<'a, 'b> = Reader<BufReader<ZipFile<'a, Cursor<&'b [u8]>>>>;

/// What ends the reading of a sheet before its end.
pub(super) enum Stop {
    /// Nothing can be read from here on.
    Broken,
    /// Nothing of it is read.
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<quick_xml::Error> for Stop {
    fn from(_: quick_xml::Error) -> Self {
        Self::Broken
    }
}

impl<'b> Book<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
        let mut book = Self { archive, names: Vec::new() };
        if book.is_locked() {
            return Err(Refusal::Password);
        }
        let mut content = book.content()?;
        let mut names = Vec::new();
        // A file that breaks off has the sheets before that.
        while let Ok(Some(name)) = next_sheet(&mut content) {
            names.push(name);
        }
        drop(content);
        book.names = names;
        if book.names.is_empty() { Err(Refusal::Damaged) } else { Ok(book) }
    }

    /// The names of the sheets.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.names.clone()
    }

    /// Reads one of them.
    pub(super) fn read(&mut self, sheet: usize) -> Result<Table, Refusal> {
        let mut content = self.content()?;
        for _ in 0..=sheet {
            if !matches!(next_sheet(&mut content), Ok(Some(_))) {
                return Err(Refusal::Empty);
            }
        }
        let mut rows = Rows::default();
        match read_rows(&mut content, &mut rows) {
            Ok(()) => {}
            Err(Stop::Broken) => rows.tell(Flaw::CutOff),
            Err(Stop::Refused(refusal)) => return Err(refusal),
        }
        rows.finish()
    }

    fn is_locked(&mut self) -> bool {
        let Ok(mut manifest) = self.archive.by_name(MANIFEST) else { return false };
        let mut text = Vec::new();
        // Where the manifest cannot be read, the content shows what it is.
        let read = manifest.by_ref().take(1 << 20).read_to_end(&mut text);
        read.is_ok() && memmem::find(&text, b"encryption-data").is_some()
    }

    fn content(&mut self) -> Result<Content<'_, 'b>, Refusal> {
        let part = self.archive.by_name(CONTENT).map_err(|_| Refusal::Damaged)?;
        let mut reader = Reader::from_reader(BufReader::new(part));
        reader.config_mut().expand_empty_elements = true;
        Ok(reader)
    }
}

/// Goes to where the next sheet begins, and says its name.
fn next_sheet(content: &mut Reader<impl BufRead>) -> Result<Option<String>, Stop> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match content.read_event_into(&mut buffer)? {
            Event::Start(start) if start.name().as_ref() == "table:table" => {
                return Ok(Some(attribute(&start, "table:name").unwrap_or_default()));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// Reads the rows of a sheet whose beginning was read.
fn read_rows(content: &mut Reader<impl BufRead>, rows: &mut Rows) -> Result<(), Stop> {
    let mut buffer = Vec::new();
    let mut row = 0_usize;
    loop {
        buffer.clear();
        match content.read_event_into(&mut buffer)? {
            Event::Start(start) if start.name().as_ref() == "table:table-row" => {
                let times = repeated(attribute(&start, "table:number-rows-repeated"));
                let cells = read_row(content)?;
                if !cells.is_empty() {
                    for row in row..row.saturating_add(times) {
                        for (column, text) in &cells {
                            rows.put(row, *column, text.clone())?;
                        }
                    }
                }
                row = row.saturating_add(times);
            }
            Event::Start(start) if is_beside(start.name().as_ref()) => skip(content, &start)?,
            Event::End(end) if end.name().as_ref() == "table:table" => return Ok(()),
            Event::Eof => return Err(Stop::Broken),
            _ => {}
        }
    }
}

/// What lies on a sheet and is no cell of it.
fn is_beside(name: &str) -> bool {
    matches!(name, "table:shapes" | "office:forms" | "table:table")
}

/// The cells of a row in which something stands, with their columns.
fn read_row(content: &mut Reader<impl BufRead>) -> Result<Vec<(usize, String)>, Stop> {
    let mut buffer = Vec::new();
    let mut cells = Vec::new();
    let (mut column, mut bytes) = (0_usize, 0_usize);
    loop {
        buffer.clear();
        match content.read_event_into(&mut buffer)? {
            Event::Start(start)
                if matches!(start.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
            {
                let times = repeated(attribute(&start, "table:number-columns-repeated"));
                let cell = Cell::of(&start);
                if let Some(text) = ods_cell::read(content, cell)? {
                    // One behind those that are read tells the row.
                    let last = column.saturating_add(times).min(MAX_COLUMNS + 1);
                    bytes = bytes.saturating_add(text.len().saturating_mul(last.saturating_sub(column)));
                    if bytes > MAX_TEXT {
                        return Err(Stop::Refused(Refusal::Inflated));
                    }
                    cells.extend((column..last).map(|column| (column, text.clone())));
                    if column >= last {
                        cells.push((column, text));
                    }
                }
                column = column.saturating_add(times);
            }
            Event::End(end) if end.name().as_ref() == "table:table-row" => return Ok(cells),
            Event::Eof => return Err(Stop::Broken),
            _ => {}
        }
    }
}

fn repeated(times: Option<String>) -> usize {
    times.and_then(|times| times.trim().parse().ok()).unwrap_or(1)
}
