//! The rooms depend on each other in one direction only, and the pure ones on nothing of the browser.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Each room, and the rooms that it may name.
const DIRECTIONS: [(&str, &[&str]); 16] = [
    ("domain", &[]),
    ("protocol", &["domain"]),
    ("search", &["domain", "protocol"]),
    ("scheduler", &["domain", "protocol"]),
    ("i18n", &["protocol"]),
    ("app", &["domain", "protocol", "scheduler", "i18n"]),
    ("session", &["domain", "protocol", "scheduler", "i18n", "app"]),
    ("lookup", &["domain", "protocol", "search", "scheduler", "i18n", "app", "session"]),
    ("list", &["domain", "protocol", "search", "lookup"]),
    ("compare", &["domain", "protocol", "scheduler", "i18n", "app", "session"]),
    ("merge", &["domain", "protocol", "scheduler", "i18n", "session", "compare"]),
    ("card", &["domain", "protocol", "search", "scheduler", "i18n", "app", "session", "lookup"]),
    (
        "page",
        &[
            "domain",
            "protocol",
            "search",
            "scheduler",
            "i18n",
            "app",
            "session",
            "lookup",
            "list",
            "compare",
            "merge",
            "card",
        ],
    ),
    ("shell", &["domain", "protocol", "scheduler", "i18n", "app", "card", "page"]),
    ("ui", &["domain", "i18n", "app", "session", "lookup", "compare", "merge", "card", "page"]),
    ("entry", &["shell", "ui", "app", "session", "card", "page", "i18n"]),
];

/// Those that know no browser.
const PURE: [&str; 13] = [
    "domain",
    "protocol",
    "search",
    "scheduler",
    "i18n",
    "app",
    "session",
    "lookup",
    "list",
    "compare",
    "merge",
    "card",
    "page",
];

/// Crates that exist in the browser only.
const BROWSER: [&str; 8] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_timers",
    "gloo_events",
    "serde_wasm_bindgen",
];

#[test]
fn every_room_names_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for (room, allowed) in DIRECTIONS {
        for file in files_of(room) {
            for named in rooms_named_in(&code_of(&file).unwrap()) {
                if named != room && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{} names {named}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "against the direction of ARCHITECTURE.md:\n{}", wrong.join("\n"));
}

#[test]
fn pure_rooms_know_no_browser() {
    let mut wrong = Vec::new();
    for room in PURE {
        for file in files_of(room) {
            let code = code_of(&file).unwrap();
            wrong.extend(
                BROWSER
                    .iter()
                    .filter(|name| code.contains(&format!("{name}::")))
                    .map(|name| format!("{} names {name}", file.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Both applications are made of the same files. What a program does not name, the linker leaves out.
#[test]
fn nothing_is_left_out_by_a_switch() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files {
        let code = code_of(&file).unwrap();
        assert!(!code.contains("feature = ") && !code.contains("path = \""), "{}", file.display());
    }
}

/// Text from a portal becomes a text node, and nothing becomes markup.
#[test]
fn nothing_is_written_as_markup() {
    let ways = ["inner_html", "outer_html", "insert_adjacent_html", "innerHTML", "outerHTML"];
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 100, "the sources are not where they were");
    for file in files {
        let code = code_of(&file).unwrap();
        assert!(!ways.iter().any(|way| code.contains(way)), "{} writes markup", file.display());
    }
}

#[test]
fn every_room_was_read() {
    for (room, _) in DIRECTIONS {
        assert!(
            !files_of(room).is_empty(),
            "no files in {room}: does the test still look in the right place?"
        );
    }
}

/// The files of a room: `src/room.rs`, or everything under `src/room/`.
fn files_of(room: &str) -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let single = source.join(room).with_extension("rs");
    let mut found = if single.exists() { vec![single] } else { Vec::new() };
    collect(&source.join(room), &mut found);
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// A file without its comments: a doc link may point anywhere.
fn code_of(file: &Path) -> io::Result<String> {
    let text = fs::read_to_string(file)?;
    Ok(text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n"))
}

/// `crate::room::…` and `crate::{room, …}`.
fn rooms_named_in(code: &str) -> Vec<String> {
    let first = |path: &str| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let named = |rest: &str| match rest.strip_prefix('{').and_then(|list| list.split_once('}')) {
        Some((list, _)) => list.split(',').map(first).collect(),
        None => vec![first(rest)],
    };
    code.split("crate::").skip(1).flat_map(named).filter(|room: &String| !room.is_empty()).collect()
}
