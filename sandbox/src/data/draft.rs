//! Short ways to write down a record.

use std::time::Duration;

use crate::crm::{CommKind, EntityType, Moment, MultiField, Record};

/// The first day of the sandbox's CRM, 2025-01-01 UTC. Records are younger, by their ids.
const FIRST_DAY: u64 = 1_735_689_600;

/// A lead with a title and a person.
pub(super) fn lead(id: u32, title: &str, name: &str, last_name: &str) -> Record {
    Record { title: title.to_owned(), ..person(EntityType::Lead, id, name, last_name) }
}

/// A contact.
pub(super) fn contact(id: u32, name: &str, last_name: &str) -> Record {
    person(EntityType::Contact, id, name, last_name)
}

/// A company.
pub(super) fn company(id: u32, title: &str) -> Record {
    Record { title: title.to_owned(), ..dated(EntityType::Company, id) }
}

/// A deal with an amount in whole units.
pub(super) fn deal(id: u32, title: &str, amount: i64) -> Record {
    let opportunity_cents = amount.saturating_mul(100);
    Record { title: title.to_owned(), opportunity_cents, ..dated(EntityType::Deal, id) }
}

impl Record {
    /// Adds a phone as it was typed.
    pub(super) fn phone(self, value_type: &str, value: &str) -> Self {
        self.with(CommKind::Phone, value_type, value)
    }

    /// Adds an e-mail at work as it was typed.
    pub(super) fn email(self, value: &str) -> Self {
        self.with(CommKind::Email, "WORK", value)
    }

    /// Hands the record to another responsible.
    pub(super) fn owned_by(self, user_id: u32) -> Self {
        Self { assigned_by: user_id, ..self }
    }

    /// Moves the record to a stage or type.
    pub(super) fn in_stage(self, stage: &str) -> Self {
        Self { stage: stage.to_owned(), ..self }
    }

    /// Ties the record to a client.
    pub(super) fn of_client(self, contact_ids: &[u32], company_id: Option<u32>) -> Self {
        Self { contact_ids: contact_ids.to_vec(), company_id, ..self }
    }

    /// Fills a field that was added.
    pub(super) fn filled(mut self, code: &str, value: &str) -> Self {
        self.custom.entry(code.to_owned()).or_default().push(value.to_owned());
        self
    }

    /// Somebody did something about it so many days after it was created.
    pub(super) fn last_active(self, days: u64) -> Self {
        Self { last_activity: Some(self.created + Duration::from_hours(24 * days)), ..self }
    }

    /// Says of which lead the record was made.
    pub(super) fn made_of(self, lead_id: u32) -> Self {
        Self { lead_id: Some(lead_id), ..self }
    }

    fn with(mut self, kind: CommKind, value_type: &str, value: &str) -> Self {
        let (value_type, value) = (value_type.to_owned(), value.to_owned());
        self.communications.push(MultiField { id: 0, kind, value_type, value });
        self
    }
}

fn person(entity_type: EntityType, id: u32, name: &str, last_name: &str) -> Record {
    Record { name: name.to_owned(), last_name: last_name.to_owned(), ..dated(entity_type, id) }
}

/// An empty record whose dates follow from its id: greater ids are younger.
fn dated(entity_type: EntityType, id: u32) -> Record {
    let created = Moment::from_seconds(FIRST_DAY) + Duration::from_secs(u64::from(id) * 613);
    Record { created, modified: created + Duration::from_hours(5), ..Record::new(entity_type, id) }
}
