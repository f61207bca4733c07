//! The portal's pages for people.
//!
//! The addresses are those of a real portal; besides, `GET /_sandbox/switch` changes the user, the
//! language, the theme and the portal's version of a session, and `/_portal/` is what the pages ask
//! of their own server. A page is a template under `assets/templates`; the parent side of the frame
//! protocol is plain JavaScript under `assets/static/frame`.
//!
//! - [`session`]: who looks, and how;
//! - `lists`, `card`, `bin`, `merge`, `start`: CRM pages;
//! - [`frame`]: how a frame of the application is opened;
//! - `app` and `placements`: pages that hold a frame, `backend`: what frames ask of the portal.

mod app;
mod assets;
mod backend;
mod bin;
mod card;
mod chrome;
mod error;
pub mod frame;
mod guard;
mod hostile;
mod links;
mod lists;
mod lists_to_check;
mod merge;
mod placements;
pub mod session;
mod start;
mod switch;
mod templates;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};

use crate::server::Shared;

/// All pages of the portal's site.
pub fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(start::page))
        .route("/crm/{kind}/list/", get(lists::page))
        .route("/crm/{kind}/details/{id}/", get(card::page).post(card::save))
        .route("/crm/{kind}/details/{id}/delete/", post(bin::delete))
        .route("/crm/{kind}/details/{id}/restore/", post(bin::restore))
        .route("/crm/recyclebin/", get(bin::page))
        .route("/crm/{kind}/merge/", get(merge::page))
        .route("/company/personal/user/{id}/", get(start::user_page))
        .route("/marketplace/app/1/", get(app::page))
        .route("/marketplace/app/1/menu/", get(app::left_menu))
        .route("/marketplace/view/{client_id}/", get(app::link))
        .route("/marketplace/app/1/placement/", get(placements::in_slider))
        .route("/telephony/call/", get(placements::call_card))
        .route("/_sandbox/lists/{name}", get(lists_to_check::file))
        .route("/_sandbox/switch", get(switch::switch))
        .route("/_sandbox/hostile/", get(hostile::index))
        .route("/_sandbox/hostile/{name}/", get(hostile::page))
        .route("/_portal/assets/{*path}", get(assets::file))
        .route("/_portal/frame", post(backend::frame))
        .route("/_portal/refresh-auth", post(backend::refresh_auth))
        .route("/_portal/user-option", post(backend::user_option))
        .route("/_portal/app-option", post(backend::app_option))
        .route("/_portal/first-run", post(backend::first_run))
        .route("/_portal/install-finish", post(backend::install_finish))
        .fallback(start::missing)
        .layer(from_fn(guard::protect))
        .with_state(shared)
}
