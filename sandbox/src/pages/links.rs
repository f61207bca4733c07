//! Words for record types, and links to records that a user may open.

use serde::Serialize;

use crate::crm::{EntityType, User};
use crate::portal::Portal;

/// A record as another page names it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    name: String,
    /// Absent when the user may not see the record, whose name is then left out as well.
    address: Option<String>,
}

impl Link {
    /// A link to a record for a user.
    pub(super) fn new(portal: &Portal, user: &User, entity_type: EntityType, id: u32) -> Self {
        let record = portal.record(entity_type, id);
        match record.filter(|record| user.can_read(record)) {
            Some(record) => Self { name: record.display_name(), address: Some(card(entity_type, id)) },
            None => Self { name: format!("{} {id}", singular(entity_type)), address: None },
        }
    }
}

/// The address of a card.
pub(super) fn card(entity_type: EntityType, id: u32) -> String {
    format!("/crm/{}/details/{id}/", entity_type.slug())
}

/// One record of a type, in words.
pub(super) fn singular(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Lead => "Lead",
        EntityType::Deal => "Deal",
        EntityType::Contact => "Contact",
        EntityType::Company => "Company",
    }
}

/// Several records of a type, in words.
pub(super) fn plural(entity_type: EntityType) -> &'static str {
    match entity_type {
        EntityType::Lead => "Leads",
        EntityType::Deal => "Deals",
        EntityType::Contact => "Contacts",
        EntityType::Company => "Companies",
    }
}
