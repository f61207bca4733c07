//! REST over HTTP: between axum's types and the core's.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;

use super::Shared;
use crate::pages::session::Session;
use crate::rest::{Delivery, RestRequest, RestResponse, Verb};

/// Larger than any request of a client that keeps to fifty commands.
const MAX_BODY_BYTES: usize = 16 * 1024 * 1024;

/// Everything under `/rest/`.
pub(super) fn router(shared: Shared) -> Router {
    Router::new()
        .route("/rest/", any(answer))
        .route("/rest/{*path}", any(answer))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .with_state(shared)
}

async fn answer(
    State(shared): State<Shared>,
    ConnectInfo(source): ConnectInfo<SocketAddr>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let request = RestRequest {
        verb: match method {
            Method::OPTIONS => Verb::Options,
            Method::POST => Verb::Post,
            _ => Verb::Get,
        },
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        content_type: text(header::CONTENT_TYPE),
        bearer: text(header::AUTHORIZATION)
            .and_then(|value| value.strip_prefix("Bearer ").map(str::to_owned)),
        body: body.to_vec(),
        source: source.ip().to_string(),
        is_secure: shared.sites().portal_url.starts_with("https:"),
        session_user: Session::carried_by(&headers),
    };
    let now = shared.now();
    deliver(shared.with(|portal| portal.handle(&request, now))).await
}

/// Waits as long as the portal worked, then sends the answer, or does to it what a fault asks for.
async fn deliver(response: RestResponse) -> Response {
    if !response.took.is_zero() {
        tokio::time::sleep(response.took).await;
    }
    let body = match response.delivery {
        Delivery::Whole => Body::from(response.body),
        Delivery::Reset => Body::from_stream(futures_util::stream::iter([Err::<Bytes, _>(io::Error::from(
            io::ErrorKind::ConnectionReset,
        ))])),
        Delivery::Stall => std::future::pending().await,
    };
    let mut built = Response::builder().status(response.status);
    for (name, value) in &response.headers {
        built = built.header(*name, value);
    }
    // A fault may ask for a redirect to something that no header can hold.
    built.body(body).unwrap_or_else(|error| {
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            format!(
                "cannot send this answer: {error}
"
            ),
        )
            .into_response()
    })
}
