//! A PHP value.

use serde::{Deserialize, Serialize};

use super::{Array, Key};

/// A value as PHP holds it after reading a request, and before writing an answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(from = "serde_json::Value", into = "serde_json::Value")]
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
}
