//! Changes are taken from the portal's own pages only.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a POST that another site's page sent, and keeps pages out of caches and foreign scripts.
pub(super) async fn own_origin_only(request: Request, next: Next) -> Response {
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
