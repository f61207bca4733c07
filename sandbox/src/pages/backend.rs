//! What the portal's pages ask of their own server: frames, fresh tokens, options, installation.
//!
//! The script of the page answers a frame only from what these answers allow. A refusal is a status
//! without a body, which reaches the frame as silence.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use crate::php::{Array, Value, from_json, parse_query, to_json};
use crate::portal::Portal;
use crate::server::Shared;

use super::app::{host_of, referring_page};
use super::error::PageError;
use super::frame::{self, Place, Surface, Trials};
use super::session::Session;

/// Which frame a page wants.
#[derive(Debug, Deserialize)]
pub(super) struct FrameRequest {
    placement: String,
    #[serde(default)]
    binding: usize,
    #[serde(default)]
    options: serde_json::Value,
}

/// A new frame for a part of a page, as HTML. `DEFAULT` has a page of its own.
pub(super) async fn frame(
    State(shared): State<Shared>,
    headers: HeaderMap,
    session: Session,
    Json(request): Json<FrameRequest>,
) -> Result<Html<String>, PageError> {
    let uri = referring_page(&headers);
    let query = uri.as_deref().and_then(|uri| uri.split_once('?')).map_or("", |(_, query)| query);
    let place = Place {
        placement: request.placement.to_uppercase(),
        binding: request.binding,
        options: options(&request.options),
        surface: Surface::Page,
        host: host_of(&headers, &shared),
        trials: Trials::of(&parse_query(query)),
        uri,
    };
    frame::render(&shared, &session, &place).map(Html)
}

/// New tokens for the user of the session.
pub(super) async fn refresh_auth(State(shared): State<Shared>, session: Session) -> Response {
    let now = shared.now();
    let token = shared.with(|portal| {
        let user_id = app_user(portal, &session)?;
        Some(portal.refresh(user_id, now))
    });
    match token {
        Some(token) => Json(json!({
            "AUTH_ID": token.access,
            "AUTH_EXPIRES": token.expires_in_s.to_string(),
            "REFRESH_ID": token.refresh,
        }))
        .into_response(),
        None => StatusCode::UNAUTHORIZED.into_response(),
    }
}

/// One option of the application.
#[derive(Debug, Deserialize)]
pub(super) struct OptionRequest {
    name: String,
    #[serde(default)]
    value: serde_json::Value,
}

/// Stores an option for the user and answers all of the user's options.
pub(super) async fn user_option(
    State(shared): State<Shared>,
    session: Session,
    Json(request): Json<OptionRequest>,
) -> Response {
    let stored = shared.with(|portal| {
        let user_id = app_user(portal, &session)?;
        let options = portal.app.user_options.entry(user_id).or_default();
        options.insert(request.name, value(&request.value));
        Some(Value::map(options.iter().map(|(key, value)| (key.as_str(), value.clone()))))
    });
    php_json(stored)
}

/// Stores an option for all users, for an administrator only, and answers all of these options.
pub(super) async fn app_option(
    State(shared): State<Shared>,
    session: Session,
    Json(request): Json<OptionRequest>,
) -> Response {
    let stored = shared.with(|portal| {
        app_user(portal, &session).filter(|_| session.is_admin(portal))?;
        let options = &mut portal.app.app_options;
        options.insert(request.name, value(&request.value));
        Some(Value::map(options.iter().map(|(key, value)| (key.as_str(), value.clone()))))
    });
    php_json(stored)
}

/// Whether the user has opened the application before.
#[derive(Debug, Deserialize)]
pub(super) struct FirstRunRequest {
    done: bool,
}

/// Marks that the user has opened the application, or has not.
pub(super) async fn first_run(
    State(shared): State<Shared>,
    session: Session,
    Json(request): Json<FirstRunRequest>,
) -> StatusCode {
    shared.with(|portal| match app_user(portal, &session) {
        Some(user_id) if request.done => {
            portal.app.first_run_done.insert(user_id);
            StatusCode::NO_CONTENT
        }
        Some(user_id) => {
            portal.app.first_run_done.remove(&user_id);
            StatusCode::NO_CONTENT
        }
        None => StatusCode::UNAUTHORIZED,
    })
}

/// Whether the installation is done.
#[derive(Debug, Deserialize)]
pub(super) struct InstallRequest {
    finished: bool,
}

/// Ends or undoes the installation, for an administrator only.
pub(super) async fn install_finish(
    State(shared): State<Shared>,
    session: Session,
    Json(request): Json<InstallRequest>,
) -> StatusCode {
    shared.with(|portal| {
        if session.is_admin(portal) {
            portal.app.installed = request.finished;
            StatusCode::NO_CONTENT
        } else {
            StatusCode::FORBIDDEN
        }
    })
}

/// The session's user, if the user may open the application.
fn app_user(portal: &Portal, session: &Session) -> Option<u32> {
    let user = portal.users.get(&session.user_id?)?;
    let may = user.has_app_access && user.is_active() && !portal.app.is_removed;
    may.then_some(user.id)
}

fn options(json: &serde_json::Value) -> Array {
    match value(json) {
        Value::Array(array) => array,
        _ => Array::default(),
    }
}

fn value(json: &serde_json::Value) -> Value {
    from_json(json.to_string().as_bytes()).unwrap_or_default()
}

fn php_json(stored: Option<Value>) -> Response {
    match stored {
        Some(value) => ([(header::CONTENT_TYPE, "application/json")], to_json(&value)).into_response(),
        None => StatusCode::FORBIDDEN.into_response(),
    }
}
