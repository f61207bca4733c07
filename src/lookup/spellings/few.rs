//! The values of a card: nearly all of them are asked as they were written, and a few beside that in further spellings.

use super::{Hit, Spellings};
use crate::domain::Value;
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

/// Each value is named by the key of what was written; those of its further spellings follow. No two of all spellings
/// have the same key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FewSpellings {
    values: Vec<KeyIndex>,
    keys: Vec<KeyIndex>,
}

impl Spellings for FewSpellings {
    type Value = KeyIndex;

    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused> {
        let (mut asked, mut places) = (Vec::new(), Vec::new());
        for value in values {
            places.push(asked.len());
            asked.push(value.written().clone());
            for variant in value.variants() {
                asked.push(variant.communication.clone());
            }
        }
        let search = Search::new(asked, options)?;
        let keys: Vec<KeyIndex> = search.keys().collect();
        let values = places.iter().filter_map(|place| keys.get(*place).copied()).collect();
        Ok((search, Self { values, keys }))
    }

    fn values<S: Strategy>(&self, _: &Search<S>) -> impl Iterator<Item = KeyIndex> {
        self.values.iter().copied()
    }

    fn keys(&self, value: KeyIndex) -> impl Iterator<Item = KeyIndex> {
        self.keys_of(value).iter().copied()
    }

    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = KeyIndex> {
        self.values.iter().copied().filter(|value| self.hit(*value, keys).is_some())
    }

    fn hit(&self, value: KeyIndex, keys: &[KeyIndex]) -> Option<(KeyIndex, Hit)> {
        let key = *self.keys_of(value).iter().find(|key| keys.contains(key))?;
        Some((key, if key == value { Hit::Written } else { Hit::Derived }))
    }

    fn place(value: KeyIndex) -> usize {
        value.index()
    }

    fn share(&self, keys: usize, of: usize) -> (u64, u64) {
        let values = self.values.len();
        ((keys * values).checked_div(of).unwrap_or_default() as u64, values as u64)
    }
}

impl FewSpellings {
    fn keys_of(&self, value: KeyIndex) -> &[KeyIndex] {
        let next = self.values.iter().find(|next| **next > value);
        let end = next.map_or(self.keys.len(), |next| next.index());
        self.keys.get(value.index()..end).unwrap_or_default()
    }
}
