//! Values that are asked as they were written, and no otherwise.

use std::convert::Infallible;

use super::Spellings;
use crate::domain::Value;
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

/// Each value is asked as it was written: what is known of its key is known of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OnlyWritten;

impl Spellings for OnlyWritten {
    type Value = KeyIndex;
    type Otherwise = Infallible;

    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused> {
        let asked = values.map(|value| value.written().clone()).collect();
        Ok((Search::new(asked, options)?, Self))
    }

    fn values<S: Strategy>(&self, search: &Search<S>) -> impl Iterator<Item = KeyIndex> {
        search.keys()
    }

    fn keys(&self, value: KeyIndex) -> impl Iterator<Item = KeyIndex> {
        std::iter::once(value)
    }

    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = KeyIndex> {
        keys.iter().copied()
    }

    fn hit(&self, value: KeyIndex, _: &[KeyIndex]) -> Option<(KeyIndex, Option<Infallible>)> {
        Some((value, None))
    }

    fn place(value: KeyIndex) -> usize {
        value.index()
    }

    fn share(&self, keys: usize, of: usize) -> (u64, u64) {
        (keys as u64, of as u64)
    }
}
