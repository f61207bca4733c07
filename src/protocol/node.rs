//! A decoded JSON value, the same whether it came from a JS value in the browser or from text in a test.
//!
//! The answers of a batch differ from command to command, so they are first decoded into this tree by one
//! `serde` implementation, and then read by the explicit shapes of the portal: PHP writes an empty map as
//! `[]`, numbers as strings, and absent fields as nothing at all.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use thiserror::Error as ThisError;

use crate::domain::{LARGEST_WHOLE, RecordId};

/// A JSON value. Maps keep the portal's order, but for keys that are whole numbers: a browser sorts those.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Node {
    /// `null`, and `undefined` in the browser.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Map(Vec<(String, Node)>),
}

/// An answer of a shape that the portal does not send: nothing may be concluded from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ThisError)]
#[error("an answer of an unknown shape")]
pub struct Misshapen;

impl Node {
    /// How deep lists and maps may stand in one another; a deeper answer is refused while it is decoded.
    pub const MAX_DEPTH: usize = 32;

    /// The value of a key; `None` if there is none, or this is no map. The last one counts, as in PHP and
    /// in a browser, if a key stands twice.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value of a key unless it is `null`.
    pub(super) fn given(&self, key: &str) -> Option<&Self> {
        self.get(key).filter(|value| !matches!(value, Self::Null))
    }

    /// The text of a key; `None` if it is not a text.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::as_text)
    }

    /// A string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A number; a numeric string is none.
    pub const fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A map by PHP's rule: an empty array is an empty map, any other array is none.
    pub(super) fn entries(&self) -> Result<&[(String, Self)], Misshapen> {
        match self {
            Self::Map(entries) => Ok(entries),
            Self::List(items) if items.is_empty() => Ok(&[]),
            _ => Err(Misshapen),
        }
    }

    /// A list by PHP's rule: a map whose keys are whole numbers is a list from which items were taken.
    pub(super) fn items(&self) -> Result<Vec<&Self>, Misshapen> {
        match self {
            Self::List(items) => Ok(items.iter().collect()),
            Self::Map(entries) => entries
                .iter()
                .map(|(key, value)| {
                    let counted = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
                    if counted { Ok(value) } else { Err(Misshapen) }
                })
                .collect(),
            _ => Err(Misshapen),
        }
    }

    /// A whole number that is not negative, as a number or as digits; below 2^53, from which on different
    /// numbers in an answer are one number here.
    pub(super) fn as_whole(&self) -> Option<u64> {
        const LARGEST: f64 = 9_007_199_254_740_991.0;
        match self {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                clippy::float_cmp,
                reason = "a whole number from 0 to 2^53 - 1 is one exactly"
            )]
            Self::Number(number) if (0.0..=LARGEST).contains(number) && number.trunc() == *number => {
                Some(*number as u64)
            }
            Self::Text(digits) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().ok().filter(|whole| *whole <= LARGEST_WHOLE)
            }
            _ => None,
        }
    }

    /// A record's id.
    pub fn as_id(&self) -> Option<RecordId> {
        self.as_whole().and_then(RecordId::new)
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Levels(Self::MAX_DEPTH).deserialize(deserializer)
    }
}

/// How many more levels of lists and maps are accepted.
#[derive(Clone, Copy)]
struct Levels(usize);

impl Levels {
    fn inner<E: Error>(self) -> Result<Self, E> {
        self.0.checked_sub(1).map(Self).ok_or_else(|| E::custom("nested too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Levels {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Levels {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON numbers are doubles in the browser, too")]
    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON numbers are doubles in the browser, too")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Node, E> {
        Err(E::custom("bytes are no JSON"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let inner = self.inner()?;
        let mut entries = Vec::new();
        // A key is read like any value: the decoder of texts would bring the formatting of every type with it.
        while let Some(key) = access.next_key_seed(inner)? {
            let Node::Text(key) = key else { return Err(A::Error::custom("a key that is no text")) };
            entries.push((key, access.next_value_seed(inner)?));
        }
        Ok(Node::Map(entries))
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    fn node(json: &str) -> Node {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn decodes_every_kind_of_value() {
        let decoded = node(r#"{"a":[null,true,-1,1.5,"x"],"b":{}}"#);
        let items =
            [Node::Null, Node::Bool(true), Node::Number(-1.0), Node::Number(1.5), Node::Text("x".to_owned())];
        assert_eq!(decoded.get("a"), Some(&Node::List(items.to_vec())));
        assert_eq!(decoded.get("b"), Some(&Node::Map(Vec::new())));
        assert_eq!(decoded.get("c"), None);
    }

    #[rstest]
    #[case(Node::MAX_DEPTH, true)]
    #[case(Node::MAX_DEPTH + 1, false)]
    fn refuses_what_is_nested_deeper(#[case] depth: usize, #[case] accepted: bool) {
        let json = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(serde_json::from_str::<Node>(&json).is_ok(), accepted);
        let json = "{\"a\":".repeat(depth) + "1" + &"}".repeat(depth);
        assert_eq!(serde_json::from_str::<Node>(&json).is_ok(), accepted);
    }

    #[rstest]
    #[case("0", Some(0))]
    #[case("275", Some(275))]
    #[case("\"275\"", Some(275))]
    #[case("275.0", Some(275))]
    #[case("9007199254740991", Some((1 << 53) - 1))]
    #[case("\"9007199254740991\"", Some((1 << 53) - 1))]
    #[case("9007199254740992", None)]
    #[case("\"9007199254740992\"", None)]
    // A browser and `serde_json` read it as the number before it, which is another record.
    #[case("9007199254740993", None)]
    #[case("9007199254740992.0", None)]
    #[case("1e300", None)]
    #[case("-1", None)]
    #[case("\"-1\"", None)]
    #[case("2.5", None)]
    #[case("\"\"", None)]
    #[case("\" 1\"", None)]
    #[case("\"1e3\"", None)]
    #[case("true", None)]
    #[case("null", None)]
    #[case("[1]", None)]
    fn reads_whole_numbers(#[case] json: &str, #[case] whole: Option<u64>) {
        assert_eq!(node(json).as_whole(), whole);
    }

    #[rstest]
    #[case("{}", Some(0))]
    #[case("[]", Some(0))]
    #[case(r#"{"a":1}"#, Some(1))]
    #[case("[1]", None)]
    #[case("null", None)]
    #[case("\"\"", None)]
    fn only_an_empty_array_is_an_empty_map(#[case] json: &str, #[case] entries: Option<usize>) {
        assert_eq!(node(json).entries().ok().map(<[_]>::len), entries);
    }

    #[rstest]
    #[case("[]", Some(0))]
    #[case("[1,2]", Some(2))]
    #[case("{}", Some(0))]
    #[case(r#"{"0":1,"2":2}"#, Some(2))]
    #[case(r#"{"a":1}"#, None)]
    #[case("7", None)]
    fn a_list_may_have_lost_items(#[case] json: &str, #[case] items: Option<usize>) {
        assert_eq!(node(json).items().ok().map(|items| items.len()), items);
    }

    #[test]
    fn the_last_of_two_equal_keys_counts() {
        assert_eq!(node(r#"{"a":1,"a":2}"#).get("a"), Some(&Node::Number(2.0)));
    }
}
