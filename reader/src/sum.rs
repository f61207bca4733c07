//! The sum that holds for any text.

use std::ops::Range;

use crate::{
    Reading,
    text::{MANY, decimal_digit},
};

/// The first run of three or more digits, or the first `@`, that does not stand in exactly one item. There is
/// none, whatever the text.
pub fn first_unaccounted(text: &str, reading: &Reading) -> Option<Range<usize>> {
    let mut items = reading.items.iter().peekable();
    let mut end_of_last = 0;
    for piece in pieces(text) {
        while let Some(item) = items.next_if(|item| item.span.end <= piece.start) {
            if item.span.start < end_of_last {
                return Some(item.span.clone());
            }
            end_of_last = item.span.end;
        }
        if !items.peek().is_some_and(|item| item.span.start <= piece.start && piece.end <= item.span.end) {
            return Some(piece);
        }
    }
    items.find_map(|item| {
        let overlaps = item.span.start < end_of_last || item.span.end > text.len();
        end_of_last = item.span.end;
        overlaps.then(|| item.span.clone())
    })
}

/// What has to be accounted for.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((start, c)) = characters.next() {
            if matches!(c, '@' | '＠' | '\u{fe6b}') {
                return Some(start..start + c.len_utf8());
            }
            if decimal_digit(c).is_none() {
                continue;
            }
            let (mut digits, mut end) = (1, start + c.len_utf8());
            while let Some((place, c)) = characters.next_if(|(_, c)| decimal_digit(*c).is_some()) {
                digits += 1;
                end = place + c.len_utf8();
            }
            if digits >= MANY {
                return Some(start..end);
            }
        }
        None
    })
}
