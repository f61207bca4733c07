//! How the values of an input become keys of a search, and how what is known of keys becomes what is known of values.

mod every;
mod few;

use std::fmt::Debug;

use crate::domain::Value;
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

pub use every::{EverySpelling, ValueIndex};
pub use few::FewSpellings;

/// Which keys of a search stand for which value of its input. What is said to the user is said of values; a value of
/// which every spelling is asked has several keys, and a key can belong to several values.
pub trait Spellings: Clone + PartialEq + Debug {
    /// A value of the input.
    type Value: Copy + PartialEq + Debug;

    /// Begins a search for values.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused>;

    /// All values, in the order of the input.
    fn values<S: Strategy>(&self, search: &Search<S>) -> impl Iterator<Item = Self::Value>;

    /// What is asked for a value, as it was written first.
    fn keys(&self, value: Self::Value) -> impl Iterator<Item = KeyIndex>;

    /// The values of these keys, each once.
    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = Self::Value>;

    /// By which key of the value a record was found that has these keys: by one that was written, if it can be.
    fn hit(&self, value: Self::Value, keys: &[KeyIndex]) -> Option<(KeyIndex, Hit)>;

    /// A value's place among all.
    fn place(value: Self::Value) -> usize;

    /// So many of the values are done, if so many of the keys are.
    fn share(&self, keys: usize, of: usize) -> (u64, u64);
}

/// In which of its spellings a record has a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// In one that was written.
    Written,
    /// Only in others, which the portal does not take for the same.
    Derived,
}
