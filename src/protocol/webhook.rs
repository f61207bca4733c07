//! Addresses of incoming webhooks, as a user pastes them: `https://HOST/rest/USER/CODE/`.

use thiserror::Error;

use crate::domain::{AllowList, Allowing, OriginError, PortalOrigin, RecordId, Scheme, UserId, has_no_shape};

/// A webhook's address, taken apart. The code is a full credential: no `Debug`, no accessor outside of this
/// crate; the shell moves it into a credential that is bound to the origin.
pub struct Webhook {
    /// The portal.
    pub origin: PortalOrigin,
    /// The user as whom it acts.
    pub user: UserId,
    #[allow(dead_code, reason = "only the shell reads it, which exists in the browser only")]
    pub(crate) code: String,
}

/// What is wrong with the address of a webhook.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum WebhookError {
    /// Nothing was typed.
    #[error("empty")]
    Empty,
    /// Not an address.
    #[error("not an address")]
    NotAnAddress,
    /// An address without `/rest/USER/CODE/`.
    #[error("not a webhook's address")]
    NotAWebhook,
    /// The host or scheme is not one that this page may talk to.
    #[error(transparent)]
    Origin(#[from] OriginError),
}

/// Reads a webhook's address as people copy it: from a mail, a chat, a file of settings. What stands around it
/// is left out, and so is what follows the code: a method and its parameters, as examples have them. An address
/// without a scheme is taken for https.
///
/// # Errors
/// If it is none, or leads to a portal that this page may not talk to.
pub fn parse(address: &str, allowed: &AllowList) -> Result<Webhook, WebhookError> {
    let address = without_surroundings(address);
    let address = address.as_str();
    if address.is_empty() {
        return Err(WebhookError::Empty);
    }
    let (scheme, rest) = match address.split_once("://") {
        None => (Scheme::Https, address),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (Scheme::Https, rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (Scheme::Http, rest),
        Some(_) => return Err(WebhookError::NotAnAddress),
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let origin = PortalOrigin::new(scheme, host).map_err(|error| match error {
        OriginError::Malformed => WebhookError::NotAnAddress,
        OriginError::Insecure | OriginError::OtherMachine | OriginError::NotListed => {
            WebhookError::Origin(error)
        }
    })?;
    let (user, code) = user_and_code(path).ok_or(WebhookError::NotAWebhook)?;
    allowed.check(&origin, Allowing::Typed)?;
    Ok(Webhook { origin, user, code: code.to_owned() })
}

/// Quotes, brackets and commas around an address, a byte order mark before it, zero-width spaces and line ends
/// anywhere: none of them is in any address.
fn without_surroundings(address: &str) -> String {
    let seen: String =
        address.chars().filter(|c| !has_no_shape(*c) && !matches!(c, '\t' | '\n' | '\r')).collect();
    let around = |c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | '.')
            || matches!(c, '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201f}' | '\u{2039}' | '\u{203a}')
    };
    seen.trim_matches(around).to_owned()
}

