//! C: a phone with words around it was refused, with words that mislead.

use rstest::rstest;

use super::{spelled, told};

#[rstest]
#[case("+7 916 123-45-67 extensión 123")]
#[case("+7 916 123-45-67 wew. 123")]
#[case("+7 916 123-45-67 ramal 123")]
#[case("+7 916 123-45-67 dahili 123")]
#[case("+7 916 123-45-67 доб. 123")]
#[case("+7 916 123-45-67 доб.123")]
#[case("+7 916 123-45-67 (доб. 123)")]
#[case("+7 916 123-45-67 (внутр. № 123)")]
#[case("+7 916 123-45-67 ext.:123")]
#[case("+7 916 123-45-67x123")]
#[case("+7 916 123-45-67 X 123")]
#[case("+7 916 123-45-67 内線 123")]
fn a_worded_extension_is_a_part(#[case] text: &str) {
    // The portal takes its digits for digits of the number, in what is stored as well.
    assert_eq!(told(text), ["79161234567 ~79161234567123", "(123)"]);
    assert_eq!(spelled(text), ["+7 916 123-45-67"]);
}

#[rstest]
#[case("+7 916 123-45-67 ~1234", "(1234)")]
#[case("+7 916 123-45-67, доб. 123", "(123)")]
#[case("+79161234567;123", "(123)")]
#[case("+79161234567,123", "(123)")]
#[case("+79161234567,,123", "(123)")]
#[case("+79161234567#123", "(123)")]
#[case("+79161234567*123", "(123)")]
#[case("+7 916 123-45-67 - 503#", "(503)")]
fn an_extension_after_a_sign_is_a_part(#[case] text: &str, #[case] part: &str) {
    assert_eq!(told(text), ["79161234567", part]);
}

#[rstest]
#[case("我的电话号码是415-666-7777", "4156667777 ~74156667777")]
#[case("电话4156667777。", "4156667777 ~74156667777")]
#[case("전화8-916-123-45-67입니다", "79161234567")]
#[case("＋１（６５０）２５３ー００００", "16502530000 ~6502530000")]
#[case("ＴＥＬ：＋７９１６１２３４５６７", "79161234567")]
fn words_and_digits_of_the_east(#[case] text: &str, #[case] key: &str) {
    assert_eq!(told(text), [key]);
}

#[rstest]
#[case("89161234567-Anna")]
#[case("89161234567 - Анна")]
#[case("89161234567(Анна)")]
#[case("89161234567Анна")]
#[case("Анна89161234567")]
#[case("тел89161234567")]
#[case("Анна/89161234567")]
#[case("Anna:89161234567")]
#[case("phone=89161234567")]
#[case("\"phone\":\"89161234567\"")]
fn a_name_beside_a_number(#[case] text: &str) {
    assert_eq!(told(text), ["79161234567"]);
}

#[rstest]
#[case("тел. 8 (495) 123-45-67 с 9.00 до 18.00", "74951234567")]
#[case("тел. 8 (495) 123-45-67 9.00-18.00", "74951234567")]
#[case("тел. 8 (495) 123-45-67 9:00–18:00", "74951234567")]
#[case("Tel. 030 1234567 Mo-Fr 9-17 Uhr", "301234567")]
#[case("Tel. 030 1234567 9-17 Uhr", "301234567")]
#[case("8 (495) 123-45-67 10am-6pm", "74951234567")]
fn hours_behind_a_number(#[case] text: &str, #[case] key: &str) {
    assert_eq!(told(text), [key]);
}
