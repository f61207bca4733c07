//! The records that the portal named: loaded, hidden, or not known yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{EntityType, PerType, RecordCard, RecordId, RecordRef, Visibility};

use super::{KeyIndex, Tick, sets};

/// A record's place in the ledger, in the order in which the portal named them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(in crate::search) struct RecordIndex(pub(super) u32);

impl RecordIndex {
    /// That of the first record.
    pub(in crate::search) const FIRST: Self = Self(0);
}

/// What is to be said of a record so far.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It has a key, and the user may read it, or its card is still to come.
    Shown,
    /// The same, and the portal has named it for one of several keys: for which, is not known yet.
    Unattributed,
    /// It has a key, and the user may not read it.
    Hidden,
    /// It has a key, and its card could not be had.
    Unloaded,
}

/// What is known about one record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum RecordState {
    /// Its card is still to be loaded, or being loaded.
    Waiting,
    /// The user may read it.
    Loaded(Box<RecordCard>),
    /// The list that was sent then left it out: hidden, or gone since.
    Omitted(Tick),
    /// The user may not read its type at all.
    TypeRefused,
    /// Its card could not be had, for a reason that says nothing about the user's rights.
    Unloaded,
}

/// Whether the portal lists a type for this user.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) enum Access {
    #[default]
    Open,
    /// The user may not read it.
    Refused,
    /// Its list is refused for a reason that has nothing to do with its records.
    Closed,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    reference: RecordRef,
    pub(super) state: RecordState,
    /// The keys that it has. `None` while it is not known of any: a pool named it, of which there is no conclusion yet.
    keys: Option<Vec<KeyIndex>>,
}

/// Every record that the portal named in this run.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) struct Records {
    pub(super) entries: Vec<Entry>,
    #[serde(skip)]
    indices: BTreeMap<RecordRef, RecordIndex>,
    pub(super) waiting: PerType<Vec<RecordId>>,
    pub(super) access: PerType<Access>,
    pub(super) has_omitted: PerType<bool>,
    /// What was settled since somebody asked for it.
    #[serde(skip)]
    pub(super) settled: Vec<RecordIndex>,
    /// What became known of which since somebody asked for it; some can come up more than once.
    #[serde(skip)]
    pub(super) changed: Vec<RecordIndex>,
}

impl Records {
    /// Makes the index again, without which the ledger was kept.
    pub(in crate::search) fn index(&mut self) {
        let indices = self.entries.iter().zip(0..);
        self.indices = indices.map(|(entry, index)| (entry.reference, RecordIndex(index))).collect();
    }

    /// The portal named these records: their cards are wanted, unless that was settled before. Gives the set
    /// of their indices.
    pub(in crate::search) fn named(&mut self, records: &[RecordRef]) -> Vec<RecordIndex> {
        let mut indices = Vec::with_capacity(records.len());
        for record in records {
            let index = match self.indices.get(record) {
                Some(index) => *index,
                None => self.enter(*record),
            };
            sets::insert(&mut indices, index);
        }
        indices
    }

    /// A card that was read before anything was asked.
    pub(in crate::search) fn know(&mut self, card: RecordCard) {
        self.add(card.reference, RecordState::Loaded(Box::new(card)), Some(Vec::new()));
    }

    fn enter(&mut self, reference: RecordRef) -> RecordIndex {
        let state = match self.access.get(reference.entity) {
            Access::Open => {
                self.waiting.get_mut(reference.entity).push(reference.id);
                RecordState::Waiting
            }
            Access::Refused => RecordState::TypeRefused,
            Access::Closed => RecordState::Unloaded,
        };
        self.add(reference, state, None)
    }

