//! Match keys: the text that the portal compares.
//!
//! The rules are those of the portal's own normalisation, for the query and for the stored index
//! alike. Matching is equality of keys: no suffixes, no countries.

use super::CommKind;

/// The key of a phone or an e-mail, as the index stores it and a query asks for it. An empty one is not
/// stored, so that it finds nothing; the portal asks its index for the raw text then, which no key equals.
pub(super) fn match_key(kind: CommKind, raw: &str) -> String {
    match kind {
        CommKind::Phone => phone_key(raw),
        CommKind::Email => email_key(raw),
        CommKind::Web | CommKind::Im | CommKind::Link => String::new(),
    }
}

/// The normalised form of a phone; empty when nothing of it is left.
pub fn phone_key(raw: &str) -> String {
    let long = raw.chars().nth(9).is_some();
    let international = match raw.strip_prefix("+8") {
        Some(rest) if long => format!("008{rest}"),
        _ => raw.to_owned(),
    };
    let dialled: String = international
        .chars()
        .filter(|symbol| symbol.is_ascii_digit() || matches!(symbol, '#' | '*' | ',' | ';'))
        .collect();
    without_extensions(&without_prefix(&dialled))
}

/// The normalised form of an e-mail: trimmed as PHP trims, then lower case.
pub fn email_key(raw: &str) -> String {
    raw.trim_matches(|symbol| matches!(symbol, ' ' | '\t' | '\r' | '\n' | '\0' | '\u{b}')).to_lowercase()
}

/// Takes the international or trunk prefix off; only numbers of ten characters and more have one.
fn without_prefix(dialled: &str) -> String {
    if dialled.len() < 10 || ["80", "81", "82"].iter().any(|kept| dialled.starts_with(kept)) {
        return dialled.to_owned();
    }
    if let Some(rest) = dialled.strip_prefix("00").or_else(|| dialled.strip_prefix("011")) {
        return rest.to_owned();
    }
    if let Some(rest) = dialled.strip_prefix('8') {
        return format!("7{rest}");
    }
    dialled.strip_prefix('0').unwrap_or(dialled).to_owned()
}

/// Removes `;`, `#` or `,` and the digits behind it, after each run of digits.
///
/// The rule reads: a digit run, then any `;` or `#`, then any digits and commas. A second extension
/// therefore survives: the scan goes on behind the first one, where no digit stands before the `;`.
fn without_extensions(number: &str) -> String {
    let mut kept = String::with_capacity(number.len());
    let mut rest = number;
    while let Some(first) = rest.chars().next() {
        let digits = run_end(rest, |symbol| symbol.is_ascii_digit());
        if digits == 0 {
            kept.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        }
        kept.push_str(rest.get(..digits).unwrap_or_default());
        rest = rest.get(digits..).unwrap_or_default();
        let marks = run_end(rest, |symbol| matches!(symbol, ';' | '#'));
        rest = rest.get(marks..).unwrap_or_default();
        let extension = run_end(rest, |symbol| symbol.is_ascii_digit() || symbol == ',');
        rest = rest.get(extension..).unwrap_or_default();
    }
    kept
}

fn run_end(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|symbol| !belongs(symbol)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("+7 (916) 123-45-67", "79161234567")]
    #[case("8 (916) 123-45-67", "79161234567")]
    #[case("9161234567", "9161234567")]
    #[case("007 916 123 45 67", "79161234567")]
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
    #[case("n/a", "")]
    fn phones_follow_the_vectors(#[case] raw: &str, #[case] key: &str) {
        assert_eq!(phone_key(raw), key);
    }

    #[test]
    fn normalising_twice_is_not_normalising_once() {
        assert_eq!(phone_key(&phone_key("+86 10 1234 5678")), "761012345678");
    }

    #[rstest]
    #[case(" A@Example.COM\t", "a@example.com")]
    #[case("\0\u{b}a+tag@x.ru\r\n", "a+tag@x.ru")]
    #[case("ПОЧТА@Пример.рф", "почта@пример.рф")]
    #[case("\u{a0}a@x.ru", "\u{a0}a@x.ru")]
    fn emails_are_trimmed_and_lowered(#[case] raw: &str, #[case] key: &str) {
        assert_eq!(email_key(raw), key);
    }
}
