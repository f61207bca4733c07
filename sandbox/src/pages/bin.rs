//! The recycle bin: what was deleted, and the way back.

use axum::extract::{Path, State};
use axum::response::{Html, Redirect};
use serde::Serialize;

use crate::crm::{EntityType, Record, User};
use crate::portal::Portal;
use crate::server::Shared;

use super::chrome::Chrome;
use super::error::PageError;
use super::links::{card, singular};
use super::session::Session;
use super::{start, templates};

/// Where the recycle bin is.
const ADDRESS: &str = "/crm/recyclebin/";

#[derive(Debug, Serialize)]
struct BinPage {
    chrome: Chrome,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    kind: &'static str,
    id: u32,
    name: String,
    restore: String,
}

/// The deleted records that the user may see.
pub(super) async fn page(
    State(shared): State<Shared>,
    session: Session,
    chrome: Chrome,
) -> Result<Html<String>, PageError> {
    let rows = shared.with(|portal| {
        let user = start::signed_in(portal, &session, &chrome)?;
        let records = portal.crm.bin().filter(|record| user.can_read(record));
        Ok::<_, PageError>(records.map(Row::from).collect())
    })?;
    templates::page("bin.html", BinPage { chrome, rows })
}

/// Moves a record to the recycle bin, for a user who may change it.
pub(super) async fn delete(
    State(shared): State<Shared>,
    Path((slug, id)): Path<(String, u32)>,
    session: Session,
    chrome: Chrome,
) -> Result<Redirect, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    shared.with(|portal| {
        check(portal, &session, &chrome, portal.record(entity_type, id))?;
        portal.crm.delete(entity_type, id);
        Ok(Redirect::to(ADDRESS))
    })
}

/// Brings a record back.
pub(super) async fn restore(
    State(shared): State<Shared>,
    Path((slug, id)): Path<(String, u32)>,
    session: Session,
    chrome: Chrome,
) -> Result<Redirect, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    shared.with(|portal| {
        check(portal, &session, &chrome, portal.crm.binned(entity_type, id))?;
        portal.crm.restore(entity_type, id);
        Ok(Redirect::to(&card(entity_type, id)))
    })
}

/// Refuses a record that is not there, and a user who may not change it.
fn check(
    portal: &Portal,
    session: &Session,
    chrome: &Chrome,
    record: Option<&Record>,
) -> Result<(), PageError> {
    let user: &User = start::signed_in(portal, session, chrome)?;
    let record = record.ok_or_else(|| PageError::missing(chrome.clone(), "There is no such record."))?;
    if user.can_write(record) {
        return Ok(());
    }
    let kind = singular(record.entity_type).to_lowercase();
    Err(PageError::refused(chrome.clone(), format!("{} may not change this {kind}.", user.full_name())))
}

impl From<&Record> for Row {
    fn from(record: &Record) -> Self {
        Self {
            kind: singular(record.entity_type),
            id: record.id,
            name: record.display_name(),
            restore: format!("{}restore/", card(record.entity_type, record.id)),
        }
    }
}
