//! The values of a card: nearly all of them are asked as they were written, and a few beside that in further spellings.

use super::{Hit, Spellings};
use crate::domain::Value;
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

/// Each value is named by the key of what was written. No two of the spellings have the same key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FewSpellings {
    /// The keys that come after those of all values, each with the value of which it is a further spelling.
    further: Vec<(KeyIndex, KeyIndex)>,
}

impl Spellings for FewSpellings {
    type Value = KeyIndex;

    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused> {
        let mut asked: Vec<_> = values.clone().map(|value| value.written().clone()).collect();
        let written = asked.len();
        let mut owners = Vec::new();
        for (place, value) in values.enumerate() {
            for variant in value.variants() {
                asked.push(variant.communication.clone());
                owners.push(place);
            }
        }
        let search = Search::new(asked, options)?;
        let keys: Vec<KeyIndex> = search.keys().collect();
        let further = keys.iter().skip(written).zip(owners);
        let further = further.filter_map(|(key, owner)| Some((*key, *keys.get(owner)?))).collect();
        Ok((search, Self { further }))
    }

    fn values<S: Strategy>(&self, search: &Search<S>) -> impl Iterator<Item = KeyIndex> {
        search.keys().take(search.len() - self.further.len())
    }

    fn keys(&self, value: KeyIndex) -> impl Iterator<Item = KeyIndex> {
        let further = self.further.iter().filter(move |(_, of)| *of == value);
        std::iter::once(value).chain(further.map(|(key, _)| *key))
    }

    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = KeyIndex> {
        let mut values = Vec::new();
        for key in keys {
            let value = self.further.iter().find(|(further, _)| further == key).map_or(*key, |(_, of)| *of);
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values.into_iter()
    }

    fn hit(&self, value: KeyIndex, keys: &[KeyIndex]) -> Option<(KeyIndex, Hit)> {
        let key = self.keys(value).find(|key| keys.contains(key))?;
        Some((key, if key == value { Hit::Written } else { Hit::Derived }))
    }

    fn place(value: KeyIndex) -> usize {
        value.index()
    }

    fn share(&self, keys: usize, of: usize) -> (u64, u64) {
        let values = of.saturating_sub(self.further.len());
        ((keys * values / of.max(1)) as u64, values as u64)
    }
}
