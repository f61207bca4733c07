//! What is to be searched.

use std::rc::Rc;

use crate::domain::{InputValue, Value};

/// The values of a lookup, each distinct communication once, and what cannot be asked. They are shared with the
/// text that they were read from, because there can be many.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Input {
    /// In the order of the input.
    pub(crate) values: Vec<Rc<InputValue>>,
    /// Values that cannot be asked, those that were not kept included.
    pub(crate) invalid: u64,
}

impl Input {
    /// Whether there is a spelling in it that is none of another input's.
    pub(crate) fn adds_to(&self, other: &Self) -> bool {
        let mut spellings = self.askable().flat_map(Value::spellings);
        spellings.any(|spelling| !other.askable().any(|value| value.has(spelling)))
    }

    /// What can be asked.
    pub(crate) fn askable(&self) -> impl Iterator<Item = &Value> + Clone {
        self.values.iter().filter_map(|value| value.reading.as_ref().ok())
    }
}

impl From<Vec<InputValue>> for Input {
    fn from(values: Vec<InputValue>) -> Self {
        let invalid = values.iter().filter(|value| value.reading.is_err()).count() as u64;
        Self { values: values.into_iter().map(Rc::new).collect(), invalid }
    }
}
