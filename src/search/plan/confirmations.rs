//! Keys that are asked again, because a list left out records that the portal had named for them: those that it
//! names still are hidden, the others are gone.

use serde::{Deserialize, Serialize};

use crate::domain::{CommKind, Communication, EntityType};
use crate::protocol::limits::VALUES_A_COMMAND;
use crate::search::ledger::{KeyIndex, Ledger};

use super::question::Question;

/// The keys that are to be asked again, by their kind and the type of the records.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) struct Confirmations(Vec<Group>);

/// Keys of which as many as one command takes are asked together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Group {
    kind: CommKind,
    entity: EntityType,
    keys: Vec<KeyIndex>,
}

impl Confirmations {
    /// More of them.
    pub(in crate::search) fn extend(&mut self, more: Vec<(KeyIndex, EntityType)>, ledger: &Ledger) {
        for (key, entity) in more {
            let Some(kind) = ledger.communication(key).map(Communication::kind) else { continue };
            let known = self.0.iter_mut().find(|group| (group.kind, group.entity) == (kind, entity));
            match known {
                Some(group) => group.keys.push(key),
                None => self.0.push(Group { kind, entity, keys: vec![key] }),
            }
        }
    }

    /// None any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Whether there is none.
    pub(super) const fn is_empty(&self) -> bool {
        // A group without a key is taken out.
        self.0.is_empty()
    }

    /// The work that they are.
    pub(super) fn units(&self) -> u64 {
        self.0.iter().map(|group| group.keys.len()).sum::<usize>() as u64
    }

    /// As many keys of one kind and type as one command takes: that the records are still named is all that is
    /// asked, so it does not matter whose they are.
    pub(super) fn next<K>(&mut self) -> Option<Question<K>> {
        let Group { entity, keys, .. } = self.0.first_mut()?;
        let (keys, entity) = (keys.split_off(keys.len().saturating_sub(VALUES_A_COMMAND)), *entity);
        self.0.retain(|group| !group.keys.is_empty());
        Some(Question::Confirm { keys, entity })
    }
}
