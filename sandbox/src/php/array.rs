//! A PHP array.

use indexmap::IndexMap;

use super::Value;

/// A PHP array: ordered, with whole numbers or texts as keys.
///
/// It is a list exactly when its keys are 0, 1, 2 ... in this order. An empty one is always a list,
/// which is why an empty map reads `[]` on the wire.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Array {
    entries: IndexMap<Key, Value>,
}

/// A key of a PHP array. A text of plain digits is the same key as the number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A whole number.
    Index(i64),
    /// Any other text.
    Name(String),
}

impl Array {
    /// How many entries it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether the wire shows it as a JSON list.
    pub fn is_list(&self) -> bool {
        self.entries.keys().zip(0..).all(|(key, index)| *key == Key::Index(index))
    }

    /// The value under a key.
    pub fn get(&self, key: impl Into<Key>) -> Option<&Value> {
        self.entries.get(&key.into())
    }

    /// The value under the first of several spellings of a key that is there and is not `null`.
    pub fn first_of(&self, keys: &[&str]) -> Option<&Value> {
        keys.iter().filter_map(|key| self.get(*key)).find(|value| **value != Value::Null)
    }

    /// Sets an entry; one that exists keeps its place.
    pub fn insert(&mut self, key: impl Into<Key>, value: impl Into<Value>) {
        self.entries.insert(key.into(), value.into());
    }

    /// Adds an entry behind the greatest number used as a key.
    pub fn push(&mut self, value: Value) {
        let next = self.next_index();
        self.entries.insert(Key::Index(next), value);
    }

    /// Takes an entry out; the others keep their order.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        self.entries.shift_remove(&Key::from(key))
    }

    /// The entry under a key, made `null` first when there is none.
    pub(super) fn entry(&mut self, key: Key) -> &mut Value {
        self.entries.entry(key).or_default()
    }

    pub(super) fn next_index(&self) -> i64 {
        let greatest = self.entries.keys().filter_map(|key| match key {
            Key::Index(index) => Some(*index),
            Key::Name(_) => None,
        });
        greatest.max().map_or(0, |index| index.saturating_add(1).max(0))
    }

    /// Keys and values in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Value)> {
        self.entries.iter()
    }

    /// Values in order.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.entries.values()
    }

    /// Keys and values in order, for changing the values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Key, &mut Value)> {
        self.entries.iter_mut()
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Self {
        let index = text.parse::<i64>().ok().filter(|index| index.to_string() == text);
        index.map_or_else(|| Self::Name(text.to_owned()), Self::Index)
    }
}

impl From<&Key> for Key {
    fn from(key: &Key) -> Self {
        key.clone()
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<i64> for Key {
    fn from(index: i64) -> Self {
        Self::Index(index)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Index(index) => index.fmt(formatter),
            Self::Name(name) => name.fmt(formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_as_a_key_are_the_number() {
        let array = Value::map([("0", "a"), ("1", "b")]);
        assert!(array.as_array().is_some_and(Array::is_list));
        assert_eq!(Key::from("01"), Key::Name("01".to_owned()));
        assert_eq!(Key::from("-5"), Key::Index(-5));
    }

    #[test]
    fn a_gap_or_another_order_makes_a_map() {
        let with_gap = Value::map([("0", "a"), ("2", "b")]);
        let reversed = Value::map([("1", "a"), ("0", "b")]);
        assert!(!with_gap.as_array().is_some_and(Array::is_list));
        assert!(!reversed.as_array().is_some_and(Array::is_list));
    }
}
