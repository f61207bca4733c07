//! Lines in plain characters.

use std::{borrow::Cow, ops::Range};

use super::digits::decimal_digit;

/// A control character in the input; in no phone and no e-mail, so that it is reported and not passed over.
pub(crate) const UNREADABLE: char = '\u{fffd}';

/// A line without invisible marks, with plain digits, signs and spaces, and where each of them came from.
/// Address books wrap numbers in marks of direction; documents bring their own spaces, quotes and dashes;
/// eastern keyboards write digits at full width.
///
/// Every decimal digit in it is an ASCII digit, every `@` is an `@`.
#[derive(Debug)]
pub(crate) struct Plain<'a> {
    text: Cow<'a, str>,
    /// The bytes of the line that each byte of the text came from; empty if it is the line itself.
    origins: Vec<(usize, usize)>,
}

impl<'a> Plain<'a> {
    /// Makes a line plain.
    pub(crate) fn of(line: &'a str) -> Self {
        if line.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)) {
            return Self { text: Cow::Borrowed(line), origins: Vec::new() };
        }
        let mut text = String::with_capacity(line.len());
        let mut origins = Vec::with_capacity(line.len());
        for (start, c) in line.char_indices() {
            if let Some(kept) = plain_char(c, text.chars().next_back()) {
                text.push(kept);
                origins.resize(text.len(), (start, start + c.len_utf8()));
            }
        }
        Self { text: Cow::Owned(text), origins }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a piece of the text stands in the line.
    pub(crate) fn origin(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.origins.get(range.start).map_or(range.start, |origin| origin.0);
        let last = range.end.checked_sub(1).and_then(|last| self.origins.get(last));
        start..last.map_or(range.end, |origin| origin.1).max(start)
    }
}

/// What is kept of a character after another one; nothing of one that nobody sees.
fn plain_char(c: char, before: Option<char>) -> Option<char> {
    if let Some(digit) = decimal_digit(c) {
        return Some(char::from(b'0' + digit));
    }
    let beside_number = before.is_none_or(|before| before.is_ascii());
    Some(match c {
        ' '..='~' => c,
        _ if is_invisible(c) => return None,
        // Words of Persian and of Indian languages need the joiners, numbers do not.
        '\u{200c}' | '\u{200d}' if beside_number => return None,
        '\t' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\t',
        '\u{ff01}'..='\u{ff5e}' => full_width(c),
        '\u{fe6b}' => '@',
        '\u{2010}' | '\u{2011}' | '\u{fe63}' => '-',
        // The sign that lengthens a vowel is typed for a dash between digits.
        '\u{30fc}' if before.is_some_and(|before| before.is_ascii_digit() || before == '-') => '-',
        '\u{3001}' => ',',
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2018}'..='\u{201b}' => '\'',
        _ if c.is_control() => UNREADABLE,
        _ if c.is_whitespace() => ' ',
        _ => c,
    })
}

fn full_width(c: char) -> char {
    let ascii = u32::from(c).checked_sub(0xff01 - u32::from('!')).and_then(char::from_u32);
    ascii.unwrap_or(c)
}

/// Characters without a shape of their own: marks of direction, zero-width spaces, soft hyphens, byte order
/// marks, and the frame that makes a picture of a digit.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::Plain;

    #[rstest]
    #[case("+7 916\tx", "+7 916\tx")]
    #[case("\u{202a}+7\u{a0}916\u{202c}", "+7 916")]
    #[case("＋７（９１６）１２３－４５ーー６７", "+7(916)123-45--67")]
    #[case("٠١٢٣٤٥٦٧٨٩ ۰۱۲ ८९", "0123456789 012 89")]
    #[case("7\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}", "79")]
    #[case("+7\u{200d}916 \u{200c}123", "+7916 123")]
    #[case("می\u{200c}خواهم", "می\u{200c}خواهم")]
    #[case("データ", "データ")]
    #[case("«a» “b” ’c", "\"a\" \"b\" 'c")]
    #[case("a\u{0}b\u{1b}\u{1f}c", "a\u{fffd}b\u{fffd}\tc")]
    #[case("anna＠example.com", "anna@example.com")]
    fn writes_plainly(#[case] line: &str, #[case] expected: &str) {
        assert_eq!(Plain::of(line).text(), expected);
    }

    #[test]
    fn knows_where_each_piece_came_from() {
        let line = "\u{feff}Анна ８９\u{200b}１６";
        let plain = Plain::of(line);
        assert_eq!(plain.text(), "Анна 8916");
        let digits = plain.text().find('8').unwrap()..plain.text().len();
        assert_eq!(line.get(plain.origin(&digits)), Some("８９\u{200b}１６"));
        let name = 0.."Анна".len();
        assert_eq!(line.get(plain.origin(&name)), Some("Анна"));
        assert_eq!(Plain::of("abc").origin(&(1..2)), 1..2);
    }
}
