//! Saving a card's form, so that a visitor can change the CRM.

use axum::extract::{Path, State};
use axum::response::Redirect;

use crate::crm::{CommKind, EntityType, Moment, MultiField, Record};
use crate::php::{Array, Value, parse_query};
use crate::server::Shared;

use super::super::chrome::Chrome;
use super::super::error::PageError;
use super::super::links::{card, singular};
use super::super::session::Session;
use super::super::start;
use super::record_for;

/// Saves what the form names, and shows the card again. What the form leaves out stays as it is.
pub(in crate::pages) async fn save(
    State(shared): State<Shared>,
    Path((slug, id)): Path<(String, u32)>,
    session: Session,
    chrome: Chrome,
    body: String,
) -> Result<Redirect, PageError> {
    let Some(entity_type) = EntityType::from_slug(&slug) else { return Err(start::no_page(chrome)) };
    let form = parse_query(&body);
    if form.is_empty() {
        return Err(PageError::BadForm);
    }
    let now = shared.now();
    let id = shared.with(|portal| {
        let (user, record) = record_for(portal, &session, entity_type, id, &chrome)?;
        if !user.can_write(&record) {
            let kind = singular(entity_type).to_lowercase();
            let text = format!("{} may not change this {kind}.", user.full_name());
            return Err(PageError::refused(chrome.clone(), text));
        }
        let known_user = |id: &u32| portal.users.contains_key(id);
        let assigned_by = number(&form, "assigned_by").filter(known_user).unwrap_or(record.assigned_by);
        let changed = changed(Record { assigned_by, ..record }, &form, now);
        Ok(portal.crm.save(changed))
    })?;
    let slider = if chrome.in_slider { "&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER" } else { "" };
    Ok(Redirect::to(&format!("{}?saved=Y{slider}", card(entity_type, id))))
}

fn changed(mut record: Record, form: &Array, now: Moment) -> Record {
    let texts = [
        ("title", &mut record.title),
        ("name", &mut record.name),
        ("second_name", &mut record.second_name),
        ("last_name", &mut record.last_name),
        ("stage", &mut record.stage),
    ];
    for (name, field) in texts {
        if let Some(value) = form.get(name).and_then(Value::as_text) {
            value.trim().clone_into(field);
        }
    }
    if let Some(ids) = form.get("contact_ids").and_then(Value::as_text) {
        record.contact_ids = ids.split([',', ' ']).filter_map(|id| id.parse().ok()).collect();
    }
    if form.get("company_id").is_some() {
        record.company_id = number(form, "company_id");
    }
    if record.entity_type.has_communications() {
        for (name, kind) in [("phone", CommKind::Phone), ("email", CommKind::Email)] {
            if let Some(rows) = form.get(name).and_then(Value::as_array) {
                record.communications.retain(|field| field.kind != kind);
                record.communications.extend(rows.values().filter_map(|row| communication(kind, row)));
            }
        }
    }
    if record.id == 0 {
        record.created = now;
    }
    record.modified = now;
    record
}

/// One row of the form. An emptied one is removed; the spelling is kept as it was typed.
fn communication(kind: CommKind, row: &Value) -> Option<MultiField> {
    let value = row.get("value").and_then(Value::as_text).filter(|value| !value.trim().is_empty())?;
    let value_type = row.get("type").and_then(Value::as_text).unwrap_or("WORK");
    let id = row.get("id").and_then(Value::as_text).and_then(|id| id.parse().ok()).unwrap_or(0);
    Some(MultiField { id, kind, value_type: value_type.to_owned(), value: value.to_owned() })
}

fn number(form: &Array, name: &str) -> Option<u32> {
    form.get(name)?.as_text()?.trim().parse().ok()
}
