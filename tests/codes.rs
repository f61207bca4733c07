//! Every stable code that a user can meet is explained in `docs/portal.md`, and no other.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "the helpers of a test may stop it")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const START: &str = "B24D-";

#[test]
fn every_code_is_explained_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut used = BTreeSet::new();
    read(&root.join("src"), &mut used);
    let explained = codes(&fs::read_to_string(root.join("docs/portal.md")).unwrap());
    assert!(used.len() > 40, "{used:?}");
    assert_eq!(used, explained);
}

fn read(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, used);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            used.extend(codes(&fs::read_to_string(path).unwrap()));
        }
    }
}

fn codes(text: &str) -> BTreeSet<String> {
    let ends = text.split(START).skip(1);
    let code = |end: &str| {
        let rest = end.split(|c: char| !(c.is_ascii_uppercase() || c == '-')).next().unwrap_or_default();
        [START, rest].concat()
    };
    ends.map(code).filter(|code| code != START).collect()
}
