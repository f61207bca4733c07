//! Foreign text made fit to be shown.

/// The longest text of the portal's that is shown, in characters.
const LONGEST: usize = 300;

/// A foreign text as it may be shown: without control and invisible characters, white space as single
/// spaces, at most 300 characters. Bidirectional marks are among what is left out: they could make a name
/// read as another one.
pub fn shown(text: &str) -> String {
    let mut clean = String::new();
    let mut left = LONGEST;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let mut letters = word.chars().filter(|c| !is_invisible(*c)).peekable();
        if letters.peek().is_none() {
            continue;
        }
        if !clean.is_empty() && left > 0 {
            clean.push(' ');
            left -= 1;
        }
        for letter in letters.take(left) {
            clean.push(letter);
            left -= 1;
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

/// Characters without a shape of their own: marks of direction, zero-width spaces, soft hyphens, byte order
/// marks. Copied along from documents and address books, and seen by nobody. The joiners U+200C and U+200D
/// are not among them: words of Persian and of Indian languages need them.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::shown;

    #[rstest]
    #[case("Anna Berg", "Anna Berg")]
    #[case("  Anna\u{0}\t \n Berg ", "Anna Berg")]
    #[case("\u{202e}greB\u{202c} \u{200f}annA\u{feff}", "greB annA")]
    #[case("\u{2066} \u{2069}", "")]
    #[case("<b>&amp;</b>", "<b>&amp;</b>")]
    #[case("می\u{200c}خواهم", "می\u{200c}خواهم")]
    fn cleans(#[case] foreign: &str, #[case] clean: &str) {
        assert_eq!(shown(foreign), clean);
    }

    #[test]
    fn cuts_by_characters() {
        assert_eq!(shown(&"ю".repeat(400)).chars().count(), 300);
        assert_eq!(shown(&"ю ".repeat(400)).chars().count(), 299);
    }
}
