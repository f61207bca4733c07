//! What holds for any text.

use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};
use reader::{CommKind, KindChoice, Options, Plans, Reader, Reading, Region, What, first_unaccounted, read};
use rstest::rstest;

/// Text as it is pasted: pieces of numbers, addresses, dates, links, tables and words, and whatever else there is.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[0-9 ()+.,;#*/x~-]{0,24}",
        "[0-9]{1,20}",
        "\\+?[0-9]{1,3}[ -]?\\(?[0-9]{3}\\)?[ -]?[0-9]{3}-[0-9]{2}-[0-9]{2}",
        "[a-zа-я.@=:/]{1,12}",
        "[a-z.]{1,8}@[a-z]{1,8}\\.[a-z]{2}",
        "(mailto|tel|https?|sip):/{0,2}[a-z0-9@.+%?=&;-]{1,24}",
        "[\"'<>|\\[\\](){}]{1,4}",
        "[ \t\r\n,;]{1,4}",
        "(доб|ext|wew)\\.? ?[0-9]{1,5}",
        "[0-3]?[0-9]([./-])[01]?[0-9]([./-])(20)?[0-9]{2}",
        "[\u{0}-\u{1f}\u{200b}-\u{200f}\u{966}-\u{96f}０-９@＠]{1,6}",
        "([a-z]{2,6}) ?[\\[({] ?(at|собака) ?[\\])}] ?[a-z]{2,5}(\\.|\\[dot\\])[a-z]{2}",
        Just("phone-context=+7".to_owned()),
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = Options> {
    let country = prop_oneof![
        Just(None),
        Just(Some(Region::RU)),
        Just(Some(Region::DE)),
        Just(Some(Region::US)),
        Just(Some(Region::NU))
    ];
    let kind = prop_oneof![
        Just(KindChoice::Auto),
        Just(KindChoice::Forced(CommKind::Phone)),
        Just(KindChoice::Forced(CommKind::Email))
    ];
    (country, kind).prop_map(|(country, kind)| Options { country, kind })
}

proptest! {
    #[test]
    fn everything_is_accounted_for_exactly_once(text in texts(), options in options()) {
        let reading = read(&text, &options);
        prop_assert_eq!(first_unaccounted(&text, &reading), None, "{:?}", reading);
    }

    #[test]
    fn items_stand_in_their_lines_and_say_what_they_are(text in texts(), options in options()) {
        let reading = read(&text, &options);
        prop_assert_eq!(reading.lines, lines(&text));
        for item in &reading.items {
            let before = text.get(..item.span.start);
            prop_assert_eq!(before.map(|before| lines(&(before.to_owned() + "."))), Some(item.line));
            prop_assert!(text.get(item.span.clone()).is_some_and(|piece| !piece.contains('\n')));
            if let What::Found(found) = &item.what {
                prop_assert!(options.kind == KindChoice::Auto || options.kind == KindChoice::Forced(found.kind));
                prop_assert_eq!(found.spelling.trim(), &found.spelling);
                let spellings = found.variants.iter().map(|variant| &variant.spelling).chain([&found.spelling]);
                let mut keys: Vec<_> = spellings.map(|text| b24_duplicates::domain::MatchKey::of(found.kind, text)).collect();
                prop_assert!(keys.iter().all(Option::is_some), "{:?}", found);
                keys.sort();
                keys.dedup();
                prop_assert_eq!(keys.len(), found.variants.len() + 1, "{:?}", found);
            }
        }
    }

    #[test]
    fn pieces_make_no_difference(text in texts(), options in options(), cuts in proptest::collection::vec(any::<usize>(), 0..6)) {
        prop_assert_eq!(in_pieces(&text, options, &cuts), read(&text, &options));
    }
}

/// How many lines a text has.
fn lines(text: &str) -> usize {
    1 + text.replace("\r\n", "\n").matches(['\n', '\r']).count()
}

fn in_pieces(text: &str, options: Options, cuts: &[usize]) -> Reading {
    let mut places: Vec<usize> =
        cuts.iter().map(|cut| text.floor_char_boundary(cut % (text.len() + 1))).collect();
    places.extend([0, text.len()]);
    places.sort_unstable();
    let mut reader = Reader::new(Plans::embedded(), &options);
    let mut items = Vec::new();
    for (start, end) in places.iter().zip(places.iter().skip(1)) {
        items.append(&mut reader.feed(text.get(*start..*end).unwrap_or_default()));
    }
    items.append(&mut reader.finish());
    Reading { items, lines: reader.lines() }
}

/// A very long line is read in slices, and in time that grows with its length: where it grows with the square of it, a
/// case takes minutes.
#[rstest]
#[case("\"")]
#[case("+7 916 123 45 67,")]
#[case("+7 916 123 45 67 ")]
#[case("8 916 123 45 67 ")]
#[case("1 ")]
#[case("12 ")]
#[case("+1")]
#[case("1")]
#[case("a@")]
#[case("@")]
#[case("a ")]
#[case("a1")]
#[case("1234567890,1")]
#[case("1234567 ext 1 ")]
#[case("1234567x1")]
#[case("1(")]
#[case("1/")]
#[case("(at)")]
#[case(" at ")]
#[case("%40")]
#[case("://")]
#[case("tel:123;a=1;")]
#[case("wa.me/79161234567")]
#[case("\u{202a}8 ")]
#[case("я")]
#[case("１")]
fn a_long_line_is_read_in_slices(#[case] piece: &str) {
    let text = piece.repeat(100_000 / piece.len());
    let start = std::time::Instant::now();
    let options = Options { country: Some(Region::DE), ..Options::default() };
    let reading = read(&text, &options);
    println!("{:?}", start.elapsed());
    assert_eq!(first_unaccounted(&text, &reading), None);
    let cuts: Vec<usize> = (0..40).map(|cut| cut * 7_919).collect();
    assert_eq!(in_pieces(&text, options, &cuts), reading);
}
