//! JSON text as PHP reads and writes it.

use std::fmt::Write;

use super::{Array, Value};

/// Reads JSON into PHP values. `None` for text that is no JSON.
pub fn from_json(text: &[u8]) -> Option<Value> {
    serde_json::from_slice::<serde_json::Value>(text).ok().map(Value::from)
}

/// Writes a value as the portal does: compact, `/` and all but ASCII escaped, HTML's characters too.
pub fn to_json(value: &Value) -> String {
    let mut text = String::new();
    write_value(&mut text, value);
    text
}

impl From<serde_json::Value> for Value {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(truth) => Self::Bool(truth),
            serde_json::Value::Number(number) => {
                number.as_i64().map_or_else(|| Self::Float(number.as_f64().unwrap_or_default()), Self::Int)
            }
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(items) => Self::list(items),
            serde_json::Value::Object(entries) => Self::map(entries),
        }
    }
}

impl From<Value> for serde_json::Value {
    fn from(value: Value) -> Self {
        serde_json::from_str(&to_json(&value)).unwrap_or_default()
    }
}

fn write_value(text: &mut String, value: &Value) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Int(number) => text.push_str(&number.to_string()),
        Value::Float(number) => text.push_str(&number.to_string()),
        Value::Text(content) => write_text(text, content),
        Value::Array(array) => write_array(text, array),
    }
}

fn write_array(text: &mut String, array: &Array) {
    let is_list = array.is_list();
    text.push(if is_list { '[' } else { '{' });
    for (place, (key, value)) in array.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        if !is_list {
            write_text(text, &key.to_string());
            text.push(':');
        }
        write_value(text, value);
    }
    text.push(if is_list { ']' } else { '}' });
}

fn write_text(text: &mut String, content: &str) {
    text.push('"');
    for symbol in content.chars() {
        match symbol {
            '/' => text.push_str("\\/"),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{c}' => text.push_str("\\f"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '<' | '>' | '&' | '\'' | '"' => write_escape(text, u32::from(symbol), true),
            ' '..='\u{7f}' => text.push(symbol),
            _ => {
                let mut units = [0; 2];
                for unit in symbol.encode_utf16(&mut units) {
                    write_escape(text, u32::from(*unit), false);
                }
            }
        }
    }
    text.push('"');
}

/// PHP writes the escapes of HTML's characters with capitals and all others without.
fn write_escape(text: &mut String, unit: u32, capitals: bool) {
    let written = if capitals { write!(text, "\\u{unit:04X}") } else { write!(text, "\\u{unit:04x}") };
    debug_assert!(written.is_ok(), "writing to a text does not fail");
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Value::from("a/b"), r#""a\/b""#)]
    #[case(Value::from("<b> & 'x' \"y\""), r#""\u003Cb\u003E \u0026 \u0027x\u0027 \u0022y\u0022""#)]
    #[case(Value::from("Ёж"), r#""\u0401\u0436""#)]
    #[case(Value::from("😀"), r#""\ud83d\ude00""#)]
    #[case(Value::from("\n\t\u{1}\u{7f}\\"), "\"\\n\\t\\u0001\u{7f}\\\\\"")]
    #[case(Value::Float(1_769_497_419.0), "1769497419")]
    #[case(Value::Float(0.052_118), "0.052118")]
    #[case(Value::empty(), "[]")]
    #[case(Value::map([("LEAD", Value::list([17_i64, 42]))]), r#"{"LEAD":[17,42]}"#)]
    #[case(Value::map([("0", 1_i64), ("2", 2)]), r#"{"0":1,"2":2}"#)]
    fn text_is_escaped_as_php_does(#[case] value: Value, #[case] json: &str) {
        assert_eq!(to_json(&value), json);
    }

    #[test]
    fn json_keeps_its_types() {
        let value = from_json(br#"{"values":[79161234567,"a",true,null,1.5,{}]}"#).unwrap();
        let values = value.get("values").unwrap();
        let expected = [
            Value::Int(79_161_234_567),
            Value::from("a"),
            Value::Bool(true),
            Value::Null,
            Value::Float(1.5),
            Value::empty(),
        ];
        assert_eq!(*values, Value::list(expected));
        assert_eq!(from_json(b"{"), None);
    }
}
