//! Countries, as numbers without a country's code need one.

/// A country or territory that has a numbering plan, by the two letters of ISO 3166.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Country(u8);

/// The letters of all of them. Each is as good as its place here.
const CODES: &str = "\
    ACADAEAFAGAIALAMAOARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ\
    DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGTGUGWGYHKHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJP\
    KEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNU\
    NZOMPAPEPFPGPHPKPLPMPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTATCTDTGTHTJTKTLTMTNTOTRTTTV\
    TWTZUAUGUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

/// Ends of host names that everybody takes, whatever the country.
const ANYBODYS: [&str; 11] = ["AC", "AI", "CC", "FM", "GG", "IM", "IO", "ME", "SH", "TO", "TV"];

/// The country in which a language is mostly written, where that is one.
const OF_LANGUAGES: [(&str, &str); 13] = [
    ("be", "BY"),
    ("de", "DE"),
    ("fr", "FR"),
    ("id", "ID"),
    ("it", "IT"),
    ("ja", "JP"),
    ("kk", "KZ"),
    ("pl", "PL"),
    ("ru", "RU"),
    ("tr", "TR"),
    ("uk", "UA"),
    ("uz", "UZ"),
    ("vi", "VN"),
];

impl Country {
    /// All of them, by their letters.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX).map(Self).take_while(|country| !country.code().is_empty())
    }

    /// That of two letters.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|country| code.eq_ignore_ascii_case(country.code()))
    }

    /// Its two letters.
    pub fn code(self) -> &'static str {
        let start = usize::from(self.0) * 2;
        CODES.get(start..start + 2).unwrap_or_default()
    }

    /// What is assumed of numbers that name no country: that of the portal's zone; in a zone of the world that of the
    /// browser; and where that names none either, the one in which its language is mostly written.
    pub fn assumed<'a>(
        portal_host: Option<&str>,
        languages: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<Self> {
        portal_host
            .and_then(Self::of_host)
            .or_else(|| languages.clone().find_map(Self::of_tag))
            .or_else(|| languages.into_iter().find_map(Self::of_language))
    }

    fn of_host(host: &str) -> Option<Self> {
        let (_, end) = host.rsplit_once('.')?;
        match end.to_ascii_uppercase().as_str() {
            "UK" => Self::from_code("GB"),
            "SU" | "XN--P1AI" => Self::from_code("RU"),
            end if ANYBODYS.contains(&end) => None,
            end => Self::from_code(end),
        }
    }

    /// The region of a language tag: `de-AT`, `zh-Hant-TW`.
    fn of_tag(tag: &str) -> Option<Self> {
        tag.split('-').skip(1).filter(|part| part.len() == 2).find_map(Self::from_code)
    }

    fn of_language(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        let (_, code) =
            OF_LANGUAGES.into_iter().find(|(language, _)| language.eq_ignore_ascii_case(primary))?;
        Self::from_code(code)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use super::Country;

    #[rstest]
    #[case::the_portals_zone(Some("firma.bitrix24.by"), &["en-US"], "BY")]
    #[case::a_zone_of_two_parts(Some("acme.bitrix24.com.br"), &["en-US"], "BR")]
    #[case::a_portal_of_ones_own(Some("crm.firma.kz"), &["de-DE"], "KZ")]
    #[case::the_united_kingdom(Some("acme.bitrix24.uk"), &[], "GB")]
    #[case::a_zone_of_the_world(Some("acme.bitrix24.com"), &["de-AT", "en-US"], "AT")]
    #[case::of_europe(Some("acme.bitrix24.eu"), &["fr-BE"], "BE")]
    #[case::an_end_that_everybody_takes(Some("crm.start.io"), &["de"], "DE")]
    #[case::this_machine(Some("localhost"), &["ru"], "RU")]
    #[case::an_address(Some("127.0.0.1"), &["ru"], "RU")]
    #[case::a_tag_with_a_script(None, &["zh-Hant-TW"], "TW")]
    #[case::a_region_further_down(None, &["ru", "en-GB"], "GB")]
    #[case::a_language_of_many_countries(None, &["en", "es", "ar"], "")]
    #[case::nothing_is_known(None, &["", "-", "x-klingon"], "")]
    fn the_portals_zone_says_the_country_or_else_the_browser(
        #[case] host: Option<&str>,
        #[case] languages: &[&str],
        #[case] expected: &str,
    ) {
        let assumed = Country::assumed(host, languages.iter().copied());
        assert_eq!(assumed.map_or("", Country::code), expected);
    }

    #[test]
    fn each_is_found_by_its_letters() {
        let all: Vec<_> = Country::all().collect();
        assert!(all.len() > 240, "{}", all.len());
        assert!(all.iter().all(|country| Country::from_code(country.code()) == Some(*country)));
        assert!(all.is_sorted_by_key(|country| country.code()));
    }
}
