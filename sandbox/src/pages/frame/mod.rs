//! How the portal opens a frame of the application: a named iframe and a hidden form that posts into
//! it, or a refusal that the portal draws itself.

mod launch;
mod place;
mod quirks;
mod trials;

use serde::Serialize;

use crate::crm::User;
use crate::portal::Portal;
use crate::server::Shared;

use super::error::PageError;
use super::session::Session;
use super::templates;

pub(super) use place::{Place, Surface};
pub(super) use trials::{Trials, options_of};

use launch::Launch;

/// The HTML of a new frame at a place, or of the portal's refusal. Every call gives a new label and
/// new tokens.
pub(super) fn render(shared: &Shared, session: &Session, place: &Place) -> Result<String, PageError> {
    let now = shared.now();
    let opened = shared.with(|portal| {
        let (user_id, handler) = allowed(portal, session, place)?;
        let token = portal.issue_token(user_id, now);
        Ok(Launch::new(portal, session, place, user_id, &handler, token))
    });
    match opened {
        Ok(launch) => templates::render("frame.html", launch.to_view(shared.sites())),
        Err(text) => refusal(text),
    }
}

/// The portal's own words in place of a frame.
pub(super) fn refusal(text: &'static str) -> Result<String, PageError> {
    templates::render("refusal.html", Refusal { text })
}

#[derive(Serialize)]
struct Refusal {
    text: &'static str,
}

/// The user and the address to open, or why the portal opens nothing.
fn allowed(portal: &Portal, session: &Session, place: &Place) -> Result<(u32, String), &'static str> {
    let user: Option<&User> = session.user_id.and_then(|id| portal.users.get(&id));
    let user = user
        .filter(|user| user.is_active())
        .ok_or("You are signed out of the portal. Choose a user above and reload the page.")?;
    if !user.has_app_access {
        return Err("You have no access to this application. Ask an administrator of the portal.");
    }
    let app = &portal.app;
    if app.is_removed {
        return Err("The application was removed from this portal.");
    }
    if place.is_default() {
        let may_open = app.installed || user.is_admin;
        return may_open
            .then(|| (user.id, app.main_address().to_owned()))
            .ok_or("This application is not installed yet. An administrator has to open it first.");
    }
    if !app.installed {
        return Err("This application is not installed yet.");
    }
    let binding = app.bound(&place.placement).nth(place.binding);
    binding.map(|binding| (user.id, binding.handler.clone())).ok_or("No application is bound here.")
}
