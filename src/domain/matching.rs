//! What a search has found out, key by key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Communication, EntityType, RecordCard, RecordRef};

/// One value for each entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct PerType<T> {
    /// For leads.
    pub lead: T,
    /// For contacts.
    pub contact: T,
    /// For companies.
    pub company: T,
}

impl<T> PerType<T> {
    /// The value for one type.
    pub const fn get(&self, entity: EntityType) -> &T {
        match entity {
            EntityType::Lead => &self.lead,
            EntityType::Contact => &self.contact,
            EntityType::Company => &self.company,
        }
    }

    /// The value for one type, to change.
    pub const fn get_mut(&mut self, entity: EntityType) -> &mut T {
        match entity {
            EntityType::Lead => &mut self.lead,
            EntityType::Contact => &mut self.contact,
            EntityType::Company => &mut self.company,
        }
    }
}

/// What is known about the list of records of one match key and entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Completeness {
    /// Proved: no record is missing.
    Complete,
    /// The portal's cap of 20 rows cut the answer: these are the oldest 20, there may be more.
    Capped,
    /// Not established (not asked, not wanted, or the answer never came).
    #[default]
    Unknown,
}

/// Why a key was not checked. Never shown as *absent*.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Unchecked {
    /// Its turn has not come yet.
    Waiting,
    /// The user cancelled before its turn.
    Cancelled,
    /// The portal refused, or could not be reached; the run says why.
    Failed,
}

/// What is known about the user's right to read a record that the portal named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Visibility {
    /// Its card is loaded.
    Visible,
    /// The portal keeps it from this user: counted by type, never named.
    Hidden,
    /// Its card is not loaded, not yet or for good. Nobody knows whether the user may read it: counted by
    /// type, never named.
    Unloaded,
}

/// What can be said about one match key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyStatus {
    /// Nothing yet.
    NotChecked(Unchecked),
    /// Asked and answered; whether the lists of its records are complete, for each type.
    Checked(PerType<Completeness>),
}

/// One match key in the account of a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyReport {
    /// The spelling that stands for the key.
    pub asked: Communication,
    /// What can be said about it.
    pub status: KeyStatus,
    /// The records that the portal named for it, in the portal's order.
    pub matches: Vec<(RecordRef, Visibility)>,
}

/// The account of a search at some moment: each distinct key of the input is in it exactly once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchReport {
    /// The keys, in the order of the input.
    pub keys: Vec<KeyReport>,
    /// The cards of visible records.
    pub cards: BTreeMap<RecordRef, RecordCard>,
    /// How many keys were asked for by themselves because the portal's answers about them contradicted each
    /// other.
    pub contradicted: usize,
}

impl KeyReport {
    /// The records that can be read, or cannot, or are not loaded.
    pub fn records(&self, visibility: Visibility) -> impl Iterator<Item = RecordRef> {
        self.matches.iter().filter(move |(_, of)| *of == visibility).map(|(record, _)| *record)
    }
}
