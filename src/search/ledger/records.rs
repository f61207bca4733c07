//! The account of the records that the portal named: loaded, hidden, or not known yet.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::{EntityType, PerType, RecordCard, RecordId, RecordRef, Visibility};

use super::{KeyIndex, Tick, sets};
use crate::protocol::limits::ROWS_A_LIST;

/// A record's place in the account: they stand in the order in which the portal named them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub(in crate::search) struct RecordIndex(u32);

/// How much has to be in a list command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fill {
    /// As much as it takes.
    Whole,
    /// Whatever is left.
    Rest,
}

/// What is known about one record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum RecordState {
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
enum Access {
    #[default]
    Open,
    /// The user may not read it.
    Refused,
    /// Its list is refused for a reason that has nothing to do with its records.
    Closed,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Entry {
    reference: RecordRef,
    state: RecordState,
    /// The keys that it has.
    keys: Vec<KeyIndex>,
}

/// Every record that the portal named in this run.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) struct Records {
    entries: Vec<Entry>,
    #[serde(skip)]
    places: BTreeMap<RecordRef, RecordIndex>,
    waiting: PerType<Vec<RecordId>>,
    access: PerType<Access>,
    has_omitted: PerType<bool>,
}

impl Records {
    /// Finds the places of the records again, after the account was kept without them.
    pub(in crate::search) fn index(&mut self) {
        let places = self.entries.iter().zip(0..);
        self.places = places.map(|(entry, place)| (entry.reference, RecordIndex(place))).collect();
    }

    /// The portal named these records: their cards are wanted, unless that was settled before. Gives the set
    /// of their places.
    pub(in crate::search) fn named(&mut self, records: &[RecordRef]) -> Vec<RecordIndex> {
        let mut places = Vec::with_capacity(records.len());
        for record in records {
            let place = match self.places.get(record) {
                Some(place) => *place,
                None => self.enter(*record),
            };
            sets::insert(&mut places, place);
        }
        places
    }

