//! In which encoding a text is.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// The encoding of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// What everything new is written in.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// What Excel calls *Unicode text*.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// The same with its bytes exchanged.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);
    /// Cyrillic, as Excel writes CSV.
    pub const WINDOWS_1251: Self = Self(encoding_rs::WINDOWS_1251);
    /// Western European, as Excel writes CSV.
    pub const WINDOWS_1252: Self = Self(encoding_rs::WINDOWS_1252);
    /// Cyrillic of DOS, which old accounting programs still write.
    pub const IBM866: Self = Self(encoding_rs::IBM866);

    /// What somebody is offered where a text was not read in its own encoding.
    pub const OFFERED: [Self; 6] =
        [Self::UTF_8, Self::WINDOWS_1251, Self::WINDOWS_1252, Self::UTF_16LE, Self::UTF_16BE, Self::IBM866];

    /// The one with a name, as the Encoding Standard has them.
    pub fn named(name: &str) -> Option<Self> {
        Encoding::for_label(name.as_bytes()).map(Self)
    }

    /// Its name in the Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The text of some bytes, and whether any of them were no characters.
    pub(crate) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        self.0.decode_without_bom_handling(bytes)
    }
}

/// A text, and what was found out about its bytes.
pub(crate) struct Decoded<'b> {
    pub text: Cow<'b, str>,
    pub charset: Charset,
    /// Whether some bytes were no characters.
    pub is_damaged: bool,
}

/// Decodes bytes in the chosen encoding, or in the one that they seem to be in. A mark at the beginning says it
/// better than anybody, and is no part of the text.
pub(crate) fn decode(bytes: &[u8], chosen: Option<Charset>) -> Decoded<'_> {
    let (charset, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Charset(encoding), bytes.get(mark..).unwrap_or_default()),
        None => (chosen.unwrap_or_else(|| guess(bytes)), bytes),
    };
    let (text, is_damaged) = charset.decode(bytes);
    Decoded { text, charset, is_damaged }
}

fn guess(bytes: &[u8]) -> Charset {
    wide(bytes).unwrap_or_else(|| if is_utf8(bytes) { Charset::UTF_8 } else { legacy(bytes) })
}

/// UTF-16 without a mark: digits, spaces and line ends have a zero byte on one side, and the letters of an alphabet
/// small numbers on the same.
fn wide(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if !sample.contains(&0) {
        return None;
    }
    let pairs = sample.len() / 2;
    let small = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte <= 6).count();
    let (even, odd) = (small(0), small(1));
    let most = |count: usize| count * 20 >= pairs * 19;
    match (most(even), most(odd)) {
        (false, true) => Some(Charset::UTF_16LE),
        (true, false) => Some(Charset::UTF_16BE),
        _ => None,
    }
}

/// Text is UTF-8 if its bytes are, or nearly all of those that say something about it: a file that a program
/// cut within a character, or wrote two lines into, is still the file that it was.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut characters, mut damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged * 20 <= characters
}

/// How much is looked at, from the first byte on that says something.
const SAMPLE: usize = 1 << 20;

fn legacy(bytes: &[u8]) -> Charset {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    Charset(detector.guess(None, Utf8Detection::Deny))
}

/// Whether these are some program's own bytes: text has no control characters, but for those that lay it out.
pub(super) fn is_binary(text: &str) -> bool {
    let (mut all, mut controls) = (0_usize, 0_usize);
    for c in text.chars().take(4096) {
        all += 1;
        let lays_out = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}');
        controls += usize::from(c.is_control() && !lays_out);
    }
    controls * 50 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "Имя;Телефон;Почта\r\nАнна Петрова;+7 916 123-45-67;anna@example.com\r\n";

    #[rstest::rstest]
    #[case::utf_8(encoding_rs::UTF_8)]
    #[case::windows_1251(encoding_rs::WINDOWS_1251)]
    #[case::dos(encoding_rs::IBM866)]
    #[case::koi8(encoding_rs::KOI8_U)]
    fn a_list_in_russian_is_recognised(#[case] encoding: &'static Encoding) {
        let (bytes, _, failed) = encoding.encode(LIST);
        assert!(!failed);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.charset.name(), &*decoded.text), (encoding.name(), LIST));
    }

    #[rstest::rstest]
    #[case::german("Name;Straße\nJörg Müller;Königstraße 5\n")]
    #[case::french("Nom;Prénom\nLefèvre;André\n")]
    fn a_list_of_western_europe_is_recognised(#[case] list: &str) {
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(list);
        let decoded = decode(&bytes, None);
        assert_eq!((decoded.charset, &*decoded.text), (Charset::WINDOWS_1252, list));
    }

    #[rstest::rstest]
    #[case::little(Charset::UTF_16LE, u16::to_le_bytes)]
    #[case::big(Charset::UTF_16BE, u16::to_be_bytes)]
    fn wide_text_is_recognised_with_its_mark_and_without(
        #[case] charset: Charset,
        #[case] pair: fn(u16) -> [u8; 2],
    ) {
        for text in [LIST, "name\tphone\nAnna\t+79161234567\n"] {
            let bytes: Vec<u8> = text.encode_utf16().flat_map(pair).collect();
            let marked: Vec<u8> = pair(0xfeff).into_iter().chain(bytes.iter().copied()).collect();
            for bytes in [bytes, marked] {
                let decoded = decode(&bytes, None);
                assert_eq!((decoded.charset, &*decoded.text), (charset, text));
            }
        }
    }

    #[test]
    fn a_mark_is_no_part_of_the_text() {
        let decoded = decode(b"\xef\xbb\xbfname", None);
        assert_eq!((decoded.charset, &*decoded.text), (Charset::UTF_8, "name"));
    }

    #[test]
    fn a_byte_that_is_no_character_does_not_make_another_encoding_of_the_whole_file() {
        let mut bytes = LIST.repeat(3).into_bytes();
        bytes.push(0xd0);
        let decoded = decode(&bytes, None);
        assert!(decoded.is_damaged);
        assert_eq!(decoded.charset, Charset::UTF_8);
    }

    #[test]
    fn what_somebody_chose_is_taken() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(LIST);
        assert_ne!(decode(&bytes, Some(Charset::WINDOWS_1252)).text, LIST);
        assert_eq!(decode(&bytes, Charset::named("cp1251")).text, LIST);
    }
}
