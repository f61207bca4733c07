//! The numbering plans of all countries, as Google's libphonenumber has them: how likely digits are a number.

use prost::Message as _;
use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, PhoneMetadataCollection, PhoneNumber, PhoneNumberFormat,
    PhoneNumberUtil, Region,
};
use thiserror::Error;

/// The numbering plans of all countries.
pub struct Plans(Library);

enum Library {
    Embedded(&'static PhoneNumberUtil),
    Decoded(Box<PhoneNumberUtil>),
}

/// What is wrong with plans that were loaded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("these are no numbering plans")]
pub struct PlansError;

impl std::fmt::Debug for Plans {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Plans")
    }
}

impl Plans {
    /// Those that the library brings along. A module that names this is 50 KB bigger for it.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: std::sync::LazyLock<Plans> =
            std::sync::LazyLock::new(|| Plans(Library::Embedded(&PHONE_NUMBER_UTIL)));
        &EMBEDDED
    }

    /// Those of a file: the library's metadata, in its own encoding.
    ///
    /// # Errors
    /// If the bytes are something else.
    pub fn decode(metadata: &[u8]) -> Result<Self, PlansError> {
        let collection = PhoneMetadataCollection::decode(metadata).map_err(|_| PlansError)?;
        let library = PhoneNumberUtil::new_for_metadata(collection).map_err(|_| PlansError)?;
        Ok(Self(Library::Decoded(Box::new(library))))
    }

    fn library(&self) -> &PhoneNumberUtil {
        match &self.0 {
            Library::Embedded(library) => library,
            Library::Decoded(library) => library,
        }
    }

    /// Reads digits as they stand: with a plus (`+7916…`), or as they are dialled within a country.
    pub(crate) fn parse(&self, dialled: &str, country: Option<Region>) -> Option<Parsed> {
        if let Some(number) = self.parse_quickly(dialled, country) {
            return Some(Parsed { number, certainty: Certainty::Valid });
        }
        let number = self.library().parse(dialled, country).ok()?;
        let length = self.library().is_possible_number_with_reason(&number).ok()?;
        let certainty = match length {
            _ if self.library().is_valid_number(&number) => Certainty::Valid,
            NumberLengthType::IsPossible => Certainty::Possible,
            NumberLengthType::IsPossibleLocalOnly => Certainty::Local,
        };
        Some(Parsed { number, certainty })
    }

    /// Reads digits that a country gives out as they stand, behind its code or without it. The library's own reading
    /// comes to the same and takes many times as long.
    fn parse_quickly(&self, dialled: &str, country: Option<Region>) -> Option<PhoneNumber> {
        let (country_code, national) = if let Some(digits) = dialled.strip_prefix('+') {
            (1..=3).find_map(|length| {
                let (code, national) = digits.split_at_checked(length)?;
                let code = code.parse().ok()?;
                self.library().get_region_for_country_code(code).map(|_| (code, national))
            })?
        } else {
            let code = self.library().get_country_code_for_region(country?)?;
            // The digit that is dialled before a number in Russia and in Kazakhstan.
            let has_prefix = code == 7 && dialled.len() == 11;
            (code, dialled.strip_prefix('8').filter(|_| has_prefix).unwrap_or(dialled))
        };
        // What is dialled for a call abroad begins so.
        if national.starts_with('0') || dialled.starts_with("810") {
            return None;
        }
        let national_number = national.parse().ok()?;
        let number = PhoneNumber { country_code, national_number, ..PhoneNumber::default() };
        self.library().is_valid_number(&number).then_some(number)
    }

    /// With `+` and the code of its country, without spaces.
    pub(crate) fn international(&self, number: &PhoneNumber) -> String {
        self.library().format(number, PhoneNumberFormat::E164).into_owned()
    }

    /// As it is dialled within its country.
    pub(crate) fn national(&self, number: &PhoneNumber) -> String {
        self.library().format(number, PhoneNumberFormat::National).into_owned()
    }
}

