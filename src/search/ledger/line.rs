//! The keys of a search, and what is known about each.

use serde::{Deserialize, Serialize};

use crate::domain::{Completeness, PerType, Unchecked};

use super::{RecordIndex, Tick};

/// A key's place in the input of a search.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct KeyIndex(pub(in crate::search) u32);

impl KeyIndex {
    /// From 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether the portal was asked for a key by itself, for one entity type.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) enum Asked {
    /// Not yet; what is known comes from a pool.
    #[default]
    NotAlone,
    /// It was, when this question was sent.
    At(Tick),
    /// Once more, because the list left out a record; that is done once.
    Again,
}

/// What the answers have proved about a key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) records: Vec<RecordIndex>,
    pub(super) completeness: PerType<Completeness>,
    pub(super) asked: PerType<Asked>,
    /// Why it is not checked, as long as nothing is proved.
    pub(super) otherwise: Unchecked,
}

impl Line {
    pub(super) const fn new() -> Self {
        const fn each<T: Copy>(value: T) -> PerType<T> {
            PerType { lead: value, contact: value, company: value }
        }
        Self {
            records: Vec::new(),
            completeness: each(Completeness::Unknown),
            asked: each(Asked::NotAlone),
            otherwise: Unchecked::Waiting,
        }
    }
}
