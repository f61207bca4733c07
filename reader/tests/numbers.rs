//! Numbers of every country, made of the library's own examples and written in every way: at most one in a hundred
//! is told as not read, and none is read as another one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;

use b24_duplicates::domain::MatchKey;
use reader::{CommKind, Found, Options, Reading, Region, first_unaccounted, read};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType};
use rstest::rstest;

const TYPES: [PhoneNumberType; 10] = [
    PhoneNumberType::FixedLine,
    PhoneNumberType::Mobile,
    PhoneNumberType::TollFree,
    PhoneNumberType::PremiumRate,
    PhoneNumberType::SharedCost,
    PhoneNumberType::VoIP,
    PhoneNumberType::PersonalNumber,
    PhoneNumberType::Pager,
    PhoneNumberType::UAN,
    PhoneNumberType::VoiceMail,
];

/// Two thousand numbers, and one to stand beside the last.
const COUNT: usize = 2_001;

/// A number of a country.
struct Number {
    number: PhoneNumber,
    country: Option<Region>,
}

impl Number {
    fn format(&self, format: PhoneNumberFormat) -> String {
        PHONE_NUMBER_UTIL.format(&self.number, format).into_owned()
    }

    fn international(&self) -> String {
        self.format(PhoneNumberFormat::E164)
    }
}

/// Valid numbers: the examples of every country and kind, and their neighbours.
fn numbers() -> Vec<Number> {
    let mut regions: Vec<Region> = PHONE_NUMBER_UTIL.get_supported_regions().collect();
    regions.sort_unstable();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    let mut add = |number: PhoneNumber, country: Option<Region>| {
        let is_new = seen.insert(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned());
        if is_new && PHONE_NUMBER_UTIL.is_valid_number(&number) {
            found.push(Number { number, country });
        }
    };
    for code in PHONE_NUMBER_UTIL.get_supported_global_network_calling_codes() {
        add(PHONE_NUMBER_UTIL.get_example_number_for_non_geo_entity(code).unwrap(), None);
    }
    for step in 0..10 {
        for (region, kind) in regions.iter().flat_map(|region| TYPES.map(|kind| (*region, kind))) {
            if let Ok(mut number) = PHONE_NUMBER_UTIL.get_example_number_for_type_and_region(region, kind) {
                number.national_number += step * 7;
                add(number, Some(region));
            }
        }
    }
    found.sort_by_key(Number::international);
    let all = found.len();
    let mut place = 0;
    found.retain(|_| {
        place += 1;
        place * COUNT / all > (place - 1) * COUNT / all
    });
    assert_eq!(found.len(), COUNT);
    found
}

/// How the readings of all numbers came out.
#[derive(Default)]
struct Outcome {
    read: usize,
    told: Vec<String>,
    wrong: Vec<String>,
}

impl Outcome {
    /// Counts a text in which these numbers, written so, and no others stand.
    fn count(&mut self, text: &str, country: Option<Region>, written: &[(&Number, &str)]) {
        let reading = read(text, &Options { country, ..Options::default() });
        assert_eq!(first_unaccounted(text, &reading), None, "{text:?}: {reading:?}");
        let phones: Vec<&Found> =
            reading.found().map(|(_, found)| found).filter(|found| found.kind == CommKind::Phone).collect();
        for (number, spelling) in written {
            let is_read = phones.iter().any(|found| keys(found).contains(&key(spelling)));
            let is_known = || phones.iter().any(|found| keys(found).contains(&key(&number.international())));
            match is_read {
                true if is_known() => self.read += 1,
                true => self
                    .wrong
                    .push(format!("{country:?} {text:?}: not {}: {phones:?}", number.international())),
                false => self.told.push(format!("{country:?} {text:?}: {}", shown(&reading))),
            }
        }
        let expected: Vec<_> = written.iter().map(|(_, spelling)| key(spelling)).collect();
        for found in phones.iter().filter(|found| !expected.contains(&key(&found.spelling))) {
            self.wrong.push(format!("{country:?} {text:?}: read as {found:?}"));
        }
    }

