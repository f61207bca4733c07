//! Communications that look alike although their match keys differ: there, our reading of the portal's rules
//! could be wrong, and the portal itself is asked.

use crate::domain::{CommKind, Communication, lowercase};

/// This many digits at the end of a phone tell subscribers apart, whatever stands before them.
const TAIL: usize = 7;

/// How a communication looks, prepared once for all comparisons.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Appearance {
    /// A phone: its digits as written, and the last of its key's.
    Phone { digits: String, tail: String },
    /// An e-mail with case, accents and white space folded; a letter that is still not ASCII can be any.
    Email(Vec<Letter>),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Letter {
    Plain(char),
    Any,
}

impl Appearance {
    /// That of a communication.
    pub(super) fn of(communication: &Communication) -> Self {
        match communication.kind() {
            CommKind::Phone => {
                let key_digits = digits(communication.key().text());
                let start = key_digits.len().saturating_sub(TAIL);
                let tail = key_digits.get(start..).unwrap_or_default().to_owned();
                Self::Phone { digits: digits(communication.spelling()), tail }
            }
            CommKind::Email => Self::Email(folded(communication.spelling())),
        }
    }

    /// Whether somebody could take one for the other.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phone { digits: a, tail: end_a }, Self::Phone { digits: b, tail: end_b }) => {
                a.contains(end_b.as_str()) || b.contains(end_a.as_str())
            }
            (Self::Email(a), Self::Email(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_letter(*a, *b))
            }
            (Self::Phone { .. }, Self::Email(_)) | (Self::Email(_), Self::Phone { .. }) => false,
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

fn folded(email: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(email.len());
    for lower in lowercase(email).chars() {
        match lower {
            // Combining marks: an accent written as a character of its own.
            '\u{300}'..='\u{36f}' => {}
            'ß' => letters.extend([Letter::Plain('s'); 2]),
            'æ' => letters.extend([Letter::Plain('a'), Letter::Plain('e')]),
            'œ' => letters.extend([Letter::Plain('o'), Letter::Plain('e')]),
            _ if lower.is_whitespace() || lower.is_control() => {}
            _ if lower.is_ascii() => letters.push(Letter::Plain(lower)),
            _ => letters.push(Letter::Any),
        }
    }
    letters
}

/// Without a table of accents, a letter outside of ASCII is like every other: too many questions are cheap.
fn same_letter(a: Letter, b: Letter) -> bool {
    a == b || a == Letter::Any || b == Letter::Any
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::national(CommKind::Phone, "+7 916 123-45-67", "9161234567", true)]
    #[case::glued_extension(CommKind::Phone, "+79161234567 ext. 123", "+7 916 123 45 67", true)]
    #[case::other_subscriber(CommKind::Phone, "+7 916 123-45-67", "+7 916 123-45-68", false)]
    #[case::short_within_long(CommKind::Phone, "112", "+49 170 1121234", true)]
    #[case::case(CommKind::Email, "Anna@Example.com", "anna@example.com", true)]
    #[case::accent(CommKind::Email, "müller@example.com", "muller@example.com", true)]
    #[case::accent_apart(CommKind::Email, "mu\u{308}ller@example.com", "muller@example.com", true)]
    #[case::sharp_s(CommKind::Email, "weiß@example.com", "weiss@example.com", true)]
    #[case::hard_space(CommKind::Email, "anna@example.com\u{a0}", "anna@example.com", true)]
    #[case::other_name(CommKind::Email, "anna@example.com", "anne@example.com", false)]
    #[case::other_length(CommKind::Email, "anna@example.com", "annaa@example.com", false)]
    fn looks_are_compared(#[case] kind: CommKind, #[case] a: &str, #[case] b: &str, #[case] alike: bool) {
        let look = |text| Appearance::of(&Communication::new(kind, text).unwrap());
        assert_eq!(look(a).is_like(&look(b)), alike);
        assert_eq!(look(b).is_like(&look(a)), alike);
    }

    #[test]
    fn a_phone_is_not_like_an_email() {
        let phone = Appearance::of(&Communication::new(CommKind::Phone, "1234567").unwrap());
        let email = Appearance::of(&Communication::new(CommKind::Email, "1234567@example.com").unwrap());
        assert!(!phone.is_like(&email));
    }
}
