//! The languages: what is said is said in all the forms that the grammar of each language asks for, in the
//! catalogues as well as in the page itself. That every language says everything is seen to by the crate `locales`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use locales::{Direction, LANGUAGES, TextSet};
use serde_json::Value;

#[test]
fn every_text_has_the_places_of_the_english_one() {
    let english: BTreeMap<_, _> = catalogue("en").into_iter().collect();
    for language in tags() {
        for (key, text) in catalogue(language) {
            let wanted: BTreeSet<_> =
                forms(&english[&key]).iter().flat_map(|(_, form)| places(form)).collect();
            for (category, form) in forms(&text) {
                let found = places(&form);
                // "One" may be said in words, so a single form may do without its number.
                let missing: Vec<_> = wanted.difference(&found).filter(|place| *place != "count").collect();
                assert!(
                    found.is_subset(&wanted) && missing.is_empty(),
                    "{language} {key} {category}: {form}"
                );
            }
        }
    }
}

#[test]
fn every_plural_has_the_categories_of_its_language() {
    for language in tags() {
        let locale: Locale = language.parse().unwrap();
        let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
        // Whole numbers only: a fraction of a record is never counted.
        let wanted: BTreeSet<_> = (0_u32..200).map(|count| name_of(rules.category_for(count))).collect();
        for (key, text) in catalogue(language) {
            if let Value::Object(forms) = text {
                let has: BTreeSet<_> = forms.keys().map(String::as_str).collect();
                let needed = wanted.iter().copied().chain(["other"]).collect::<BTreeSet<_>>();
                assert_eq!(has, needed, "{language} {key}");
            }
        }
    }
}

#[test]
fn what_is_counted_in_english_is_counted_everywhere() {
    let english: BTreeMap<_, _> = catalogue("en").into_iter().collect();
    for language in tags() {
        for (key, text) in catalogue(language) {
            assert_eq!(text.is_object(), english[&key].is_object(), "{language} {key}");
        }
    }
}

/// A file that was copied and not translated is a language that is not spoken.
#[test]
fn no_sentence_is_left_in_english() {
    let english: BTreeMap<_, _> = catalogue("en").into_iter().collect();
    for language in tags().into_iter().skip(1) {
        for (key, text) in catalogue(language) {
            let is_word = |word: &&str| word.chars().all(char::is_alphabetic);
            let is_sentence = |form: &str| form.split(' ').filter(is_word).count() > 3;
            let is_sentence = forms(&text).iter().any(|(_, form)| is_sentence(form));
            assert!(!is_sentence || text != english[&key], "{language} {key}: {text}");
        }
    }
}

#[test]
fn texts_are_written_with_care() {
    for language in tags() {
        for (key, text) in catalogue(language) {
            for (category, form) in forms(&text) {
                let neat =
                    form.trim() == form && !form.contains("  ") && !form.contains('!') && !form.is_empty();
                assert!(neat, "{language} {key} {category}: {form:?}");
            }
        }
    }
}

/// Where a language puts a space between a number and its sign, a line does not end there.
#[test]
fn no_sign_of_a_share_leaves_its_number() {
    for language in tags() {
        for (key, text) in catalogue(language) {
            for (category, form) in forms(&text) {
                assert!(!form.contains(" %"), "{language} {key} {category}: {form}");
            }
        }
    }
}

/// What a page says before there are catalogues, and where there will be none.
#[test]
fn every_page_speaks_every_language_before_the_widget_does() {
    let body = read("html/body.html");
    for part in
        [("<noscript>", "</noscript>"), ("id=\"stopped\"", "</main>"), ("id=\"from-a-file\"", "</main>")]
    {
        let begun: Vec<_> = between(&body, part)
            .split("lang=\"")
            .skip(1)
            .map(|rest| rest.split_once('>').unwrap().0)
            .collect();
        let said: Vec<_> = begun.iter().map(|tag| tag.split_once('"').unwrap().0).collect();
        assert_eq!(said, tags(), "{part:?}");
        // Only the widget itself takes its direction from the table.
        for (tag, language) in begun.iter().zip(LANGUAGES) {
            let is_mirrored = language.direction == Direction::RightToLeft;
            assert_eq!(tag.contains(" dir=\"rtl\""), is_mirrored, "{part:?}: {tag}");
        }
    }
    let texts = locales::read(&root().join("locales")).unwrap();
    let title = between(&read("html/head.html"), ("<title>", "</title>")).to_owned();
    assert_eq!(Some(title.as_str()), texts.text(LANGUAGES[0], "app.name"));
    for page in ["index.html", "card.html"] {
        let page = read(page);
        assert_eq!(between(&page, ("<html lang=\"", "\"")), tags()[0]);
        assert!(["html/head.html", "html/body.html"].iter().all(|part| page.contains(part)), "{page}");
    }
}

