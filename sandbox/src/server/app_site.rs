//! The host of the application: serves a built widget with the headers of the snippets in `docs/hosting`.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use flate2::Compression;
use flate2::write::GzEncoder;
use tower_http::services::ServeDir;

use super::{InstallPath, Shared};
use crate::portal::CARD_PAGE;

/// The whole application, which a portal opens.
const INDEX: &str = "index.html";

/// The page that people open by themselves.
const PLAIN_PAGE: &str = "page.html";

/// The application's site over a folder. Without one, or without a widget in it, it says how to get one.
///
/// The pages that a portal opens in a frame answer POST as well as GET, since it opens them by POST.
pub(super) fn router(dist: Option<&Path>, install_path: &InstallPath, shared: &Shared) -> Router {
    let Some(dist) = dist else {
        return Router::new().fallback(any(missing));
    };
    let page = |name| get(opened).post(opened).with_state(dist.join(name));
    let mut frames = Router::new().route("/", page(INDEX));
    for name in [INDEX, CARD_PAGE] {
        frames = frames.route(&format!("/{name}"), page(name));
    }
    if let Some(file) = install_path.file().filter(|file| ![INDEX, CARD_PAGE, PLAIN_PAGE].contains(file)) {
        frames = frames.route(&format!("/{file}"), page(file));
    }
    let plain = Router::new().route(&format!("/{PLAIN_PAGE}"), get(opened).with_state(dist.join(PLAIN_PAGE)));
    let files = Router::new()
        .fallback_service(ServeDir::new(dist).precompressed_br().precompressed_gzip())
        .layer(from_fn(kept));
    let by_portal = format!("frame-ancestors {}", shared.sites().portal_url);
    frames
        .layer(from_fn_with_state(by_portal, guarded))
        .merge(
            plain
                .layer(from_fn(alone))
                .layer(from_fn_with_state("frame-ancestors 'none'".to_owned(), guarded)),
        )
        .fallback_service(files)
}

/// A page is packed as it is sent: whoever hosts it may have changed it since it was built.
async fn opened(State(file): State<PathBuf>, headers: HeaderMap) -> Response {
    let Ok(page) = tokio::fs::read_to_string(file).await else {
        return missing().await.into_response();
    };
    match gzip(page.as_bytes()).ok().filter(|_| takes_gzip(&headers)) {
        Some(packed) => {
            let head = [(header::CONTENT_ENCODING, "gzip"), (header::VARY, "accept-encoding")];
            (head, Html(packed)).into_response()
        }
        None => ([(header::VARY, "accept-encoding")], Html(page)).into_response(),
    }
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|coding| coding.trim() == "gzip"))
}

fn gzip(page: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::default());
    writer.write_all(page)?;
    writer.finish()
}

/// A page, which names the files of its release, is asked for each time; who may frame it is said with it.
async fn guarded(State(ancestors): State<String>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut(), header::CACHE_CONTROL, "no-store");
    set(response.headers_mut(), header::CONTENT_SECURITY_POLICY, &ancestors);
    set(response.headers_mut(), header::REFERRER_POLICY, "no-referrer");
    set(response.headers_mut(), header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

/// No window that opened the page that holds a webhook, or that it opens, has a hand on it.
async fn alone(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut(), HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    response
}

/// A file whose name says what is in it may be kept for a year, if it is there.
async fn kept(request: Request, next: Next) -> Response {
    let is_lasting = says_what_it_holds(request.uri().path());
    let mut response = next.run(request).await;
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let caching = match (is_there, is_lasting) {
        (true, true) => "public, max-age=31536000, immutable",
        // Another application than ours may be served here.
        (true, false) => "no-cache",
        (false, _) => "no-store",
    };
    set(response.headers_mut(), header::CACHE_CONTROL, caching);
    // A page by another path, as `//page.html`, has its own in it.
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/html");
    if !is_page {
        set(response.headers_mut(), header::CONTENT_SECURITY_POLICY, BESIDE_A_PAGE);
    }
    set(response.headers_mut(), header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

/// What a script may do that runs beside a page: such a one takes no policy from the page.
const BESIDE_A_PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// Whether a path has a digest of at least 32 bits in it, as both a build of ours and Trunk's write it.
fn says_what_it_holds(path: &str) -> bool {
    path.split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| word.len() >= 8 && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

async fn missing() -> (StatusCode, Html<&'static str>) {
    (StatusCode::NOT_FOUND, Html(MISSING))
}

const MISSING: &str = "<!doctype html><html lang=\"en\"><title>No widget</title>\
    <p>There is no built widget here. Run <code>cargo xtask dist</code>, then reload.</p></html>";
