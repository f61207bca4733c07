//! Pasted text in plain characters.

use std::borrow::Cow;

use crate::domain::is_invisible_mark;

/// A control character in the input; in no phone and no e-mail, so that it is reported and not passed over.
pub(super) const UNREADABLE: char = '\u{fffd}';

/// The line without invisible marks, with plain digits, signs and spaces. Address books wrap numbers in
/// marks of direction; documents bring their own spaces, quotes and dashes; eastern keyboards write digits
/// at full width.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    if line.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(line.chars().filter(|c| !is_invisible_mark(*c)).map(plain_char).collect())
}

fn plain_char(c: char) -> char {
    let ascii = |offset: u32, from: u8| {
        u32::from(c)
            .checked_sub(offset)
            .and_then(|n| u8::try_from(n).ok())
            .map_or(c, |n| char::from(from + n))
    };
    match c {
        '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\t',
        '\u{ff01}'..='\u{ff5e}' => ascii(0xff01, b'!'),
        '\u{660}'..='\u{669}' => ascii(0x660, b'0'),
        '\u{6f0}'..='\u{6f9}' => ascii(0x6f0, b'0'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{3001}' => ',',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2018}'..='\u{201b}' => '\'',
        _ if c.is_control() => UNREADABLE,
        _ if c.is_whitespace() => ' ',
        _ => c,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::plain;

    #[rstest]
    #[case("+7 916\tx", "+7 916\tx")]
    #[case("\u{202a}+7\u{a0}916\u{202c}", "+7 916")]
    #[case("＋７（９１６）１２３－４５－６７", "+7(916)123-45-67")]
    #[case("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹", "0123456789 0123456789")]
    #[case("916–123—45−67", "916-123-45-67")]
    #[case("«a» “b” ’c", "\"a\" \"b\" 'c")]
    #[case("a\u{0}b\u{1b}", "a\u{fffd}b\u{fffd}")]
    #[case("a\u{2028}b\u{b}c", "a\tb\tc")]
    #[case("\u{feff}анна@пример.рф", "анна@пример.рф")]
    fn writes_plainly(#[case] line: &str, #[case] expected: &str) {
        assert_eq!(plain(line), expected);
    }
}
