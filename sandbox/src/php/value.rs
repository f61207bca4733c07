//! A PHP value.

use indexmap::IndexMap;

/// A value as PHP holds it after reading a request, and before writing an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, which a parameter look-up treats as absent.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a fraction; written without one when it is whole.
    Float(f64),
    /// A text.
    Text(String),
    /// A list or a map.
    Array(Array),
}

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

impl Value {
    /// An empty array.
    pub fn empty() -> Self {
        Self::Array(Array::default())
    }

    /// A list of values.
    pub fn list<V: Into<Self>>(items: impl IntoIterator<Item = V>) -> Self {
        let mut array = Array::default();
        for item in items {
            array.push(item.into());
        }
        Self::Array(array)
    }

    /// A map in the order given.
    pub fn map<K: Into<Key>, V: Into<Self>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut array = Array::default();
        for (key, value) in entries {
            array.insert(key, value);
        }
        Self::Array(array)
    }

    /// The array in it, if it is one.
    pub fn as_array(&self) -> Option<&Array> {
        match self {
            Self::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The text in it, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value under a key, if this is an array and has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_array()?.get(key)
    }

    /// PHP's `(int)`: the leading digits of a text, 1 for a filled array, 0 otherwise.
    #[expect(clippy::cast_possible_truncation, reason = "PHP cuts the fraction off in the same way")]
    pub fn to_int(&self) -> i64 {
        match self {
            Self::Null => 0,
            Self::Bool(truth) => i64::from(*truth),
            Self::Int(number) => *number,
            Self::Float(number) => *number as i64,
            Self::Text(text) => leading_int(text),
            Self::Array(array) => i64::from(!array.is_empty()),
        }
    }

    /// PHP's `(string)`: `""` for null and false, `1` for true, `Array` for an array.
    pub fn to_text(&self) -> String {
        match self {
            Self::Null | Self::Bool(false) => String::new(),
            Self::Bool(true) => "1".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Float(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Array(_) => "Array".to_owned(),
        }
    }

    /// PHP's `(bool)`: empty text, `"0"`, zero, null and an empty array are false.
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Bool(truth) => *truth,
            Self::Int(number) => *number != 0,
            Self::Float(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty() && text != "0",
            Self::Array(array) => !array.is_empty(),
        }
    }
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

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Float(number)
    }
}

impl From<Array> for Value {
    fn from(array: Array) -> Self {
        Self::Array(array)
    }
}

fn leading_int(text: &str) -> i64 {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|symbol: char| !symbol.is_ascii_digit()).unwrap_or(digits.len());
    let digits = digits.get(..end).unwrap_or_default();
    let number = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(i64::MAX) };
    if negative { -number } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Value::from("12abc"), 12)]
    #[case(Value::from(" -3"), -3)]
    #[case(Value::from("abc"), 0)]
    #[case(Value::list([0_i64, 0]), 1)]
    #[case(Value::empty(), 0)]
    #[case(Value::Bool(true), 1)]
    #[case(Value::Float(2.9), 2)]
    fn a_cast_to_int_is_phps(#[case] value: Value, #[case] number: i64) {
        assert_eq!(value.to_int(), number);
    }

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
