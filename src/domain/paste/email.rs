//! E-mails: a word with an `@`.

use email_address::{EmailAddress, Error, Options};

use super::phone;
use super::plain::UNREADABLE;
use crate::domain::{CommKind, Communication, InvalidCommunication};

/// The longest address that mail can be sent to, in characters.
const LONGEST: usize = 254;

/// Reads a word; gives the address that was seen in it, and what it was read as.
pub(super) fn read(word: &str) -> (&str, Result<Communication, InvalidCommunication>) {
    let address = address_in(word);
    let reading = check(address).and_then(|()| {
        Communication::new(CommKind::Email, address).ok_or(InvalidCommunication::IncompleteEmail)
    });
    (if reading.is_ok() { address } else { word }, reading)
}

/// Takes off what stands around an address: quotes, brackets, the apostrophe that tables put before a text,
/// the end of a sentence, `mailto:` and what follows a `?` after it, `E-mail:`.
fn address_in(word: &str) -> &str {
    let bracket = |c| matches!(c, '\'' | '(' | ')' | '[' | ']' | ':');
    let mut address = word.trim_matches(bracket).trim_end_matches('.');
    if !address.contains("\"@") {
        address = address.trim_matches(|c| bracket(c) || c == '"').trim_end_matches('.');
    }
    match address.split_once(':') {
        Some((scheme, link)) if scheme.eq_ignore_ascii_case("mailto") => match link.split_once('?') {
            // A link ends at a quotation mark; what follows is something else.
            Some((address, message)) if !message.contains('"') => address,
            _ => link,
        },
        Some((label, rest)) if !label.contains('@') && !phone::has_number(label) => rest,
        _ => address,
    }
}

/// The portal compares anything. What is refused here cannot be an address, so that the user has mistyped.
fn check(address: &str) -> Result<(), InvalidCommunication> {
    if address.chars().count() > LONGEST {
        return Err(InvalidCommunication::TooLong);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(InvalidCommunication::NotOneAt)?;
    match parse(&with_ordinary_dots(local), domain) {
        _ if address.contains(UNREADABLE) => Err(InvalidCommunication::ControlCharacter),
        Ok(()) => Ok(()),
        Err(_) if address.matches('@').count() != 1 => Err(InvalidCommunication::NotOneAt),
        Err(_) => Err(InvalidCommunication::IncompleteEmail),
    }
}

/// Addresses that machines make are longer than the standard wants, and do work: a long local part is read in
/// pieces, each with the domain.
fn parse(local: &str, domain: &str) -> Result<(), Error> {
    let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
    match EmailAddress::parse_with_options(&[local, "@", domain].concat(), options) {
        Err(Error::LocalPartTooLong) if !local.contains(['@', '"', '\\']) => {
            let (head, tail) = local.split_at(local.floor_char_boundary(local.len() / 2));
            parse(head, domain).and_then(|()| parse(tail, domain))
        }
        read => read.map(drop),
    }
}

/// Some carriers have given out addresses with dots where the standard has none (`a..b.@example.jp`), so
/// that the dots of the local part are not looked at.
fn with_ordinary_dots(local: &str) -> String {
    if local.starts_with('"') { local.to_owned() } else { local.replace('.', "") }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("anna@example.com", "anna@example.com")]
    #[case("Anna.Berg+crm@Sub.Example.co.uk", "Anna.Berg+crm@Sub.Example.co.uk")]
    #[case("mailto:anna@example.com?subject=Hi", "anna@example.com")]
    #[case("MAILTO:anna@example.com", "anna@example.com")]
    #[case("E-Mail:anna@example.com.", "anna@example.com")]
    #[case("'anna@example.com", "anna@example.com")]
    #[case("\"anna@example.com\"", "anna@example.com")]
    #[case("(anna@example.com):", "anna@example.com")]
    #[case("o'neil@example.com", "o'neil@example.com")]
    #[case("\"a@b\"@example.com", "\"a@b\"@example.com")]
    #[case("a..b.@example.jp", "a..b.@example.jp")]
    #[case("анна@пример.рф", "анна@пример.рф")]
    #[case("a_b@my_host.example", "a_b@my_host.example")]
    #[case("x@1.2", "x@1.2")]
    fn reads(#[case] word: &str, #[case] address: &str) {
        let (raw, reading) = read(word);
        assert_eq!(raw, address);
        assert_eq!(reading.map(|read| read.spelling().to_owned()), Ok(address.to_owned()));
    }

    #[rstest]
    #[case("@", InvalidCommunication::IncompleteEmail)]
    #[case("@example.com", InvalidCommunication::IncompleteEmail)]
    #[case("anna@", InvalidCommunication::IncompleteEmail)]
    #[case("anna@example", InvalidCommunication::IncompleteEmail)]
    #[case("anna@example..com", InvalidCommunication::IncompleteEmail)]
    #[case("anna@-example.com", InvalidCommunication::IncompleteEmail)]
    #[case("an\u{fffd}na@example.com", InvalidCommunication::ControlCharacter)]
    #[case(".@example.com", InvalidCommunication::IncompleteEmail)]
    #[case("https://example.com/@anna", InvalidCommunication::IncompleteEmail)]
    #[case("anna@@example.com", InvalidCommunication::NotOneAt)]
    #[case("a@b@c@d@e@example.com", InvalidCommunication::NotOneAt)]
    #[case("anna@example.com/ole@example.com", InvalidCommunication::NotOneAt)]
    fn refuses(#[case] word: &str, #[case] error: InvalidCommunication) {
        assert_eq!(read(word), (word, Err(error)));
    }

    #[test]
    fn lengths() {
        let long_local = "a".repeat(200) + "@example.com";
        assert!(read(&long_local).1.is_ok());
        assert!(read(&("ю".repeat(120) + "@example.com")).1.is_ok());
        let too_long = "a".repeat(250) + "@example.com";
        assert_eq!(read(&too_long).1, Err(InvalidCommunication::TooLong));
    }

    /// A long local part was accepted whatever stood in it and after it.
    #[rstest]
    #[case("@")]
    #[case("@example")]
    #[case(":@example.com")]
    fn a_long_local_part_needs_a_domain_and_letters(#[case] end: &str) {
        let address = "a".repeat(100) + end;
        assert_eq!(read(&address).1, Err(InvalidCommunication::IncompleteEmail));
    }
}