    fn add(&mut self, reference: RecordRef, state: RecordState, keys: Option<Vec<KeyIndex>>) -> RecordIndex {
        let index = RecordIndex(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(Entry { reference, state, keys });
        self.indices.insert(reference, index);
        self.changed.push(index);
        index
    }

    /// The entry of a record by its name, to change.
    pub(super) fn entry_mut(&mut self, record: RecordRef) -> Option<(RecordIndex, &mut Entry)> {
        let index = *self.indices.get(&record)?;
        self.change(index).map(|entry| (index, entry))
    }

    fn change(&mut self, record: RecordIndex) -> Option<&mut Entry> {
        self.changed.push(record);
        self.entries.get_mut(record.0 as usize)
    }

    /// A record has a key.
    pub(in crate::search) fn tie(&mut self, record: RecordIndex, key: KeyIndex) {
        if let Some(entry) = self.change(record) {
            sets::insert(entry.keys.get_or_insert_default(), key);
        }
    }

    /// A record does not have a key any more.
    pub(in crate::search) fn untie(&mut self, record: RecordIndex, key: KeyIndex) {
        if let Some(keys) = self.change(record).and_then(|entry| entry.keys.as_mut()) {
            keys.retain(|of| *of != key);
        }
    }

    fn get(&self, record: RecordIndex) -> Option<&Entry> {
        self.entries.get(record.0 as usize)
    }

    /// The keys that a record has.
    pub(in crate::search) fn keys(&self, record: RecordIndex) -> &[KeyIndex] {
        self.get(record).map(Entry::keys).unwrap_or_default()
    }

    /// The keys of a record by its name.
    pub(in crate::search) fn keys_of(&self, record: RecordRef) -> &[KeyIndex] {
        self.indices.get(&record).map(|index| self.keys(*index)).unwrap_or_default()
    }

    /// A record's type.
    pub(in crate::search) fn entity(&self, record: RecordIndex) -> Option<EntityType> {
        self.get(record).map(|entry| entry.reference.entity)
    }

    /// Whether nothing more will be learnt about a record.
    pub(in crate::search) fn is_settled(&self, record: RecordIndex) -> bool {
        self.get(record).is_none_or(|entry| entry.state != RecordState::Waiting)
    }

    /// The first of these, which are a set, from this one on about which something is still to be learnt.
    pub(in crate::search) fn first_unsettled(
        &self,
        records: &[RecordIndex],
        from: RecordIndex,
    ) -> Option<RecordIndex> {
        let start = records.partition_point(|record| *record < from);
        records.iter().skip(start).find(|record| !self.is_settled(**record)).copied()
    }

    /// The records about which nothing more will be learnt since this was asked last.
    pub(in crate::search) fn take_settled(&mut self) -> Vec<RecordIndex> {
        std::mem::take(&mut self.settled)
    }

    /// Lists are taken to leave something out before any of them did.
    pub(in crate::search) fn expect_omissions(&mut self) {
        self.has_omitted = PerType { lead: true, contact: true, company: true };
    }

    /// Whether a list of this type has left something out, or is taken to.
    pub(in crate::search) fn has_omitted(&self, entity: EntityType) -> bool {
        *self.has_omitted.get(entity)
    }

    /// When the list was sent that left a record out.
    pub(in crate::search) fn omitted_at(&self, record: RecordIndex) -> Option<Tick> {
        match self.get(record)?.state {
            RecordState::Omitted(sent) => Some(sent),
            _ => None,
        }
    }

    /// A record's card, if it is loaded.
    pub(in crate::search) fn card(&self, record: RecordIndex) -> Option<&RecordCard> {
        self.get(record)?.card()
    }

    /// The card of a record by its name, if it is loaded.
    pub(in crate::search) fn card_of(&self, record: RecordRef) -> Option<&RecordCard> {
        self.card(*self.indices.get(&record)?)
    }

    /// Which record it is, and what is known about the user's right to read it.
    pub(in crate::search) fn visibility(&self, record: RecordIndex) -> Option<(RecordRef, Visibility)> {
        self.get(record).map(|entry| (entry.reference, entry.visibility()))
    }

    /// Every record that has a key, in the portal's order, with its keys.
    pub(in crate::search) fn matched(
        &self,
    ) -> impl DoubleEndedIterator<Item = (RecordRef, Visibility, &[KeyIndex])> {
        let entries = self.indices.values().filter_map(|index| self.get(*index));
        entries
            .filter(|entry| !entry.keys().is_empty())
            .map(|entry| (entry.reference, entry.visibility(), entry.keys()))
    }

    /// The records that a pool named, of which it is not known yet which of its keys they have, and that no list has left
    /// out.
    pub(in crate::search) fn unattributed(&self) -> impl Iterator<Item = RecordRef> {
        let is_open = |entry: &&Entry| entry.standing() == Some(Standing::Unattributed);
        self.entries.iter().filter(is_open).map(|entry| entry.reference)
    }

    /// What is to be said of a record so far.
    pub(in crate::search) fn standing(&self, record: RecordRef) -> Option<Standing> {
        self.get(*self.indices.get(&record)?)?.standing()
    }

    /// Every record that was named.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(in crate::search) fn all(&self) -> impl Iterator<Item = RecordRef> {
        self.entries.iter().map(|entry| entry.reference)
    }

    /// The same without taking them.
    pub(in crate::search) fn changed(&self) -> &[RecordIndex] {
        &self.changed
    }

    /// Nobody asks for them.
    pub(in crate::search) fn forget_changed(&mut self) {
        self.changed.clear();
    }

    /// The records of which something became known since this was asked last.
    pub(in crate::search) fn take_changed(&mut self) -> Vec<RecordRef> {
        let changed = std::mem::take(&mut self.changed);
        changed.into_iter().filter_map(|index| Some(self.get(index)?.reference)).collect()
    }

    /// Whether the card of a record is still to come.
    pub(in crate::search) fn is_awaited(&self, record: RecordRef) -> bool {
        self.indices.get(&record).is_some_and(|index| !self.is_settled(*index))
    }
}

impl Entry {
    fn keys(&self) -> &[KeyIndex] {
        self.keys.as_deref().unwrap_or_default()
    }

    fn standing(&self) -> Option<Standing> {
        match (&self.keys, &self.state) {
            (None, RecordState::Waiting | RecordState::Loaded(_)) => Some(Standing::Unattributed),
            (None, _) => None,
            (Some(keys), _) if keys.is_empty() => None,
            (_, RecordState::Waiting | RecordState::Loaded(_)) => Some(Standing::Shown),
            (_, RecordState::Omitted(_) | RecordState::TypeRefused) => Some(Standing::Hidden),
            (_, RecordState::Unloaded) => Some(Standing::Unloaded),
        }
    }

    fn card(&self) -> Option<&RecordCard> {
        match &self.state {
            RecordState::Loaded(card) => Some(card),
            _ => None,
        }
    }

    const fn visibility(&self) -> Visibility {
        match self.state {
            RecordState::Loaded(_) => Visibility::Visible,
            RecordState::Omitted(_) | RecordState::TypeRefused => Visibility::Hidden,
            RecordState::Waiting | RecordState::Unloaded => Visibility::Unloaded,
        }
    }
}
