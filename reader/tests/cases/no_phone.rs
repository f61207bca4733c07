//! B: what is no phone was asked as one.

use rstest::rstest;

use super::{told, told_in};

#[rstest]
#[case("12.03.2024", &["12.03.2024!Date"])]
#[case("2012-01-02 08:00", &["2012-01-02!Date"])]
#[case("3/12/2024", &["3/12/2024!Date"])]
#[case("2019-2024", &["2019-2024!Date"])]
#[case("12.03.2024, 89161234567", &["12.03.2024!Date", "79161234567"])]
#[case("Sent: Monday, March 12, 2024 2:05 PM", &["2024!TooFewDigits"])]
#[case("2024-03-12 14:05:00 +0300", &["2024-03-12!Date", "+0300!Date"])]
#[case("BDAY:19930102", &["BDAY:19930102!Date"])]
#[case("REV;VALUE=DATE:20240312", &["REV;VALUE=DATE:20240312!Date"])]
fn dates(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
    // A country whose numbers may have any length makes no difference.
    assert_eq!(told_in(Some(reader::Region::DE), text).len(), expected.len());
}

#[test]
fn six_digits_in_pairs_are_a_phone_if_a_word_says_so() {
    assert_eq!(told("тел. 22-10-45"), ["221045"]);
    assert_eq!(told("22-10-2045"), ["22-10-2045!Date"]);
}

#[test]
fn the_postcode_of_a_vcard() {
    let line = "ADR;TYPE=HOME:;;ul. Lenina 5;Moscow;;101000;Russia";
    assert_eq!(told(line), [line.to_owned() + "!OtherField"]);
    let labelled = "item1.ADR:;;ul. Lenina 105;Moscow;;101000;Russia";
    assert_eq!(told(labelled), [labelled.to_owned() + "!OtherField"]);
}

#[rstest]
#[case("Anna 2000 <anna@example.com>", &["2000!TooFewDigits", "anna@example.com"])]
#[case("Отель 1001 ночь, anna@example.com", &["1001!TooFewDigits", "anna@example.com"])]
fn a_number_in_a_name(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("79,161,234,567", &["79,161,234,567!Amount"])]
#[case("1 234 567,00", &["1 234 567,00!Amount"])]
#[case("1.234.567,89", &["1.234.567,89!Amount"])]
#[case("€ 1234567", &["1234567!Amount"])]
#[case("100-200 руб", &["100-200!Amount"])]
#[case("скидка 100%", &["100!Amount"])]
#[case("12345.67", &["12345.67!Amount"])]
#[case("55.7558, 37.617300", &["55.7558, 37.617300!Amount"])]
#[case("8.91612E+10", &["8.91612E+10!PowerOfTen"])]
#[case("7,9161234567E+10", &["7,9161234567E+10!PowerOfTen"])]
#[case("4,91605E+11", &["4,91605E+11!PowerOfTen"])]
fn sums(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("tel:331-6005;phone-context=+64-3", &["3316005 ~6433316005 ~033316005"])]
#[case("tel:863-1234;phone-context=+1-914-555", &["8631234 ~19145558631234", "(phone-context=+1-914-555)"])]
#[case("tel:+16502530000;isub=12345", &["16502530000 ~6502530000", "(isub=12345)"])]
#[case("tel:+49-170-1234567;ext=1234", &["491701234567 ~1701234567", "(ext=1234)"])]
#[case("<tel:+79161234567;phone-context=example.com>", &["79161234567"])]
fn parameters_of_a_link_to_a_phone(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("5536 9138 1234 5678", &["5536 9138 1234 5678!Card"])]
#[case("4111111111111111", &["4111111111111111!Card"])]
#[case("4111-1111-1111-1111 89161234567", &["4111-1111-1111-1111!Card", "79161234567"])]
#[case("40817810099910004312", &["40817810099910004312!TooManyDigits"])]
#[case("р/с 40702810900000012345", &["40702810900000012345!TooManyDigits"])]
#[case("ИНН 7707083893, КПП 770701001", &["7707083893!OtherNumber", "770701001!OtherNumber"])]
#[case("Заказ № 1234567", &["1234567!OtherNumber"])]
#[case("IBAN DE89370400440532013000", &["89370400440532013000!TooManyDigits"])]
fn cards_accounts_and_other_numbers(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("192.168.100.200", &["192.168.100.200!NetworkAddress"])]
#[case("https://example.com/12345678/", &["https://example.com/12345678/!InLink"])]
#[case("A1234567", &["1234567!InWord"])]
#[case("1234567890AB12", &["1234567890AB12!InWord"])]
#[case("IMG_20240312_140500.jpg", &["20240312_140500!InWord"])]
#[case("d41d8cd98f00b204e9800998ecf8427e", &["41d8cd98f00b204e9800998ecf8427!InWord"])]
fn codes_and_links(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("Звоните Ивану +7 916 123-45-6 завтра", &["+7 916 123-45-6!NoSuchNumber"])]
#[case("наш дом 1234567 стоит", &["1234567"])]
#[case("ул. Ленина, дом 105", &["105!TooFewDigits"])]
#[case("conference call 2024", &["2024!TooFewDigits"])]
#[case("всего 1234567 штук", &["1234567!NoSuchNumber"])]
#[case("ул. Ленина, д. 105, кв. 1203, 101000 Москва", &["105!TooFewDigits", "1203!TooFewDigits", "101000!TooFewDigits"])]
fn digits_in_a_text_that_nothing_says_to_be_a_phone(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}
