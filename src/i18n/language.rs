//! The languages of the interface.

/// A language that the interface speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// The fallback for every language that is not here.
    #[default]
    English,
    /// German.
    German,
    /// Russian.
    Russian,
}

impl Language {
    /// Chooses by the portal's own code (`LANG`), which is not BCP 47: `ua` is Ukrainian there, `in` Hindi.
    pub fn from_portal(code: &str) -> Self {
        match code {
            "de" => Self::German,
            "ru" => Self::Russian,
            _ => Self::English,
        }
    }

    /// Chooses by the browser's preferences (BCP 47 tags), best first.
    pub fn from_browser<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter()
            .find_map(|tag| match tag.split('-').next().unwrap_or_default() {
                "de" => Some(Self::German),
                "ru" => Some(Self::Russian),
                "en" => Some(Self::English),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// All of them.
    pub const ALL: [Self; 3] = [Self::English, Self::German, Self::Russian];

    /// The direction of writing, for `dir`.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::English | Self::German | Self::Russian => "ltr",
        }
    }

    /// The BCP 47 tag, for `lang` and `Intl`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Russian => "ru",
        }
    }
}
