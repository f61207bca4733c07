//! What people paste: the inputs that were reported to fail, with neighbours of each kind.
//!
//! An expectation is the match key of what is found, with `~` before those of its other spellings; a part of it
//! in brackets; or what was not read, with `!` before the reason.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod another_number;
mod cards;
mod country;
mod emails;
mod lists;
mod lost;
mod no_phone;
mod short;
mod worded;

use b24_duplicates::domain::{CommKind, KindChoice, MatchKey};
use reader::{Found, Options, Region, What, first_unaccounted, read};

/// What a text is read as where numbers without a country are Russian.
fn told(text: &str) -> Vec<String> {
    told_with(text, Options { country: Some(Region::RU), ..Options::default() })
}

/// What a text is read as in a country, or in none.
fn told_in(country: Option<Region>, text: &str) -> Vec<String> {
    told_with(text, Options { country, ..Options::default() })
}

/// What a text is read as if the user has chosen a kind.
fn told_as(kind: CommKind, text: &str) -> Vec<String> {
    told_with(text, Options { country: Some(Region::RU), kind: KindChoice::Forced(kind) })
}

fn told_with(text: &str, options: Options) -> Vec<String> {
    let reading = read(text, &options);
    assert_eq!(first_unaccounted(text, &reading), None, "{reading:?}");
    let told = reading.items.iter().map(|item| match &item.what {
        What::Found(found) => keys(found),
        What::Part(_) => format!("({})", &text[item.span.clone()]),
        What::Unread(reason) => format!("{}!{reason:?}", &text[item.span.clone()]),
    });
    told.collect()
}

fn keys(found: &Found) -> String {
    let key = |spelling: &str| MatchKey::of(found.kind, spelling).map(|key| key.text().to_owned()).unwrap();
    let variants = found.variants.iter().map(|variant| format!(" ~{}", key(&variant.spelling)));
    key(&found.spelling) + &variants.collect::<String>()
}

/// The spellings of what is found.
fn spelled(text: &str) -> Vec<String> {
    let reading = read(text, &Options { country: Some(Region::RU), ..Options::default() });
    reading.found().map(|(_, found)| found.spelling.clone()).collect()
}
