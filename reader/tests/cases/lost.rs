//! D: something was lost without a word.

use rstest::rstest;

use super::told;

#[rstest]
#[case("Anna; ८९१६१२३४५६७; anna@example.com", &["79161234567", "anna@example.com"])]
#[case("٨٩١٦١٢٣٤٥٦٧", &["79161234567"])]
#[case("𝟴𝟵𝟭𝟲𝟭𝟮𝟯𝟰𝟱𝟲𝟳", &["79161234567"])]
fn digits_of_another_script_are_digits(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("anna[at]example[dot]com")]
#[case("anna (at) example.com")]
#[case("anna(собака)пример.рф")]
#[case("anna[@]example.com")]
#[case("anna at example dot com")]
#[case("anna&#64;example.com")]
fn a_hidden_address_is_told(#[case] address: &str) {
    let expected = [address.to_owned() + "!HiddenAddress", "79161234567".to_owned()];
    assert_eq!(told(&format!("Anna;{address};+79161234567")), expected);
}

#[rstest]
#[case("\u{1f}89161234567", &["79161234567"])]
#[case("Anna\u{1e}89161234567\u{1d}", &["79161234567"])]
#[case("\u{7}89161234567\u{0}", &["79161234567"])]
#[case("8916\u{0}1234567", &["8916\u{0}1234567!ControlCharacter"])]
fn a_control_character_beside_a_number_is_left_out(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}

#[rstest]
#[case("@anna_berg 89161234567", &["@anna_berg!IncompleteEmail", "79161234567"])]
#[case("anna@example;89161234567", &["anna@example!IncompleteEmail", "79161234567"])]
#[case("+79161234567:anna@example.com", &["79161234567", "anna@example.com"])]
#[case("mailto:anna@example.com?subject=5\";\"berg@example.com\"", &["anna@example.com", "berg@example.com"])]
fn everything_in_a_line_is_told(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text), expected);
}
