//! The check-lists of the README: every point names tests, and these tests exist.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use rstest::rstest;

const HEAD: &str = "| no. | point | held by |";

#[rstest]
#[case::of_rest(0, 24)]
#[case::of_frames(1, 20)]
fn every_point_of_a_list_names_tests_that_exist(#[case] list: usize, #[case] points: usize) {
    let readme = read("README.md");
    let list = readme.split(HEAD).nth(list + 1).expect("a check-list");
    let rows: Vec<Row<'_>> = list.lines().skip(2).map_while(Row::parse).collect();
    // A row that cannot be read ends the list, and a point that was taken out leaves no gap: both show here.
    assert_eq!(rows.len(), points);
    for (number, row) in (1..).zip(&rows) {
        assert_eq!(row.number, number.to_string(), "{}", row.point);
        row.check();
    }
}

/// One point: `| 1 | text | `file` `test`, `test`; `file` "title" |`.
struct Row<'a> {
    number: &'a str,
    point: &'a str,
    held_by: &'a str,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut cells = line.strip_prefix('|')?.strip_suffix('|')?.split(" | ").map(str::trim);
        Some(Self { number: cells.next()?, point: cells.next()?, held_by: cells.next()? })
    }

    fn check(&self) {
        let mut tests_of: BTreeMap<&str, usize> = BTreeMap::new();
        let mut file = "";
        for (kind, name) in self.names() {
            let source = match kind {
                Kind::File => {
                    file = name;
                    tests_of.entry(file).or_default();
                    continue;
                }
                Kind::Function | Kind::Title => {
                    assert!(is_compiled(file), "`{file}` is no module of its tests");
                    read(file)
                }
            };
            let is_there = match kind {
                Kind::Title => has_title(&source, name),
                _ => has_test(&source, name),
            };
            assert!(
                is_there,
                "point {} ({}): there is no test `{name}` in `{file}`",
                self.number, self.point
            );
            *tests_of.entry(file).or_default() += 1;
        }
        assert!(!tests_of.is_empty(), "point {} ({}) names no test", self.number, self.point);
        for (file, tests) in tests_of {
            assert!(tests > 0, "point {} ({}) names no test of `{file}`", self.number, self.point);
        }
    }

    /// What stands in backticks or in quotes.
    fn names(&self) -> Vec<(Kind, &'a str)> {
        let mut names = Vec::new();
        let mut rest = self.held_by;
        while let Some(start) = rest.find(['`', '"']) {
            let mark = if rest[start..].starts_with('`') { '`' } else { '"' };
            let (name, after) = rest[start + 1..].split_once(mark).expect("a name that ends");
            let kind = match mark {
                '"' => Kind::Title,
                _ if name.contains('.') => Kind::File,
                _ => Kind::Function,
            };
            names.push((kind, name));
            rest = after;
        }
        names
    }
}

#[derive(Clone, Copy)]
enum Kind {
    File,
    /// A test in Rust.
    Function,
    /// A part of the title of a test in JavaScript.
    Title,
}

/// A file of a folder of tests is compiled only if that folder's `main.rs` names it.
fn is_compiled(file: &str) -> bool {
    let path = Path::new(file);
    let (Some(folder), Some(name)) = (path.parent(), path.file_stem().and_then(OsStr::to_str)) else {
        return false;
    };
    let main = folder.join("main.rs");
    let is_part = Path::new(env!("CARGO_MANIFEST_DIR")).join(&main).is_file()
        && path.extension() == Some(OsStr::new("rs"))
        && !folder.ends_with("src");
    !is_part || name == "main" || read(&main.display().to_string()).contains(&format!("mod {name};"))
}

/// The attribute of a test stands between the function before and its own name.
fn has_test(source: &str, name: &str) -> bool {
    let Some((before, _)) = source.split_once(&format!("fn {name}(")) else { return false };
    let attributes = before.rsplit("fn ").next().unwrap_or(before);
    ["#[test]", "#[rstest]", "#[tokio::test"].iter().any(|attribute| attributes.contains(attribute))
}

fn has_title(source: &str, title: &str) -> bool {
    source.lines().any(|line| line.trim_start().starts_with("test(") && line.contains(title))
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
