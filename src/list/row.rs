//! A row of a list.

use serde::{Deserialize, Serialize};

use crate::domain::{InputValue, InvalidCommunication, Unread, Value};

use super::ValueId;

/// What was read of a piece of a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Piece {
    /// A phone or an e-mail.
    Value(Value),
    /// One that is none to the portal, as it was written.
    Invalid(String, InvalidCommunication),
    /// Something that was not read as one, and why.
    Unread(String, Unread),
    /// So many more, which were not told.
    More(u32),
}

/// A row of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Its number in the file, from 1.
    pub number: usize,
    /// The distinct values in it, in their order.
    pub values: Vec<ValueId>,
    /// The pieces of it that cannot be asked.
    pub unusable: Vec<Piece>,
}

impl From<InputValue> for Piece {
    fn from(input: InputValue) -> Self {
        match input.reading {
            Ok(value) => Self::Value(value),
            Err(error) => Self::Invalid(input.raw, error),
        }
    }
}
