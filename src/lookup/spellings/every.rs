//! Values that are asked in every spelling by which records may hold them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Hit, Spellings};
use crate::domain::{Communication, Form, MatchKey, Value};
use crate::search::{KeyIndex, Search, SearchOptions, SearchRefused, Strategy};

/// Each value is asked in all of its spellings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EverySpelling {
    /// In the order of the input.
    values: Vec<Asked>,
    /// The keys of the values, one value after the other: of each what was written, then what was not.
    keys: Vec<KeyIndex>,
    /// The values of each key, sorted. A key has several where two numbers are dialled alike in two countries.
    of_keys: Vec<(KeyIndex, ValueIndex)>,
}

/// A value's place in the input.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ValueIndex(u32);

/// Where the keys of a value are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Asked {
    /// Its first.
    begin: u32,
    /// The first that was not written.
    derived: u32,
    /// The first of the next value.
    end: u32,
}

impl Spellings for EverySpelling {
    type Value = ValueIndex;

    fn begin<'a, S: Strategy>(
        values: impl Iterator<Item = &'a Value> + Clone,
        options: &SearchOptions,
    ) -> Result<(Search<S>, Self), SearchRefused> {
        let mut distinct = Distinct::default();
        for value in values.clone() {
            distinct.ask_written(value);
        }
        let values: Vec<Asked> = values.map(|value| distinct.add(value)).collect();
        let search = Search::new(distinct.asked, options)?;
        let indices: Vec<KeyIndex> = search.keys().collect();
        let keys: Vec<KeyIndex> =
            distinct.keys.iter().filter_map(|place| indices.get(*place).copied()).collect();
        let mut spellings = Self { values, keys, of_keys: Vec::new() };
        let of_keys = spellings.values(&search).flat_map(|value| {
            let keys = spellings.all_keys(value).iter();
            keys.map(move |key| (*key, value))
        });
        let mut of_keys: Vec<_> = of_keys.collect();
        of_keys.sort_unstable();
        spellings.of_keys = of_keys;
        Ok((search, spellings))
    }

    fn values<S: Strategy>(&self, _: &Search<S>) -> impl Iterator<Item = ValueIndex> {
        (0..).map(ValueIndex).take(self.values.len())
    }

    fn keys(&self, value: ValueIndex) -> impl Iterator<Item = KeyIndex> {
        self.all_keys(value).iter().copied()
    }

    fn values_of(&self, keys: &[KeyIndex]) -> impl Iterator<Item = ValueIndex> {
        let mut values: Vec<ValueIndex> = Vec::new();
        for key in keys {
            let begin = self.of_keys.partition_point(|(of, _)| of < key);
            let rest = self.of_keys.get(begin..).unwrap_or_default();
            values.extend(rest.iter().take_while(|(of, _)| of == key).map(|(_, value)| *value));
        }
        values.sort_unstable();
        values.dedup();
        values.into_iter()
    }

    fn hit(&self, value: ValueIndex, keys: &[KeyIndex]) -> Option<(KeyIndex, Hit)> {
        let Asked { begin, derived, .. } = *self.values.get(Self::place(value))?;
        let (key, place) = self.all_keys(value).iter().zip(begin..).find(|(key, _)| keys.contains(key))?;
        Some((*key, if place < derived { Hit::Written } else { Hit::Derived }))
    }

    fn place(value: ValueIndex) -> usize {
        value.0 as usize
    }

    fn share(&self, keys: usize, of: usize) -> (u64, u64) {
        let all = self.values.len();
        (keys.saturating_mul(all).checked_div(of).unwrap_or_default() as u64, all as u64)
    }
}

impl EverySpelling {
    /// The value at this place of the input.
    pub(crate) fn value_at(&self, place: usize) -> Option<ValueIndex> {
        let index = u32::try_from(place).ok()?;
        (place < self.values.len()).then_some(ValueIndex(index))
    }

    fn all_keys(&self, value: ValueIndex) -> &[KeyIndex] {
        let asked = self.values.get(Self::place(value));
        asked.and_then(|of| self.keys.get(of.begin as usize..of.end as usize)).unwrap_or_default()
    }
}

/// The distinct spellings of values: all that were written, and then all that were not. Beside each other in one pool,
/// that a record has the one would make the search ask for the other alone, because it looks like it.
#[derive(Default)]
struct Distinct<'a> {
    asked: Vec<Communication>,
    /// The place in `asked` of each key of each value.
    keys: Vec<usize>,
    /// Where the spelling of each key is.
    places: BTreeMap<&'a MatchKey, usize>,
}

impl<'a> Distinct<'a> {
    fn ask_written(&mut self, value: &'a Value) {
        self.place(value.written());
        for spelling in of_origin(value, Hit::Written) {
            self.place(spelling);
        }
    }

    fn add(&mut self, value: &'a Value) -> Asked {
        let begin = self.count();
        self.put(value.written());
        of_origin(value, Hit::Written).for_each(|spelling| self.put(spelling));
        let derived = self.count();
        of_origin(value, Hit::Derived).for_each(|spelling| self.put(spelling));
        Asked { begin, derived, end: self.count() }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.keys.len()).unwrap_or(u32::MAX)
    }

    fn put(&mut self, spelling: &'a Communication) {
        let place = self.place(spelling);
        self.keys.push(place);
    }

    /// Where a spelling is asked: where another value has it, it is asked once.
    fn place(&mut self, spelling: &'a Communication) -> usize {
        let next = self.asked.len();
        let place = *self.places.entry(spelling.key()).or_insert(next);
        if place == next {
            self.asked.push(spelling.clone());
        }
        place
    }
}

/// The further spellings of a value that come from there.
fn of_origin(value: &Value, from: Hit) -> impl Iterator<Item = &Communication> {
    value
        .variants()
        .iter()
        .filter(move |variant| origin(variant.form) == from)
        .map(|variant| &variant.communication)
}

/// An extension was written, whether or not the portal takes it for digits of the number.
const fn origin(form: Form) -> Hit {
    match form {
        Form::WithExtension | Form::Elsewhere => Hit::Written,
        Form::International | Form::National | Form::Part => Hit::Derived,
    }
}
