//! Match keys: the normalised text that the portal compares. Equal keys match; nothing else does.
//!
//! The rules are those of `docs/portal.md`, *How the portal compares*.

use super::{CommKind, KeyRule, lowercase};

/// The normalised text of a phone or e-mail.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MatchKey {
    kind: CommKind,
    text: Box<str>,
}

impl MatchKey {
    /// The key of a spelling; `None` if nothing is left to compare.
    pub fn of(kind: CommKind, spelling: &str) -> Option<Self> {
        Self::told(kind, spelling, &mut |_, _| {})
    }

    /// The same, and each rule that applied is told with what it made of the spelling.
    pub(super) fn told(kind: CommKind, spelling: &str, tell: &mut Tell<'_>) -> Option<Self> {
        let text = match kind {
            CommKind::Phone => normalise_phone(spelling, tell),
            CommKind::Email => normalise_email(spelling, tell),
        };
        (!text.is_empty()).then(|| Self { kind, text: text.into_boxed_str() })
    }

    /// Phone or e-mail.
    pub const fn kind(&self) -> CommKind {
        self.kind
    }

    /// The text that is compared.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Hears of a rule and of what it made of the spelling.
pub(super) type Tell<'a> = dyn FnMut(KeyRule, &str) + 'a;

/// From ten characters on the portal reads prefixes; extensions and their signs count.
const PREFIXES_FROM: usize = 10;

fn normalise_phone(raw: &str, tell: &mut Tell<'_>) -> String {
    let spelled = match raw.strip_prefix('+') {
        Some(rest) if rest.starts_with('8') && raw.chars().count() >= PREFIXES_FROM => {
            let spelled = ["00", rest].concat();
            tell(KeyRule::PlusEight, &spelled);
            spelled
        }
        _ => raw.to_owned(),
    };
    let kept: String = spelled.chars().filter(|c| matches!(c, '0'..='9' | '#' | '*' | ',' | ';')).collect();
    if kept != spelled {
        tell(KeyRule::Signs, &kept);
    }
    cut_extensions(&without_prefix(kept, tell), tell)
}

fn without_prefix(kept: String, tell: &mut Tell<'_>) -> String {
    let (rule, text) = if kept.len() < PREFIXES_FROM {
        (KeyRule::Short, kept)
    } else if ["80", "81", "82"].iter().any(|keep| kept.starts_with(keep)) {
        (KeyRule::EightStays, kept)
    } else if let Some(rest) = kept.strip_prefix("00") {
        (KeyRule::Dropped("00"), rest.to_owned())
    } else if let Some(rest) = kept.strip_prefix("011") {
        (KeyRule::Dropped("011"), rest.to_owned())
    } else if let Some(rest) = kept.strip_prefix('8') {
        (KeyRule::EightIsSeven, ["7", rest].concat())
    } else if let Some(rest) = kept.strip_prefix('0') {
        (KeyRule::Dropped("0"), rest.to_owned())
    } else {
        return kept;
    };
    tell(rule, &text);
    text
}

/// Drops what follows a run of digits as an extension: signs `;` and `#`, then digits and commas.
fn cut_extensions(text: &str, tell: &mut Tell<'_>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (signs, from_digits) = rest.split_at(start);
        let after = from_digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = from_digits.len() - after.len();
        kept.push_str(signs);
        kept.push_str(from_digits.get(..digits).unwrap_or_default());
        rest =
            after.trim_start_matches([';', '#']).trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    }
    kept.push_str(rest);
    if kept != text {
        tell(KeyRule::Extension, &kept);
    }
    kept
}

