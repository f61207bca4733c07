//! The answer to a find, as far as the plan needs it.

use std::collections::BTreeSet;

use crate::domain::{EntityType, RecordRef};
use crate::protocol::{Misshapen, Node, find};

/// The records that an answer to `crm.duplicate.findbycomm` names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Found(BTreeSet<RecordRef>);

impl Found {
    /// Reads the answer.
    pub(super) fn read(result: &Node) -> Result<Self, Misshapen> {
        Ok(Self(find::read(result)?.into_iter().collect()))
    }

    /// All of them.
    pub(super) fn records(&self) -> impl Iterator<Item = RecordRef> {
        self.0.iter().copied()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many of one type there are.
    pub(super) fn of_type(&self, entity: EntityType) -> usize {
        self.0.iter().filter(|record| record.entity == entity).count()
    }

    /// All of them, as a set.
    pub(super) fn into_set(self) -> BTreeSet<RecordRef> {
        self.0
    }
}
