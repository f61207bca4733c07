//! The duplicate index: which records hold a match key.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::match_key::match_key;
use super::{CommKind, EntityType, Record};

/// How the portal's database compares match keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Collation {
    /// Symbol by symbol.
    #[default]
    Exact,
    /// Without regard to accents, as many databases are set up: `josé@…` finds `jose@…`.
    Folding,
}

impl Collation {
    fn apply(self, key: String) -> String {
        match self {
            Self::Exact => key,
            Self::Folding => key.nfd().filter(|symbol| !is_combining_mark(*symbol)).collect(),
        }
    }
}

/// Entity types and ids by match key, in the order in which the portal answers: by type number, then id.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    holders: HashMap<(CommKind, String), BTreeSet<(EntityType, u32)>>,
    collation: Collation,
}

impl Index {
    /// An empty index.
    pub(super) fn new(collation: Collation) -> Self {
        Self { holders: HashMap::new(), collation }
    }

    /// How it compares.
    pub(super) fn collation(&self) -> Collation {
        self.collation
    }

    /// Enters the distinct keys of a record. Deals are never entered.
    pub(super) fn add(&mut self, record: &Record) {
        for (kind, key) in keys(record) {
            let key = (kind, self.collation.apply(key));
            self.holders.entry(key).or_default().insert((record.entity_type, record.id));
        }
    }

    /// Takes a record out, before it is changed or deleted.
    pub(super) fn remove(&mut self, record: &Record) {
        for (kind, key) in keys(record) {
            let key = (kind, self.collation.apply(key));
            if let Some(holders) = self.holders.get_mut(&key) {
                holders.remove(&(record.entity_type, record.id));
                if holders.is_empty() {
                    self.holders.remove(&key);
                }
            }
        }
    }

    /// The records that hold the key of a spelling.
    pub(super) fn find(&self, kind: CommKind, raw: &str) -> impl Iterator<Item = (EntityType, u32)> {
        let key = self.collation.apply(match_key(kind, raw));
        self.holders.get(&(kind, key)).into_iter().flatten().copied()
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
