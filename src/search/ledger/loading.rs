//! Which records are loaded next, and what the lists say about them.

use crate::domain::{EntityType, PerType, RecordCard, RecordId, RecordRef};
use crate::protocol::ROWS_A_LOOK_UP;
use crate::protocol::limits::ROWS_A_LIST;

use super::records::{Access, RecordState};
use super::{RecordIndex, Records, Tick};

/// How much has to be in a list command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fill {
    /// As much as it takes.
    Whole,
    /// Whatever is left.
    Rest,
}

impl Records {
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
            if let Some((index, entry)) = self.entry_mut(RecordRef::new(entity, *id))
                && entry.state == RecordState::Waiting
            {
                entry.state = RecordState::Omitted(sent);
                left_out.push(index);
            }
        }
        self.settled.extend(&left_out);
        if !left_out.is_empty() {
            *self.has_omitted.get_mut(entity) = true;
        }
        left_out
    }

    fn set(&mut self, reference: RecordRef, state: RecordState) {
        if let Some((index, entry)) = self.entry_mut(reference) {
            entry.state = state;
            self.settled.push(index);
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
        for (index, entry) in (0..).map(RecordIndex).zip(&mut self.entries) {
            if entry.state == RecordState::Waiting {
                entry.state = RecordState::Unloaded;
                self.changed.push(index);
            }
        }
    }

    /// The work of the lists that would be asked for now, in look-ups.
    pub(in crate::search) fn lists_waiting(&self, fill: Fill) -> u64 {
        let ids = |entity| {
            let waiting = self.waiting.get(entity).len();
            let rest = if fill == Fill::Whole { waiting % ROWS_A_LIST } else { 0 };
            let rows = waiting.saturating_sub(rest);
            rows.div_ceil(ROWS_A_LOOK_UP).saturating_add(rows.div_ceil(ROWS_A_LIST)) as u64
        };
        EntityType::ALL.into_iter().map(ids).sum()
    }

    /// Whether a card is still to be asked for.
    pub(in crate::search) fn has_waiting(&self) -> bool {
        EntityType::ALL.into_iter().any(|entity| !self.waiting.get(entity).is_empty())
    }
}
