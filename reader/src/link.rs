//! Links: a phone where they are made to call or to write somebody, and nothing else.

use std::ops::Range;

use b24_duplicates::domain::CommKind;

use crate::{Reason, What, claims::Claims, context::Context, line::claim_digits, phone};

/// What stands before the phone in the link of a messenger.
const BEFORE_PHONE: [&str; 9] =
    ["wa.me/", "t.me/+", "phone=", "phone_number=", "phonenumber=", "number=", "tel=", "msisdn=", "skype:"];

/// Takes the digits of links: `https://wa.me/79161234567` is a phone, `https://example.com/1234567` none.
pub(crate) fn claim(text: &str, context: Context<'_>, claims: &mut Claims) {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(range) = next_link(&lower, from) {
        for before in BEFORE_PHONE {
            let link = lower.get(range.clone()).unwrap_or_default();
            for (place, _) in link.match_indices(before) {
                claim_phone(text, range.start + place + before.len()..range.end, context, claims);
            }
        }
        claim_digits(text, range.clone(), &What::Unread(Reason::InLink), claims);
        from = range.end;
    }
}

/// The next link, from its scheme or its host to the next space or bracket.
fn next_link(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let places = ["://", "www.", "wa.me/", "t.me/"].iter().filter_map(|sign| rest.find(sign));
    let place = from + places.min()?;
    let start = text.get(from..place)?.rfind(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-'));
    let start = start.map_or(from, |end| text.ceil_char_boundary(from + end + 1));
    let tail = text.get(place..)?;
    let end =
        tail.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '\'' | '`' | '\\'));
    Some(start..place + end.unwrap_or(tail.len()))
}

/// Takes the number at the start of a range, if there is one.
fn claim_phone(text: &str, range: Range<usize>, context: Context<'_>, claims: &mut Claims) {
    let Some(all) = text.get(range.clone()) else { return };
    let rest = ["%2B", "%2b", "+"].iter().fold(all, |rest, plus| rest.trim_start_matches(plus));
    let length = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.')).unwrap_or(rest.len());
    let digits: String = rest.chars().take(length).filter(char::is_ascii_digit).collect();
    let goes_on = rest.get(length..).unwrap_or_default().starts_with(|c: char| c.is_ascii_alphabetic());
    let found = phone::of_messenger(&digits, context).filter(|_| !goes_on);
    if let Some(found) = found.filter(|found| found.kind == CommKind::Phone) {
        let start = range.start + all.len() - rest.len();
        claims.add(start..start + length, What::Found(found));
    }
}
