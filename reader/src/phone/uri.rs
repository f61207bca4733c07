//! `tel:` links with parameters.

use b24_duplicates::domain::CommKind;

use super::spell;
use crate::{Form, Found, Part, What, claims::Claims, context::Context, line::claim_digits};

const SCHEME: &str = "tel:";
const CONTEXT: &str = "phone-context=";

/// Takes the number of every `tel:` link that has parameters, and their digits. A context outranks the country
/// that is assumed.
pub(super) fn claim(text: &str, context: Context<'_>, claims: &mut Claims) {
    let lower = text.to_ascii_lowercase();
    let mut from = 0;
    while let Some(place) = lower.get(from..).and_then(|rest| rest.find(SCHEME)) {
        let start = from + place + SCHEME.len();
        from = start;
        let link = text.get(start..).unwrap_or_default();
        let ends = |c: char| !c.is_ascii_digit() && !"+-.()*#".contains(c);
        let (number, parameters) = link.split_at(link.find(ends).unwrap_or(link.len()));
        let named = parameters
            .strip_prefix(';')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
        if !named || number.bytes().filter(u8::is_ascii_digit).count() < 3 {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\'' | '|' | ',' | ')' | ']');
        let parameters =
            parameters.get(..parameters.find(ends).unwrap_or(parameters.len())).unwrap_or_default();
        let end = start + number.len();
        from = end + parameters.len();
        claims.add(start..end, What::Found(found(number, parameters, context)));
        let mut place = end;
        for parameter in parameters.split(';') {
            let is_extension = parameter.to_ascii_lowercase().starts_with("ext=");
            let part = if is_extension { Part::Extension } else { Part::Parameter };
            claim_digits(text, place..place + parameter.len(), &What::Part(part), claims);
            place += parameter.len() + 1;
        }
    }
}

fn found(number: &str, parameters: &str, context: Context<'_>) -> Found {
    let named = parameters.split(';').find_map(|parameter| parameter.strip_prefix(CONTEXT));
    let code = named.filter(|code| code.starts_with('+') && !number.starts_with('+')).unwrap_or_default();
    let country = if code.is_empty() { context.country } else { None };
    let parsed = context.plans.parse(&[code, number].concat(), country);
    let mut found = spell::found(number.to_owned(), parsed.as_ref().map(|parsed| &parsed.number), context);
    if parsed.is_none() && !code.is_empty() {
        found = Found::new(CommKind::Phone, number.to_owned());
        found.also(Form::International, [code, number].concat());
    }
    found
}
