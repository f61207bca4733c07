//! References of a batch: `$result[name][field]` in a later command.

use super::batch::Results;
use crate::php::{Array, Value};

/// Replaces the references in all values, at any depth.
pub(super) fn resolve(params: &mut Array, results: &Results) {
    for (_, value) in params.iter_mut() {
        match value {
            Value::Array(inner) => resolve(inner, results),
            Value::Text(text) => {
                if let Some(resolved) = resolve_text(text, results) {
                    *value = resolved;
                }
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
        }
    }
}

/// A reference that is the whole text becomes what it points to, an array included.
fn resolve_text(text: &str, results: &Results) -> Option<Value> {
    let mut resolved = String::new();
    let mut rest = text;
    let mut is_changed = false;
    while let Some(at) = rest.find('$') {
        let (before, from) = rest.split_at(at);
        resolved.push_str(before);
        if let Some((reference, after)) = Reference::parse(from) {
            let value = reference.value(results);
            if before.is_empty() && resolved.is_empty() && after.is_empty() {
                return Some(value);
            }
            resolved.push_str(&value.to_text());
            is_changed = true;
            rest = after;
        } else {
            resolved.push('$');
            rest = from.strip_prefix('$').unwrap_or_default();
        }
    }
    resolved.push_str(rest);
    is_changed.then_some(Value::Text(resolved))
}

struct Reference<'a> {
    container: Container,
    path: Vec<&'a str>,
}

#[derive(Clone, Copy)]
enum Container {
    Result,
    Total,
    Next,
}

impl<'a> Reference<'a> {
    /// Reads a reference at the beginning of a text, and gives what stands behind it.
    fn parse(text: &'a str) -> Option<(Self, &'a str)> {
        let containers =
            [("$result", Container::Result), ("$total", Container::Total), ("$next", Container::Next)];
        let (container, mut rest) = containers
            .into_iter()
            .find_map(|(word, container)| Some((container, text.strip_prefix(word)?)))?;
        let mut path = Vec::new();
        while let Some((key, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
            path.push(key);
            rest = after;
        }
        (!path.is_empty()).then_some((Self { container, path }, rest))
    }

    /// Walks the path. It stops before a key that is missing or null: the level reached is the value.
    fn value(&self, results: &Results) -> Value {
        let array = match self.container {
            Container::Result => &results.result,
            Container::Total => &results.total,
            Container::Next => &results.next,
        };
        let mut reached = Value::Array(array.clone());
        for key in &self.path {
            match reached.get(key) {
                Some(Value::Null) | None => break,
                Some(next) => reached = next.clone(),
            }
        }
        reached
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::{from_json, to_json};
    use rstest::rstest;

    fn results() -> Results {
        let array = |json: &[u8]| from_json(json).and_then(|value| value.as_array().cloned()).unwrap();
        Results {
            result: array(br#"{"deal":{"ID":"7","CONTACT_ID":null},"found":{"CONTACT":[275,2297]}}"#),
            total: array(br#"{"list":120}"#),
            next: array(br#"{"list":50}"#),
            ..Results::default()
        }
    }

    #[rstest]
    #[case("$result[deal][ID]", r#""7""#)]
    #[case("x$result[deal][ID]y", r#""x7y""#)]
    #[case("$result[found][CONTACT]", "[275,2297]")]
    #[case("$result[found][CONTACT][1]", "2297")]
    #[case("$total[list]", "120")]
    #[case("$next[list]", "50")]
    #[case("$result[deal][CONTACT_ID]", r#"{"ID":"7","CONTACT_ID":null}"#)]
    #[case("$result[deal][NAME]", r#"{"ID":"7","CONTACT_ID":null}"#)]
    #[case("$result[missing][x]", r#"{"deal":{"ID":"7","CONTACT_ID":null},"found":{"CONTACT":[275,2297]}}"#)]
    #[case("a $result", r#""a $result""#)]
    #[case("$5 and $result[deal][ID]", r#""$5 and 7""#)]
    #[case("in $result[found]", r#""in Array""#)]
    fn a_reference_becomes_what_it_points_to(#[case] text: &str, #[case] json: &str) {
        let mut params = Array::default();
        params.insert("v", text);
        resolve(&mut params, &results());
        assert_eq!(params.get("v").map(to_json).as_deref(), Some(json));
    }
}
