//! Letters.

/// A letter of a script that sets words apart: beside a digit it makes a code of it (`A1234567`).
pub(crate) fn is_letter(c: char) -> bool {
    c == '_' || (c.is_alphabetic() && !is_unspaced(c))
}

/// A letter of a script that is written without spaces, so that a number may follow at once.
pub(crate) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The word at the end of a text, if it ends in one.
pub(crate) fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
    start.and_then(|(start, _)| text.get(start..)).unwrap_or_default()
}

/// The end of a text, no longer than so many bytes.
pub(crate) fn tail(text: &str, most: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(most))..).unwrap_or_default()
}

/// The start of a text, no longer than so many bytes.
pub(crate) fn head(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}
