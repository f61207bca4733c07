//! Tables, chats, address books and web pages as a whole.

use reader::{Options, Region, read};
use rstest::rstest;

use super::told;

#[rstest]
#[case("Anna Berg;+7 916 123 45 67;anna@example.com;Berlin", &["79161234567", "anna@example.com"])]
#[case("\"Berg, Anna\",\"8 916 123-45-67\",\"anna@example.com\"", &["79161234567", "anna@example.com"])]
#[case("| Anna | 8 916 123-45-67 | anna@example.com |", &["79161234567", "anna@example.com"])]
#[case("Anna    8 916 123-45-67    Berlin    10115", &["79161234567", "10115!TooFewDigits"])]
#[case("моб. 8 916 123-45-67, раб.: 8 495 123-45-67", &["79161234567", "74951234567"])]
#[case("[12.03.2024, 14:05] Anna: 8 916 123-45-67", &["12.03.2024!Date", "79161234567"])]
#[case("item1.TEL;waid=79161234567:+7 916 123-45-67", &["79161234567", "79161234567"])]
#[case("{\"phones\":[\"89161234567\",\"84951234567\"]}", &["79161234567", "74951234567"])]
fn rows(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("https://wa.me/79161234567?text=hi", &["79161234567"])]
#[case("wa.me/79161234567", &["79161234567"])]
#[case("https://t.me/+79161234567", &["79161234567"])]
#[case("https://t.me/+AbCd12345efg", &["https://t.me/+AbCd12345efg!InLink"])]
#[case("https://api.whatsapp.com/send?phone=%2B79161234567", &["79161234567"])]
#[case("viber://chat?number=%2B79161234567", &["79161234567"])]
#[case("<a href=\"tel:+79161234567\">+7 916 123-45-67</a>", &["79161234567", "(+7 916 123-45-67)"])]
#[case("<tel:+79161234567|+7 916 123-45-67>", &["79161234567", "(+7 916 123-45-67)"])]
#[case("[+7 916 123-45-67](tel:+79161234567)", &["79161234567", "(+79161234567)"])]
fn links_to_call_or_to_write_somebody(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[test]
fn items_know_their_line_and_their_place() {
    let text = "Анна\r\n+7 916 123-45-67\r\ranna@example.com\n12.03.2024";
    let reading = read(text, &Options { country: Some(Region::RU), ..Options::default() });
    let places: Vec<_> = reading.items.iter().map(|item| (item.line, &text[item.span.clone()])).collect();
    assert_eq!(places, [(2, "+7 916 123-45-67"), (4, "anna@example.com"), (5, "12.03.2024")]);
    assert_eq!(reading.lines, 5);
    assert_eq!(reading.found().count(), 2);
    assert_eq!(reading.unread().count(), 1);
}
