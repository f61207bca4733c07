//! A message: a key and what fills its places.

use super::Language;

include!(concat!(env!("OUT_DIR"), "/keys.rs"));

/// The categories of the Unicode plural rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Plural {
    /// No language of ours uses it; Arabic does.
    Zero,
    /// One, or what counts like it (21 in Russian).
    One,
    /// Two of them, where a language has a dual.
    Two,
    /// A few (2 to 4 in Russian).
    Few,
    /// Many (5 to 20 in Russian).
    Many,
    /// Everything else.
    Other,
}

impl Plural {
    /// Reads the name that CLDR and `Intl.PluralRules` give the category.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "zero" => Self::Zero,
            "one" => Self::One,
            "two" => Self::Two,
            "few" => Self::Few,
            "many" => Self::Many,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// What fills a place in a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Arg {
    /// A text of the portal's or the user's, shown as it is.
    Text(String),
    /// A number, written as the language writes it; `count` chooses the plural form.
    Number(u64),
    /// A moment, ISO 8601 with offset, written as a date of the language.
    Date(String),
    /// A moment in milliseconds on the page's clock ([`crate::app::Clock`]), written as a time of day.
    Clock(u64),
    /// Another message.
    Message(Message),
}

/// A message of the interface: what to say, not yet in which language.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Message {
    /// What to say.
    pub key: Key,
    /// What fills its places, by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without places.
    pub const fn plain(key: Key) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same with one more place filled. Compiled once: all that is said is put together by it.
    #[inline(never)]
    #[must_use]
    pub fn with(mut self, name: &'static str, arg: Arg) -> Self {
        self.args.push((name, arg));
        self
    }

    /// A message about a number of things: fills `count`.
    pub fn counting(key: Key, count: u64) -> Self {
        Self::plain(key).with("count", Arg::Number(count))
    }

    pub(super) fn arg(&self, name: &str) -> Option<&Arg> {
        self.args.iter().find(|(place, _)| *place == name).map(|(_, arg)| arg)
    }
}

impl From<Key> for Message {
    fn from(key: Key) -> Self {
        Self::plain(key)
    }
}

/// How a language writes numbers and dates and chooses plural forms: `Intl` in the browser.
pub trait Formats {
    /// The plural category of a number.
    fn plural(&self, count: u64) -> Plural;
    /// A number with the language's separators.
    fn number(&self, number: u64) -> String;
    /// The date of a moment given as ISO 8601 with offset.
    fn date(&self, iso: &str) -> String;
    /// The time of day, with seconds, of a moment in milliseconds since 1970.
    fn time(&self, millis: u64) -> String;
}
