//! Pages are shown under the machine's own names, and changes are taken from the portal's own pages.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a foreign host name and a POST that another site's page sent, and keeps pages out of caches.
pub(super) async fn protect(request: Request, next: Next) -> Response {
    if !has_own_host(request.headers()) {
        return (StatusCode::FORBIDDEN, "The portal is at localhost.").into_response();
    }
    if *request.method() == Method::POST && !is_own(request.headers()) {
        return (StatusCode::FORBIDDEN, "The portal takes this from its own pages only.").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// What a title with markup in it could still do if the escaping ever failed: nothing. Frames and
/// forms are left free, because no restriction of them is known from a real portal.
const POLICY: &str = "script-src 'self'; object-src 'none'; base-uri 'none'";

/// A name of somebody else that resolves to this machine would let that site's pages read the CRM, which
/// may come from a data file. An address in numbers cannot be made to mean another machine.
fn has_own_host(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let Some(authority) = host.and_then(|host| host.parse::<Authority>().ok()) else { return false };
    let name = authority.host();
    name == "localhost" || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
}

/// A client that is no browser sends no `Origin`, and has no session of somebody else to abuse.
fn is_own(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let origin_host = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    origin_host.is_some_and(|(_, authority)| Some(authority) == host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("localhost:8024", true)]
    #[case("127.0.0.1:8024", true)]
    #[case("[::1]:8024", true)]
    #[case("192.168.0.7", true)]
    #[case("elsewhere.example:8024", false)]
    #[case("localhost.elsewhere.example", false)]
    #[case("", false)]
    fn pages_are_shown_under_own_names_only(#[case] host: &'static str, #[case] shown: bool) {
        let headers = HeaderMap::from_iter([(header::HOST, HeaderValue::from_static(host))]);
        assert_eq!(has_own_host(&headers), shown);
    }

    #[rstest]
    #[case(None, true)]
    #[case(Some("http://localhost:8024"), true)]
    #[case(Some("http://127.0.0.1:8025"), false)]
    #[case(Some("null"), false)]
    fn only_the_own_origin_may_change(#[case] origin: Option<&'static str>, #[case] allowed: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("localhost:8024"));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        assert_eq!(is_own(&headers), allowed);
    }
}