/// Whether ordinary numbers of a country have six digits or fewer.
pub(crate) fn has_short_numbers(country: Option<Region>) -> bool {
    country.is_some_and(|country| SHORT.contains(&country))
}

/// The countries with such numbers.
#[rustfmt::skip]
const SHORT: [Region; 21] = [
    Region::AC, Region::AD, Region::CK, Region::FK, Region::FO, Region::GL, Region::KI, Region::NC, Region::NF,
    Region::NU, Region::PM, Region::SB, Region::SH, Region::SR, Region::TA, Region::TK, Region::TO, Region::TV,
    Region::VU, Region::WF, Region::WS,
];

/// Digits that the library can read as a number.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) number: PhoneNumber,
    pub(crate) certainty: Certainty,
}

/// How sure the library is that there is such a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Certainty {
    /// Its plan gives such numbers out.
    Valid,
    /// Its length is right.
    Possible,
    /// Its length is right for a call within a town.
    Local,
}

#[cfg(test)]
mod tests {
    use rlibphonenumber::PhoneNumberType;

    use super::*;

    fn certainty(dialled: &str, country: Option<Region>) -> Option<Certainty> {
        Plans::embedded().parse(dialled, country).map(|parsed| parsed.certainty)
    }

    #[test]
    fn says_how_sure_it_is() {
        assert_eq!(certainty("89161234567", Some(Region::RU)), Some(Certainty::Valid));
        assert_eq!(certainty("4156667777", Some(Region::US)), Some(Certainty::Valid));
        assert_eq!(certainty("1156667777", Some(Region::US)), Some(Certainty::Possible));
        assert_eq!(certainty("1234567", Some(Region::RU)), Some(Certainty::Local));
        assert_eq!(certainty("891612345", Some(Region::RU)), None);
        assert_eq!(certainty("+79161234567", None), Some(Certainty::Valid));
        assert_eq!(certainty("89161234567", None), None);
    }

    /// The examples of every country and what is like them, bare, with an `8` in front, and with a plus.
    #[test]
    fn what_is_read_quickly_is_what_the_library_reads() {
        let plans = Plans::embedded();
        let mut quick = 0;
        for country in PHONE_NUMBER_UTIL.get_supported_regions() {
            for kind in [PhoneNumberType::FixedLine, PhoneNumberType::Mobile, PhoneNumberType::TollFree] {
                let Ok(number) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(country, kind)
                else {
                    continue;
                };
                let rest = number.national_number.to_string().split_off(2);
                for start in 10..100 {
                    let bare = format!("{start}{rest}");
                    let trunk = format!("8{bare}");
                    let international = format!("+{}{bare}", number.country_code);
                    for dialled in [bare, trunk, international] {
                        if let Some(read) = plans.parse_quickly(&dialled, Some(country)) {
                            quick += 1;
                            let expected = PHONE_NUMBER_UTIL.parse(&dialled, Some(country)).ok();
                            assert_eq!(Some(read), expected, "{dialled} in {country}");
                        }
                    }
                }
            }
        }
        assert!(quick > 30_000, "{quick}");
    }

    #[test]
    fn short_numbers_are_those_of_the_library() {
        let short = |country: &Region| {
            [PhoneNumberType::FixedLine, PhoneNumberType::Mobile].into_iter().any(|kind| {
                let number = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(*country, kind);
                number.is_ok_and(|number| number.national_number < 1_000_000)
            })
        };
        let mut expected: Vec<Region> = PHONE_NUMBER_UTIL.get_supported_regions().filter(short).collect();
        expected.sort_unstable();
        assert_eq!(expected, SHORT);
    }

    #[test]
    fn refuses_a_file_that_holds_something_else() {
        assert_eq!(Plans::decode(b"<!doctype html>").err(), Some(PlansError));
    }
}
