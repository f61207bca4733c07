//! The portals that this page may talk to.

use super::portal::{OriginError, PortalOrigin, Scheme, is_loopback, name_and_port};

/// The portals that this page may talk to: the sources of the page's own `connect-src`, so that there is
/// one list, and the browser holds us to it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AllowList {
    sources: Vec<Source>,
    /// The page itself is on this machine.
    page_is_loopback: bool,
}

/// Who named the portal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Allowing {
    /// The window that framed us. Whoever frames us chooses it, so that it must be listed by name.
    Frame,
    /// The user, who typed it. A source that admits every host is enough.
    Typed,
}

/// One source of the list. A source with a path counts as its host.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Source {
    /// `http` admits `https` as well, as in the policy itself.
    scheme: Scheme,
    host: HostPattern,
    port: PortPattern,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum HostPattern {
    Any,
    Exactly(String),
    /// With the dot before it: `*.example` admits `a.example` and not `example`.
    EndingIn(String),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum PortPattern {
    Any,
    /// The default port of the scheme that is used.
    Default,
    Exactly(u16),
}

impl AllowList {
    /// Reads the value of a `connect-src` directive; `page_address` is the page's own address, for `'self'`
    /// and for sources without a scheme. Sources that are no addresses (`'none'`, `data:`) admit nothing.
    pub fn parse(connect_src: &str, page_address: &str) -> Self {
        let page = page_source(page_address);
        let page_scheme = page.as_ref().map_or(Scheme::Https, |page| page.scheme);
        let read = |text: &str| match text {
            "'self'" => page.clone(),
            _ => source(text, page_scheme),
        };
        Self {
            sources: connect_src.split_ascii_whitespace().filter_map(read).collect(),
            page_is_loopback: page.is_some_and(|page| page.is_loopback()),
        }
    }

    /// Whether a portal may be talked to.
    ///
    /// # Errors
    /// If it is not listed; or if it is on this machine while the page is not: a page of the web must not
    /// reach into the machine of whoever opens it.
    pub fn check(&self, origin: &PortalOrigin, named_by: Allowing) -> Result<(), OriginError> {
        if origin.is_loopback() && !self.page_is_loopback {
            return Err(OriginError::OtherMachine);
        }
        let admitted = self.sources.iter().any(|source| source.admits(origin, named_by));
        if admitted { Ok(()) } else { Err(OriginError::NotListed) }
    }
}

impl Source {
    fn admits(&self, origin: &PortalOrigin, named_by: Allowing) -> bool {
        let (name, port) = origin.name_and_port();
        let scheme = origin.scheme();
        let scheme_fits = scheme == self.scheme || scheme == Scheme::Https;
        let host_fits = match &self.host {
            HostPattern::Any => named_by == Allowing::Typed,
            HostPattern::Exactly(host) => host == name,
            HostPattern::EndingIn(end) => name.len() > end.len() && name.ends_with(end),
        };
        let port_fits = match self.port {
            PortPattern::Any => true,
            PortPattern::Default => port == default_port(scheme),
            PortPattern::Exactly(listed) => port == listed,
        };
        scheme_fits && host_fits && port_fits
    }

    fn is_loopback(&self) -> bool {
        matches!(&self.host, HostPattern::Exactly(host) if is_loopback(host))
    }
}

const fn default_port(scheme: Scheme) -> u16 {
    match scheme {
        Scheme::Https => 443,
        Scheme::Http => 80,
    }
}

fn page_source(address: &str) -> Option<Source> {
    let page = source(address, Scheme::Https)?;
    matches!(page.host, HostPattern::Exactly(_)).then_some(page)
}

fn source(text: &str, page_scheme: Scheme) -> Option<Source> {
    let text = text.to_ascii_lowercase();
    let (scheme, after_scheme) = match text.split_once(':') {
        Some(("https", rest)) => (Scheme::Https, Some(rest)),
        Some(("http", rest)) => (Scheme::Http, Some(rest)),
        _ => (page_scheme, None),
    };
    let host_and_path = match after_scheme {
        Some("") => return Some(Source { scheme, host: HostPattern::Any, port: PortPattern::Any }),
        Some(rest) => rest.strip_prefix("//")?,
        None => text.as_str(),
    };
    let authority = host_and_path.split('/').next()?;
    let (name, port) = name_and_port(authority);
    let port = match port {
        None => PortPattern::Default,
        Some(port) => listed_port(port)?,
    };
    Some(Source { scheme, host: listed_host(name)?, port })
}

fn listed_port(text: &str) -> Option<PortPattern> {
    if text == "*" { Some(PortPattern::Any) } else { text.parse().ok().map(PortPattern::Exactly) }
}

fn listed_host(name: &str) -> Option<HostPattern> {
    let (host, plain) = match name.strip_prefix('*') {
        Some("") => return Some(HostPattern::Any),
        Some(end) => (HostPattern::EndingIn(end.to_owned()), end.strip_prefix('.')?),
        None => (HostPattern::Exactly(name.to_owned()), name),
    };
    PortalOrigin::new(Scheme::Https, plain).is_ok().then_some(host)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    const PAGE: &str = "https://widget.example/d/index.html";
    const LOCAL_PAGE: &str = "http://127.0.0.1:8025/index.html";
    const LISTED: &str = "'self' https://*.bitrix24.com https://*.bitrix24.de https://Portal.example:8443/rest/ http://localhost:*";

    fn check(list: &str, page: &str, origin: (Scheme, &str), named_by: Allowing) -> Result<(), OriginError> {
        let origin = PortalOrigin::new(origin.0, origin.1).unwrap();
        AllowList::parse(list, page).check(&origin, named_by)
    }

    #[rstest]
    #[case("demo.bitrix24.com", Ok(()))]
    #[case("a.b.bitrix24.de", Ok(()))]
    #[case("bitrix24.com", Err(OriginError::NotListed))]
    #[case("demo.bitrix24.com:444", Err(OriginError::NotListed))]
    #[case("notbitrix24.com", Err(OriginError::NotListed))]
    #[case("demo.bitrix24.com.evil.example", Err(OriginError::NotListed))]
    #[case("portal.example:8443", Ok(()))]
    #[case("portal.example", Err(OriginError::NotListed))]
    #[case("widget.example", Ok(()))]
    #[case("evil.example", Err(OriginError::NotListed))]
    #[case("localhost:8024", Err(OriginError::OtherMachine))]
    #[case("127.0.0.1", Err(OriginError::OtherMachine))]
    fn a_page_of_the_web(#[case] host: &str, #[case] allowed: Result<(), OriginError>) {
        assert_eq!(check(LISTED, PAGE, (Scheme::Https, host), Allowing::Frame), allowed);
        assert_eq!(check(LISTED, PAGE, (Scheme::Https, host), Allowing::Typed), allowed);
    }

    #[rstest]
    #[case(Scheme::Http, "localhost:8024", Ok(()))]
    #[case(Scheme::Https, "localhost:8024", Ok(()))]
    #[case(Scheme::Http, "127.0.0.1:8024", Err(OriginError::NotListed))]
    #[case(Scheme::Http, "127.0.0.1:8025", Ok(()))]
    #[case(Scheme::Https, "demo.bitrix24.com", Ok(()))]
    fn a_page_of_this_machine(
        #[case] scheme: Scheme,
        #[case] host: &str,
        #[case] allowed: Result<(), OriginError>,
    ) {
        assert_eq!(check(LISTED, LOCAL_PAGE, (scheme, host), Allowing::Frame), allowed);
    }

    #[rstest]
    #[case("https:")]
    #[case("*")]
    #[case("https://*")]
    #[case("https://*:*")]
    #[case("http:")]
    fn a_source_for_every_host_admits_only_what_is_typed(#[case] list: &str) {
        let portal = (Scheme::Https, "portal.example");
        assert_eq!(check(list, PAGE, portal, Allowing::Frame), Err(OriginError::NotListed));
        assert_eq!(check(list, PAGE, portal, Allowing::Typed), Ok(()));
        let local = (Scheme::Http, "localhost:8024");
        assert_eq!(check(list, PAGE, local, Allowing::Typed), Err(OriginError::OtherMachine));
    }

    #[rstest]
    #[case("http:", Ok(()))]
    #[case("https:", Err(OriginError::NotListed))]
    fn a_local_page_still_keeps_to_the_scheme(#[case] list: &str, #[case] allowed: Result<(), OriginError>) {
        assert_eq!(check(list, LOCAL_PAGE, (Scheme::Http, "localhost:8024"), Allowing::Typed), allowed);
    }

    #[rstest]
    #[case("")]
    #[case("'none'")]
    #[case("data: blob: wss://portal.example")]
    #[case("*portal.example")]
    #[case("https://portal.example:x")]
    #[case("http://")]
    // Read as the host's name before, while a browser passes over them.
    #[case("https:portal.example")]
    #[case("https:/portal.example")]
    #[case("//portal.example")]
    fn nothing_is_listed(#[case] list: &str) {
        let portal = (Scheme::Https, "portal.example");
        assert_eq!(check(list, PAGE, portal, Allowing::Frame), Err(OriginError::NotListed));
    }

    #[rstest]
    #[case("portal.example", PAGE)]
    #[case("http://portal.example", PAGE)]
    #[case("HTTPS://PORTAL.EXAMPLE", PAGE)]
    #[case("portal.example", LOCAL_PAGE)]
    fn lists_by_name(#[case] list: &str, #[case] page: &str) {
        assert_eq!(check(list, page, (Scheme::Https, "portal.example"), Allowing::Frame), Ok(()));
    }

    #[test]
    fn an_unreadable_page_address_is_not_this_machine() {
        let local = (Scheme::Http, "localhost:8024");
        assert_eq!(
            check("http://localhost:*", "about:blank", local, Allowing::Frame),
            Err(OriginError::OtherMachine)
        );
    }
}
