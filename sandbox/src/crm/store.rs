//! The records of the portal, with the index kept in step.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Collation, Index, keys};
use super::{CommKind, EntityType, Record};

/// All live records, the recycle bin, and the duplicate index over the live ones.
#[derive(Clone, Debug, Default)]
pub struct Crm {
    tables: BTreeMap<EntityType, BTreeMap<u32, Record>>,
    bin: BTreeMap<(EntityType, u32), Record>,
    index: Index,
    /// The greatest id that a type ever had: a deleted record's id is not given again.
    last_ids: BTreeMap<EntityType, u32>,
    last_field_id: u32,
}

impl Crm {
    /// The same records under another way of comparing match keys.
    #[must_use]
    pub fn collated(mut self, collation: Collation) -> Self {
        self.index = Index::new(collation);
        for record in self.tables.values().flat_map(BTreeMap::values) {
            self.index.add(record);
        }
        self
    }

    /// How match keys are compared.
    pub fn collation(&self) -> Collation {
        self.index.collation()
    }

    /// A live record.
    pub fn record(&self, entity_type: EntityType, id: u32) -> Option<&Record> {
        self.tables.get(&entity_type)?.get(&id)
    }

    /// The live records of a type by id. The iterator runs both ways.
    pub fn records(&self, entity_type: EntityType) -> impl DoubleEndedIterator<Item = &Record> {
        self.tables.get(&entity_type).into_iter().flat_map(BTreeMap::values)
    }

    /// How many live records of a type there are.
    pub fn count(&self, entity_type: EntityType) -> usize {
        self.tables.get(&entity_type).map_or(0, BTreeMap::len)
    }

    /// Saves a record, new or changed, and gives missing ids. Returns the record's id.
    pub fn save(&mut self, mut record: Record) -> u32 {
        let table = self.tables.entry(record.entity_type).or_default();
        let last_id = self.last_ids.entry(record.entity_type).or_default();
        if record.id == 0 {
            record.id = last_id.saturating_add(1);
        }
        *last_id = record.id.max(*last_id);
        for field in &mut record.communications {
            if field.id == 0 {
                self.last_field_id = self.last_field_id.saturating_add(1);
                field.id = self.last_field_id;
            } else {
                self.last_field_id = self.last_field_id.max(field.id);
            }
        }
        let id = record.id;
        self.index.add(&record);
        if let Some(before) = table.insert(id, record) {
            self.index.remove(&before);
            if let Some(after) = table.get(&id) {
                self.index.add(after);
            }
        }
        id
    }

    /// Moves a record to the recycle bin, which takes it out of every answer.
    pub fn delete(&mut self, entity_type: EntityType, id: u32) -> bool {
        let Some(record) = self.tables.get_mut(&entity_type).and_then(|table| table.remove(&id)) else {
            return false;
        };
        self.index.remove(&record);
        self.bin.insert((entity_type, id), record);
        true
    }

    /// Brings a record back from the recycle bin, with its keys.
    pub fn restore(&mut self, entity_type: EntityType, id: u32) -> bool {
        self.bin.remove(&(entity_type, id)).is_some_and(|record| self.save(record) == id)
    }

    /// A record in the recycle bin.
    pub fn binned(&self, entity_type: EntityType, id: u32) -> Option<&Record> {
        self.bin.get(&(entity_type, id))
    }

    /// The records in the recycle bin, by type and id.
    pub fn bin(&self) -> impl Iterator<Item = &Record> {
        self.bin.values()
    }

    /// The records that hold the match key of a spelling: by type number, then by id, without a limit.
    pub fn holders(&self, kind: CommKind, spelling: &str) -> impl Iterator<Item = (EntityType, u32)> {
        self.index.find(kind, spelling)
    }

    /// The distinct match keys of a record, as the index holds them.
    pub fn keys(record: &Record) -> BTreeSet<(CommKind, String)> {
        keys(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::MultiField;

    fn contact(id: u32, phone: &str) -> Record {
        let field = MultiField {
            id: 0,
            kind: CommKind::Phone,
            value_type: "WORK".to_owned(),
            value: phone.to_owned(),
        };
        Record { communications: vec![field], ..Record::new(EntityType::Contact, id) }
    }

    fn found(crm: &Crm, phone: &str) -> Vec<u32> {
        crm.holders(CommKind::Phone, phone).map(|(_, id)| id).collect()
    }

    #[test]
    fn the_index_follows_changes_deletion_and_restoring() {
        let mut crm = Crm::default();
        assert_eq!(crm.save(contact(0, "112")), 1);
        assert_eq!(crm.save(contact(7, "112")), 7);
        assert_eq!(found(&crm, "1-1-2"), [1, 7]);

        crm.save(contact(7, "113"));
        assert_eq!(found(&crm, "112"), [1]);
        assert_eq!(found(&crm, "113"), [7]);

        assert!(crm.delete(EntityType::Contact, 7));
        assert!(!crm.delete(EntityType::Contact, 7));
        assert!(found(&crm, "113").is_empty());

        assert!(crm.restore(EntityType::Contact, 7));
        assert_eq!(found(&crm, "113"), [7]);
    }

    #[test]
    fn the_id_of_a_deleted_record_is_not_given_again() {
        let mut crm = Crm::default();
        assert_eq!(crm.save(contact(0, "112")), 1);
        assert!(crm.delete(EntityType::Contact, 1));
        assert_eq!(crm.save(contact(0, "113")), 2);
        assert!(crm.restore(EntityType::Contact, 1));
        assert_eq!((found(&crm, "112"), found(&crm, "113")), (vec![1], vec![2]));
        assert_eq!(crm.save(Record::new(EntityType::Lead, 0)), 1);
    }

    #[test]
    fn accents_matter_unless_the_database_folds_them() {
        let email = |value: &str| MultiField {
            id: 0,
            kind: CommKind::Email,
            value_type: "WORK".to_owned(),
            value: value.to_owned(),
        };
        let mut crm = Crm::default();
        for (id, value) in (1..).zip(["José@x.example", "jose@x.example"]) {
            let communications = vec![email(value)];
            crm.save(Record { communications, ..Record::new(EntityType::Contact, id) });
        }
        let found =
            |crm: &Crm| crm.holders(CommKind::Email, "JOSÉ@x.example").map(|(_, id)| id).collect::<Vec<_>>();
        assert_eq!(found(&crm), [1]);
        let mut crm = crm.collated(Collation::Folding);
        assert_eq!(found(&crm), [1, 2]);
        crm.delete(EntityType::Contact, 1);
        assert_eq!(found(&crm), [2]);
    }

    #[test]
    fn saving_unchanged_keeps_the_keys() {
        let mut crm = Crm::default();
        crm.save(contact(1, "112"));
        crm.save(contact(1, "112"));
        assert_eq!(found(&crm, "112"), [1]);
    }
}
