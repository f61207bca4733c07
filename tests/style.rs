//! The style sheets: contrast, direction, and one place for colours.
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

/// Where the tokens stand: those of both applications, and those of the page.
const TOKENS: [&str; 2] = ["tokens.css", "tokens-page.css"];

/// Every pair of tokens that carries text: the text, and what it stands on.
const TEXT_ON: [(&str, &[&str]); 13] = [
    (
        "text",
        &[
            "surface",
            "surface-quiet",
            "surface-sunken",
            "info-soft",
            "good-soft",
            "warning-soft",
            "alert-soft",
        ],
    ),
    (
        "text-body",
        &[
            "surface",
            "surface-quiet",
            "surface-sunken",
            "info-soft",
            "good-soft",
            "warning-soft",
            "alert-soft",
        ],
    ),
    ("text-quiet", &["surface", "surface-quiet", "surface-sunken"]),
    ("link", &["surface", "surface-quiet", "surface-sunken"]),
    ("on-accent", &["accent", "accent-strong"]),
    ("on-info", &["info-soft", "surface"]),
    ("on-good", &["good-soft", "surface"]),
    ("on-warning", &["warning-soft", "surface"]),
    ("on-alert", &["alert-soft", "surface", "surface-sunken"]),
    ("on-lost", &["lost-soft", "surface"]),
    ("surface", &["text"]),
    ("link", &["info-soft", "warning-soft", "alert-soft"]),
    ("on-alert", &["surface-quiet"]),
];

/// What is seen without being read: the edge of a field, the ring of the focus, the bar of the progress.
const SEEN_ON: [(&str, &[&str]); 3] = [
    ("line-control", &["surface", "surface-quiet"]),
    ("focus", &["surface", "surface-sunken"]),
    ("accent", &["surface"]),
];

#[test]
fn text_has_a_contrast_of_four_and_a_half() {
    assert_contrast(&TEXT_ON, 4.5);
}

#[test]
fn what_is_only_seen_has_a_contrast_of_three() {
    assert_contrast(&SEEN_ON, 3.0);
}

#[test]
fn the_measure_is_that_of_wcag() {
    assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 0.01);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}

/// A page in Arabic is the mirror of one in English, without a second sheet.
#[test]
fn directions_are_logical() {
    let physical = [
        "left",
        "right",
        "margin-top",
        "margin-bottom",
        "padding-top",
        "padding-bottom",
        "border-top",
        "border-bottom",
        "width",
        "height",
    ];
    for (file, declaration) in declarations() {
        let (property, value) = &declaration;
        let names_a_side = physical.contains(&property.as_str())
            || property.contains("-left")
            || property.contains("-right")
            || value.split([' ', '(', ')', ',']).any(|word| word == "left" || word == "right");
        assert!(!names_a_side, "{file}: {property}: {value}");
    }
}

#[test]
fn colours_stand_among_the_tokens_only() {
    for (file, (property, value)) in declarations() {
        let is_colour = value.split([' ', ',', '(']).any(|word| word.starts_with('#') && word.len() > 3);
        assert!(!is_colour || value.contains("url("), "{file}: {property}: {value}");
    }
}

#[test]
fn a_card_has_no_token_that_it_does_not_use() {
    let of_card = linked("card.html")
        .iter()
        .map(|sheet| fs::read_to_string(folder().join(sheet)).unwrap())
        .collect::<String>();
    let defined = fs::read_to_string(folder().join(TOKENS[0])).unwrap();
    let names = defined.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    for (name, _) in names {
        assert!(of_card.contains(&format!("var(--{name}")), "{name} is for the page alone");
    }
}

#[test]
fn every_token_that_is_used_is_defined() {
    let defined = tokens_text();
    for (file, (property, value)) in declarations() {
        for used in value.split("var(--").skip(1) {
            let name = used.split([')', ',']).next().unwrap();
            let is_local = ["tone-soft", "tone-text", "sign", "icon", "tie", "list-row"].contains(&name);
            assert!(is_local || defined.contains(&format!("--{name}:")), "{file}: {property}: --{name}");
        }
    }
}

/// A sheet that one of them lacks is missed by nobody but the eye. A card's page does without what only the page shows.
#[test]
fn every_sheet_is_in_the_page_the_gallery_and_the_stage_of_the_tests() {
    let mut sheets = BTreeSet::new();
    for entry in fs::read_dir(folder()).unwrap() {
        sheets.insert(entry.unwrap().file_name().into_string().unwrap());
    }
    let of_page = linked("index.html");
    assert_eq!(of_page.iter().cloned().collect::<BTreeSet<_>>(), sheets);
    for other in ["examples/gallery.html", "tests/headless/stage.rs"] {
        assert_eq!(linked(other), of_page, "{other}");
    }
    let of_card = linked("card.html");
    let in_order: Vec<_> = of_page.into_iter().filter(|sheet| of_card.contains(sheet)).collect();
    assert_eq!(of_card, in_order);
}

/// The sheets that a file names, in its order: later ones win.
fn linked(file: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let named = text.split("style/").skip(1).filter_map(|rest| rest.split_once('"'));
    named.map(|(sheet, _)| sheet.to_owned()).collect()
}

fn assert_contrast(pairs: &[(&str, &[&str])], least: f64) {
    let tokens = tokens();
    let colour = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("no token {name}"));
    for (front, backs) in pairs {
        for back in *backs {
            let ((light, dark), (light_back, dark_back)) = (colour(front), colour(back));
            for (scheme, a, b) in [("light", light, light_back), ("dark", dark, dark_back)] {
                let measured = contrast(a, b);
                assert!(measured >= least, "{scheme}: {front} on {back} is {measured:.2}");
            }
        }
    }
}

/// Each token that is a colour: its light and its dark value.
fn tokens() -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for line in tokens_text().lines() {
        let Some((name, rest)) =
            line.trim().strip_prefix("--").and_then(|line| line.split_once(": light-dark("))
        else {
            continue;
        };
        let (light, dark) = rest.trim_end_matches(");").split_once(", ").unwrap();
        found.insert(name.to_owned(), (light.to_owned(), dark.to_owned()));
    }
    assert!(found.len() > 15, "the tokens are not where they were");
    found
}

fn tokens_text() -> String {
    TOKENS.map(|sheet| fs::read_to_string(folder().join(sheet)).unwrap()).concat()
}

/// Property and value of every declaration of every sheet but the tokens.
fn declarations() -> Vec<(String, (String, String))> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if TOKENS.contains(&name.as_str()) {
            continue;
        }
        for line in fs::read_to_string(&path).unwrap().lines() {
            if let Some((property, value)) = line.trim().trim_end_matches(';').split_once(": ") {
                found.push((name.clone(), (property.to_owned(), value.to_owned())));
            }
        }
    }
    assert!(found.len() > 100, "the sheets are not where they were");
    found
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("style")
}

/// The contrast ratio of WCAG 2.2.
fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}
