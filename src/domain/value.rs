//! Values: one phone or e-mail in the user's eyes, in every spelling by which records may hold it.

use serde::{Deserialize, Serialize};

use super::{CommKind, Communication, MatchKey};

/// A phone or an e-mail as it was written, and its further spellings. The portal compares spellings and not numbers:
/// `9161234567` and `+7 916 123-45-67` are two match keys of one phone, and only who asks for both finds all of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Value {
    written: Communication,
    /// No two of them, and none of them and `written`, have the same match key.
    variants: Box<[Variant]>,
    /// The place of the spelling by which it is recognised.
    identity: usize,
}

/// A further spelling of a value, whose match key differs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Variant {
    /// In what it differs.
    pub form: Form,
    /// The spelling.
    pub communication: Communication,
}

/// How else a value can be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Form {
    /// With `+` and the code of its country.
    International,
    /// As it is dialled within its country.
    National,
    /// With its extension, whose digits the portal takes for digits of the number if a word stands before them.
    WithExtension,
    /// As it stands elsewhere in the same input.
    Elsewhere,
    /// A part of the text that was written, as a person reads it: one of several, or what is left without an extension.
    Part,
}

impl Value {
    /// A value as it was written, with its further spellings. Those that the portal takes for the same text as one
    /// before them are left out, because they would be asked twice.
    pub fn new(written: Communication, variants: impl IntoIterator<Item = Variant>) -> Self {
        let mut distinct: Vec<Variant> = Vec::new();
        for variant in variants {
            let key = variant.communication.key();
            let is_known = |known: &Variant| known.communication.key() == key;
            if key != written.key() && !distinct.iter().any(is_known) {
                distinct.push(variant);
            }
        }
        let international = distinct.iter().position(|variant| variant.form == Form::International);
        let identity = international.map_or(0, |place| place + 1);
        Self { written, variants: distinct.into_boxed_slice(), identity }
    }

    /// A text as it was written, with what a person reads in it. No two of them have the same match key.
    pub fn with_parts(written: Communication, parts: Vec<Variant>) -> Self {
        Self { written, variants: parts.into_boxed_slice(), identity: 0 }
    }

    /// Phone or e-mail.
    pub const fn kind(&self) -> CommKind {
        self.written.kind()
    }

    /// As it was written.
    pub const fn written(&self) -> &Communication {
        &self.written
    }

    /// Its further spellings.
    pub const fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// All that is asked for it, as it was written first: each of another match key.
    pub fn spellings(&self) -> impl Iterator<Item = &Communication> {
        std::iter::once(&self.written).chain(self.variants.iter().map(|variant| &variant.communication))
    }

    /// By what it is recognised when it comes a second time: the key of its international form, where it is known,
    /// otherwise of what was written. That they share a spelling does not make two values one: `030 1234567` is the
    /// national form of a number in Berlin, and of another one in Vienna.
    pub fn identity(&self) -> &MatchKey {
        self.spellings().nth(self.identity).unwrap_or(&self.written).key()
    }

    /// Whether one of its spellings is this to the portal.
    pub fn has(&self, spelling: &Communication) -> bool {
        self.spellings().any(|known| known.key() == spelling.key())
    }

    /// Whether there is something new in the same value, written once more.
    pub fn learns_of(&self, again: &Self) -> bool {
        again.written.key() != self.written.key() || again.spellings().any(|spelling| !self.has(spelling))
    }

    /// The same value, written once more: its spellings are asked as well, and what was written there is none that
    /// nobody wrote.
    pub fn join(&mut self, again: &Self) {
        let key = again.written.key();
        let mut variants = std::mem::take(&mut self.variants).into_vec();
        for known in &mut variants {
            if known.communication.key() == key {
                known.form = Form::Elsewhere;
            }
        }
        variants.push(Variant { form: Form::Elsewhere, communication: again.written.clone() });
        variants.extend(again.variants.iter().cloned());
        *self = Self { identity: self.identity, ..Self::new(self.written.clone(), variants) };
    }
}

impl From<Communication> for Value {
    fn from(written: Communication) -> Self {
        Self { written, variants: Box::default(), identity: 0 }
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn phone(spelling: &str) -> Communication {
        Communication::new(CommKind::Phone, spelling).unwrap()
    }

    fn value(written: &str, variants: &[(Form, &str)]) -> Value {
        let variant =
            |(form, spelling): &(Form, &str)| Variant { form: *form, communication: phone(spelling) };
        Value::new(phone(written), variants.iter().map(variant))
    }

    fn spellings(value: &Value) -> Vec<&str> {
        value.spellings().map(Communication::spelling).collect()
    }

    #[test]
    fn only_spellings_that_the_portal_tells_apart_are_asked() {
        let value = value(
            "9161234567",
            &[
                (Form::International, "+79161234567"),
                (Form::National, "8 (916) 123-45-67"),
                (Form::WithExtension, "916 123 45 67"),
            ],
        );
        assert_eq!(spellings(&value), ["9161234567", "+79161234567"]);
    }

    #[test]
    fn an_email_in_a_field_for_phones_is_asked_beside_it() {
        let email = Communication::new(CommKind::Email, "7@example.com").unwrap();
        let variant = Variant { form: Form::Part, communication: email };
        let value = Value::new(phone("7@example.com"), [variant]);
        assert_eq!(spellings(&value), ["7@example.com", "7@example.com"]);
        assert_eq!(value.kind(), CommKind::Phone);
    }

    #[test]
    fn the_same_number_with_and_without_its_country_is_one_value() {
        let without = value("9161234567", &[(Form::International, "+79161234567")]);
        assert_eq!(without.identity(), value("+7 916 123-45-67", &[]).identity());
        assert_ne!(without.identity(), Value::from(phone("9161234567")).identity());
    }

    /// Taken for one, the second of them would never have been asked for.
    #[test]
    fn two_numbers_that_are_dialled_alike_in_two_countries_stay_two_values() {
        let berlin = value("+49 30 1234567", &[(Form::National, "030 1234567")]);
        let vienna = value("+43 30 1234567", &[(Form::National, "030 1234567")]);
        assert_ne!(berlin.identity(), vienna.identity());
    }

    #[test]
    fn a_value_that_comes_again_brings_its_spellings_along() {
        let mut first = value("9161234567", &[(Form::International, "+79161234567")]);
        first.join(&value("+7 916 123-45-67", &[(Form::WithExtension, "+7 916 123-45-67 ext. 12")]));
        assert_eq!(spellings(&first), ["9161234567", "+79161234567", "+7 916 123-45-67 ext. 12"]);
        let forms: Vec<_> = first.variants().iter().map(|variant| variant.form).collect();
        assert_eq!(forms, [Form::Elsewhere, Form::WithExtension]);
        assert_eq!(first.identity(), phone("+79161234567").key(), "it is recognised a third time");
    }

    #[test]
    fn nothing_is_new_in_what_was_written_the_same_way_twice() {
        let mut first = value("0170 1234567", &[(Form::International, "+491701234567")]);
        first.join(&first.clone());
        assert_eq!(first, value("0170 1234567", &[(Form::International, "+491701234567")]));
    }
}
