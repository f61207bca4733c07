//! The reader of pasted text: nothing is lost, and the pieces that a text comes in make no difference.

use b24_duplicates::domain::MatchKey;
use reader::{
    CommKind, Found, KindChoice, Options, Plans, Reader, Reading, Region, What, first_unaccounted, read,
};

const KINDS: [KindChoice; 3] =
    [KindChoice::Auto, KindChoice::Forced(CommKind::Phone), KindChoice::Forced(CommKind::Email)];
/// A country whose numbers are of one length, two of any length, two with short ones, and none.
const COUNTRIES: [Option<Region>; 6] =
    [Some(Region::RU), Some(Region::DE), Some(Region::AT), Some(Region::NU), Some(Region::US), None];

/// Reads a text whose first byte says how, and whose second says in pieces of which size.
///
/// # Panics
/// If a run of digits or an `@` does not stand in exactly one item, if pieces make a difference, or if something
/// is found of which the portal makes nothing, or which has two spellings that it does not tell apart.
pub fn reader(data: &[u8]) {
    let [how, size, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let kind = KINDS.get(usize::from(how % 3)).copied().unwrap_or_default();
    let country = COUNTRIES.get(usize::from(how / 3 % 6)).copied().flatten();
    let options = Options { country, kind };
    let reading = read(&text, &options);
    assert_eq!(first_unaccounted(&text, &reading), None, "{reading:?}");
    assert_eq!(in_pieces(&text, options, 1 + usize::from(*size)), reading);
    for item in &reading.items {
        assert!(text.get(item.span.clone()).is_some_and(|piece| !piece.contains(['\n', '\r'])), "{item:?}");
        if let What::Found(found) = &item.what {
            check_found(found, kind);
        }
    }
}

fn in_pieces(text: &str, options: Options, size: usize) -> Reading {
    let mut reader = Reader::new(Plans::embedded(), &options);
    let mut items = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(size.min(rest.len())));
        items.append(&mut reader.feed(piece));
        rest = after;
    }
    items.append(&mut reader.finish());
    Reading { items, lines: reader.lines() }
}

fn check_found(found: &Found, kind: KindChoice) {
    assert!(kind == KindChoice::Auto || kind == KindChoice::Forced(found.kind), "{found:?}");
    assert_eq!(found.spelling.trim(), found.spelling);
    let variants = found.variants.iter().map(|variant| &variant.spelling);
    let mut keys: Vec<_> =
        variants.chain([&found.spelling]).map(|text| MatchKey::of(found.kind, text)).collect();
    assert!(keys.iter().all(Option::is_some), "{found:?}");
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), found.variants.len() + 1, "{found:?}");
}
