//! Links to an address: what is encoded in them, and what they say beside it.

use std::borrow::Cow;

use super::{ENCODED, address::Address};
use crate::{Part, What, claims::Claims, line::claim_digits};

/// A text in which `%2B` stands for `+`. One that does not become text stays as it is.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let byte = (*first == b'%').then(|| after.get(..2)).flatten().and_then(hex);
        bytes.push(byte.unwrap_or(*first));
        rest = byte.and_then(|_| after.get(2..)).unwrap_or(after);
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The same for what stands before the `@`, where a name may be encoded as well: `Anna%20%3Canna@example.com%3E`.
pub(super) fn decoded_local(text: &str) -> Cow<'_, str> {
    match decoded(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text),
        Cow::Owned(text) => {
            let start = text.rfind(|c: char| c.is_whitespace() || matches!(c, '<' | ',' | ';' | ':'));
            Cow::Owned(start.and_then(|start| text.get(start + 1..)).unwrap_or(&text).to_owned())
        }
    }
}

/// Takes the digits that a link has after its address: of a subject, of a text. Another address among it is left
/// for its own `@`.
pub(super) fn claim_message(text: &str, address: &Address, claims: &mut Claims) {
    let start = address.range.end;
    let Some(rest) = text.get(start..).filter(|rest| address.is_mailto && rest.starts_with('?')) else {
        return;
    };
    let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | ')' | ']');
    let message = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
    let mut place = start;
    for field in message.split('&') {
        if !field.contains('@') && !field.contains(ENCODED) {
            claim_digits(text, place..place + field.len(), &What::Part(Part::Message), claims);
        }
        place += field.len() + 1;
    }
}

fn hex(digits: &[u8]) -> Option<u8> {
    std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_what_is_encoded() {
        assert_eq!(decoded("anna%2Bcrm"), "anna+crm");
        assert_eq!(decoded("%D0%B0%d0%bd"), "ан");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%zz%2"), "%zz%2");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(decoded_local("Anna%20%3Canna"), "anna");
    }
}