/// `rest/USER/CODE`, or `rest/api/USER/CODE` as the newer methods have it, and nothing after it but a method and
/// a slash.
fn user_and_code(path: &str) -> Option<(UserId, &str)> {
    let path = path.split(['?', '#']).next()?;
    let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
    let rest = parts.next()?;
    parts.next_if_eq(&"api");
    let (user, code) = (parts.next()?, parts.next()?);
    let method = parts.next().unwrap_or_default();
    let ends = parts.next().is_none();
    let plain = |text: &str| {
        text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
    };
    let is_code = (6..=128).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_user = user.bytes().all(|byte| byte.is_ascii_digit());
    if rest != "rest" || !is_user || !is_code || !plain(method) || !ends {
        return None;
    }
    let user = user.parse().ok().and_then(RecordId::new)?;
    Some((UserId(user), code))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(address: &str, connect_src: &str, page: &str) -> Result<(String, u64, String), WebhookError> {
        let read = parse(address, &AllowList::parse(connect_src, page))?;
        Ok((read.origin.as_str(), read.user.0.get(), read.code))
    }

    const PAGE: &str = "https://widget.example/";

    #[rstest]
    #[case("https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/")]
    #[case("  https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2\n")]
    #[case("HTTPS://Demo.Bitrix24.com:443/rest/9/x1y2z3x1y2z3x1y2/profile.json")]
    #[case("https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/crm.duplicate.findbycomm/")]
    #[case("demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/")]
    // Refused before, though people copy them so.
    #[case::of_newer_methods("https://demo.bitrix24.com/rest/api/9/x1y2z3x1y2z3x1y2/")]
    #[case::with_a_newer_method("https://demo.bitrix24.com/rest/api/9/x1y2z3x1y2z3x1y2/tasks.task.get")]
    #[case::in_quotes("\"https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/\"")]
    #[case::in_single_quotes("'https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/',")]
    #[case::in_typographic_quotes("«https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/»")]
    #[case::in_german_quotes("„https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/“.")]
    #[case::in_backticks("`https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/`")]
    #[case::in_brackets("<https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/>;")]
    #[case::at_the_end_of_a_sentence("https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2.")]
    #[case::after_a_byte_order_mark("\u{feff}https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/")]
    #[case::with_zero_width_spaces(
        "\u{200b}https://demo.\u{200b}bitrix24.com/rest/9/\u{200b}x1y2z3x1y2z3x1y2/\u{200b}"
    )]
    #[case::with_a_joiner("https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/\u{200d}")]
    #[case::after_a_no_break_space("\u{a0}https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/")]
    #[case::in_two_lines("https://demo.bitrix24.com/rest/9/\r\nx1y2z3x1y2z3x1y2/")]
    #[case::with_parameters(
        "https://demo.bitrix24.com/rest/9/x1y2z3x1y2z3x1y2/crm.lead.list.json?start=-1#top"
    )]
    #[case::with_too_many_slashes("https://demo.bitrix24.com//rest/9/x1y2z3x1y2z3x1y2//profile/")]
    fn reads_an_address(#[case] address: &str) {
        let expected = ("https://demo.bitrix24.com".to_owned(), 9, "x1y2z3x1y2z3x1y2".to_owned());
        assert_eq!(read(address, "https:", PAGE), Ok(expected));
    }

    #[rstest]
    #[case("", WebhookError::Empty)]
    #[case(" \t", WebhookError::Empty)]
    #[case("hello", WebhookError::NotAWebhook)]
    #[case("two words", WebhookError::NotAnAddress)]
    #[case("ftp://demo.bitrix24.com/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("javascript://demo.bitrix24.com/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://user:pass@demo.bitrix24.com/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://demo.bitrix24.com@evil.example/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://демо.рф/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https:///rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://demo.bitrix24.com", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/9/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/x1y2z3x1y2/9/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/0/x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/+9/x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/crm/9/x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("\"\"", WebhookError::Empty)]
    #[case("\u{feff}", WebhookError::Empty)]
    #[case("https://demo.bitrix24.com/rest/api/x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/api/api/9/x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/9/?code=x1y2z3x1y2", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com?/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://demo.bitrix24.com\\@evil.example/rest/9/x1y2z3x1y2/", WebhookError::NotAnAddress)]
    #[case("https://demo.bitrix24.com/rest/9/x1y2z3x1y2/a/b", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/9/../x1y2z3x1y2/", WebhookError::NotAWebhook)]
    #[case("https://demo.bitrix24.com/rest/9/x1y2%2Fz3/", WebhookError::NotAWebhook)]
    #[case("http://demo.bitrix24.com/rest/9/x1y2z3x1y2/", WebhookError::Origin(OriginError::Insecure))]
    #[case("http://localhost:8024/rest/9/x1y2z3x1y2/", WebhookError::Origin(OriginError::OtherMachine))]
    #[case("https://localhost/rest/9/x1y2z3x1y2/", WebhookError::Origin(OriginError::OtherMachine))]
    fn refuses(#[case] address: &str, #[case] error: WebhookError) {
        assert_eq!(read(address, "https: http:", PAGE), Err(error));
    }

    #[test]
    fn keeps_to_the_list() {
        let address = "https://evil.example/rest/9/x1y2z3x1y2/";
        let error = WebhookError::Origin(OriginError::NotListed);
        assert_eq!(read(address, "https://*.bitrix24.com", PAGE), Err(error));
    }

    #[test]
    fn reaches_a_portal_of_this_machine_from_this_machine() {
        let address = "http://localhost:8024/rest/9/x1y2z3x1y2/";
        assert!(read(address, "http://localhost:*", "http://127.0.0.1:8025/").is_ok());
    }
}
