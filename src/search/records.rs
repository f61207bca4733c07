//! The account of the records that the portal named: loaded, hidden, or not known yet.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use crate::domain::{EntityType, PerType, RecordCard, RecordId, RecordRef};
use crate::protocol::CommandName;

use super::question::Question;

/// A list command gives at most this many rows.
const PAGE: usize = 50;

/// What is known about one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum RecordState {
    /// Its card is still to be loaded, or being loaded.
    Waiting,
    /// The user may read it.
    Loaded(RecordCard),
    /// The list with this name left it out: hidden, or gone since.
    Omitted(CommandName),
    /// The user may not read its type at all.
    TypeRefused,
    /// Its card could not be had, for a reason that says nothing about the user's rights.
    Unloaded,
}

/// What is known about the user's right to read a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reading {
    /// The portal has shown its card.
    Proved,
    /// The portal keeps it from this user.
    Refused,
    /// The portal has not been asked yet, or has not answered.
    Unknown,
}

/// Whether the portal lists a type for this user.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Access {
    #[default]
    Open,
    /// The user may not read it.
    Refused,
    /// Its list is refused for a reason that has nothing to do with its records.
    Closed,
}

/// Every record that the portal named in this run.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Records {
    states: BTreeMap<RecordRef, RecordState>,
    waiting: PerType<Vec<RecordId>>,
    access: PerType<Access>,
}

impl Records {
    /// The portal named these records: their cards are wanted, unless that was settled before.
    pub(super) fn named(&mut self, records: impl Iterator<Item = RecordRef>) {
        for record in records {
            let Entry::Vacant(unknown) = self.states.entry(record) else { continue };
            match self.access.get(record.entity) {
                Access::Open => {
                    unknown.insert(RecordState::Waiting);
                    self.waiting.get_mut(record.entity).push(record.id);
                }
                Access::Refused => {
                    unknown.insert(RecordState::TypeRefused);
                }
                Access::Closed => {
                    unknown.insert(RecordState::Unloaded);
                }
            }
        }
    }

    /// The next list command, filled as far as it goes.
    pub(super) fn next_load(&mut self) -> Option<Question> {
        let entity = EntityType::ALL.into_iter().find(|entity| !self.waiting.get(*entity).is_empty())?;
        let waiting = self.waiting.get_mut(entity);
        let rest = waiting.split_off(waiting.len().min(PAGE));
        let ids = std::mem::replace(waiting, rest);
        Some(Question::Load { entity, ids })
    }

    /// A list was answered. Gives back the records that it left out.
    pub(super) fn listed(
        &mut self,
        list: CommandName,
        entity: EntityType,
        ids: &[RecordId],
        cards: Vec<RecordCard>,
    ) -> BTreeSet<RecordRef> {
        let mut left_out: BTreeSet<RecordRef> = ids.iter().map(|id| RecordRef::new(entity, *id)).collect();
        for card in cards {
            if left_out.remove(&card.reference) {
                self.states.insert(card.reference, RecordState::Loaded(card));
            }
        }
        for record in &left_out {
            self.states.insert(*record, RecordState::Omitted(list));
        }
        left_out
    }

    /// A list was refused because of the user's rights: the whole type is hidden.
    pub(super) fn type_refused(&mut self, entity: EntityType, ids: &[RecordId]) {
        self.close(entity, ids, Access::Refused, &RecordState::TypeRefused);
    }

    /// A list was refused for good, for a reason that says nothing about the user's rights.
    pub(super) fn type_closed(&mut self, entity: EntityType, ids: &[RecordId]) {
        self.close(entity, ids, Access::Closed, &RecordState::Unloaded);
    }

    fn close(&mut self, entity: EntityType, ids: &[RecordId], access: Access, state: &RecordState) {
        *self.access.get_mut(entity) = access;
        let waiting = std::mem::take(self.waiting.get_mut(entity));
        for id in ids.iter().copied().chain(waiting) {
            self.states.insert(RecordRef::new(entity, id), state.clone());
        }
    }

    /// A list was never answered.
    pub(super) fn not_loaded(&mut self, entity: EntityType, ids: &[RecordId]) {
        for id in ids {
            self.states.insert(RecordRef::new(entity, *id), RecordState::Unloaded);
        }
    }

    /// No card will be loaded any more.
    pub(super) fn give_up(&mut self) {
        self.waiting = PerType::default();
        for state in self.states.values_mut() {
            if *state == RecordState::Waiting {
                *state = RecordState::Unloaded;
            }
        }
    }

    /// Whether a card is still to be asked for.
    pub(super) fn has_waiting(&self) -> bool {
        EntityType::ALL.into_iter().any(|entity| !self.waiting.get(entity).is_empty())
    }

    /// Whether nothing more will be learnt about a record.
    pub(super) fn is_settled(&self, record: RecordRef) -> bool {
        !matches!(self.states.get(&record), Some(RecordState::Waiting))
    }

    /// What is known about the user's right to read a record.
    pub(super) fn reading(&self, record: RecordRef) -> Reading {
        match self.states.get(&record) {
            Some(RecordState::Loaded(_)) => Reading::Proved,
            Some(RecordState::Omitted(_) | RecordState::TypeRefused) => Reading::Refused,
            Some(RecordState::Waiting | RecordState::Unloaded) | None => Reading::Unknown,
        }
    }

    /// The list that left a record out.
    pub(super) fn omitted_by(&self, record: RecordRef) -> Option<CommandName> {
        match self.states.get(&record) {
            Some(RecordState::Omitted(list)) => Some(*list),
            _ => None,
        }
    }

    /// A record's card, if it is loaded.
    pub(super) fn card(&self, record: RecordRef) -> Option<&RecordCard> {
        match self.states.get(&record) {
            Some(RecordState::Loaded(card)) => Some(card),
            _ => None,
        }
    }
}
