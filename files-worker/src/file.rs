//! The file that is open.

use b24_duplicates::protocol::files::{FileChoices, FileId, Headings, Opened, Refused};
use table::{Charset, Choices, Format, Table};

use crate::{rows::shown, wire};

/// How many rows are shown of a file that was just read.
const FIRST: usize = 20;

/// How many rows with which something is wrong are named.
const NAMED_FLAWS: usize = 100;

/// Where a table comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file.
    Bytes(Vec<u8>),
    /// What was pasted.
    Text(String),
}

/// The file that is open: what it was, to be read again otherwise, and what was read.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) id: FileId,
    source: Source,
    /// The encoding that it seemed to be in at first.
    guessed: Option<Charset>,
    opened: Option<table::Opened>,
}

impl File {
    pub(crate) fn new(id: FileId, source: Source) -> Self {
        Self { id, source, guessed: None, opened: None }
    }

    /// The table, if it could be read.
    pub(crate) fn table(&self) -> Option<&Table> {
        Some(&self.opened.as_ref()?.table)
    }

    /// What was read, if it could be.
    pub(crate) const fn opened(&self) -> Option<&table::Opened> {
        self.opened.as_ref()
    }

    /// Reads it, and says what came of it. What was read before is gone, also if it cannot be read now.
    pub(crate) fn read(&mut self, choices: &FileChoices) -> Result<Opened, Refused> {
        self.opened = None;
        let choices = Choices { charset: self.charset(choices), ..wire::choices(choices) };
        let bytes = match &self.source {
            Source::Bytes(bytes) => bytes,
            Source::Text(text) => text.as_bytes(),
        };
        let opened = table::read(bytes, &choices).map_err(wire::refused)?;
        self.guessed = self.guessed.or_else(|| charset(opened.format));
        let told = self.told(&opened);
        self.opened = Some(opened);
        Ok(told)
    }

    /// What was pasted is characters already.
    fn charset(&self, choices: &FileChoices) -> Option<Charset> {
        match self.source {
            Source::Bytes(_) => choices.charset.as_deref().and_then(Charset::named),
            Source::Text(_) => Some(Charset::UTF_8),
        }
    }

    fn told(&self, opened: &table::Opened) -> Opened {
        let table = &opened.table;
        let flaws = table.broken().iter().take(NAMED_FLAWS);
        Opened {
            format: wire::format(opened.format),
            headings: wire::headings(opened.headings),
            sheets: opened.sheets.clone(),
            charsets: self.charsets(opened.format),
            names: names(opened).map(shown).collect(),
            columns: table::columns(table).into_iter().map(wire::holds).collect(),
            rows: wire::count(table.rows().len()),
            first: table.rows().take(FIRST).map(wire::shown_cells).collect(),
            broken: wire::count(table.broken().len()),
            flaws: flaws.map(|broken| (wire::count(broken.number), wire::flaw(broken.flaw))).collect(),
        }
    }

    /// What can be chosen, and with it what nobody is offered otherwise and was found out by itself.
    fn charsets(&self, format: Format) -> Vec<String> {
        if matches!(self.source, Source::Text(_)) || charset(format).is_none() {
            return Vec::new();
        }
        let found = [self.guessed, charset(format)].into_iter().flatten();
        let mut all = Charset::OFFERED.to_vec();
        for charset in found {
            if !all.contains(&charset) {
                all.push(charset);
            }
        }
        all.into_iter().map(|charset| charset.name().to_owned()).collect()
    }
}

const fn charset(format: Format) -> Option<Charset> {
    match format {
        Format::Text { charset, .. } | Format::VCard { charset } => Some(charset),
        Format::Sheet { .. } => None,
    }
}

/// The names of all columns; none, if the first row does not name them.
pub(crate) fn names(opened: &table::Opened) -> impl Iterator<Item = &str> {
    let names = opened.table.headings();
    let width = if wire::headings(opened.headings) == Headings::FirstRow { opened.table.width() } else { 0 };
    (0..width).map(move |column| names.map_or("", |names| names.cell(column)))
}
