//! The start page, user pages, and what stands where nothing else does.

use axum::extract::{Path, State};
use axum::response::Html;
use serde::Serialize;

use crate::crm::{EntityType, User};
use crate::data::lists::{LISTS, List};
use crate::data::story;
use crate::portal::Portal;
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::links::{card, plural};
use super::session::Session;
use super::templates;

#[derive(Debug, Serialize)]
struct StartPage {
    chrome: Chrome,
    installed: bool,
    is_admin: bool,
    title: String,
    app_url: String,
    stories: Vec<Tile>,
    lists: Vec<Tile>,
}

#[derive(Debug, Serialize)]
struct UserPage {
    chrome: Chrome,
    name: String,
    position: String,
    email: String,
}

#[derive(Clone, Debug, Serialize)]
struct Tile {
    label: &'static str,
    address: String,
    text: &'static str,
}

/// What there is to try.
pub(super) async fn page(
    State(shared): State<Shared>,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let (installed, title, is_admin) =
        shared.with(|portal| (portal.app.installed, portal.app.title.clone(), session.is_admin(portal)));
    let app_url = shared.sites().app_url.clone();
    let (stories, lists) = (stories(), lists());
    templates::page("start.html", StartPage { chrome, installed, is_admin, title, app_url, stories, lists })
}

/// A user's page, which frames may open in a slider.
pub(super) async fn user_page(
    State(shared): State<Shared>,
    Path(id): Path<u32>,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let user = shared.with(|portal| portal.users.get(&id).cloned());
    let Some(user) = user else { return Err(PageError::missing(chrome, format!("There is no user {id}."))) };
    let (name, position, email) = (user.full_name(), user.position, user.email);
    templates::page("user.html", UserPage { chrome, name, position, email })
}

/// Any other address of the portal.
pub(super) async fn missing(chrome: Chrome) -> PageError {
    no_page(chrome)
}

/// There is no page at this address.
pub(super) fn no_page(chrome: Chrome) -> PageError {
    PageError::missing(chrome, "The sandbox has no page at this address.")
}

/// The user of a session, if the user may see records of a type at all.
pub(super) fn crm_user<'a>(
    portal: &'a Portal,
    session: &Session,
    entity_type: EntityType,
    chrome: &Chrome,
) -> Result<&'a User, PageError> {
    let user = signed_in(portal, session, chrome)?;
    let reads = user.is_admin || user.rights.on(entity_type).read != crate::crm::Access::None;
    let kind = plural(entity_type).to_lowercase();
    reads.then_some(user).ok_or_else(|| {
        PageError::refused(
            chrome.clone(),
            format!("{} may not see {kind}. Choose another user above.", user.full_name()),
        )
    })
}

/// The user of a session.
pub(super) fn signed_in<'a>(
    portal: &'a Portal,
    session: &Session,
    chrome: &Chrome,
) -> Result<&'a User, PageError> {
    session
        .user_id
        .and_then(|id| portal.users.get(&id))
        .filter(|user| user.is_active())
        .ok_or_else(|| PageError::refused(chrome.clone(), "You are signed out. Choose a user above."))
}

fn stories() -> Vec<Tile> {
    use EntityType::{Company, Contact, Deal, Lead};
    const STORIES: [(EntityType, u32, &str, &str); 11] = [
        (
            Contact,
            story::CARD_CONTACT,
            "A contact with duplicates",
            "Two leads and a company hold the same number, each written in its own way.",
        ),
        (
            Contact,
            story::EXAMPLE_CONTACTS[0],
            "The documented example",
            "The numbers 1234567 and 11223355 belong to the contacts 275 and 2297.",
        ),
        (
            Deal,
            story::DEAL_WITH_CLIENT,
            "A deal with a client",
            "Its own contact and company are no duplicates; somebody else is.",
        ),
        (Lead, story::LEAD_OF_CLIENT, "A lead of a known client", "Tied to a contact and a company."),
        (
            Company,
            story::SWITCHBOARD_COMPANY,
            "A switchboard",
            "More leads share its number than the portal names in one answer.",
        ),
        (
            Contact,
            story::HIDDEN_CARD,
            "Hidden records",
            "Switch to Boris first: most of what has this number belongs to others.",
        ),
        (
            Contact,
            story::SUPPLIER_CARD,
            "A supplier",
            "The other one with this number is in a category that only administrators see.",
        ),
        (
            Contact,
            story::TITLE_TROUBLE_CONTACT,
            "A troublesome title",
            "Matches a lead whose title is hostile.",
        ),
        (Contact, story::CONVERTED_CONTACT, "A converted lead", "The lead that this contact came from."),
        (Contact, story::LONELY_CONTACT, "Nobody else", "A number that no other record has."),
        (Contact, story::EMPTY_CONTACT, "An empty card", "No phone and no e-mail to look for."),
    ];
    STORIES
        .map(|(entity_type, id, label, text)| Tile { label, address: card(entity_type, id), text })
        .to_vec()
}

fn lists() -> Vec<Tile> {
    let tile = |list: &List| {
        let address = format!("/_sandbox/lists/{}", list.name);
        Tile { label: list.label, address, text: list.text }
    };
    LISTS.iter().map(tile).collect()
}
