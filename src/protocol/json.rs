//! JSON as text, for the few that we write ourselves: messages to the parent window, and what is shown.

use crate::domain::has_no_shape;

/// Appends a JSON string, quotes included. `<` and what nobody sees are escaped, so that the text may stand in
/// a script, and in a terminal.
pub(super) fn push_string(written: &mut String, text: &str) {
    written.push('"');
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if c == '<' || is_unseen(c) => push_escape(written, c),
            _ => written.push(c),
        }
    }
    written.push('"');
}

/// Whether a character does something where nobody sees it: a terminal obeys control characters, an editor
/// turns the text around or breaks the line, and the others hide.
pub(super) fn is_unseen(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || has_no_shape(c)
}

/// Appends `\u` and four hexadecimal digits, twice for a character beyond the basic plane.
fn push_escape(written: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        written.push_str("\\u");
        push_hex(written, u32::from(*unit), 4);
    }
}

/// Appends a number in hexadecimal, with at least so many digits.
pub(super) fn push_hex(written: &mut String, number: u32, digits: u32) {
    for place in (0..8).rev() {
        let rest = number >> (4 * place);
        if rest > 0 || place < digits {
            written.extend(char::from_digit(rest & 15, 16));
        }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};

    use super::push_string;

    fn written(text: &str) -> String {
        let mut written = String::new();
        push_string(&mut written, text);
        written
    }

    #[test]
    fn escapes() {
        assert_eq!(written("a\"b\\\n\u{7}\u{2028}</script>ю"), r#""a\"b\\\n\u0007\u2028\u003c/script>ю""#);
        assert_eq!(written("\u{9b}\u{202e}\u{200d}\u{e0041}😀"), r#""\u009b\u202e\u200d\udb40\udc41😀""#);
    }

    proptest! {
        #[test]
        fn is_read_as_it_was(text in any::<String>()) {
            let read: String = serde_json::from_str(&written(&text)).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