    fn check(self) {
        let all = self.read + self.told.len();
        println!("{all} numbers: {} told as not read, {} wrong", self.told.len(), self.wrong.len());
        self.told.iter().chain(&self.wrong).take(60).for_each(|line| println!("  {line}"));
        assert!(self.wrong.is_empty(), "{} are wrong", self.wrong.len());
        assert!(self.told.len() * 100 <= all, "more than one in a hundred is told as not read");
    }
}

fn shown(reading: &Reading) -> String {
    reading.items.iter().map(|item| format!("{:?}", item.what)).collect::<Vec<_>>().join(", ")
}

fn key(spelling: &str) -> Option<MatchKey> {
    MatchKey::of(CommKind::Phone, spelling)
}

fn keys(found: &Found) -> Vec<Option<MatchKey>> {
    let variants = found.variants.iter().map(|variant| key(&variant.spelling));
    std::iter::once(key(&found.spelling)).chain(variants).collect()
}

type Writing = fn(&Number) -> String;

fn e164(number: &Number) -> String {
    number.international()
}

fn international(number: &Number) -> String {
    number.format(PhoneNumberFormat::International)
}

fn zeros(number: &Number) -> String {
    number.international().replacen('+', "00", 1)
}

fn national(number: &Number) -> String {
    match number.country {
        Some(_) => number.format(PhoneNumberFormat::National),
        None => international(number),
    }
}

/// What names its country is read the same wherever the reader is.
#[rstest]
#[case::with_a_plus(e164)]
#[case::with_spaces(international)]
#[case::with_two_zeros(zeros)]
#[case::as_dialled_in_its_country(national)]
fn written_in_every_way(#[case] write: Writing, #[values(0, 1, 2, 3, 4)] place: usize) {
    let mut outcome = Outcome::default();
    for (pair, count) in numbers().windows(2).zip(0_usize..) {
        let [first, second] = [0, 1].map(|at| write(&pair[at]));
        let own = pair[0].country;
        let country = if first.starts_with(['+']) || first.starts_with("00") {
            [own, None, Some(Region::RU), Some(Region::US), Some(Region::DE)][count / 4 % 5]
        } else {
            own
        };
        let mut one = |text: &str| outcome.count(text, country, &[(&pair[0], &first)]);
        match (place, count % 4) {
            (0, 0) => one(&first),
            (0, 1) => one(&format!("\"{first}\"")),
            (0, 2) => one(&format!("tel: {first}")),
            (0, _) => one(&format!("'{first}")),
            (1, 0) => one(&format!("{first} ext. 123")),
            (1, 1) => one(&format!("{first} доб. 12")),
            (1, 2) => one(&format!("{first} x4567")),
            (1, _) => one(&format!("{first} (доб. 123)")),
            (2, 0) => one(&format!("Please call {first} before noon.")),
            (2, 1) => one(&format!("Телефон: {first}, спросить Анну.")),
            (2, 2) => one(&format!("My mobile {first} is off on 12.03.2024 until 15:30")),
            (2, _) => one(&format!("(Tel. {first})")),
            (3, 0) => one(&format!("1045;Anna Berg;{first};anna@example.com")),
            (3, 1) => one(&format!("Anna Berg\t{first}\tBerlin\t12.03.2024")),
            (3, 2) => one(&format!("| Anna | {first} | 250,00 € |")),
            (3, _) => one(&format!("\"Berg, Anna\",\"{first}\",\"250\"")),
            _ if pair[0].country != pair[1].country => {}
            (_, separator) => {
                let separator = [", ", "; ", " / ", "\n"][separator];
                let text = [first.as_str(), separator, &second].concat();
                outcome.count(&text, country, &[(&pair[0], &first), (&pair[1], &second)]);
            }
        }
    }
    outcome.check();
}
