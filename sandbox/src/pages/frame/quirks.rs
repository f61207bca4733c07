//! How the portal prints the options of a frame into its page.

use crate::php::Value;

/// What the portal's printer makes of a value: numbers become texts, null an empty text, an empty
/// array `[]`; truth values stay. With `escape`, texts are escaped for HTML on the way.
pub(super) fn printed(value: &Value, escape: bool) -> Value {
    match value {
        Value::Null => Value::from(""),
        Value::Bool(truth) => Value::Bool(*truth),
        Value::Int(_) | Value::Float(_) => Value::Text(value.to_text()),
        Value::Text(text) if escape => Value::Text(escaped(text)),
        Value::Text(text) => Value::Text(text.clone()),
        Value::Array(array) => Value::map(array.iter().map(|(key, entry)| (key, printed(entry, escape)))),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::{from_json, to_json};
    use rstest::rstest;

    #[rstest]
    #[case(r#"{"ID":77}"#, r#"{"ID":"77"}"#)]
    #[case(r#"{"a":1.5,"b":null,"c":true,"d":false}"#, r#"{"a":"1.5","b":"","c":true,"d":false}"#)]
    #[case(r#"{"list":[1,2],"map":{},"empty":[]}"#, r#"{"list":["1","2"],"map":[],"empty":[]}"#)]
    #[case("{}", "[]")]
    fn numbers_become_texts_and_empty_maps_lists(#[case] json: &str, #[case] expected: &str) {
        let value = from_json(json.as_bytes()).expect("a test value");
        assert_eq!(to_json(&printed(&value, false)), expected);
    }

    #[test]
    fn texts_are_escaped_unless_told_otherwise() {
        let value = Value::map([("URI", "/a/?b=1&c=\"<'>\"")]);
        let text = |escape| printed(&value, escape).get("URI").map(Value::to_text).unwrap_or_default();
        assert_eq!(text(true), "/a/?b=1&amp;c=&quot;&lt;&#039;&gt;&quot;");
        assert_eq!(text(false), "/a/?b=1&c=\"<'>\"");
    }
}
