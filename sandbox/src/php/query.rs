//! Query strings and form bodies with PHP's bracket notation.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

use super::{Array, Key, Value};

/// Reads a query string or an urlencoded body. Every value is a text; later duplicates win.
pub fn parse_query(query: &str) -> Array {
    let mut array = Array::default();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let path = path_of(&decode(name));
        if path.len() <= MAX_DEPTH {
            assign(&mut array, &path, decode(value));
        }
    }
    array
}

/// Encodes a text for a query string or a form body, as PHP's `rawurlencode` does.
pub fn form_url_encode(text: &str) -> String {
    const SET: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(text, SET).to_string()
}

/// PHP's own limit: a name that goes deeper is dropped.
const MAX_DEPTH: usize = 64;

/// One step from an array to an entry.
enum Step {
    At(Key),
    Push,
}

fn decode(text: &str) -> String {
    let spaced = text.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8_lossy().into_owned()
}

/// Splits `a[b][]` into its steps; no steps for a name that PHP drops. In front of the brackets, and where
/// a bracket is never closed, characters that a variable of PHP cannot have become `_`.
fn path_of(name: &str) -> Vec<Step> {
    let name = name.trim_start_matches(' ');
    let (head, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    if head.is_empty() {
        return Vec::new();
    }
    let plain = |text: &str| Step::At(text.replace(['.', ' ', '['], "_").into());
    if !rest.contains(']') {
        return vec![plain(name)];
    }
    let mut steps = vec![plain(head)];
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((key, after)) = inner.split_once(']') else { break };
        steps.push(if key.is_empty() { Step::Push } else { Step::At(key.into()) });
        rest = after;
    }
    steps
}

fn assign(array: &mut Array, path: &[Step], value: String) {
    let Some((step, rest)) = path.split_first() else { return };
    let key = match step {
        Step::At(key) => key.clone(),
        Step::Push => Key::Index(array.next_index()),
    };
    let slot = array.entry(key);
    if rest.is_empty() {
        *slot = Value::Text(value);
        return;
    }
    if !matches!(slot, Value::Array(_)) {
        *slot = Value::empty();
    }
    if let Value::Array(inner) = slot {
        assign(inner, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::php::to_json;
    use rstest::rstest;

    #[rstest]
    #[case("a=1&b=x%20y", r#"{"a":"1","b":"x y"}"#)]
    #[case("values[0]=%2B7916&values[1]=b", r#"{"values":["+7916","b"]}"#)]
    #[case("values[]=a&values[]=b", r#"{"values":["a","b"]}"#)]
    #[case("filter[ID][]=5&filter[%3EDATE]=x", r#"{"filter":{"ID":["5"],"\u003EDATE":"x"}}"#)]
    #[case("v=a+b@x.ru", r#"{"v":"a b@x.ru"}"#)]
    #[case("a=1&a=2", r#"{"a":"2"}"#)]
    #[case("a=1&a[x]=2", r#"{"a":{"x":"2"}}"#)]
    #[case("a.b=1", r#"{"a_b":"1"}"#)]
    #[case("a", r#"{"a":""}"#)]
    #[case("a[=1&b[x=2&c[.=3", r#"{"a_":"1","b_x":"2","c__":"3"}"#)]
    #[case("a[x][y=1", r#"{"a":{"x":"1"}}"#)]
    #[case("=1&[a]=2&%20=3&b=4", r#"{"b":"4"}"#)]
    #[case("values[5]=a&values[]=b", r#"{"values":{"5":"a","6":"b"}}"#)]
    #[case("", "[]")]
    fn brackets_are_phps(#[case] query: &str, #[case] json: &str) {
        assert_eq!(to_json(&Value::Array(parse_query(query))), json);
    }

    #[test]
    fn a_name_that_goes_too_deep_is_dropped() {
        let deep = |brackets: usize| parse_query(&format!("a{}=1", "[x]".repeat(brackets))).len();
        assert_eq!([deep(63), deep(64), deep(100_000)], [1, 0, 0]);
    }

    #[test]
    fn encoding_round_trips() {
        let text = "+7 (916) a&b=c #é";
        let array = parse_query(&format!("v={}", form_url_encode(text)));
        assert_eq!(array.get("v"), Some(&Value::from(text)));
    }
}
