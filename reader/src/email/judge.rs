//! Whether a text is an address.

use email_address::{EmailAddress, Error, Options};

use crate::{Reason, text::UNREADABLE};

/// The longest address that mail can be sent to, in characters.
const LONGEST: usize = 254;

/// The portal compares anything. What is refused here cannot be an address, so that somebody has mistyped it.
pub(super) fn check(address: &str) -> Result<(), Reason> {
    if address.chars().count() > LONGEST {
        return Err(Reason::TooLong);
    }
    let (local, domain) = address.rsplit_once('@').ok_or(Reason::NotOneAt)?;
    match parse(&with_ordinary_dots(local), domain) {
        _ if address.contains(UNREADABLE) => Err(Reason::ControlCharacter),
        Ok(()) => Ok(()),
        Err(_) if address.matches('@').count() != 1 => Err(Reason::NotOneAt),
        Err(_) => Err(Reason::IncompleteEmail),
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

/// Some carriers have given out addresses with dots where the standard has none (`a..b.@example.jp`), so that the
/// dots of the local part are not looked at.
fn with_ordinary_dots(local: &str) -> String {
    if local.starts_with('"') { local.to_owned() } else { local.replace('.', "") }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Anna.Berg+crm@Sub.Example.co.uk")]
    #[case("o'neil@example.com")]
    #[case("\"a@b\"@example.com")]
    #[case("a..b.@example.jp")]
    #[case("анна@пример.рф")]
    #[case("a_b@my_host.example")]
    fn accepts(#[case] address: &str) {
        assert_eq!(check(address), Ok(()));
    }

    #[rstest]
    #[case("@example.com", Reason::IncompleteEmail)]
    #[case("anna@", Reason::IncompleteEmail)]
    #[case("anna@example", Reason::IncompleteEmail)]
    #[case("anna@example..com", Reason::IncompleteEmail)]
    #[case("anna@-example.com", Reason::IncompleteEmail)]
    #[case(".@example.com", Reason::IncompleteEmail)]
    #[case("an\u{fffd}na@example.com", Reason::ControlCharacter)]
    #[case("anna@@example.com", Reason::NotOneAt)]
    fn refuses(#[case] address: &str, #[case] reason: Reason) {
        assert_eq!(check(address), Err(reason));
    }

    /// A long local part was accepted whatever stood in it and after it.
    #[test]
    fn a_long_local_part_needs_a_domain_and_letters() {
        assert_eq!(check(&("a".repeat(200) + "@example.com")), Ok(()));
        assert_eq!(check(&("ю".repeat(120) + "@example.com")), Ok(()));
        assert_eq!(check(&("a".repeat(250) + "@example.com")), Err(Reason::TooLong));
        for end in ["@", "@example", ":@example.com"] {
            assert_eq!(check(&("a".repeat(100) + end)), Err(Reason::IncompleteEmail));
        }
    }
}
