//! Colours of the portal's.

/// A colour as `#rrggbb`, and nothing else: it goes into a style.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Colour(String);

impl Colour {
    /// Reads `#rrggbb`; anything else is `None`.
    pub fn new(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let is_colour = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_colour.then(|| Self(text.to_owned()))
    }

    /// As a style sheet writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("#39A8EF", true)]
    #[case("#39a8ef", true)]
    #[case("", false)]
    #[case("39A8EF", false)]
    #[case("#39A8E", false)]
    #[case("red;background:url(https://x)", false)]
    fn only_six_digits_are_a_colour(#[case] text: &str, #[case] is_one: bool) {
        assert_eq!(Colour::new(text).is_some(), is_one);
    }
}
