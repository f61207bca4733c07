//! Fields of a vCard that hold digits and no phone.

use crate::{Reason, What, claims::Claims, line::claim_digits};

/// What a field holds instead.
const FIELDS: [(&str, Reason); 17] = [
    ("ADR", Reason::OtherField),
    ("ANNIVERSARY", Reason::Date),
    ("BDAY", Reason::Date),
    ("DEATHDATE", Reason::Date),
    ("DTEND", Reason::Date),
    ("DTSTAMP", Reason::Date),
    ("DTSTART", Reason::Date),
    ("GEO", Reason::OtherField),
    ("KEY", Reason::OtherField),
    ("LABEL", Reason::OtherField),
    ("LOGO", Reason::OtherField),
    ("PHOTO", Reason::OtherField),
    ("PRODID", Reason::OtherField),
    ("REV", Reason::Date),
    ("SOUND", Reason::OtherField),
    ("UID", Reason::OtherField),
    ("VERSION", Reason::OtherField),
];

/// Takes the digits of a line that is such a field: `BDAY:19930102`, `item1.ADR;TYPE=HOME:;;…`.
pub(crate) fn claim(text: &str, claims: &mut Claims) {
    let name = text.split([':', ';']).next().unwrap_or_default();
    if name.len() == text.len() {
        return;
    }
    let name = name.rsplit('.').next().unwrap_or_default();
    if let Some((_, reason)) = FIELDS.iter().find(|(field, _)| *field == name) {
        claim_digits(text, 0..text.len(), &What::Unread(*reason), claims);
    }
}
