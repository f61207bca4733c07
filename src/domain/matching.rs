//! What a search has found out, key by key.

use std::collections::{BTreeMap, BTreeSet};

use super::{Communication, EntityType, RecordCard, RecordRef};

/// One value for each entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Completeness {
    /// Proved: no record is missing.
    Complete,
    /// The portal's cap of 20 rows cut the answer: these are the oldest 20, there may be more.
    AtLeast20,
    /// Not established (not asked, not wanted, or the answer never came).
    #[default]
    Unknown,
}

/// Why a key was not checked. Never shown as *absent*.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unchecked {
    /// Its turn has not come yet.
    Waiting,
    /// The user cancelled before its turn.
    Cancelled,
    /// The portal refused, or could not be reached; the run says why.
    Failed,
}

/// What is known about one match key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KeyState {
    /// Nothing can be said yet.
    NotChecked(Unchecked),
    /// Asked and answered.
    Checked {
        /// Records that the user may read: their cards are loaded.
        visible: BTreeSet<RecordRef>,
        /// Records that the portal named and the user may not read: counted by type, never named.
        hidden: BTreeSet<RecordRef>,
        /// Records that the portal named and whose cards are not loaded, not yet or for good. Nobody knows
        /// whether the user may read them: counted by type, never named.
        unloaded: BTreeSet<RecordRef>,
        /// Whether the lists are complete, for each type.
        completeness: PerType<Completeness>,
    },
}

/// One match key of the input, with the spelling that was sent for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyReport {
    /// The spelling that stands for the key.
    pub asked: Communication,
    /// What is known about it.
    pub state: KeyState,
}

/// The account of a search at some moment: each distinct key of the input is in it exactly once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchReport {
    /// The keys, in the order of the input.
    pub keys: Vec<KeyReport>,
    /// The cards of visible records, as far as they are loaded.
    pub cards: BTreeMap<RecordRef, RecordCard>,
}
