//! The languages of the interface.

/// A language that the interface speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Language {
    /// Its name in code, in upper camel case.
    pub name: &'static str,
    /// The BCP 47 tag: for `lang` and `Intl`, for the browser's wish, and the name of its files.
    pub tag: &'static str,
    /// The portal's own code, in `LANG` and in the titles of a tab. It is not BCP 47: `ua` is Ukrainian there,
    /// `in` Hindi, `br` Brazilian Portuguese, `sc` simplified Chinese.
    pub portal_code: &'static str,
    /// How it is written.
    pub direction: Direction,
}

/// A direction of writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

/// Every language, and the only place that lists them: the widget's own list is made of this one, and what has
/// to be written for a language by hand does not compile, or fails a test, where it is forgotten.
///
/// The first one has the keys, and is spoken to whoever speaks none of them.
pub const LANGUAGES: [Language; 3] = [
    Language { name: "English", tag: "en", portal_code: "en", direction: Direction::LeftToRight },
    Language { name: "German", tag: "de", portal_code: "de", direction: Direction::LeftToRight },
    Language { name: "Russian", tag: "ru", portal_code: "ru", direction: Direction::LeftToRight },
];

impl Direction {
    /// The value of `dir`.
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
