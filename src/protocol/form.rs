//! Parameters in PHP's form notation: `values[0]=%2B7916…`. Form bodies need no preflight, and keep every
//! value a string, which is what the portal's search insists on.

/// Named parameters, in order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Params(pub Vec<(String, Param)>);

/// A parameter's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Param {
    /// A scalar, always sent as text.
    Text(String),
    /// A list: `name[0]`, `name[1]` … An empty one cannot be said in a form, and is left out.
    List(Vec<Param>),
    /// A map: `name[key]` …
    Map(Vec<(String, Param)>),
}

impl Params {
    /// The same with one more text.
    #[must_use]
    pub(super) fn text(self, name: &str, value: impl Into<String>) -> Self {
        self.with(name, Param::Text(value.into()))
    }

    /// The same with one more list of texts.
    #[must_use]
    pub(super) fn list(self, name: &str, values: Vec<String>) -> Self {
        self.with(name, Param::texts(values))
    }

    /// The same with one more parameter.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: Param) -> Self {
        self.0.push((name.to_owned(), value));
        self
    }

    /// As `application/x-www-form-urlencoded`: names with their brackets as they are, everything else that
    /// is not a letter, a digit or one of `-_.~` percent-encoded. An unencoded `+` would arrive as a space,
    /// `#` would cut the rest off inside a batch, `&` would split (`docs/portal.md`, *Batch*).
    pub fn encode(&self) -> String {
        let mut written = String::new();
        for (name, value) in self.fields() {
            if !written.is_empty() {
                written.push('&');
            }
            written.push_str(&name);
            written.push('=');
            push_encoded(&mut written, value);
        }
        written
    }

    /// Every text with its full name, which is encoded but for its brackets.
    pub(super) fn fields(&self) -> Vec<(String, &str)> {
        let mut fields = Vec::new();
        for (name, value) in &self.0 {
            let mut full_name = String::new();
            push_encoded(&mut full_name, name);
            push_fields(&mut fields, full_name, value);
        }
        fields
    }
}

impl Param {
    /// A list of texts.
    pub(super) fn texts(values: Vec<String>) -> Self {
        Self::List(values.into_iter().map(Self::Text).collect())
    }

    /// A map with one entry.
    pub(super) fn entry(key: &str, value: Self) -> Self {
        Self::Map(vec![(key.to_owned(), value)])
    }
}

fn push_fields<'a>(fields: &mut Vec<(String, &'a str)>, name: String, value: &'a Param) {
    match value {
        Param::Text(text) => fields.push((name, text)),
        Param::List(items) => {
            for (index, item) in items.iter().enumerate() {
                push_fields(fields, inner_name(&name, &index.to_string()), item);
            }
        }
        Param::Map(entries) => {
            for (key, item) in entries {
                push_fields(fields, inner_name(&name, key), item);
            }
        }
    }
}

fn inner_name(name: &str, key: &str) -> String {
    let mut inner = name.to_owned();
    inner.push('[');
    push_encoded(&mut inner, key);
    inner.push(']');
    inner
}

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];

/// Appends a text percent-encoded.
pub(super) fn push_encoded(written: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            written.push(char::from(byte));
        } else {
            written.push('%');
            written.extend([byte >> 4, byte & 15].iter().filter_map(|half| HEX.get(usize::from(*half))));
        }
    }
}

/// Reads a percent-encoded text of a query; `None` if it is none, or not UTF-8.
pub(super) fn decoded(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => (hex_digit(rest.next()?)? << 4) | hex_digit(rest.next()?)?,
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::{any, prop_assert_eq, proptest};
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("+7 916", "%2B7%20916")]
    #[case("a+b@x.ru", "a%2Bb%40x.ru")]
    #[case("#&[]=%;,", "%23%26%5B%5D%3D%25%3B%2C")]
    #[case("-_.~", "-_.~")]
    #[case("доб", "%D0%B4%D0%BE%D0%B1")]
    fn encodes_what_php_would_read_otherwise(#[case] text: &str, #[case] encoded: &str) {
        let mut written = String::new();
        push_encoded(&mut written, text);
        assert_eq!(written, encoded);
    }

    #[rstest]
    #[case("a+b%2B%c3%BC", Some("a b+ü"))]
    #[case("", Some(""))]
    #[case("%", None)]
    #[case("%2", None)]
    #[case("%zz", None)]
    #[case("%+1", None)]
    #[case("%ff", None)]
    fn decodes_queries(#[case] encoded: &str, #[case] text: Option<&str>) {
        assert_eq!(decoded(encoded).as_deref(), text);
    }

    #[test]
    fn writes_brackets() {
        let filter = Param::entry("@ID", Param::texts(vec!["17".to_owned(), "42".to_owned()]));
        let params = Params::default().with("filter", filter).text("start", "-1");
        assert_eq!(params.encode(), "filter[%40ID][0]=17&filter[%40ID][1]=42&start=-1");
    }

    #[test]
    fn leaves_an_empty_list_out() {
        assert_eq!(Params::default().list("values", Vec::new()).text("type", "PHONE").encode(), "type=PHONE");
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_read_as_it_was(text in any::<String>()) {
            let mut written = String::new();
            push_encoded(&mut written, &text);
            prop_assert_eq!(decoded(&written), Some(text));
        }
    }
}
