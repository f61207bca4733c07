//! Short numbers: what stands alone in its line or cell is a phone.

use reader::CommKind;
use rstest::rstest;

use super::{told, told_as};

#[rstest]
#[case("112", &["112"])]
#[case("11223355", &["11223355"])]
#[case("1234567, 11223355", &["1234567", "11223355"])]
#[case("1234567,112", &["1234567", "112"])]
#[case("+79161234567, 112", &["79161234567", "112"])]
#[case("112;911;03", &["112", "911"])]
#[case("\"112\"", &["112"])]
// Two short numbers were asked as one.
#[case("21144 / 21179", &["21144", "21179"])]
#[case("112/911", &["112", "911"])]
#[case("12 34 56", &["123456"])]
#[case("112\n+7916\n11223355", &["112", "7916", "11223355"])]
#[case("+7 916 123-45-6", &["7916123456"])]
#[case("anna@example.com;112", &["anna@example.com", "112"])]
#[case("Пожарная;101", &["101"])]
#[case("тел. 101", &["101"])]
#[case("Anna, phone: 2000, Berlin", &["2000"])]
#[case("TEL;TYPE=VOICE:112", &["112"])]
#[case("*100#", &["*100"])]
fn a_number_that_stands_alone_or_after_its_word_is_a_phone(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

/// A column of numbers beside names and phones is one of ids, of postcodes, of sums.
#[rstest]
#[case("1045;Anna;+7 916 123-45-67;101000", &["1045!TooFewDigits", "79161234567", "101000!TooFewDigits"])]
#[case("1045\tAnna\tanna@example.com", &["1045!TooFewDigits", "anna@example.com"])]
fn a_short_number_in_a_table_with_words_is_told(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[test]
fn a_month_before_a_slash_is_no_number() {
    assert_eq!(told("12/2024"), ["12/2024!TooFewDigits"]);
}

#[test]
fn digits_that_are_fewer_than_any_number_has_are_nothing() {
    assert!(told("12\n\n; ,\t\"\"\nAnna 5").is_empty());
}

#[test]
fn where_phones_are_wanted_a_number_in_a_text_is_one() {
    assert_eq!(told_as(CommKind::Phone, "Anna 1234567"), ["1234567"]);
}
