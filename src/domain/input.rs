//! What somebody wants searched.

use serde::{Deserialize, Serialize};

use super::{EntityType, InvalidCommunication, Value};

/// One value of the input, good or bad, where it stood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InputValue {
    /// Its line in the text, from 1.
    pub line: usize,
    /// As it was written, without surrounding white space and invisible marks, in plain characters (a
    /// full-width digit is a digit).
    pub raw: String,
    /// What it was read as.
    pub reading: Result<Value, InvalidCommunication>,
}

/// Which entity types are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum TypeChoice {
    /// Leads, contacts and companies.
    #[default]
    All,
    /// One of them.
    Only(EntityType),
}

impl TypeChoice {
    /// Whether a type is wanted.
    pub fn includes(self, entity: EntityType) -> bool {
        match self {
            Self::All => true,
            Self::Only(only) => entity == only,
        }
    }

    /// The type that is wanted alone.
    pub const fn only(self) -> Option<EntityType> {
        match self {
            Self::All => None,
            Self::Only(only) => Some(only),
        }
    }

    /// The wanted types, in the portal's order.
    pub fn wanted(self) -> impl Iterator<Item = EntityType> + Clone {
        EntityType::ALL.into_iter().filter(move |entity| self.includes(*entity))
    }
}
