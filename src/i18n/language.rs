//! The choice of a language. Which there are says the crate `locales`.

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

impl Language {
    /// The portal's language, and where that is none of ours or is not known, the browser's (BCP 47 tags, best
    /// first).
    pub fn choose<'a>(portal_code: Option<&str>, browser: impl IntoIterator<Item = &'a str>) -> Self {
        portal_code
            .and_then(Self::from_portal)
            .or_else(|| browser.into_iter().find_map(Self::from_tag))
            .unwrap_or_default()
    }

    /// Reads the portal's own code (`LANG`), which is not BCP 47.
    pub fn from_portal(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.portal_code() == code)
    }

    /// The language of a tag: the very same one, or one of the same language elsewhere (`de-AT` is German).
    fn from_tag(tag: &str) -> Option<Self> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let find = |fits: &dyn Fn(&str) -> bool| Self::ALL.into_iter().find(|language| fits(language.tag()));
        find(&|ours| ours.eq_ignore_ascii_case(tag)).or_else(|| find(&|ours| primary(ours) == primary(tag)))
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::Language;

    #[rstest]
    #[case::the_portals_own(Some("de"), &["ru"], Language::German)]
    #[case::none_of_ours(Some("th"), &["ru"], Language::Russian)]
    #[case::empty(Some(""), &["ru-RU", "de"], Language::Russian)]
    #[case::of_no_portal(None, &["th", "DE-at"], Language::German)]
    #[case::of_nobody(Some("th"), &["th", "", "-", "den"], Language::English)]
    #[case::a_word_that_begins_alike(Some("deu"), &["english"], Language::English)]
    fn the_portals_language_is_spoken_or_else_the_browsers(
        #[case] portal: Option<&str>,
        #[case] browser: &[&str],
        #[case] expected: Language,
    ) {
        assert_eq!(Language::choose(portal, browser.iter().copied()), expected);
    }
}
