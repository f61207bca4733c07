//! The duplicate index: which records hold a match key.

use std::collections::{BTreeSet, HashMap};

use super::match_key::match_key;
use super::{CommKind, EntityType, Record};

/// Entity types and ids by match key, in the order in which the portal answers: by type number, then id.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(HashMap<(CommKind, String), BTreeSet<(EntityType, u32)>>);

impl Index {
    /// Enters the distinct keys of a record. Deals are never entered.
    pub(super) fn add(&mut self, record: &Record) {
        for key in keys(record) {
            self.0.entry(key).or_default().insert((record.entity_type, record.id));
        }
    }

    /// Takes a record out, before it is changed or deleted.
    pub(super) fn remove(&mut self, record: &Record) {
        for key in keys(record) {
            if let Some(holders) = self.0.get_mut(&key) {
                holders.remove(&(record.entity_type, record.id));
                if holders.is_empty() {
                    self.0.remove(&key);
                }
            }
        }
    }

    /// The records that hold the key of a spelling.
    pub(super) fn find(&self, kind: CommKind, raw: &str) -> impl Iterator<Item = (EntityType, u32)> {
        self.0.get(&(kind, match_key(kind, raw))).into_iter().flatten().copied()
    }
}

/// The distinct keys of a record, for the index and for the account of the truth.
pub(super) fn keys(record: &Record) -> BTreeSet<(CommKind, String)> {
    if !record.entity_type.has_communications() {
        return BTreeSet::new();
    }
    record
        .communications
        .iter()
        .map(|field| (field.kind, match_key(field.kind, &field.value)))
        .filter(|(_, key)| !key.is_empty())
        .collect()
}