fn normalise_email(raw: &str, tell: &mut Tell<'_>) -> String {
    let trimmed = raw.trim_matches(|c| matches!(c, ' ' | '\t' | '\r' | '\n' | '\0' | '\u{b}'));
    let small = lowercase(trimmed);
    if small != trimmed {
        tell(KeyRule::SmallLetters, &small);
    }
    small
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;

    fn key(kind: CommKind, spelling: &str) -> Option<String> {
        MatchKey::of(kind, spelling).map(|key| key.text().to_owned())
    }

    #[rstest]
    #[case("+7 (916) 123-45-67", "79161234567")]
    #[case("8 (916) 123-45-67", "79161234567")]
    #[case("007 916 123 45 67", "79161234567")]
    #[case("9161234567", "9161234567")]
    #[case("+8 (916) 123-45-67", "89161234567")]
    #[case("8 800 555-35-35", "78005553535")]
    #[case("8-123-45-67", "81234567")]
    #[case("112", "112")]
    #[case("+79161234567;123", "79161234567")]
    #[case("+79161234567,123", "79161234567")]
    #[case("+79161234567#123", "79161234567")]
    #[case("+79161234567*123", "79161234567*123")]
    #[case("+79161234567 доб. 123", "79161234567123")]
    #[case("+79161234567 ext.123", "79161234567123")]
    #[case("+79161234567;12;34", "79161234567;34")]
    #[case("0170 1234567", "1701234567")]
    #[case("+49 170 1234567", "491701234567")]
    #[case("0049 170 1234567", "491701234567")]
    #[case("011 44 20 7946 0958", "442079460958")]
    #[case("020 7946 0958", "2079460958")]
    #[case("8 10 44 20 7946 0958", "810442079460958")]
    #[case("8 029 123-45-67", "80291234567")]
    #[case("+1 (555) 123-4567", "15551234567")]
    #[case("(555) 123-4567", "5551234567")]
    #[case("+86 10 1234 5678", "861012345678")]
    // Normalising twice is not normalising once: this is the key of the line above, written as a phone.
    #[case("861012345678", "761012345678")]
    // Prefixes are read from ten characters on, signs of extensions included.
    #[case("812345678", "812345678")]
    #[case("834567890", "834567890")]
    #[case("8345678901", "7345678901")]
    #[case("83456789;1", "73456789")]
    #[case("812345678901", "812345678901")]
    #[case("822345678901", "822345678901")]
    #[case("0012345678", "12345678")]
    #[case("001234567", "001234567")]
    // The sign of `+8` is read only in ten characters or more, and only at the very front.
    #[case("+81234567", "81234567")]
    #[case(" +8 916 123-45-67", "79161234567")]
    #[case("(+8) 916 123-45-67", "79161234567")]
    #[case("*100#", "*100")]
    #[case("#31#79161234567", "#31")]
    fn phones(#[case] spelling: &str, #[case] expected: &str) {
        assert_eq!(key(CommKind::Phone, spelling).as_deref(), Some(expected));
    }

    #[rstest]
    #[case("Anna@Example.COM", "anna@example.com")]
    #[case(" \t\r\n\0\u{b}anna@example.com\u{b}\0 ", "anna@example.com")]
    #[case("\u{a0}anna@example.com", "\u{a0}anna@example.com")]
    #[case("anna+crm@example.com", "anna+crm@example.com")]
    #[case("Anna <anna@example.com>", "anna <anna@example.com>")]
    #[case("АННА@ПРИМЕР.РФ", "анна@пример.рф")]
    fn emails(#[case] spelling: &str, #[case] expected: &str) {
        assert_eq!(key(CommKind::Email, spelling).as_deref(), Some(expected));
    }

    #[rstest]
    #[case(CommKind::Phone, "")]
    #[case(CommKind::Phone, "n/a")]
    #[case(CommKind::Phone, "７９１６")]
    #[case(CommKind::Email, " \t")]
    fn nothing_to_compare(#[case] kind: CommKind, #[case] spelling: &str) {
        assert_eq!(key(kind, spelling), None);
    }

    proptest! {
        #[test]
        fn a_phone_key_holds_digits_and_signs(spelling in any::<String>()) {
            let key = key(CommKind::Phone, &spelling).unwrap_or_default();
            prop_assert_eq!(key.trim_matches(|c: char| c.is_ascii_digit() || "#*,;".contains(c)), "");
        }

        #[test]
        fn spaces_and_brackets_do_not_matter(digits in "[0-9]{1,15}", gap in "[ ()./-]{0,3}") {
            let written: String = digits.chars().flat_map(|c| [c.to_string(), gap.clone()]).collect();
            prop_assert_eq!(key(CommKind::Phone, &written), key(CommKind::Phone, &digits));
        }
    }
}
