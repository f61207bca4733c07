//! The control interface under `/_sandbox/`, for tests and demonstrations.
//!
//! It sends no CORS headers, takes JSON only and answers loopback hosts only: a data file may hold a real
//! CRM, and no page of another site may read or change it.

mod account;
mod commands;
mod settings;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::Shared;

/// Room for a data file of some hundred thousand records.
const MAX_DATA_BYTES: usize = 256 * 1024 * 1024;

/// The routes of the control interface.
pub(super) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/_sandbox/stats", get(account::stats))
        .route("/_sandbox/truth", get(account::truth))
        .route("/_sandbox/records", get(account::export).post(commands::records))
        .route("/_sandbox/reset", post(commands::reset))
        .route("/_sandbox/faults", post(commands::faults))
        .route("/_sandbox/time", post(commands::time))
        .route("/_sandbox/users", post(commands::users))
        .route("/_sandbox/tokens", post(commands::tokens))
        .route("/_sandbox/settings", post(settings::settings))
        .layer(DefaultBodyLimit::max(MAX_DATA_BYTES))
        .route_layer(from_fn(guard))
        .with_state(shared)
}

/// Lets loopback hosts through, and only JSON where something is sent.
async fn guard(request: Request, next: Next) -> Response {
    match refusal(&request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(request: &Request) -> Option<(StatusCode, &'static str)> {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_loopback(text(header::HOST)) {
        return Some((StatusCode::FORBIDDEN, "only loopback hosts may control the sandbox\n"));
    }
    let media_type = text(header::CONTENT_TYPE).split(';').next().unwrap_or_default().trim();
    let is_json = media_type.eq_ignore_ascii_case("application/json");
    (request.method() == Method::POST && !is_json)
        .then_some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "send JSON\n"))
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("localhost:8024", true)]
    #[case("127.0.0.1", true)]
    #[case("[::1]:8024", true)]
    #[case("[::1]", true)]
    #[case("evil.example:8024", false)]
    #[case("localhost.evil.example", false)]
    #[case("", false)]
    fn only_loopback_names_pass(#[case] host: &str, #[case] passes: bool) {
        assert_eq!(is_loopback(host), passes);
    }
}
