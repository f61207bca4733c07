//! The name that the portal gave our frame.

use crate::domain::{AllowList, Allowing, PortalOrigin, Scheme};
use crate::protocol::form;

use super::{FrameError, FrameName};

impl FrameName {
    /// Reads `window.name`, or, where it is not one of the portal's, the query of the page's address. If both
    /// name a portal they must name the same one. Either may have been written by whoever frames us; hence
    /// the list.
    ///
    /// # Errors
    /// If neither names a portal, they disagree, or the portal is not one that this page may talk to.
    pub fn read(window_name: &str, query: &str, allowed: &AllowList) -> Result<Self, FrameError> {
        let by_name = Claim::of_name(window_name);
        let by_query = Claim::of_query(query);
        let name = match (&by_name, &by_query) {
            (Some(named), Some(queried)) if named.contradicts(queried) => {
                return Err(FrameError::Contradiction);
            }
            (Some(claim), _) | (None, Some(claim)) => claim.checked()?,
            (None, None) => return Err(FrameError::NoName),
        };
        allowed.check(&name.origin, Allowing::Frame)?;
        Ok(name)
    }
}

/// What somebody says that the portal is: host, `1` for https or `0` for http, and the frame's label.
struct Claim {
    host: String,
    scheme: Scheme,
    sid: String,
}

impl Claim {
    fn of_name(name: &str) -> Option<Self> {
        let mut parts = name.split('|');
        let (host, protocol, sid) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_none() { Self::of(host, protocol, sid) } else { None }
    }

    fn of_query(query: &str) -> Option<Self> {
        let value = |wanted: &str| {
            let mut pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(name, _)| *name == wanted).and_then(|(_, value)| form::decoded(value))
        };
        Self::of(&value("DOMAIN")?, &value("PROTOCOL")?, &value("APP_SID")?)
    }

    fn of(host: &str, protocol: &str, sid: &str) -> Option<Self> {
        let scheme = match protocol {
            "1" => Scheme::Https,
            "0" => Scheme::Http,
            _ => return None,
        };
        let is_label = sid.len() == 32 && sid.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_label.then(|| Self { host: host.to_owned(), scheme, sid: sid.to_owned() })
    }

    fn contradicts(&self, other: &Self) -> bool {
        self.sid != other.sid
            || self.scheme != other.scheme
            || (self.host != other.host
                && PortalOrigin::new(self.scheme, &self.host) != PortalOrigin::new(other.scheme, &other.host))
    }

    fn checked(&self) -> Result<FrameName, FrameError> {
        Ok(FrameName { origin: PortalOrigin::new(self.scheme, &self.host)?, sid: self.sid.clone() })
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::OriginError;

    const SID: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    const OTHER_SID: &str = "ffffffffffffffffffffffffffffffff";

    fn read(name: &str, query: &str) -> Result<String, FrameError> {
        let allowed = AllowList::parse(
            "https://*.bitrix24.com https://portal.example:8443 http://localhost:*",
            "http://127.0.0.1:8025/",
        );
        let fill = |text: &str| {
            text.replace("OTHER", OTHER_SID)
                .replace("SID", SID)
                .replace("APP_0f1e2d3c4b5a69788796a5b4c3d2e1f0", "APP_SID")
        };
        FrameName::read(&fill(name), &fill(query), &allowed).map(|name| {
            assert_eq!(name.sid, SID);
            name.origin.as_str()
        })
    }

    #[rstest]
    #[case("demo.bitrix24.com|1|SID", "")]
    #[case("demo.bitrix24.com:443|1|SID", "")]
    #[case("", "DOMAIN=demo.bitrix24.com&PROTOCOL=1&LANG=de&APP_SID=SID")]
    #[case("", "?own=1&DOMAIN=demo.bitrix24.com%3A443&PROTOCOL=1&APP_SID=SID")]
    #[case("demo.bitrix24.com|1|SID", "DOMAIN=demo.bitrix24.com:443&PROTOCOL=1&APP_SID=SID")]
    #[case("some other frame", "DOMAIN=demo.bitrix24.com&PROTOCOL=1&APP_SID=SID")]
    #[case("demo.bitrix24.com|1|SID", "DOMAIN=evil.example")]
    fn reads_name_and_query(#[case] name: &str, #[case] query: &str) {
        assert_eq!(read(name, query), Ok("https://demo.bitrix24.com".to_owned()));
    }

    #[test]
    fn keeps_ports_and_http_of_this_machine() {
        assert_eq!(read("portal.example:8443|1|SID", ""), Ok("https://portal.example:8443".to_owned()));
        assert_eq!(read("localhost:8024|0|SID", ""), Ok("http://localhost:8024".to_owned()));
    }

    #[rstest]
    #[case("", "", FrameError::NoName)]
    #[case("demo.bitrix24.com|1", "", FrameError::NoName)]
    #[case("demo.bitrix24.com|1|SID|x", "", FrameError::NoName)]
    #[case("demo.bitrix24.com|2|SID", "", FrameError::NoName)]
    #[case("demo.bitrix24.com||SID", "", FrameError::NoName)]
    #[case("demo.bitrix24.com|1|short", "", FrameError::NoName)]
    #[case("demo.bitrix24.com|1|SIDff", "", FrameError::NoName)]
    #[case("", "DOMAIN=demo.bitrix24.com&PROTOCOL=1", FrameError::NoName)]
    #[case("", "DOMAIN=%zz&PROTOCOL=1&APP_SID=SID", FrameError::NoName)]
    #[case(
        "demo.bitrix24.com|1|SID",
        "DOMAIN=a.bitrix24.com&PROTOCOL=1&APP_SID=SID",
        FrameError::Contradiction
    )]
    #[case(
        "demo.bitrix24.com|1|SID",
        "DOMAIN=demo.bitrix24.com&PROTOCOL=0&APP_SID=SID",
        FrameError::Contradiction
    )]
    #[case(
        "demo.bitrix24.com|1|SID",
        "DOMAIN=demo.bitrix24.com&PROTOCOL=1&APP_SID=OTHER",
        FrameError::Contradiction
    )]
    #[case("evil.example|1|SID", "", FrameError::Origin(OriginError::NotListed))]
    #[case("", "DOMAIN=evil.example&PROTOCOL=1&APP_SID=SID", FrameError::Origin(OriginError::NotListed))]
    #[case("demo.bitrix24.com|0|SID", "", FrameError::Origin(OriginError::Insecure))]
    #[case("demo.bitrix24.com@evil.example|1|SID", "", FrameError::Origin(OriginError::Malformed))]
    #[case("demo.bitrix24.com/x|1|SID", "", FrameError::Origin(OriginError::Malformed))]
    fn refuses(#[case] name: &str, #[case] query: &str, #[case] error: FrameError) {
        assert_eq!(read(name, query), Err(error));
    }
}
