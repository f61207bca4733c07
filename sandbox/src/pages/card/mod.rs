//! The card of a record: General with its fields, related records and a form; then the tabs that the
//! application has bound.

mod form;
mod save;
mod view;

use axum::extract::{Path, RawQuery, State};
use axum::response::Html;
use serde::Serialize;

use crate::crm::{EntityType, Record, User};
use crate::php::parse_query;
use crate::portal::Portal;
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::links::singular;
use super::session::Session;
use super::{start, templates};

pub(super) use save::save;
pub(super) use view::stage_name;

use view::CardView;

#[derive(Debug, Serialize)]
struct CardPage {
    chrome: Chrome,
    card: CardView,
}

/// A card; with the id 0 that of a record which is being created.
pub(super) async fn page(
    State(shared): State<Shared>,
    Path((slug, id)): Path<(String, u32)>,
    RawQuery(query): RawQuery,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    let saved = parse_query(&query.unwrap_or_default()).get("saved").is_some();
    let card = shared.with(|portal| {
        let (user, record) = record_for(portal, &session, entity_type, id, &chrome)?;
        Ok::<_, PageError>(CardView::new(portal, user, &record, session.lang, saved))
    })?;
    let chrome = chrome.with_frames();
    templates::page("card.html", CardPage { chrome, card })
}

/// The record of a card, if the session's user may see it, and an empty one for the id 0.
fn record_for<'a>(
    portal: &'a Portal,
    session: &Session,
    entity_type: EntityType,
    id: u32,
    chrome: &Chrome,
) -> Result<(&'a User, Record), PageError> {
    let user = start::crm_user(portal, session, entity_type, chrome)?;
    if id == 0 {
        return Ok((user, Record { assigned_by: user.id, ..Record::new(entity_type, 0) }));
    }
    let kind = singular(entity_type).to_lowercase();
    let missing = || PageError::missing(chrome.clone(), format!("There is no {kind} {id}."));
    let record = portal.record(entity_type, id).ok_or_else(missing)?;
    if user.can_read(record) {
        Ok((user, record.clone()))
    } else {
        let text = format!("{} may not see {kind} {id}. Choose another user above.", user.full_name());
        Err(PageError::refused(chrome.clone(), text))
    }
}
