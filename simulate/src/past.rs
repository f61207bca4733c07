//! What was true in a portal while it was searched, and what changes in it meanwhile.

use std::collections::BTreeSet;

use b24_duplicates::domain::{Communication, EntityType, RecordId, RecordRef};
use sandbox::crm::{self, Record};
use sandbox::portal::Portal;

use crate::Chance;
use crate::records::{spelled, theirs};
use crate::setting::{ADMINISTRATOR, READER};

/// Which records had which of the asked values.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Past(Vec<OfValue>);

/// The records that had one value.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct OfValue {
    /// At some moment.
    pub(crate) ever: BTreeSet<RecordRef>,
    /// At every moment.
    pub(crate) always: BTreeSet<RecordRef>,
}

impl Past {
    /// What is true now.
    pub(crate) fn begin(portal: &Portal, asked: &[Communication]) -> Self {
        let now = |value: &Communication| {
            let ever: BTreeSet<RecordRef> = holders(portal, value).collect();
            OfValue { always: ever.clone(), ever }
        };
        Self(asked.iter().map(now).collect())
    }

    /// Something has changed.
    pub(crate) fn note(&mut self, portal: &Portal, asked: &[Communication]) {
        for (past, value) in self.0.iter_mut().zip(asked) {
            let now: BTreeSet<RecordRef> = holders(portal, value).collect();
            past.always.retain(|record| now.contains(record));
            past.ever.extend(now);
        }
    }

    /// One for each value, in the order of the input.
    pub(crate) fn values(&self) -> impl Iterator<Item = &OfValue> {
        self.0.iter()
    }

    /// Whether a record had any of the values.
    pub(crate) fn knows(&self, record: RecordRef) -> bool {
        self.0.iter().any(|of| of.ever.contains(&record))
    }
}

/// Something changes in the portal: a record goes, another user gets it, it loses or gets a communication, or a
/// new one comes.
pub(crate) fn change(portal: &mut Portal, asked: &[Communication], chance: &mut Chance) {
    let crm = &mut portal.crm;
    let all: Vec<(crm::EntityType, u32)> = EntityType::ALL
        .into_iter()
        .flat_map(|entity| crm.records(theirs_of(entity)))
        .map(|record| (record.entity_type, record.id))
        .collect();
    let new = Record::new(theirs_of(chance.pick(&EntityType::ALL)), 0);
    let (entity, id) = if all.is_empty() { (new.entity_type, 0) } else { chance.pick(&all) };
    let Some(mut record) = crm.record(entity, id).cloned() else { return };
    match chance.below(5) {
        0 => {
            crm.delete(entity, id);
            return;
        }
        1 => record.assigned_by = if record.assigned_by == READER { ADMINISTRATOR } else { READER },
        2 => record.communications.clear(),
        3 => record.communications.push(spelled(&chance.pick(asked), chance)),
        _ => record = Record { communications: vec![spelled(&chance.pick(asked), chance)], ..new },
    }
    crm.save(record);
}

/// Which records have a value now.
pub(crate) fn holders(portal: &Portal, value: &Communication) -> impl Iterator<Item = RecordRef> {
    let ours = |entity| EntityType::ALL.into_iter().find(|each| theirs_of(*each) == entity);
    let holders = portal.crm.holders(theirs(value.kind()), value.spelling());
    holders.filter_map(move |(entity, id)| Some(RecordRef::new(ours(entity)?, RecordId::new(id.into())?)))
}

/// The type in the sandbox's words.
pub(crate) const fn theirs_of(entity: EntityType) -> crm::EntityType {
    match entity {
        EntityType::Lead => crm::EntityType::Lead,
        EntityType::Contact => crm::EntityType::Contact,
        EntityType::Company => crm::EntityType::Company,
    }
}
