//! A: another number was asked, and the screen said "no record": the worst kind.

use rstest::rstest;

use super::{spelled, told};

#[rstest]
#[case("79161234567.0", "79161234567")]
#[case("89161234567.00", "79161234567")]
#[case("79161234567,0", "79161234567")]
#[case("9161234567.0\t12.5", "9161234567 ~79161234567")]
fn the_decimals_of_a_column_that_was_read_as_numbers_are_no_digits(#[case] text: &str, #[case] key: &str) {
    assert_eq!(told(text).first().map(String::as_str), Some(key));
}

#[rstest]
#[case("8 800 555-35-35 (24/7)")]
#[case("8 800 555-35-35 24/7")]
#[case("8 800 555-35-35 круглосуточно")]
#[case("8-800-555-35-35 9.00-18.00")]
#[case("8 800 555 35 35, 9-17 ч")]
#[case("8 800 555 35 35 (с 9 до 21)")]
fn opening_hours_are_no_digits(#[case] text: &str) {
    assert_eq!(told(text), ["78005553535"]);
}

#[rstest]
#[case("+7 495 123-45-67 (12)", &["74951234567", "(12)"])]
#[case("8 (495) 123-45-67 (1234)", &["74951234567", "(1234)"])]
#[case("8 (495) 123-45-67 #12", &["74951234567", "(12)"])]
fn a_number_in_brackets_behind_a_phone_is_its_extension(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("89161234567 12:30")]
#[case("89161234567 в 9:15")]
#[case("12:30 89161234567")]
#[case("08:00:15 8 916 123 45 67 19:45")]
fn a_time_beside_a_phone_is_none_of_its_digits(#[case] text: &str) {
    assert_eq!(told(text), ["79161234567"]);
}

#[rstest]
#[case("(415) 666-7777 (800) 443-1223", &["4156667777 ~74156667777", "8004431223 ~78004431223"])]
#[case("650-253-4561 -- 455-234-3451", &["6502534561 ~76502534561", "4552343451 ~74552343451"])]
#[case("650-253-4561 – 455-234-3451", &["6502534561 ~76502534561", "4552343451 ~74552343451"])]
#[case("90 123 45 67 / 91 123 45 67", &["901234567", "911234567"])]
#[case("123-45-67/765-43-21", &["1234567", "7654321"])]
#[case("123-45-67, 765-43-21", &["1234567", "7654321"])]
#[case("89161234567 89161234568", &["79161234567", "79161234568"])]
#[case("8 916 123 45 67 8 916 123 45 68", &["79161234567", "79161234568"])]
#[case("8(916)1234567,8(495)7654321", &["79161234567", "74957654321"])]
#[case("+7 (495) 123-45-67 / 8 916 123 45 67", &["74951234567", "79161234567"])]
#[case("+79161234567+79161234568", &["79161234567", "79161234568"])]
#[case("8 916 123-45-67 и 8 495 123-45-67", &["79161234567", "74951234567"])]
fn two_numbers_side_by_side_are_two(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("(495) 123-45-67/68", &["4951234567 ~74951234567", "68!EndingOnly"])]
#[case("8 (495) 123-45-67/68/69", &["74951234567", "68!EndingOnly", "69!EndingOnly"])]
#[case("+7 495 123-45-67 / 68", &["74951234567", "68!EndingOnly"])]
#[case("8 495 123-45-67, 68, 69", &["74951234567", "68!EndingOnly", "69!EndingOnly"])]
#[case("8 495 1234567-890-11", &["74951234567", "890!EndingOnly", "11!EndingOnly"])]
fn the_last_digits_of_a_second_number_are_told(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[test]
fn two_extensions_are_parts_and_not_asked() {
    assert_eq!(told("(530) 583-6985 x302/x2303"), ["5305836985 ~75305836985", "(302)", "(2303)"]);
    assert_eq!(told("8 495 123-45-67 доб. 12, доб. 13"), ["74951234567", "(12)", "(13)"]);
}

#[test]
fn the_next_sentence_is_none_of_the_phone() {
    let told = told("(415) 666 7777. 34215 is my zip-code.");
    assert_eq!(told, ["4156667777 ~74156667777", "34215!TooFewDigits"]);
}

#[rstest]
#[case("$20 415-666-7777", &["4156667777 ~74156667777"])]
#[case("$200 415-666-7777", &["$200!Amount", "4156667777 ~74156667777"])]
#[case("8 916 123-45-67 500 руб", &["79161234567", "500!Amount"])]
#[case("8 916 123 45 67 500 €", &["79161234567", "500!Amount"])]
#[case("1 500 руб. 89161234567", &["1 500!Amount", "79161234567"])]
fn a_sum_beside_a_phone_is_none_of_its_digits(#[case] text: &str, #[case] expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|line| line.trim_start_matches('$').to_owned()).collect();
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("1 89161234567")]
#[case("1)89161234567")]
#[case("1.89161234567")]
#[case("1. 89161234567")]
#[case("12) 8 916 123 45 67")]
#[case("12 - 8 916 123 45 67")]
#[case("3. +7 916 123 45 67")]
#[case("№ 4 89161234567")]
fn the_number_of_an_item_in_a_list_is_none_of_the_phone(#[case] text: &str) {
    assert_eq!(told(text), ["79161234567"]);
}

#[rstest]
#[case("*+79161234567*")]
#[case("**8 916 123-45-67**")]
#[case("_+79161234567_")]
#[case("~+7 916 123-45-67~")]
#[case("`+79161234567`")]
#[case("*тел.* +7 916 123-45-67")]
fn bold_and_other_marks_of_a_messenger_are_left_out(#[case] text: &str) {
    assert_eq!(told(text), ["79161234567"]);
}

#[rstest]
#[case("8 (916) 123~45~67", "8 (916) 123-45-67")]
#[case("8·916·123·45·67", "8-916-123-45-67")]
#[case("8 916 123*45*67", "8 916 123-45-67")]
#[case("8 916 123—45—67", "8 916 123-45-67")]
#[case("8 916 123'45'67", "8 916 123-45-67")]
#[case("123·45·67", "123-45-67")]
fn unusual_signs_between_digits_are_dashes(#[case] text: &str, #[case] spelling: &str) {
    assert_eq!(spelled(text), [spelling]);
}

#[rstest]
#[case("[+7] 916 123-45-67", "+7 916 123-45-67", "79161234567")]
#[case("(+7) 916 123-45-67", "+7 916 123-45-67", "79161234567")]
#[case("+ 7 (916) 123-45-67", "+7 (916) 123-45-67", "79161234567")]
#[case("+(7 916) 123-45-67", "+7 916 123-45-67", "79161234567")]
// The portal reads a plus before an 8 only at the very front.
#[case("[+86] 10 1234 5678", "+86 10 1234 5678", "861012345678 ~1012345678")]
fn a_country_code_in_brackets_keeps_its_plus(#[case] text: &str, #[case] spelling: &str, #[case] key: &str) {
    assert_eq!(spelled(text), [spelling]);
    assert_eq!(told(text), [key]);
}

#[rstest]
#[case("+7\u{200d}9161234567", "79161234567")]
#[case("+98\u{200c}9123456789", "989123456789 ~9123456789")]
#[case("\u{202a}+7\u{a0}916\u{2009}123\u{2011}45\u{2011}67\u{202c}", "79161234567")]
#[case("7\u{fe0f}\u{20e3}9161234567", "79161234567")]
fn marks_that_nobody_sees_do_not_cut_a_number(#[case] text: &str, #[case] key: &str) {
    assert_eq!(told(text), [key]);
}
