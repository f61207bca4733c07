//! Foreign text made fit to be shown.

/// The longest text of the portal's that is shown, in characters.
const LONGEST: usize = 300;

/// A foreign text as it may be shown: without control characters and invisible marks, white space as single
/// spaces, at most 300 characters. Bidirectional marks are among what is left out: they could make a name
/// read as another one. Where nothing is left that can be seen, it is empty.
pub fn sanitised(text: &str) -> String {
    let mut clean = String::new();
    let mut left = LONGEST;
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.chars().all(has_no_shape) {
            continue;
        }
        if !clean.is_empty() && left > 0 {
            clean.push(' ');
            left -= 1;
        }
        for letter in word.chars().filter(|c| !is_invisible_mark(*c)).take(left) {
            clean.push(letter);
            left -= 1;
        }
    }
    let unseen_at_the_cut = |c: char| c.is_whitespace() || (left == 0 && has_no_shape(c));
    clean.truncate(clean.trim_end_matches(unseen_at_the_cut).len());
    clean
}

/// A text as it may be copied: what a terminal would act on, and white space of any other kind, is a space, and
/// marks that nobody sees are left out.
pub fn fit_to_copy(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible_mark(*c));
    visible.map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c }).collect()
}

/// Whether a word stands somewhere in a text. That of `std` is made for long texts, and a card's module would have it
/// for the words of an error alone.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    text.char_indices().any(|(at, _)| text.split_at(at).1.starts_with(word))
}

/// Texts in one, with something between each two.
pub(crate) fn joined<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut whole = String::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 {
            whole.push_str(between);
        }
        whole.push_str(text.as_ref());
    }
    whole
}

/// Marks that mean nothing where they stand: of direction, zero-width spaces, soft hyphens, byte order marks.
/// Copied along from documents and address books, and seen by nobody. The joiners U+200C and U+200D are not
/// among them: words of Persian and of Indian languages need them.
pub(crate) const fn is_invisible_mark(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Characters that nobody sees by themselves: those marks, and what shapes or joins its neighbours, fills a
/// place, or tags a text (Unicode's `Default_Ignorable_Code_Point`, the empty pattern of Braille, the note without a
/// head, blanks and joints of hieroglyphs). A text of nothing else would be a link of no width.
pub(crate) const fn has_no_shape(c: char) -> bool {
    is_invisible_mark(c)
        || matches!(c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200c}' | '\u{200d}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{13430}'..='\u{13442}' | '\u{1d159}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::{contains, has_no_shape, joined, sanitised};

    #[rstest]
    #[case("access denied", "access", true)]
    #[case("access denied", "denied", true)]
    #[case("доступ запрещён", "запрещён", true)]
    #[case("denie", "denied", false)]
    #[case("", "denied", false)]
    fn finds_words(#[case] text: &str, #[case] word: &str, #[case] stands: bool) {
        assert_eq!(contains(text, word), stands);
        assert_eq!(text.contains(word), stands);
    }

    #[test]
    fn joins_texts() {
        assert_eq!(joined(["a", "", "b"], ", "), ["a", "", "b"].join(", "));
        assert_eq!(joined([""; 0], ", "), "");
    }

    #[rstest]
    #[case("Anna Berg", "Anna Berg")]
    #[case("  Anna\u{0}\t \n Berg ", "Anna Berg")]
    #[case("\u{202e}greB\u{202c} \u{200f}annA\u{feff}", "greB annA")]
    #[case("\u{2066} \u{2069}", "")]
    #[case("<b>&amp;</b>", "<b>&amp;</b>")]
    #[case("می\u{200c}خواهم", "می\u{200c}خواهم")]
    #[case("Anna \u{3164} Berg", "Anna Berg")]
    #[case("👩\u{200d}💻 🏴\u{e0067}\u{e0062}\u{e007f}", "👩\u{200d}💻 🏴\u{e0067}\u{e0062}\u{e007f}")]
    fn cleans(#[case] foreign: &str, #[case] clean: &str) {
        assert_eq!(sanitised(foreign), clean);
    }

    /// Each of them was a title, and with it a link that nobody saw.
    #[rstest]
    #[case::joiner('\u{200d}')]
    #[case::non_joiner('\u{200c}')]
    #[case::grapheme_joiner('\u{34f}')]
    #[case::hangul_choseong('\u{115f}')]
    #[case::hangul_jungseong('\u{1160}')]
    #[case::khmer_vowel('\u{17b4}')]
    #[case::mongolian_selector('\u{180b}')]
    #[case::braille('\u{2800}')]
    #[case::hangul_filler('\u{3164}')]
    #[case::variation_selector('\u{fe0f}')]
    #[case::halfwidth_filler('\u{ffa0}')]
    #[case::shorthand('\u{1bca0}')]
    #[case::music('\u{1d173}')]
    #[case::note_without_a_head('\u{1d159}')]
    #[case::hieroglyphic_blank('\u{13441}')]
    #[case::tag('\u{e0041}')]
    #[case::rare_variation_selector('\u{e0100}')]
    #[case::zero_width_space('\u{200b}')]
    fn what_nobody_sees_is_no_text(#[case] unseen: char) {
        assert!(has_no_shape(unseen));
        for text in [format!("{unseen}"), format!(" {unseen}{unseen} {unseen}\u{a0}")] {
            assert_eq!(sanitised(&text), "");
        }
        assert!(sanitised(&format!("{unseen}Anna")).ends_with("Anna"));
    }

    #[test]
    fn cuts_by_characters() {
        assert_eq!(sanitised(&"ю".repeat(400)).chars().count(), 300);
        assert_eq!(sanitised(&"ю ".repeat(400)).chars().count(), 299);
        assert_eq!(
            sanitised(&("\u{200d}".repeat(400) + "ю")),
            "",
            "nothing of it can be seen before the cut"
        );
    }
}
