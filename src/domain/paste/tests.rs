//! What people paste, and what it is read as. An expectation is `line:spelling=key`, or `line:raw!error`.

use std::hint::black_box;

use cpu_time::ThreadTime;
use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::Strategy;
use rstest::rstest;

use super::*;

fn told(text: &str, kind: KindChoice) -> Vec<String> {
    parse_paste(text, kind)
        .values
        .iter()
        .map(|value| match &value.reading {
            Ok(read) => {
                let spelling = |read: &Communication| format!("{}={}", read.spelling(), read.key().text());
                let spellings: Vec<_> = read.spellings().map(spelling).collect();
                format!("{}:{}", value.line, spellings.join(" | "))
            }
            Err(error) => format!("{}:{}!{error:?}", value.line, value.raw),
        })
        .collect()
}

#[rstest]
#[case("+7 916 123 45 67", &["1:+7 916 123 45 67=79161234567"])]
#[case("8 (916) 123-45-67", &["1:8 (916) 123-45-67=79161234567"])]
#[case("(555) 123-4567", &["1:(555) 123-4567=5551234567"])]
#[case("0170/1234567", &["1:0170/1234567=1701234567"])]
#[case("112", &["1:112=112"])]
#[case("*100#", &["1:*100#=*100"])]
#[case("1234567, 11223355", &["1:1234567=1234567", "1:11223355=11223355"])]
#[case("1234567,11223355", &["1:1234567=1234567", "1:11223355=11223355"])]
#[case("+79161234567;+79161234568", &["1:+79161234567=79161234567", "1:+79161234568=79161234568"])]
#[case("+79161234567 +79161234568", &["1:+79161234567=79161234567", "1:+79161234568=79161234568"])]
#[case("89161234567 89161234568", &["1:89161234567=79161234567", "1:89161234568=79161234568"])]
#[case("+7916\n\n8123\r\n9124\r4567", &["1:+7916=7916", "3:8123=8123", "4:9124=9124", "5:4567=4567"])]
#[case("a@b.example\t+49 170 1234567", &["1:a@b.example=a@b.example", "1:+49 170 1234567=491701234567"])]
fn values_by_themselves(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Auto), expected);
}

#[rstest]
#[case("Anna Berg <Anna@Example.com>", &["1:Anna@Example.com=anna@example.com"])]
#[case("Anna Berg<anna@example.com>, Ole <ole@example.com>;", &["1:anna@example.com=anna@example.com", "1:ole@example.com=ole@example.com"])]
#[case("\"Berg, Anna\" <anna@example.com>", &["1:anna@example.com=anna@example.com"])]
#[case("mailto:anna@example.com?subject=x", &["1:anna@example.com=anna@example.com"])]
#[case("tel:+49-170-1234567", &["1:+49-170-1234567=491701234567"])]
#[case("'+79161234567", &["1:+79161234567=79161234567"])]
#[case("\"+79161234567\";\"anna@example.com\"", &["1:+79161234567=79161234567", "1:anna@example.com=anna@example.com"])]
#[case("\"+79161234567, +79161234568\",Anna", &["1:+79161234567=79161234567", "1:+79161234568=79161234568"])]
#[case("Anna;;+7 916 123 45 67;anna@example.com;Berlin", &["1:+7 916 123 45 67=79161234567", "1:anna@example.com=anna@example.com"])]
#[case("Anna Berg, моб. 8 916 123-45-67, раб.: 8 495 123-45-67", &["1:8 916 123-45-67=79161234567", "1:8 495 123-45-67=74951234567"])]
#[case("моб 89161234567 раб 84951234567", &["1:89161234567=79161234567", "1:84951234567=74951234567"])]
#[case("Anna anna@example.com +49 170 1234567", &["1:anna@example.com=anna@example.com", "1:+49 170 1234567=491701234567"])]
#[case("12. +7 916 123 45 67", &["1:+7 916 123 45 67=79161234567"])]
#[case("2) 8 916 123 45 67", &["1:8 916 123 45 67=79161234567"])]
#[case("3. anna@example.com", &["1:anna@example.com=anna@example.com"])]
#[case("5\" +79161234567, 6\" anna@example.com", &["1:+79161234567=79161234567", "1:anna@example.com=anna@example.com"])]
fn names_around_values(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Auto), expected);
}

