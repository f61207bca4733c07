//! The way in: a whole text, or one that comes in pieces.

use b24_duplicates::domain::KindChoice;
use rlibphonenumber::Region;

use crate::{
    Item, Plans, Reading, Reason, What,
    context::Context,
    line,
    text::{Lines, Slice, decimal_digit},
};

/// What is known about a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// The country of numbers that name none. A `+`, a `00`, a Russian `8` and a `phone-context` outrank it.
    pub country: Option<Region>,
    /// Which kind the user wants the values read as.
    pub kind: KindChoice,
}

/// Reads a whole text with the plans that the library brings along.
pub fn read(text: &str, options: &Options) -> Reading {
    let mut reader = Reader::new(Plans::embedded(), options);
    let mut items = reader.feed(text);
    items.append(&mut reader.finish());
    Reading { items, lines: reader.lines() }
}

/// Reads a text that comes in pieces, and keeps no more of it than the line that is not whole yet. The pieces
/// make no difference: the items are those of [`read`].
#[derive(Debug)]
pub struct Reader<'a> {
    context: Context<'a>,
    lines: Lines,
    /// A word that is longer than a slice and may go on.
    endless: Option<Endless>,
}

/// A word without an end, and whether it has to be told.
#[derive(Debug)]
struct Endless {
    item: Item,
    matters: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the start of a text.
    pub fn new(plans: &'a Plans, options: &Options) -> Self {
        let context = Context { plans, country: options.country, kind: options.kind };
        Self { context, lines: Lines::default(), endless: None }
    }

    /// Reads the next piece: what can be told of it, in the order of the text.
    pub fn feed(&mut self, piece: &str) -> Vec<Item> {
        let mut items = Vec::new();
        let Self { context, lines, endless } = self;
        lines.feed(piece, &mut |slice| read_slice(slice, *context, endless, &mut items));
        items
    }

    /// The end of the text: what was waiting for it.
    pub fn finish(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        let Self { context, lines, endless } = self;
        lines.finish(&mut |slice| read_slice(slice, *context, endless, &mut items));
        items
    }

    /// How many lines there were so far, with the one that is not whole yet.
    pub const fn lines(&self) -> usize {
        self.lines.line()
    }
}

/// Reads a line or a slice of one, and says how much of it was read.
fn read_slice(
    slice: &Slice<'_>,
    context: Context<'_>,
    endless: &mut Option<Endless>,
    items: &mut Vec<Item>,
) -> usize {
    let mut text = slice.text;
    if let Some(mut word) = endless.take() {
        let length = text.find(ends_word).unwrap_or(text.len());
        let (more, rest) = text.split_at(length);
        word.matters |= matters(more);
        word.item.span.end += length;
        if rest.is_empty() && !slice.is_last {
            *endless = Some(word);
            return length;
        }
        items.extend(word.matters.then_some(word.item));
        text = rest;
    }
    let start = slice.start + slice.text.len() - text.len();
    let before = items.len();
    line::read(text, slice.line, start, context, items);
    if slice.is_last || text.ends_with(ends_cell) {
        return slice.text.len();
    }
    // What stands last may go on in the next slice, and is read again with it.
    let word = text.rfind(ends_word).map_or(0, |end| end + 1);
    let end = match items.get(before..).and_then(<[Item]>::last) {
        Some(last) if last.span.start > start => word.min(last.span.start - start),
        Some(last) if last.span.end > start + word => 0,
        _ => word,
    };
    if end == 0 {
        items.truncate(before);
        let span = start..start + text.len();
        let item = Item { line: slice.line, span, what: What::Unread(Reason::TooLong) };
        *endless = Some(Endless { item, matters: matters(text) });
        return slice.text.len();
    }
    while items.len() > before && items.last().is_some_and(|item| item.span.end > start + end) {
        items.pop();
    }
    slice.text.len() - text.len() + end
}

const fn ends_cell(c: char) -> bool {
    matches!(c, '\t' | ';' | '|' | ',')
}

fn ends_word(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_' | '@' | '+')
}

/// Whether a text has something that must not be passed over.
fn matters(text: &str) -> bool {
    text.chars().any(|c| decimal_digit(c).is_some() || matches!(c, '@' | '＠' | '\u{fe6b}'))
}