fn between<'a>(text: &'a str, (start, end): (&str, &str)) -> &'a str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).unwrap().0
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The start script has no list of languages: it looks for the portal's code among the tags of the page.
#[test]
fn the_start_script_finds_a_language_by_the_portals_code() {
    for language in LANGUAGES {
        assert_eq!(language.tag, language.portal_code, "src/boot.js has to be told of the code");
    }
}

/// Whoever installs the widget reads there which languages it speaks.
#[test]
fn the_changelog_names_every_language() {
    let changelog = read("CHANGELOG.md");
    let unnamed: Vec<_> = LANGUAGES.iter().filter(|language| !changelog.contains(language.name)).collect();
    assert!(unnamed.is_empty(), "{unnamed:?}");
}

/// A key that nobody names is a text that nobody reads.
#[test]
fn every_key_is_used() {
    let code: String =
        sources(&root().join("src")).iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let unused: Vec<_> = catalogue("en")
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !names(&code, &variant_of(key)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// What a card's application is made of: it fetches the card's texts only, and any other message is empty there.
const ROOMS_OF_A_CARD: [&str; 5] = ["session", "lookup", "card", "ui/shared", "ui/card"];

#[test]
fn a_card_says_nothing_that_its_texts_lack() {
    let of_page: Vec<_> = texts_of("en", TextSet::Page).into_iter().map(|(key, _)| key).collect();
    for room in ROOMS_OF_A_CARD.map(|room| root().join("src").join(room)).iter().filter(|room| room.exists())
    {
        for file in sources(room) {
            let code = fs::read_to_string(&file).unwrap();
            let foreign: Vec<_> = of_page.iter().filter(|key| names(&code, &variant_of(key))).collect();
            assert!(foreign.is_empty(), "{} says {foreign:?}, which is in locales/page", file.display());
        }
    }
}

fn names(code: &str, variant: &str) -> bool {
    code.split("Key::").skip(1).any(|rest| {
        rest.strip_prefix(variant)
            .is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

/// `card.empty-title` is `Key::CardEmptyTitle`, as `build.rs` has it.
fn variant_of(key: &str) -> String {
    let upper = |word: &str| word[..1].to_uppercase() + &word[1..];
    key.split(['.', '-']).map(upper).collect()
}

/// The BCP 47 tags of all languages.
fn tags() -> [&'static str; LANGUAGES.len()] {
    LANGUAGES.map(|language| language.tag)
}

/// What all applications say.
fn catalogue(language: &str) -> Vec<(String, Value)> {
    TextSet::ALL.into_iter().flat_map(|set| texts_of(language, set)).collect()
}

/// What a set says beyond the one before.
fn texts_of(language: &str, set: TextSet) -> Vec<(String, Value)> {
    let path = root().join("locales").join(set.folder()).join(language).with_extension("json");
    let texts: serde_json::Map<_, _> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    texts.into_iter().collect()
}

fn forms(text: &Value) -> Vec<(String, String)> {
    match text {
        Value::String(text) => vec![("text".to_owned(), text.clone())],
        Value::Object(forms) => {
            forms.iter().map(|(name, form)| (name.clone(), form.as_str().unwrap().to_owned())).collect()
        }
        other => panic!("neither a text nor plural forms: {other}"),
    }
}

fn places(text: &str) -> BTreeSet<String> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').unwrap().0.to_owned()).collect()
}

const fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