#[rstest]
#[case("+79161234567;123", &["1:+79161234567;123=79161234567"])]
#[case("+79161234567,123", &["1:+79161234567,123=79161234567"])]
#[case("+79161234567#123", &["1:+79161234567#123=79161234567"])]
#[case("+79161234567;12;34", &["1:+79161234567=79161234567 | +79161234567;12;34=79161234567;34"])]
#[case("+79161234567, 112", &["1:+79161234567=79161234567", "1:112=112"])]
#[case("1234567,112", &["1:1234567=1234567", "1:112=112"])]
#[case("+7 916 123-45-67 доб. 123", &["1:+7 916 123-45-67=79161234567 | +7 916 123-45-67 доб. 123=79161234567123"])]
#[case("+7 916 123-45-67, доб. 123", &["1:+7 916 123-45-67, доб. 123=79161234567"])]
#[case("5551234567x12", &["1:5551234567=5551234567 | 5551234567x12=555123456712"])]
#[case("(555) 123-4567 ext. 12", &["1:(555) 123-4567=5551234567 | (555) 123-4567 ext. 12=555123456712"])]
#[case("tel:+49-170-1234567;ext=12", &["1:+49-170-1234567;ext=12=491701234567"])]
fn extensions(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Auto), expected);
}

#[rstest]
#[case("\u{202a}+7\u{a0}916\u{2009}123\u{2011}45\u{2011}67\u{202c}", &["1:+7 916 123-45-67=79161234567"])]
#[case("＋７９１６１２３４５６７、８９１６１２３４５６８", &["1:+79161234567=79161234567", "1:89161234568=79161234568"])]
#[case("\u{feff}anna@\u{200b}example.com", &["1:anna@example.com=anna@example.com"])]
#[case("+7916\u{0}1234567", &["1:+7916\u{fffd}1234567!ControlCharacter"])]
#[case("an\u{7}na@example.com", &["1:an\u{fffd}na@example.com!ControlCharacter"])]
fn foreign_characters(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Auto), expected);
}

#[rstest]
#[case("hello", &["1:hello!Unrecognised"])]
#[case("Name;Phone;Email\n+79161234567", &["1:Name;Phone;Email!Unrecognised", "2:+79161234567=79161234567"])]
#[case("12", &["1:12!TooFewDigits"])]
#[case("+", &["1:+!Unrecognised"])]
#[case("1234567890123456789012345678901234567890", &["1:1234567890123456789012345678901234567890!TooManyDigits"])]
#[case("+7 916 ABC 45 67", &["1:+7 916 ABC 45 67!StrangeInPhone"])]
#[case("1-800-FLOWERS", &["1:1-800-FLOWERS!StrangeInPhone"])]
#[case("8.91612E+10", &["1:8.91612E+10!StrangeInPhone"])]
#[case("+7 916 123_45_67", &["1:+7 916 123_45_67!StrangeInPhone"])]
#[case("a@b@c@d@e@f", &["1:a@b@c@d@e@f!NotOneAt"])]
#[case("anna@example, +79161234567", &["1:anna@example!IncompleteEmail", "1:+79161234567=79161234567"])]
// The phone was left out like a label (`E-mail:`), and nobody learnt of it.
#[case("+79161234567:anna@example.com", &["1:+79161234567:anna@example.com!IncompleteEmail"])]
// The second address was left out with the message of the first.
#[case(
    "mailto:anna@example.com?subject=5\";\"berg@example.com\"",
    &["1:mailto:anna@example.com?subject=5\";\"berg@example.com\"!NotOneAt"]
)]
#[case("", &[])]
#[case(" \n;;,,\t\n\"\";\"\"", &[])]
fn what_is_wrong(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Auto), expected);
}

