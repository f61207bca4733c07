//! Values that cannot be asked.

use crate::domain::{InvalidCommunication, sanitised};
use crate::i18n::Key;

/// A listed value is cut to so many characters.
const LONGEST: usize = 60;

/// Why a value cannot be asked.
pub(crate) const fn why(error: InvalidCommunication) -> Key {
    match error {
        InvalidCommunication::Unrecognised => Key::InputUnrecognised,
        InvalidCommunication::TooFewDigits => Key::InputTooFewDigits,
        InvalidCommunication::TooManyDigits => Key::InputTooManyDigits,
        InvalidCommunication::StrangeInPhone => Key::InputStrangeInPhone,
        InvalidCommunication::ControlCharacter => Key::InputControlCharacter,
        InvalidCommunication::NotOneAt => Key::InputNotOneAt,
        InvalidCommunication::IncompleteEmail => Key::InputIncompleteEmail,
        InvalidCommunication::TooLong => Key::InputTooLong,
    }
}

/// A value as it is listed: without invisible signs, cut.
pub(crate) fn cut(raw: &str) -> String {
    let clean = sanitised(raw);
    let mut letters = clean.chars();
    let mut cut: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        cut.push('\u{2026}');
    }
    cut
}
