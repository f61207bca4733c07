//! F: what is stored on a card is read as a person reads it.

use rstest::rstest;

use super::told;

#[rstest]
#[case("+7 916 123-45-67 доб. 123", &["79161234567 ~79161234567123", "(123)"])]
#[case("8 495 123-45-67, 8 916 123-45-67", &["74951234567", "79161234567"])]
#[case("anna@example.com, ole@example.com", &["anna@example.com", "ole@example.com"])]
#[case("anna@example.com;", &["anna@example.com"])]
#[case("\u{200b}anna@example.com", &["anna@example.com"])]
fn a_stored_text(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}
