//! Keys that are asked again, because a list left out records that the portal had named for them: those that it
//! names still are hidden, the others are gone.

use serde::{Deserialize, Serialize};

use crate::domain::{Communication, EntityType};
use crate::protocol::limits::VALUES_A_COMMAND;
use crate::search::ledger::{KeyIndex, Ledger};

use super::question::Question;

/// The keys that are to be asked again, with the type of the records.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) struct Confirmations(Vec<(KeyIndex, EntityType)>);

impl Confirmations {
    /// More of them.
    pub(in crate::search) fn extend(&mut self, more: Vec<(KeyIndex, EntityType)>) {
        self.0.extend(more);
    }

    /// None any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The work that they are.
    pub(super) const fn units(&self) -> u64 {
        self.0.len() as u64
    }

    /// The keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        self.0.iter().map(|(key, _)| *key)
    }

    /// As many keys of one kind and type as one command takes: that the records are still named is all that is
    /// asked, so it does not matter whose they are.
    pub(super) fn next<K>(&mut self, ledger: &Ledger) -> Option<Question<K>> {
        let (first, entity) = *self.0.first()?;
        let kind_of = |key| ledger.communication(key).map(Communication::kind);
        let mut keys = Vec::new();
        self.0.retain(|(key, of)| {
            let is_of_these = *of == entity && kind_of(*key) == kind_of(first);
            let is_taken = is_of_these && keys.len() < VALUES_A_COMMAND;
            if is_taken {
                keys.push(*key);
            }
            !is_taken
        });
        Some(Question::Confirm { keys, entity })
    }
}
