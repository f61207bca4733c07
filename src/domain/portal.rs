//! Portals: one Bitrix24 account, known by its origin.

use thiserror::Error;

use super::RecordRef;

/// The origin of a portal: scheme, host and port, checked. `https`, or `http` on loopback.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortalOrigin {
    secure: bool,
    host: String,
}

/// Why a text is not the origin of a portal that may be talked to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum OriginError {
    /// Not a plain `host` or `host:port`.
    #[error("not a plain host name")]
    Malformed,
    /// `http` on a host that is not loopback.
    #[error("not https")]
    Insecure,
    /// A portal on loopback, while the widget is served from another machine.
    #[error("on this machine, which the page is not")]
    OtherMachine,
    /// A host that whoever serves this page has not listed.
    #[error("not among the portals of this page")]
    NotListed,
}

/// How a portal is talked to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// Encrypted.
    Https,
    /// In the clear; only within this machine.
    Http,
}

impl PortalOrigin {
    /// Reads `host` or `host:port`. The host is a name of ASCII labels (a name in another script is written
    /// in punycode, as browsers do), an IPv4 address in its only plain form, or `[::1]`. It is kept in lower
    /// case and without the scheme's default port.
    ///
    /// # Errors
    /// If it is anything else (a path, a user, a space, an address in disguise like `0x7f.1`), or is `http`
    /// on a host that is not this machine.
    pub fn new(scheme: Scheme, host: &str) -> Result<Self, OriginError> {
        let host = host.to_ascii_lowercase();
        let (name, port) = split_port(&host).ok_or(OriginError::Malformed)?;
        if !is_host(name) {
            return Err(OriginError::Malformed);
        }
        let secure = scheme == Scheme::Https;
        let default_port = if secure { 443 } else { 80 };
        let host = if port == Some(default_port) { name.to_owned() } else { host };
        let origin = Self { secure, host };
        if secure || origin.is_loopback() { Ok(origin) } else { Err(OriginError::Insecure) }
    }

    /// As in `event.origin`: `https://portal.example`, `http://localhost:8024`; default ports left out.
    pub fn as_str(&self) -> String {
        let mut text = if self.secure { "https://" } else { "http://" }.to_owned();
        text.push_str(&self.host);
        text
    }

    /// Host, with the port where it is not the default: what is shown to the user.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// How it is talked to.
    pub const fn scheme(&self) -> Scheme {
        if self.secure { Scheme::Https } else { Scheme::Http }
    }

    /// The address of a record's card. Made of parts that were checked, never of a text of the portal's.
    pub fn card_address(&self, record: RecordRef) -> String {
        self.as_str() + &record.card_path()
    }

    /// On this machine: `localhost` and names below it, `127.*`, `[::1]`.
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.name_and_port().0)
    }

    /// The host without its port, and the port that is used.
    pub(super) fn name_and_port(&self) -> (&str, u16) {
        let (name, port) = split_port(&self.host).unwrap_or((&self.host, None));
        (name, port.unwrap_or(if self.secure { 443 } else { 80 }))
    }
}

/// `None` if what follows the last colon is no port. Leading zeros are no port either: a browser would
/// rewrite it, and the origin would not be equal to the one of its messages.
fn split_port(host: &str) -> Option<(&str, Option<u16>)> {
    let (name, port) = name_and_port(host);
    let Some(digits) = port else { return Some((name, None)) };
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    Some((name, Some(digits.parse().ok().filter(|_| plain)?)))
}

/// A host, and what follows its colon, if it has one. The colons of an IPv6 address stand in brackets.
pub(super) fn name_and_port(authority: &str) -> (&str, Option<&str>) {
    let address = authority.bytes().rposition(|byte| byte == b']').unwrap_or_default();
    let port = authority.get(address..).and_then(|rest| rest.split_once(':')).map(|(_, port)| port);
    let name = port.and_then(|port| authority.get(..authority.len() - port.len() - 1));
    (name.unwrap_or(authority), port)
}

fn is_host(name: &str) -> bool {
    if name == "[::1]" {
        return true;
    }
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit()) || label.starts_with("0x");
    let ends_in_number = name.split('.').fold(false, |_, label| is_number(label));
    if ends_in_number {
        return is_ipv4(name);
    }
    name.len() <= 253 && name.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&label.len())
        && label.bytes().all(plain)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_ipv4(name: &str) -> bool {
    let plain =
        |part: &str| part.parse::<u16>().is_ok_and(|number| number < 256 && number.to_string() == part);
    name.split('.').count() == 4 && name.split('.').all(plain)
}

