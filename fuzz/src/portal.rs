//! Addresses of portals: what is accepted is a plain origin, and the one that a browser would talk to.

use b24_duplicates::domain::{AllowList, Allowing, OriginError, PortalOrigin, Scheme};
use b24_duplicates::protocol::frame::FrameName;
use b24_duplicates::protocol::webhook;
use url::{Host, Url};

const LOCAL_PAGE: &str = "http://127.0.0.1:8025/index.html";
const EVERY_PORTAL: &str = "https: http:";

/// Reads the first lines of a text as a host or a webhook's address, as `window.name`, as the query of the
/// page's address, as a `connect-src`, and as the address of the page.
///
/// # Panics
/// If an origin is accepted that is not a plain one, that a browser reads otherwise, or that is not on the list.
pub fn portal(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    let (address, window_name, query, list, page) = (next(), next(), next(), next(), next());
    for scheme in [Scheme::Https, Scheme::Http] {
        if let Ok(origin) = PortalOrigin::new(scheme, address) {
            check_origin(&origin);
            check_list(list, page, &origin);
        }
    }
    check_webhook(address);
    check_name(window_name, query);
    check_frame(window_name, query, list, page);
}

fn check_origin(origin: &PortalOrigin) {
    let text = origin.as_str();
    assert_eq!(PortalOrigin::new(origin.scheme(), origin.host()).as_ref(), Ok(origin), "not stable: {text}");
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.:[]".contains(&byte);
    assert!(origin.host().bytes().all(plain), "{text}");
    let Ok(url) = Url::parse(&text) else {
        // The standard knows labels that a browser cannot look up (`xn--` before what is no punycode).
        assert!(text.contains("xn--"), "a browser does not take {text}");
        return;
    };
    assert_eq!(url.origin().ascii_serialization(), text, "a browser says the origin otherwise");
    assert!(url.username().is_empty() && url.password().is_none() && url.path() == "/");
    assert_eq!(is_this_machine(&url), origin.is_loopback(), "{text}");
    assert!(origin.scheme() == Scheme::Https || origin.is_loopback(), "in the clear: {text}");
}

fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// A portal that the list admits is named by one of its sources; by a frame it must be named itself.
fn check_list(list: &str, page: &str, origin: &PortalOrigin) {
    let allowed = AllowList::parse(list, page);
    let (framed, typed) = (allowed.check(origin, Allowing::Frame), allowed.check(origin, Allowing::Typed));
    assert!(framed.is_err() || typed.is_ok(), "a frame may name more than the user");
    if framed.is_ok() {
        let sources =
            list.split_ascii_whitespace().map(|source| if source == "'self'" { page } else { source });
        let named = sources.map(str::to_ascii_lowercase).any(|source| names(&source, origin));
        assert!(named, "{} is not in {list:?}", origin.as_str());
    }
    let page = page.to_ascii_lowercase();
    let is_local = ["localhost", "127.", "[::1]"].iter().any(|local| page.contains(local));
    if origin.is_loopback() && !is_local {
        assert_eq!((framed, typed), (Err(OriginError::OtherMachine), Err(OriginError::OtherMachine)));
    }
    assert!(AllowList::parse("", &page).check(origin, Allowing::Typed).is_err(), "an empty list admits");
    let more = AllowList::parse(&[list, " https://more.example"].concat(), &page);
    assert!(more.check(origin, Allowing::Typed).is_ok() || typed.is_err(), "a longer list admits less");
}

/// Whether the host of a source is this one, or ends it.
fn names(source: &str, origin: &PortalOrigin) -> bool {
    let host = without_port(origin.host());
    let after_scheme = source.split_once("://").filter(|(scheme, _)| !scheme.contains('/'));
    let rest = after_scheme.map_or(source, |(_, rest)| rest);
    let name = rest.trim_start_matches('/').split(['/', '?', '#']).next().unwrap_or_default();
    match name.strip_prefix('*') {
        Some(end) => {
            let end = end.split(':').next().unwrap_or_default();
            end.starts_with('.') && host.len() > end.len() && host.ends_with(end)
        }
        None => name == host || name.strip_prefix(host).is_some_and(|port| port.starts_with(':')),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// What is taken for a webhook's address leads a browser to the same origin.
fn check_webhook(address: &str) {
    let Ok(read) = webhook::parse(address, &AllowList::parse(EVERY_PORTAL, LOCAL_PAGE)) else { return };
    check_origin(&read.origin);
    let address: String = address.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect();
    let address = address.trim_matches(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_'));
    let whole = if address.contains("://") { address.to_owned() } else { ["https://", address].concat() };
    let Ok(url) = Url::parse(&whole) else {
        assert!(read.origin.host().contains("xn--"), "a browser does not take {whole}");
        return;
    };
    assert_eq!(url.origin().ascii_serialization(), read.origin.as_str());
    assert!(url.username().is_empty() && url.password().is_none());
    assert_eq!(url_user(&url).map(str::parse), Some(Ok(read.user.0.get())));
}

/// The user of `/rest/USER/` and of `/rest/api/USER/`.
fn url_user(url: &Url) -> Option<&str> {
    let mut segments = url.path_segments()?.filter(|segment| !segment.is_empty() && *segment != "api");
    segments.next().filter(|first| *first == "rest").and_then(|_| segments.next())
}

/// Name and query say the same when both say something.
fn check_name(window_name: &str, query: &str) {
    let allowed = AllowList::parse("https://*.example http://localhost:*", LOCAL_PAGE);
    let read = |name: &str, query: &str| FrameName::read(name, query, &allowed);
    let Ok(both) = read(window_name, query) else { return };
    check_origin(&both.origin);
    assert!(both.sid.len() == 32 && both.sid.bytes().all(|byte| byte.is_ascii_hexdigit()));
    for alone in [read(window_name, ""), read("", query)].into_iter().flatten() {
        assert_eq!(alone, both);
    }
}

/// The portal of a frame is one of the list, whoever wrote name and query.
fn check_frame(window_name: &str, query: &str, list: &str, page: &str) {
    let allowed = AllowList::parse(list, page);
    if let Ok(name) = FrameName::read(window_name, query, &allowed) {
        assert_eq!(allowed.check(&name.origin, Allowing::Frame), Ok(()));
        check_list(list, page, &name.origin);
    }
}
