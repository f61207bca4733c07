//! JSON as text, for the few that we write ourselves: messages to the parent window, and what is shown.

/// Appends a JSON string, quotes included. `<`, U+2028 and U+2029 are escaped, so that the text may stand in
/// a script.
pub(super) fn push_string(written: &mut String, text: &str) {
    written.push('"');
    for c in text.chars() {
        match c {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '<' | '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => {
                push_escape(written, c);
            }
            _ => written.push(c),
        }
    }
    written.push('"');
}

/// Appends `\u` and four hexadecimal digits; for characters of the basic plane.
fn push_escape(written: &mut String, c: char) {
    written.push_str("\\u");
    let code = u32::from(c);
    for shift in [12, 8, 4, 0] {
        written.extend(char::from_digit((code >> shift) & 15, 16));
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
    }

    proptest! {
        #[test]
        fn is_read_as_it_was(text in any::<String>()) {
            let read: String = serde_json::from_str(&written(&text)).unwrap();
            prop_assert_eq!(read, text);
        }
    }
}
