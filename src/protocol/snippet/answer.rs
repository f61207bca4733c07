//! The portal's answer, as text.

use std::collections::BTreeSet;

use crate::domain::{EntityType, RecordId, RecordRef};
use crate::protocol::{Node, json};

/// An answer as indented JSON. Ids of records that the user may not read are left out wherever the portal
/// lists ids by type; one text in their place says how many they are (`"2 hidden"`).
pub fn answer(answer: &Node, hidden: &BTreeSet<RecordRef>) -> String {
    let mut text = String::new();
    Writer { hidden, text: &mut text }.push(answer, None, 0);
    text
}

struct Writer<'a> {
    hidden: &'a BTreeSet<RecordRef>,
    text: &'a mut String,
}

impl Writer<'_> {
    /// `ids_of` is the type if the value stands under its name.
    fn push(&mut self, value: &Node, ids_of: Option<EntityType>, level: usize) {
        match value {
            Node::Null => self.text.push_str("null"),
            Node::Bool(value) => self.text.push_str(if *value { "true" } else { "false" }),
            Node::Number(number) => push_number(self.text, *number),
            Node::Text(text) => json::push_string(self.text, text),
            Node::List(items) => {
                let shown = items.iter().filter(|item| !self.is_hidden(item, ids_of));
                let shown: Vec<_> = shown.map(|item| (None, item)).collect();
                let hidden = items.len() - shown.len();
                self.push_items(&shown, hidden, ids_of, ('[', ']'), level);
            }
            Node::Map(entries) => {
                let shown = entries.iter().filter(|(_, item)| !self.is_hidden(item, ids_of));
                let shown: Vec<_> = shown.map(|(key, item)| (Some(key.as_str()), item)).collect();
                let hidden = entries.len() - shown.len();
                self.push_items(&shown, hidden, ids_of, ('{', '}'), level);
            }
        }
    }

    fn push_items(
        &mut self,
        shown: &[(Option<&str>, &Node)],
        hidden: usize,
        ids_of: Option<EntityType>,
        brackets: (char, char),
        level: usize,
    ) {
        // Ids stand on one line; they are many, and short.
        let break_lines = ids_of.is_none();
        self.text.push(brackets.0);
        for (index, (key, item)) in shown.iter().enumerate() {
            self.separate(index, break_lines, level + 1);
            if let Some(key) = key {
                json::push_string(self.text, key);
                self.text.push_str(": ");
            }
            self.push(item, key.and_then(EntityType::from_wire), level + 1);
        }
        if hidden > 0 {
            self.separate(shown.len(), break_lines, level + 1);
            if brackets.0 == '{' {
                self.text.push_str("\"\": ");
            }
            self.text.push('"');
            self.text.push_str(&hidden.to_string());
            self.text.push_str(" hidden\"");
        }
        if break_lines && !shown.is_empty() {
            self.break_line(level);
        }
        self.text.push(brackets.1);
    }

    fn separate(&mut self, index: usize, break_lines: bool, level: usize) {
        match (index, break_lines) {
            (0, false) => {}
            (0, true) => self.break_line(level),
            (_, false) => self.text.push_str(", "),
            (_, true) => {
                self.text.push(',');
                self.break_line(level);
            }
        }
    }

    fn break_line(&mut self, level: usize) {
        self.text.push('\n');
        for _ in 0..level {
            self.text.push_str("  ");
        }
    }

    fn is_hidden(&self, item: &Node, ids_of: Option<EntityType>) -> bool {
        let record = |id: RecordId| ids_of.map(|entity| RecordRef::new(entity, id));
        item.as_id().and_then(record).is_some_and(|record| self.hidden.contains(&record))
    }
}

/// Whole numbers as they are, others to the millionth: times in seconds, which is what numbers with a
/// fraction are here. The formatting of the standard library would add its tables to the module.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number is checked to be below 2^53, and is not negative"
)]
fn push_number(text: &mut String, number: f64) {
    const MILLION: u64 = 1_000_000;
    let size = number.abs();
    if size.is_nan() || size >= 9_007_199_254_740_992.0 {
        return text.push_str("null");
    }
    let mut whole = size.trunc() as u64;
    let mut millionths = ((size - size.trunc()) * 1_000_000.0).round() as u64;
    if millionths == MILLION {
        (whole, millionths) = (whole + 1, 0);
    }
    if number < 0.0 && whole + millionths > 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if millionths > 0 {
        // A leading 1 keeps the zeros in front.
        let digits = (MILLION + millionths).to_string();
        text.push('.');
        text.push_str(digits.strip_prefix('1').unwrap_or_default().trim_end_matches('0'));
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    fn shown(json: &str, hidden: &[(EntityType, u64)]) -> String {
        let node = serde_json::from_str(json).unwrap();
        let record = |(entity, id): &(EntityType, u64)| RecordRef::new(*entity, RecordId::new(*id).unwrap());
        answer(&node, &hidden.iter().map(record).collect())
    }

    #[test]
    fn shows_the_documented_answer() {
        let json = r#"{"result":{"LEAD":[17],"CONTACT":[275,2297,9]},"time":{"duration":0.05211806297302246,"operating":0}}"#;
        let text =
            shown(json, &[(EntityType::Contact, 9), (EntityType::Contact, 2297), (EntityType::Lead, 275)]);
        let expected = "{\n  \"result\": {\n    \"LEAD\": [17],\n    \"CONTACT\": [275, \"2 hidden\"]\n  },\n  \
                        \"time\": {\n    \"duration\": 0.052118,\n    \"operating\": 0\n  }\n}";
        assert_eq!(text, expected);
    }

    #[rstest]
    #[case(r#"{"LEAD":["17"]}"#)]
    #[case(r#"{"LEAD":{"0":17}}"#)]
    #[case(r#"{"result":{"result":{"c1":{"LEAD":[17.0]}}}}"#)]
    fn hides_ids_in_every_shape(#[case] json: &str) {
        let text = shown(json, &[(EntityType::Lead, 17)]);
        assert!(text.contains("1 hidden") && !text.contains("17"), "{text}");
        serde_json::from_str::<serde_json::Value>(&text).unwrap();
    }

    #[rstest]
    #[case("0", "0")]
    #[case("-0.0", "0")]
    #[case("1750684660", "1750684660")]
    #[case("1750684060.672785", "1750684060.672785")]
    #[case("0.000001", "0.000001")]
    #[case("0.0000001", "0")]
    #[case("0.1", "0.1")]
    #[case("0.111111", "0.111111")]
    #[case("1.9999999", "2")]
    #[case("-2.5", "-2.5")]
    #[case("9007199254740991", "9007199254740991")]
    #[case("9007199254740992", "null")]
    #[case("1e300", "null")]
    #[case("[]", "[]")]
    #[case("{}", "{}")]
    #[case("[true,null]", "[\n  true,\n  null\n]")]
    fn writes_values(#[case] json: &str, #[case] expected: &str) {
        assert_eq!(shown(json, &[]), expected);
    }
}
