//! Rows: what stands in them, and what is read of them.

use b24_duplicates::domain::{CommKind, Country, KindChoice};
use b24_duplicates::protocol::files::{CellPiece, CellWhat, Holds, MAX_PIECES, MAX_SHOWN_TEXT, RowRead};
use reader::{Item, Options, Region, What};
use table::Table;

use crate::wire;

/// Reads phones and e-mails of some rows, a cell at a time: what stands in one cell is nothing to what stands in the next.
pub(crate) fn read(
    table: &Table,
    columns: &[Holds],
    country: Option<&str>,
    from: u32,
    most: u32,
) -> Vec<RowRead> {
    let country =
        country.and_then(Country::from_code).and_then(|country| Region::from_code(country.code()).ok());
    let columns: Vec<(usize, Options)> = columns
        .iter()
        .enumerate()
        .filter_map(|(column, holds)| Some((column, Options { country, kind: kind(*holds)? })))
        .collect();
    let rows = table.rows().skip(wire::index(from)).take(wire::index(most));
    rows.map(|row| {
        let cells = columns.iter().map(|(column, options)| (*column, row.cell(*column), *options));
        let pieces = cells.filter(|(_, cell, _)| !cell.is_empty());
        let pieces = pieces.flat_map(|(column, cell, options)| pieces_of(column, cell, options));
        let pieces = told_of(pieces.collect());
        RowRead { number: wire::count(row.number()), pieces }
    })
    .collect()
}

/// The pieces of a row that are told: the first ones, and how many more there are.
fn told_of(mut pieces: Vec<CellPiece>) -> Vec<CellPiece> {
    if let Some(first) = pieces.get(MAX_PIECES) {
        let (column, more) = (first.column, wire::count(pieces.len() - MAX_PIECES));
        pieces.truncate(MAX_PIECES);
        pieces.push(CellPiece { column, what: CellWhat::More(more) });
    }
    pieces
}

/// The kind as which a column is read; none, if it is not.
const fn kind(holds: Holds) -> Option<KindChoice> {
    match holds {
        Holds::Phones => Some(KindChoice::Forced(CommKind::Phone)),
        Holds::Emails => Some(KindChoice::Forced(CommKind::Email)),
        Holds::Both => Some(KindChoice::Auto),
        Holds::Other => None,
    }
}

fn pieces_of(column: usize, cell: &str, options: Options) -> Vec<CellPiece> {
    let text = match options.kind {
        KindChoice::Forced(CommKind::Email) => cell,
        KindChoice::Forced(CommKind::Phone) | KindChoice::Auto => without_decimals(cell),
    };
    let items = reader::read(text, &options).items.into_iter();
    let whats = items.filter_map(|item| told(item, text));
    whats.map(|what| CellPiece { column: wire::count(column), what }).collect()
}

/// What is told of a piece of a cell. A part of a phone or an e-mail is accounted for.
fn told(item: Item, text: &str) -> Option<CellWhat> {
    match item.what {
        What::Found(found) => {
            let variants = found.variants.into_iter().map(|variant| (variant.form, variant.spelling));
            let variants = variants.collect();
            Some(CellWhat::Found { kind: found.kind, spelling: found.spelling, variants })
        }
        What::Unread(why) => {
            Some(CellWhat::Unread { why, text: shown(text.get(item.span).unwrap_or_default()) })
        }
        What::Part(_) => None,
    }
}

/// A phone that a program took for a number with decimals, and wrote as one: `79161234567.0`.
fn without_decimals(cell: &str) -> &str {
    /// The fewest digits of a number that may be a phone without anything else in its cell.
    const DIGITS: usize = 7;
    let whole = cell.trim().split_once(['.', ',']).and_then(|(whole, decimals)| {
        let is_whole =
            !decimals.is_empty() && decimals.len() <= 2 && decimals.bytes().all(|byte| byte == b'0');
        (is_whole && whole.len() >= DIGITS && whole.bytes().all(|byte| byte.is_ascii_digit()))
            .then_some(whole)
    });
    whole.unwrap_or(cell)
}

/// Some rows as they are shown. One that is not there is left out.
pub(crate) fn cells(table: &Table, rows: &[u32]) -> Vec<(u32, Vec<String>)> {
    let row = |index: &u32| Some((*index, wire::shown_cells(table.row(wire::index(*index))?)));
    rows.iter().filter_map(row).collect()
}

/// A cell as it is shown: whole, or its beginning.
pub(crate) fn shown(cell: &str) -> String {
    match cell.char_indices().nth(MAX_SHOWN_TEXT - 1) {
        Some((end, last)) if end + last.len_utf8() < cell.len() => {
            let mut shown = cell.get(..end).unwrap_or_default().to_owned();
            shown.push('…');
            shown
        }
        _ => cell.to_owned(),
    }
}

/// The rows in one of whose cells a text stands, whatever its case.
pub(crate) fn find(table: &Table, text: &str) -> Vec<u32> {
    let wanted = in_lower_case(text, String::new());
    let mut lowered = String::new();
    let rows = table.rows().zip(0..);
    rows.filter(|(row, _)| {
        row.cells().any(|cell| {
            lowered = in_lower_case(cell, std::mem::take(&mut lowered));
            lowered.contains(&wanted)
        })
    })
    .map(|(_, index)| index)
    .collect()
}

/// A text in lower case, letter by letter: at the end of a word a sigma is what it is within.
fn in_lower_case(text: &str, mut lowered: String) -> String {
    lowered.clear();
    if text.is_ascii() {
        lowered.push_str(text);
        lowered.make_ascii_lowercase();
    } else {
        lowered.extend(text.chars().flat_map(char::to_lowercase));
    }
    lowered
}