    fn enter(&mut self, reference: RecordRef) -> RecordIndex {
        let place = RecordIndex(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let state = match self.access.get(reference.entity) {
            Access::Open => {
                self.waiting.get_mut(reference.entity).push(reference.id);
                RecordState::Waiting
            }
            Access::Refused => RecordState::TypeRefused,
            Access::Closed => RecordState::Unloaded,
        };
        self.entries.push(Entry { reference, state, keys: Vec::new() });
        self.places.insert(reference, place);
        place
    }

    /// What the next list command asks for.
    pub(in crate::search) fn next_load(&mut self, fill: Fill) -> Option<(EntityType, Vec<RecordId>)> {
        let least = match fill {
            Fill::Whole => ROWS_A_LIST,
            Fill::Rest => 1,
        };
        let entity = EntityType::ALL.into_iter().find(|entity| self.waiting.get(*entity).len() >= least)?;
        let waiting = self.waiting.get_mut(entity);
        let rest = waiting.split_off(waiting.len().min(ROWS_A_LIST));
        let ids = std::mem::replace(waiting, rest);
        Some((entity, ids))
    }

    /// A list was answered. Gives back the records that it left out.
    pub(in crate::search) fn listed(
        &mut self,
        sent: Tick,
        entity: EntityType,
        ids: &[RecordId],
        cards: Vec<RecordCard>,
    ) -> Vec<RecordIndex> {
        for card in cards {
            if card.reference.entity == entity && ids.contains(&card.reference.id) {
                self.set(card.reference, RecordState::Loaded(Box::new(card)));
            }
        }
        let mut left_out = Vec::new();
        for id in ids {
            let Some(place) = self.places.get(&RecordRef::new(entity, *id)) else { continue };
            let Some(entry) = self.entries.get_mut(place.0 as usize) else { continue };
            if entry.state == RecordState::Waiting {
                entry.state = RecordState::Omitted(sent);
                *self.has_omitted.get_mut(entity) = true;
                left_out.push(*place);
            }
        }
        left_out
    }

    fn set(&mut self, reference: RecordRef, state: RecordState) {
        let place = self.places.get(&reference);
        if let Some(entry) = place.and_then(|place| self.entries.get_mut(place.0 as usize)) {
            entry.state = state;
        }
    }

    /// A list was refused because of the user's rights: the whole type is hidden.
    pub(in crate::search) fn type_refused(&mut self, entity: EntityType, ids: &[RecordId]) {
        self.close(entity, ids, Access::Refused, &RecordState::TypeRefused);
    }

    /// A list was refused for good, for a reason that says nothing about the user's rights.
    pub(in crate::search) fn type_closed(&mut self, entity: EntityType, ids: &[RecordId]) {
        self.close(entity, ids, Access::Closed, &RecordState::Unloaded);
    }

    fn close(&mut self, entity: EntityType, ids: &[RecordId], access: Access, state: &RecordState) {
        *self.access.get_mut(entity) = access;
        let waiting = std::mem::take(self.waiting.get_mut(entity));
        for id in ids.iter().chain(&waiting) {
            self.set(RecordRef::new(entity, *id), state.clone());
        }
    }

    /// A list was never answered.
    pub(in crate::search) fn not_loaded(&mut self, entity: EntityType, ids: &[RecordId]) {
        for id in ids {
            self.set(RecordRef::new(entity, *id), RecordState::Unloaded);
        }
    }

    /// No card will be loaded any more.
    pub(in crate::search) fn give_up(&mut self) {
        self.waiting = PerType::default();
        for entry in &mut self.entries {
            if entry.state == RecordState::Waiting {
                entry.state = RecordState::Unloaded;
            }
        }
    }

    /// Whether a card is still to be asked for.
    pub(in crate::search) fn has_waiting(&self) -> bool {
        EntityType::ALL.into_iter().any(|entity| !self.waiting.get(entity).is_empty())
    }

    /// A record has a key.
    pub(in crate::search) fn tie(&mut self, record: RecordIndex, key: KeyIndex) {
        if let Some(entry) = self.entries.get_mut(record.0 as usize) {
            sets::insert(&mut entry.keys, key);
        }
    }

    /// A record does not have a key any more.
    pub(in crate::search) fn untie(&mut self, record: RecordIndex, key: KeyIndex) {
        if let Some(entry) = self.entries.get_mut(record.0 as usize) {
            entry.keys.retain(|of| *of != key);
        }
    }

    fn get(&self, record: RecordIndex) -> Option<&Entry> {
        self.entries.get(record.0 as usize)
    }

    /// The keys that a record has.
    pub(in crate::search) fn keys(&self, record: RecordIndex) -> &[KeyIndex] {
        self.get(record).map(|entry| entry.keys.as_slice()).unwrap_or_default()
    }

    /// The keys of a record by its name.
    pub(in crate::search) fn keys_of(&self, record: RecordRef) -> &[KeyIndex] {
        self.places.get(&record).map(|place| self.keys(*place)).unwrap_or_default()
    }

    /// A record's type.
    pub(in crate::search) fn entity(&self, record: RecordIndex) -> Option<EntityType> {
        self.get(record).map(|entry| entry.reference.entity)
    }

    /// Whether nothing more will be learnt about a record.
    pub(in crate::search) fn is_settled(&self, record: RecordIndex) -> bool {
        self.get(record).is_none_or(|entry| entry.state != RecordState::Waiting)
    }

    /// Whether a list of this type has left something out.
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
        self.card(*self.places.get(&record)?)
    }

    /// Which record it is, and what is known about the user's right to read it.
    pub(in crate::search) fn visibility(&self, record: RecordIndex) -> Option<(RecordRef, Visibility)> {
        self.get(record).map(|entry| (entry.reference, entry.visibility()))
    }

    /// Every record that has a key, in the portal's order, with its keys.
    pub(in crate::search) fn matched(
        &self,
    ) -> impl DoubleEndedIterator<Item = (RecordRef, Visibility, &[KeyIndex])> {
        let entries = self.places.values().filter_map(|place| self.get(*place));
        entries
            .filter(|entry| !entry.keys.is_empty())
            .map(|entry| (entry.reference, entry.visibility(), entry.keys.as_slice()))
    }
}

impl Entry {
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
