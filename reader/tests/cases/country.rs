//! The country of numbers that name none, what outranks it, and the other spellings that follow from it.

use reader::{Options, Region, read};
use rstest::rstest;

use super::told_in;

#[rstest]
#[case(Region::RU, "9161234567", "9161234567 ~79161234567")]
#[case(Region::US, "415-666-7777", "4156667777 ~14156667777")]
#[case(Region::DE, "0170 1234567", "1701234567 ~491701234567")]
#[case(Region::FR, "06 12 34 56 78", "612345678 ~33612345678")]
#[case(Region::GB, "020 7946 0958", "2079460958 ~442079460958")]
#[case(Region::IN, "98765 43210", "9876543210 ~919876543210 ~9876543210")]
#[case(Region::KZ, "8 701 234 56 78", "77012345678")]
fn a_number_without_a_country_is_of_the_one_that_is_assumed(
    #[case] country: Region,
    #[case] text: &str,
    #[case] expected: &str,
) {
    let expected: Vec<&str> = expected.split(" ~").collect();
    let told = told_in(Some(country), text);
    assert!(told.iter().all(|line| line.split(" ~").all(|key| expected.contains(&key))), "{told:?}");
    assert_eq!(told.len(), 1);
}

#[rstest]
#[case("+7 916 123-45-67", "79161234567")]
#[case("8 (916) 123-45-67", "79161234567")]
#[case("8 10 44 20 7946 0958", "810442079460958 ~442079460958 ~2079460958")]
#[case("0044 20 7946 0958", "442079460958 ~2079460958")]
#[case("+44 20 7946 0958", "442079460958 ~2079460958")]
#[case("8 029 123-45-67", "80291234567 ~375291234567")]
#[case("tel:331-6005;phone-context=+64-3", "3316005 ~6433316005 ~033316005")]
fn what_names_its_country_outranks_it(
    #[case] text: &str,
    #[case] expected: &str,
    #[values(None, Some(Region::RU), Some(Region::US), Some(Region::DE), Some(Region::BR))] country: Option<
        Region,
    >,
) {
    assert_eq!(told_in(country, text), [expected]);
}

#[rstest]
#[case("8 (916) 123-45-67", "79161234567")]
#[case("9161234567", "9161234567")]
#[case("0170 1234567", "1701234567")]
#[case("(415) 666-7777", "4156667777")]
#[case("90 123 45 67 / 91 123 45 67", "901234567, 911234567")]
fn without_a_country_a_number_is_asked_as_it_is(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told_in(None, text).join(", "), expected);
}

/// `8613812345678` has the key `7613812345678`: the portal takes the 8 for that of Russia.
#[test]
fn a_code_without_a_plus_is_asked_with_one_as_well() {
    assert_eq!(told_in(Some(Region::RU), "8613812345678"), ["7613812345678 ~8613812345678 ~13812345678"]);
    assert_eq!(told_in(Some(Region::RU), "375291234567"), ["375291234567 ~80291234567"]);
    // Chinese mobiles have as many digits as American numbers with their code.
    assert_eq!(told_in(Some(Region::RU), "15012345678"), ["15012345678"]);
}

/// The groups of a number from New Caledonia look like a date.
#[test]
fn a_number_that_a_plus_begins_is_not_cut_by_a_date() {
    assert_eq!(told_in(None, "+687 20.12.90"), ["687201290 ~201290"]);
}

#[test]
fn a_plus_before_the_russian_8_is_read_as_it_is_meant() {
    assert_eq!(told_in(Some(Region::RU), "+8 (916) 123-45-67"), ["89161234567 ~79161234567"]);
}

#[test]
fn a_zero_between_code_and_number_is_asked_without_it_as_well() {
    assert_eq!(told_in(None, "+44 (0)20 7946 0958"), ["4402079460958 ~442079460958 ~2079460958"]);
}

#[test]
fn a_change_of_the_country_changes_other_spellings_and_no_others() {
    let read_in = |country| {
        read("89161234567\n9161234567\nanna@example.com", &Options { country, ..Options::default() })
    };
    let spellings =
        |country| read_in(country).found().map(|(_, found)| found.spelling.clone()).collect::<Vec<_>>();
    assert_eq!(spellings(Some(Region::RU)), spellings(Some(Region::DE)));
    assert_eq!(spellings(Some(Region::RU)), spellings(None));
}
