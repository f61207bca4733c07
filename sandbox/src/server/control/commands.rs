//! What the control interface changes.

use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::data;
use crate::portal::Fault;
use crate::server::Shared;

pub(super) type Outcome = Result<Json<Value>, (StatusCode, String)>;

/// Back to the state after the start: records, tokens, counters, faults, clock.
pub(super) async fn reset(State(shared): State<Shared>) -> Json<Value> {
    shared.reset();
    done()
}

/// Replaces the records, and whatever else a data file names.
pub(super) async fn records(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let file = data::DataFile::parse(&body).map_err(|error| refused(&error))?;
    shared.with(|portal| file.load(portal));
    Ok(done())
}

/// Replaces the script of faults. An empty list ends all faults.
pub(super) async fn faults(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let script: Vec<Fault> = parsed(&body)?;
    let now = shared.now();
    shared.with(|portal| portal.faults.set(script, now));
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Time {
    advance_s: f64,
}

/// Moves the portal's clock on.
pub(super) async fn time(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let time: Time = parsed(&body)?;
    shared.advance(Duration::try_from_secs_f64(time.advance_s).map_err(|error| refused(&error))?);
    Ok(Json(json!({ "now": shared.now().iso() })))
}

/// Changes users or adds some.
pub(super) async fn users(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let users: Vec<data::UserChange> = parsed(&body)?;
    shared.with(|portal| {
        for change in users {
            change.apply(&mut portal.users);
        }
    });
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tokens {
    /// How long new tokens live, in seconds.
    ttl_s: Option<u64>,
    /// A user to give a token to.
    issue_for: Option<u32>,
    /// A token to take back.
    revoke: Option<String>,
}

/// Sets the life of tokens, gives one out, takes one back.
pub(super) async fn tokens(State(shared): State<Shared>, body: Bytes) -> Outcome {
    let tokens: Tokens = parsed(&body)?;
    let now = shared.now();
    shared.with(|portal| {
        if let Some(seconds) = tokens.ttl_s {
            portal.settings.token_ttl = Duration::from_secs(seconds);
        }
        if let Some(access) = tokens.revoke {
            portal.revoke_token(&access);
        }
        let issued = tokens.issue_for.map(|user_id| portal.issue_token(user_id, now));
        Ok(Json(issued.map_or(json!({}), |token| {
            json!({ "access": token.access, "refresh": token.refresh, "expires_in_s": token.expires_in_s })
        })))
    })
}

pub(super) fn parsed<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, (StatusCode, String)> {
    serde_json::from_slice(body).map_err(|error| refused(&error))
}

fn refused(error: &dyn std::error::Error) -> (StatusCode, String) {
    (StatusCode::BAD_REQUEST, format!("{error}\n"))
}

pub(super) fn done() -> Json<Value> {
    Json(json!({}))
}
