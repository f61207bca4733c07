//! What one command asks.

use serde::{Deserialize, Serialize};

use crate::domain::{EntityType, RecordId};
use crate::protocol::ROWS_A_LOOK_UP;
use crate::search::ledger::KeyIndex;

/// What one command asks. `K` says where a pool belongs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::search) enum Question<K> {
    /// Which records have this key? Without a type, all three are searched.
    Key {
        /// The key.
        key: KeyIndex,
        /// The only type to search.
        entity: Option<EntityType>,
    },
    /// Which records have at least one of these keys?
    Pool(Pool<K>),
    /// A list left out records that the portal had named for these keys: does it name them still?
    Confirm {
        /// At most 20 keys of one kind.
        keys: Vec<KeyIndex>,
        /// The type of the records.
        entity: EntityType,
    },
    /// What stands in these records?
    Load {
        /// Their type.
        entity: EntityType,
        /// At most 50 ids.
        ids: Vec<RecordId>,
    },
}

/// Keys that are asked together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pool<K> {
    /// At most 20 keys of one kind.
    pub keys: Vec<KeyIndex>,
    /// The only type to search.
    pub entity: Option<EntityType>,
    /// Where it belongs.
    pub kind: K,
}

impl<K> Question<K> {
    /// The keys that wait for its answer.
    pub(in crate::search) fn keys(&self) -> &[KeyIndex] {
        match self {
            Self::Key { key, .. } => std::slice::from_ref(key),
            Self::Pool(Pool { keys, .. }) | Self::Confirm { keys, .. } => keys,
            Self::Load { .. } => &[],
        }
    }

    /// The work that it is: the values that are looked up, and one for the command. A row of a list is a fraction
    /// of a look-up.
    pub(in crate::search) fn units(&self) -> u64 {
        let values = match self {
            Self::Load { ids, .. } => ids.len().div_ceil(ROWS_A_LOOK_UP),
            find => find.keys().len(),
        };
        values as u64 + 1
    }

    /// Whether its keys are asked one by one if it gets no answer: one of them may be the reason.
    pub(super) const fn is_divisible(&self) -> bool {
        matches!(self, Self::Pool(_))
    }
}
