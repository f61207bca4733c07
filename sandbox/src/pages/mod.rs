//! The portal's pages for people.
//!
//! The addresses are those of a real portal; besides, `GET /_sandbox/switch` changes the user, the
//! language and the theme of the session.

use axum::Router;

use crate::server::Shared;

/// All pages of the portal's site.
pub fn router(shared: Shared) -> Router {
    Router::new().with_state(shared)
}
