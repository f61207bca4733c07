//! What the crate that reads tables calls it, and what goes over the wire.

use b24_duplicates::protocol::files::{
    FileChoices, Flaw, Format, Headings, Holds, MAX_SHOWN_COLUMNS, Refused, Separator,
};
use table::{Choices, Foreign, Kind, Refusal, Row};

use crate::rows::shown;

/// A count as it goes over the wire; a table has fewer rows, and a row fewer cells.
pub(crate) fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A count as it came.
pub(crate) fn index(index: u32) -> usize {
    usize::try_from(index).unwrap_or(usize::MAX)
}

/// The cells of a row that are shown.
pub(crate) fn shown_cells(row: Row<'_>) -> Vec<String> {
    row.cells().take(MAX_SHOWN_COLUMNS).map(shown).collect()
}

/// What was chosen, but for the encoding.
pub(crate) fn choices(choices: &FileChoices) -> Choices {
    let headings = choices.headings.map(|headings| match headings {
        Headings::FirstRow => table::Headings::FirstRow,
        Headings::Absent => table::Headings::Absent,
    });
    let separator = choices.separator.map(|separator| match separator {
        Separator::Comma => table::Separator::Comma,
        Separator::Semicolon => table::Separator::Semicolon,
        Separator::Tab => table::Separator::Tab,
        Separator::Pipe => table::Separator::Pipe,
        Separator::LineEnd => table::Separator::LineEnd,
    });
    Choices { charset: None, separator, sheet: choices.sheet.map(index), headings }
}

pub(crate) fn format(format: table::Format) -> Format {
    match format {
        table::Format::Text { charset, separator } => {
            Format::Text { charset: charset.name().to_owned(), separator: self::separator(separator) }
        }
        table::Format::VCard { charset } => Format::VCard { charset: charset.name().to_owned() },
        table::Format::Sheet { kind, sheet } => {
            let kind = match kind {
                Kind::Xlsx => "XLSX",
                Kind::Xls => "XLS",
                Kind::Ods => "ODS",
            };
            Format::Sheet { kind: kind.to_owned(), sheet: count(sheet) }
        }
    }
}

const fn separator(separator: table::Separator) -> Separator {
    match separator {
        table::Separator::Comma => Separator::Comma,
        table::Separator::Semicolon => Separator::Semicolon,
        table::Separator::Tab => Separator::Tab,
        table::Separator::Pipe => Separator::Pipe,
        table::Separator::LineEnd => Separator::LineEnd,
    }
}

pub(crate) const fn headings(headings: table::Headings) -> Headings {
    match headings {
        table::Headings::FirstRow => Headings::FirstRow,
        table::Headings::Absent => Headings::Absent,
    }
}

pub(crate) const fn holds(holds: table::Holds) -> Holds {
    match holds {
        table::Holds::Phones => Holds::Phones,
        table::Holds::Emails => Holds::Emails,
        table::Holds::Both => Holds::Both,
        table::Holds::Other => Holds::Other,
    }
}

pub(crate) const fn flaw(flaw: table::Flaw) -> Flaw {
    match flaw {
        table::Flaw::OpenQuote => Flaw::OpenQuote,
        table::Flaw::Undecodable => Flaw::Undecodable,
        table::Flaw::TooManyCells => Flaw::TooManyCells,
        table::Flaw::UnreadableCell => Flaw::UnreadableCell,
        table::Flaw::CutOff => Flaw::CutOff,
    }
}

pub(crate) const fn refused(refusal: Refusal) -> Refused {
    match refusal {
        Refusal::Empty => Refused::Empty,
        Refusal::TooLarge => Refused::TooLarge,
        Refusal::Password => Refused::Password,
        Refusal::Macros => Refused::Macros,
        Refusal::Damaged => Refused::Damaged,
        Refusal::Inflated => Refused::Inflated,
        Refusal::TooManyCells => Refused::TooManyCells,
        Refusal::TooManyRows => Refused::TooManyRows,
        Refusal::TooManyColumns => Refused::TooManyColumns,
        Refusal::Foreign(Foreign::Binary) => Refused::Binary,
        Refusal::Foreign(Foreign::Pdf) => Refused::Pdf,
        Refusal::Foreign(Foreign::Picture) => Refused::Picture,
        Refusal::Foreign(Foreign::WebPage) => Refused::WebPage,
        Refusal::Foreign(Foreign::Archive) => Refused::Archive,
        Refusal::Foreign(Foreign::Document) => Refused::Document,
        Refusal::Foreign(Foreign::OtherSheet) => Refused::OtherSheet,
    }
}
