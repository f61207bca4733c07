//! The host of the application: serves a built widget, as any static host would.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use tower_http::services::ServeDir;

use super::{InstallPath, Shared};
use crate::portal::CARD_PAGE;

/// The application's site over a folder. Without one, or without a widget in it, it says how to get one.
///
/// The pages that a portal opens in a frame answer POST as well as GET, since it opens them by POST.
pub(super) fn router(dist: Option<&Path>, install_path: &InstallPath, shared: &Shared) -> Router {
    let Some(dist) = dist else {
        return Router::new().fallback(any(missing));
    };
    let ancestors = format!("frame-ancestors {}", shared.sites().portal_url);
    let page = |name| get(opened).post(opened).with_state(dist.join(name));
    let pages = Router::new().route("/", page("index.html")).route(&format!("/{CARD_PAGE}"), page(CARD_PAGE));
    let pages = match install_path.file() {
        Some(file) if file != CARD_PAGE => pages.route(&format!("/{file}"), page(file)),
        _ => pages,
    };
    pages
        .fallback_service(ServeDir::new(dist))
        .layer(map_response(move |response| std::future::ready(secured(&ancestors, response))))
}

async fn opened(State(file): State<PathBuf>) -> Response {
    match tokio::fs::read_to_string(file).await {
        Ok(page) => Html(page).into_response(),
        Err(_) => missing().await.into_response(),
    }
}

/// The headers that a careful host sends with every file.
fn secured(ancestors: &str, mut response: Response) -> Response {
    let headers = response.headers_mut();
    let is_page =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let caching = if is_page { "no-store" } else { "no-cache" };
    let fixed: [(HeaderName, &str); 3] = [
        (header::CACHE_CONTROL, caching),
        (header::CONTENT_SECURITY_POLICY, ancestors),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}

async fn missing() -> (StatusCode, Html<&'static str>) {
    (StatusCode::NOT_FOUND, Html(MISSING))
}

const MISSING: &str = "<!doctype html><html lang=\"en\"><title>No widget</title>\
    <p>There is no built widget here. Run <code>cargo xtask dist</code>, then reload.</p></html>";