/// Whether a host without port is this machine.
pub(super) fn is_loopback(name: &str) -> bool {
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || (name.starts_with("127.") && is_ipv4(name))
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::{EntityType, RecordId};

    #[rstest]
    #[case(Scheme::Https, "Demo.Bitrix24.com", "https://demo.bitrix24.com")]
    #[case(Scheme::Https, "portal.example:443", "https://portal.example")]
    #[case(Scheme::Https, "portal.example:8443", "https://portal.example:8443")]
    #[case(Scheme::Https, "portal.example:80", "https://portal.example:80")]
    #[case(Scheme::Https, "xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai")]
    #[case(Scheme::Https, "crm_1.intranet", "https://crm_1.intranet")]
    #[case(Scheme::Https, "192.168.0.10", "https://192.168.0.10")]
    #[case(Scheme::Http, "localhost:8024", "http://localhost:8024")]
    #[case(Scheme::Http, "localhost:80", "http://localhost")]
    #[case(Scheme::Http, "portal.localhost", "http://portal.localhost")]
    #[case(Scheme::Http, "127.0.0.1:1", "http://127.0.0.1:1")]
    #[case(Scheme::Http, "[::1]:65535", "http://[::1]:65535")]
    #[case(Scheme::Https, "[::1]", "https://[::1]")]
    fn reads_a_host(#[case] scheme: Scheme, #[case] host: &str, #[case] origin: &str) {
        assert_eq!(PortalOrigin::new(scheme, host).map(|read| read.as_str()), Ok(origin.to_owned()));
    }

    #[rstest]
    #[case("")]
    #[case(":443")]
    #[case("portal.example:")]
    #[case("portal.example:0443")]
    #[case("portal.example:0")]
    #[case("portal.example:65536")]
    #[case("portal.example:+443")]
    #[case("portal.example:44a")]
    #[case("portal.example:443:443")]
    #[case("user@portal.example")]
    #[case("user:pass@portal.example")]
    #[case("portal.example/path")]
    #[case("portal.example\\path")]
    #[case("portal.example?query")]
    #[case("portal.example#hash")]
    #[case("https://portal.example")]
    #[case(" portal.example")]
    #[case("portal example")]
    #[case("portal.example\u{0}")]
    #[case("portal.example.")]
    #[case(".portal.example")]
    #[case("portal..example")]
    #[case("-portal.example")]
    #[case("portal-.example")]
    #[case("портал.рф")]
    #[case("bitrix24.cоm")]
    #[case("portal%2eexample")]
    #[case("*.example")]
    #[case("127.1")]
    #[case("0x7f.1")]
    #[case("2130706433")]
    #[case("127.0.0.01")]
    #[case("1.2.3.256")]
    #[case("1.2.3.4.5")]
    #[case("[::2]")]
    #[case("[::1")]
    #[case("[::1]x")]
    fn refuses_what_is_no_plain_host(#[case] host: &str) {
        assert_eq!(PortalOrigin::new(Scheme::Https, host), Err(OriginError::Malformed));
        assert_eq!(PortalOrigin::new(Scheme::Http, host), Err(OriginError::Malformed));
    }

    #[rstest]
    #[case("portal.example")]
    #[case("notlocalhost")]
    #[case("localhost.example")]
    #[case("128.0.0.1")]
    #[case("127.0.0.1.example")]
    fn http_is_for_this_machine(#[case] host: &str) {
        assert_eq!(PortalOrigin::new(Scheme::Http, host), Err(OriginError::Insecure));
    }

    #[test]
    fn refuses_a_long_host() {
        let host = ["a".repeat(63).as_str(); 4].join(".");
        assert!(PortalOrigin::new(Scheme::Https, &host[2..]).is_ok());
        assert!(PortalOrigin::new(Scheme::Https, &host).is_err());
        assert!(PortalOrigin::new(Scheme::Https, &("a".repeat(64) + ".example")).is_err());
    }

    #[test]
    fn addresses_a_card() {
        let origin = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
        let record = RecordRef::new(EntityType::Contact, RecordId::new(275).unwrap());
        assert_eq!(origin.card_address(record), "https://portal.example/crm/contact/details/275/");
    }
}
