//! E: e-mails with something around them.

use reader::CommKind;
use rstest::rstest;

use super::{told, told_as};

#[rstest]
#[case::link("mailto://anna@example.com")]
#[case::link("MAILTO:anna@example.com")]
#[case::link("<mailto:anna@example.com>")]
#[case::link("mailto:anna@example.com?subject=x")]
#[case::label("email=anna@example.com")]
#[case::label("E-mail:anna@example.com")]
#[case::label("Почта: anna@example.com.")]
#[case::label("EMAIL;TYPE=INTERNET:anna@example.com")]
#[case::link("https://example.com/unsubscribe?email=anna@example.com")]
#[case::link("https://example.com/unsubscribe?email=anna%40example.com&x=1")]
#[case::link("https://example.com/users/anna@example.com/")]
#[case::json("{\"email\":\"anna@example.com\"}")]
#[case::json("{'email': 'anna@example.com'}")]
#[case::quotes("E-mail:\"anna@example.com\"")]
#[case::quotes("«anna@example.com»")]
#[case::quotes("'anna@example.com")]
#[case::marks("*anna@example.com*")]
#[case::marks("_anna@example.com_")]
#[case::marks("`anna@example.com`")]
#[case::dash("-anna@example.com")]
#[case::dash("- anna@example.com")]
#[case::dash("anna@example.com—Иван")]
#[case::dash("anna@example.com-Иван")]
#[case::dash("Иван–anna@example.com")]
#[case::sign("anna@example.com¹")]
#[case::sign("anna@example.com…")]
#[case::sign("•anna@example.com")]
#[case::name("Anna Berg <anna@example.com>")]
#[case::name("\"Berg, Anna\" <anna@example.com>")]
#[case::name("邮箱anna@example.com的")]
#[case::invisible("\u{200b}anna@\u{200b}example.com\u{feff}")]
#[case::full_width("ａｎｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ")]
fn an_address_is_cleaned_of_what_stands_around_it(#[case] text: &str) {
    assert_eq!(told(text), ["anna@example.com"]);
}

#[rstest]
#[case("mailto:anna%2Bcrm@example.com?subject=x", "anna+crm@example.com")]
#[case("mailto:Anna%20Berg%20%3Canna@example.com%3E", "anna@example.com")]
#[case("mailto:%D0%B0%D0%BD%D0%BD%D0%B0@example.com", "анна@example.com")]
// Outside of a link a percent sign is one.
#[case("anna%2Bcrm@example.com", "anna%2bcrm@example.com")]
fn a_link_is_decoded(#[case] text: &str, #[case] address: &str) {
    assert_eq!(told(text), [address]);
}

#[rstest]
#[case("<mailto:anna@example.com|anna@example.com>")]
#[case("[anna@example.com](mailto:anna@example.com)")]
#[case("<a href=\"mailto:anna@example.com\">anna@example.com</a>")]
#[case("<a href=\"mailto:anna@example.com\">Anna@Example.com</a>")]
fn a_link_that_says_its_address_twice_has_one(#[case] text: &str) {
    let told = told(text);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"anna@example.com".to_owned()) && told.iter().any(|piece| piece.starts_with('(')));
}

#[rstest]
#[case("anna@example.com, ole@example.com")]
#[case("anna@example.com,ole@example.com")]
#[case("anna@example.com;ole@example.com;")]
#[case("anna@example.com/ole@example.com")]
#[case("anna@example.com ole@example.com")]
#[case("anna@example.com|ole@example.com")]
#[case("mailto:anna@example.com,ole@example.com?subject=x")]
#[case("mailto:anna@example.com?cc=ole@example.com")]
fn several_in_one_field_are_several(#[case] text: &str) {
    assert_eq!(told(text), ["anna@example.com", "ole@example.com"]);
}

#[rstest]
#[case("79161234567@c.us", "79161234567")]
#[case("79161234567@s.whatsapp.net", "79161234567")]
#[case("sip:+79161234567@sip.example.com", "79161234567")]
#[case("8613812345678@c.us", "7613812345678 ~8613812345678 ~13812345678")]
#[case("79161234567-1612345678@g.us", "79161234567-1612345678@g.us!MessengerId")]
#[case("sip:100@pbx.example.com", "100@pbx.example.com!MessengerId")]
fn the_id_of_a_messenger_is_no_address(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), [expected]);
}

#[rstest]
#[case("79161234567@mail.ru")]
#[case("o'neil@example.com")]
#[case("a..b.@example.jp")]
#[case("\"a@b\"@example.com")]
#[case("анна@пример.рф")]
#[case("ali@مثال.إختبار")]
#[case("राम@उदाहरण.भारत")]
#[case("a_b@my_host.example")]
#[case("bounce+anna=example.com@lists.example.org")]
#[case("_anna@example.com")]
fn unusual_addresses_stay_as_they_are(#[case] text: &str) {
    assert_eq!(told(text), [text]);
}

#[rstest]
#[case("anna@@example.com", "anna@@example.com!NotOneAt")]
#[case("a@b@c.com", "a@b@c.com!NotOneAt")]
#[case("anna@example", "anna@example!IncompleteEmail")]
#[case("anna@", "anna@!IncompleteEmail")]
#[case("an\u{7}na@example.com", "an\u{7}na@example.com!ControlCharacter")]
#[case("https://anna:secret@example.com/", "secret@example.com!InLink")]
#[case("https://example.com/@anna", "@anna!InLink")]
fn what_is_none_is_told(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(told(text), [expected]);
}

/// The `@` after the quotes was taken to be as long as the `%40` between them, and letters of the domain were lost.
#[test]
fn an_encoded_sign_between_quotes_is_none_of_its_own() {
    let address = "\"1%402345/a@b\"@example.com";
    assert_eq!(told(&format!("{address}\t123456")), [address, "123456"]);
}

#[test]
fn what_a_link_says_beside_the_address_is_a_part() {
    let told = told("mailto:anna@example.com?subject=Order%2012345&body=see%206789");
    assert_eq!(told, ["anna@example.com", "(?subject=Order%2012345)", "(body=see%206789)"]);
}

#[test]
fn where_the_other_kind_is_wanted_it_is_told() {
    let text = "Anna 89161234567 <anna@example.com>";
    assert_eq!(told_as(CommKind::Email, text), ["89161234567!OtherKind", "anna@example.com"]);
    assert_eq!(told_as(CommKind::Phone, text), ["79161234567", "anna@example.com!OtherKind"]);
}
