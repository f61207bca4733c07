//! Every fixture through the native decoder. The browser's runs the same table.
#![cfg(not(target_arch = "wasm32"))]

mod fixtures;

use std::collections::BTreeSet;
use std::path::Path;

use b24_duplicates::protocol::Node;

use fixtures::FIXTURES;

fn decode(text: &str) -> Option<Node> {
    serde_json::from_str(text).ok()
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures"))
}

/// With `UPDATE_FIXTURES=1` the outcomes are written instead of compared, to be looked at in the diff.
#[test]
fn every_fixture_is_read_as_expected() {
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let mut wrong = Vec::new();
    for fixture in FIXTURES {
        let outcome = fixture.outcome(&decode);
        if update {
            std::fs::write(folder().join(fixture.name).with_extension("txt"), &outcome).unwrap();
        } else if outcome != fixture.expected {
            wrong.push(format!("{}: expected\n{}\nbut it is\n{outcome}", fixture.name, fixture.expected));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_a_fixture() {
    let listed: BTreeSet<_> = FIXTURES.iter().map(|fixture| fixture.name.to_owned()).collect();
    assert_eq!(listed.len(), FIXTURES.len(), "a fixture stands twice");
    for extension in ["json", "txt"] {
        let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
        let of_kind = files.filter(|path| path.extension().is_some_and(|found| found == extension));
        let names: BTreeSet<_> =
            of_kind.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        assert_eq!(names, listed);
    }
}

/// No answer of a hostile portal may be taken for *nothing found*, nor for a record.
#[test]
fn nothing_hostile_is_an_answer() {
    for fixture in FIXTURES.iter().filter(|fixture| fixture.name.starts_with("hostile_")) {
        let first = fixture.expected.lines().next().unwrap_or_default();
        let is_refused = ["cannot be decoded", "Err(", "Transient: ", "Unknown: ", "InitRefused("]
            .iter()
            .any(|start| first.starts_with(start));
        assert!(is_refused, "{}: {first}", fixture.name);
    }
}
