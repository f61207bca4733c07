//! The host of the application: serves a built widget, as a well-configured static host would.

use std::io;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use tower_http::services::ServeDir;

use super::Shared;

/// Where the widget lies, and who may frame it.
#[derive(Clone, Debug)]
struct Site {
    dist: Option<PathBuf>,
    policy: String,
}

/// The application's site over a folder. Without one it says how to get one.
pub(super) fn router(dist: Option<&Path>, shared: &Shared) -> Router {
    let policy = format!("frame-ancestors {}", shared.sites().portal_url);
    Router::new().fallback(serve).with_state(Site { dist: dist.map(Path::to_path_buf), policy })
}

async fn serve(State(site): State<Site>, request: Request) -> Response {
    let uri = request.uri().clone();
    let mut response = file(&site, request).await.unwrap_or_else(|error| {
        // A file that exists and cannot be read: the reason belongs to whoever started the sandbox.
        eprintln!("sandbox: cannot serve {}: {error}", uri.path());
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    });
    if response.status() == StatusCode::NOT_FOUND && is_entry(&uri) {
        response = (StatusCode::SERVICE_UNAVAILABLE, Html(MISSING)).into_response();
    }
    if let Ok(policy) = HeaderValue::from_str(&site.policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    harden(response.headers_mut());
    response
}

/// The portal opens its frame by a POST, which static hosts refuse: the entry answers it like a GET,
/// and its body, which holds tokens, is thrown away unread.
async fn file(site: &Site, request: Request) -> io::Result<Response> {
    let Some(dist) = &site.dist else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let (mut parts, _body) = request.into_parts();
    if parts.method == Method::POST && is_entry(&parts.uri) {
        parts.method = Method::GET;
    }
    let request = Request::from_parts(parts, Body::empty());
    Ok(ServeDir::new(dist).try_call(request).await?.map(Body::new))
}

fn is_entry(uri: &Uri) -> bool {
    matches!(uri.path(), "/" | "/index.html")
}

fn harden(headers: &mut HeaderMap) {
    let is_html =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let caching = if is_html { "no-store" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
}

const MISSING: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>No widget</title>\
    <p>There is no built widget here. Run <code>cargo xtask dist</code>, then reload.</p></html>";
