//! What is to be searched, in a module that has only cards: a short list of distinct values.

use crate::domain::{Communication, InputValue};

use super::Extent;

/// The values of a card.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::flow) struct Input {
    values: Vec<InputValue>,
    /// Values that cannot be asked.
    pub(in crate::flow) invalid: u64,
}

impl Input {
    /// All values.
    pub(in crate::flow) fn values(&self, _: Extent) -> impl Iterator<Item = &InputValue> {
        self.values.iter()
    }

    /// What can be asked.
    pub(in crate::flow) fn communications(&self, _: Extent) -> impl Iterator<Item = &Communication> {
        self.values.iter().filter_map(|value| value.reading.as_ref().ok())
    }

    /// How many values there are.
    pub(in crate::flow) const fn kept(&self) -> usize {
        self.values.len()
    }
}

impl From<Vec<InputValue>> for Input {
    fn from(values: Vec<InputValue>) -> Self {
        let invalid = values.iter().filter(|value| value.reading.is_err()).count() as u64;
        Self { values, invalid }
    }
}
