//! The cloud's zones: whichever the document establishes, every page may talk to.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Portals under `bitrix24.uz`, `.mx` and `.co` were refused as strangers.
#[test]
fn every_page_lists_the_zones_of_the_document_and_no_other() {
    let documented = documented();
    assert!(documented.len() > 20);
    for (name, sources) in pages() {
        let zones: BTreeSet<_> = sources.iter().filter_map(|source| zone(source)).collect();
        assert_eq!(zones, documented, "{name}");
        assert_eq!(zones.len(), sources.iter().filter(|source| zone(source).is_some()).count(), "{name}");
    }
}

/// A wildcard of somebody else's host would let that host frame the widget and name itself as the portal.
#[test]
fn no_page_lists_other_hosts() {
    for (name, sources) in pages() {
        for source in sources {
            let is_own = source == "'self'"
                || source.starts_with("http://localhost")
                || source.starts_with("http://127.0.0.1");
            assert!(is_own || zone(&source).is_some(), "{name}: {source}");
        }
    }
}

fn zone(source: &str) -> Option<String> {
    source.strip_prefix("https://*.").filter(|host| host.starts_with("bitrix24.")).map(str::to_owned)
}

/// The zones in the section *Zones of the cloud*: each in backticks, in a row with what it is known from.
fn documented() -> BTreeSet<String> {
    let facts = fs::read_to_string(root().join("docs/portal.md")).unwrap();
    let (_, section) = facts.split_once("\n## Zones of the cloud\n").unwrap();
    let section = section.split_once("\n## ").unwrap().0;
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let zones = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    zones.map(|zone| format!("bitrix24.{zone}")).collect()
}

/// The files from which Trunk makes the pages, as far as they have a list, with its sources.
fn pages() -> Vec<(String, Vec<String>)> {
    let files = fs::read_dir(root().join("html")).unwrap().map(|entry| entry.unwrap().path());
    let pages: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|end| end == "html"))
        .filter_map(|path| {
            let html = fs::read_to_string(&path).unwrap();
            let (_, list) = html.split_once("connect-src ")?;
            let list = list.split([';', '"']).next().unwrap();
            let sources = list.split_ascii_whitespace().map(str::to_owned).collect();
            Some((path.display().to_string(), sources))
        })
        .collect();
    assert!(!pages.is_empty());
    pages
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
