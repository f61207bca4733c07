//! A cell of an open document.

use std::io::BufRead;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::{ods::Stop, value};

/// What a cell says of itself.
pub(super) enum Cell {
    /// Its value, as it was stored.
    Value(String),
    /// What stands in it is its value.
    Text,
}

impl Cell {
    pub(super) fn of(start: &BytesStart<'_>) -> Self {
        let attribute = |name| attribute(start, name);
        let stored = match attribute("office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => {
                attribute("office:value").map(|text| text.parse().map_or(text, value::number))
            }
            Some("date") => attribute("office:date-value").map(|date| date.replacen('T', " ", 1)),
            Some("boolean") => attribute("office:boolean-value").map(|value| value.to_uppercase()),
            Some("string") => attribute("office:string-value").filter(|text| !text.is_empty()),
            _ => None,
        };
        stored.map_or(Self::Text, Self::Value)
    }
}

/// Reads a cell to its end: what stands in it, if anything does.
pub(super) fn read(content: &mut Reader<impl BufRead>, cell: Cell) -> Result<Option<String>, Stop> {
    let mut buffer = Vec::new();
    let mut text = String::new();
    let (mut paragraphs, mut is_inside) = (0, false);
    loop {
        buffer.clear();
        match content.read_event_into(&mut buffer)? {
            Event::Start(start) => match start.name().as_ref() {
                "text:p" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    (paragraphs, is_inside) = (paragraphs + 1, true);
                }
                "text:s" => {
                    let count = attribute(&start, "text:c").and_then(|count| count.parse().ok());
                    text.extend(std::iter::repeat_n(' ', count.unwrap_or(1).min(MOST_SPACES)));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                "office:annotation" | "draw:frame" | "table:table" => skip(content, &start)?,
                _ => {}
            },
            Event::Text(piece) if is_inside => text.push_str(&piece.xml10_content()),
            Event::CData(piece) if is_inside => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) if is_inside => text.extend(character(&reference)),
            Event::End(end) => match end.name().as_ref() {
                "text:p" => is_inside = false,
                "table:table-cell" | "table:covered-table-cell" => break,
                _ => {}
            },
            Event::Eof => return Err(Stop::Broken),
            _ => {}
        }
    }
    let value = match cell {
        Cell::Value(value) => value,
        Cell::Text => text,
    };
    Ok(Some(value).filter(|value| !value.is_empty()))
}

/// As many spaces as are written for one mark of them.
const MOST_SPACES: usize = 1_000;

/// The character that a reference stands for. Others than these five need a definition, and none is taken.
fn character(reference: &BytesRef<'_>) -> Option<char> {
    match reference.xml10_content().as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// An attribute, if it can be read.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// Passes over an element with all that is in it.
pub(super) fn skip(content: &mut Reader<impl BufRead>, start: &BytesStart<'_>) -> Result<(), Stop> {
    let end = start.to_end().into_owned();
    content.read_to_end_into(end.name(), &mut Vec::new())?;
    Ok(())
}
