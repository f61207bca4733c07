//! Decimal digits of every script.

/// A run of so many digits has to be accounted for.
pub(crate) const MANY: usize = 3;

/// The value of a decimal digit, of whatever script.
pub(crate) fn decimal_digit(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    }
    let code = u32::from(c);
    let zero = ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
    u8::try_from(code - zero).ok().filter(|digit| *digit < 10)
}

/// Whether a text has a run of three digits or more.
pub(crate) fn has_run(text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        run == MANY
    })
}

/// The zeros beyond ASCII of Unicode 17; nine digits follow each. Those of mathematics are five alphabets.
#[rustfmt::skip]
const ZEROS: [u32; 76] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066,
    0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da, 0x11730,
    0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50,
    0x16d70, 0x1ccf0, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1,
    0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use rlibphonenumber::PHONE_NUMBER_UTIL;

    use super::*;

    #[test]
    fn digits_are_those_of_the_library() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_numeric()) {
            let read = PHONE_NUMBER_UTIL.normalize_digits_only(c.to_string());
            // A digit of a script that the library does not know yet is one all the same.
            if let Ok(digit) = read.parse::<u8>() {
                assert_eq!(decimal_digit(c), Some(digit), "{c:?}");
            }
        }
        let ours = ('\0'..=char::MAX).filter(|c| decimal_digit(*c).is_some()).count();
        assert_eq!(ours, 10 * (ZEROS.len() + 1));
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn letters_and_fractions_are_none() {
        for c in ['x', '½', '²', '①', '〇', '\u{659}', '\u{66a}'] {
            assert_eq!(decimal_digit(c), None, "{c:?}");
        }
        assert!(has_run("a12 123"));
        assert!(!has_run("12-34-56"));
    }
}