#[rstest]
#[case(CommKind::Phone, "anna@example.com", &["1:anna@example.com!StrangeInPhone"])]
#[case(CommKind::Phone, "Anna, +79161234567", &["1:+79161234567=79161234567"])]
#[case(CommKind::Phone, "Anna", &["1:Anna!StrangeInPhone"])]
#[case(CommKind::Phone, "12", &["1:12!TooFewDigits"])]
#[case(CommKind::Email, "+79161234567", &["1:+79161234567!NotOneAt"])]
#[case(CommKind::Email, "Anna", &["1:Anna!NotOneAt"])]
#[case(CommKind::Email, "Anna 79161234567 <anna@example.com>", &["1:anna@example.com=anna@example.com"])]
#[case(CommKind::Email, "anna@example.com, 79161234567", &["1:anna@example.com=anna@example.com", "1:79161234567!NotOneAt"])]
fn a_forced_kind(#[case] kind: CommKind, #[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(told(text, KindChoice::Forced(kind)), expected);
}

#[test]
fn distinct_keeps_the_first_spelling_of_each_key() {
    let pasted = parse_paste("+7 916 123 45 67\n8 916 123-45-67\nA@x.de, a@X.de\noops", KindChoice::Auto);
    let spellings: Vec<_> = pasted.distinct().iter().map(|found| found.spelling().to_owned()).collect();
    assert_eq!(spellings, ["+7 916 123 45 67", "A@x.de"]);
    assert_eq!(pasted.invalid().map(|(value, _)| value.line).collect::<Vec<_>>(), [4]);
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[0-9 ()+.,;#*/x-]{0,24}",
        "[a-z.]{1,8}@[a-z]{1,8}\\.[a-z]{2}",
        "[\"',;\t\r\n<>]{1,6}",
        "(доб|ext)\\.? ?[0-9]{1,5}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn every_line_that_says_something_is_accounted_for(text in pieces()) {
        let pasted = parse_paste(&text, KindChoice::Auto);
        let lines = text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
        for (index, line) in lines.enumerate() {
            let says_something = line.chars().any(char::is_alphanumeric);
            let told = pasted.values.iter().any(|value| value.line == index + 1);
            prop_assert!(told || !says_something, "line {} of {text:?}", index + 1);
        }
    }

    #[test]
    fn what_is_sent_has_the_key_that_it_stands_for(text in pieces()) {
        for found in parse_paste(&text, KindChoice::Auto).distinct() {
            let sent = Communication::new(found.kind(), found.spelling());
            prop_assert_eq!(sent.as_ref(), Some(&found));
            prop_assert_eq!(found.spelling(), found.spelling().trim());
        }
    }
}

/// A million characters take as much processor time as their hundred pieces one by one where the work grows with the
/// length, and a hundred times as much where it grows with the square of it.
#[rstest]
#[case("\"")]
#[case("+7 916 123 45 67,")]
#[case("1 ")]
#[case("+1")]
#[case("a@")]
#[case("a ")]
#[case("1234567890,1")]
#[case("1234567 ext 1 ")]
#[case("1234567x1")]
#[case("\u{202a}8 ")]
fn a_long_line_is_read_in_one_go(#[case] piece: &str) {
    const PIECES: usize = 100;
    let short = piece.repeat(1_000_000 / PIECES / piece.len());
    let long = short.repeat(PIECES);
    let start = ThreadTime::now();
    for _ in 0..PIECES {
        black_box(parse_paste(&short, KindChoice::Auto));
    }
    let one_by_one = start.elapsed();
    let start = ThreadTime::now();
    let pasted = parse_paste(&long, KindChoice::Auto);
    let in_one_go = start.elapsed();
    assert!(in_one_go < one_by_one * 5, "{in_one_go:?}, the pieces {one_by_one:?}");
    assert_eq!(pasted.values.is_empty(), piece == "\"");
}
