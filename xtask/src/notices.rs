//! The licences of what is compiled into the widget, for a file beside it. Each of them asks to be handed on.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{process, workspace};

/// The packages whose modules we ship.
const SHIPPED: [&str; 3] = ["b24-duplicates", "reader-worker", "files-worker"];

const WASM: &str = "wasm32-unknown-unknown";

/// The text that stands in for a file where a crate under it has none.
const MIT: &str = include_str!("mit.txt");

/// The same.
const APACHE: &str = include_str!("apache.txt");

/// The crates of others that the standard library brings into a module, and who wrote them; MIT may be chosen for each.
/// No list of cargo's names them, because they are built with the library.
const IN_LIBRARY: [(&str, &str); 2] =
    [("dlmalloc", "2014 Alex Crichton"), ("hashbrown", "2016 Amanieu d'Antras")];

/// A crate, as cargo knows it.
#[derive(Deserialize)]
struct Crate {
    name: String,
    version: String,
    license: Option<String>,
    authors: Vec<String>,
    /// None for a package of ours, and for one that stands in `patches/`.
    source: Option<String>,
    manifest_path: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Crate>,
}

/// Writes the licences into a folder. The file's name says what is in it, as those of its neighbours do, because a
/// browser may keep them all for a year.
pub(crate) fn write(folder: &Path) -> Result<()> {
    const NAME_BYTES: usize = 8;
    let text = text()?;
    let digest = Sha256::digest(&text);
    let hash = digest.iter().take(NAME_BYTES).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    Ok(fs::write(folder.join(format!("third-party-{hash}.txt")), text)?)
}

/// All licences, each once, under the names of those who use it.
fn text() -> Result<String> {
    let shipped = shipped()?;
    let mut users: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let library = mit("The Rust Project Contributors");
    users.entry(library).or_default().push("the standard library of Rust".to_owned());
    for (name, author) in IN_LIBRARY {
        let user = format!("{name} of the standard library");
        users.entry(mit(author)).or_default().push(user);
    }
    // What the library of phones brings along beside its code.
    users.entry(tidy(APACHE)).or_default().push("the numbering plans of Google's libphonenumber".to_owned());
    for known in known()? {
        let name = format!("{} {}", known.name, known.version);
        if shipped.contains(&name) && known.is_of_others()? {
            for licence in known.licences()? {
                users.entry(licence).or_default().push(name.clone());
            }
        }
    }
    Ok(joined(users))
}

/// Name and version of every crate that can be part of a module. What only runs while it is built is not.
fn shipped() -> Result<BTreeSet<String>> {
    let mut tree = workspace::cargo_here();
    tree.args(["tree", "--locked", "--target", WASM, "--edges", "normal,no-proc-macro", "--prefix", "none"]);
    tree.args(SHIPPED.iter().flat_map(|package| ["--package", package]));
    let printed = process::output(&mut tree)?;
    let names = printed.lines().filter_map(|line| {
        let mut words = line.split(' ');
        Some(format!("{} {}", words.next()?, words.next()?.strip_prefix('v')?))
    });
    Ok(names.collect())
}

fn known() -> Result<Vec<Crate>> {
    let mut metadata = workspace::cargo_here();
    metadata.args(["metadata", "--locked", "--format-version", "1", "--filter-platform", WASM]);
    let known: Metadata = serde_json::from_str(&process::output(&mut metadata)?)?;
    Ok(known.packages)
}

impl Crate {
    /// Whether others wrote it. Of what stands in `patches/`, that is what has their licence beside it.
    fn is_of_others(&self) -> Result<bool> {
        let folder = self.manifest_path.parent().context("a manifest lies in a folder")?;
        let is_patched = folder.starts_with(workspace::root().join("patches"));
        Ok(self.source.is_some()
            || is_patched && workspace::files_in(folder)?.iter().any(|file| is_licence(file)))
    }

    /// The texts of the licences that we take it under: MIT where it may be chosen.
    fn licences(&self) -> Result<Vec<String>> {
        let folder = self.manifest_path.parent().context("a manifest lies in a folder")?;
        let files: Vec<_> =
            workspace::files_in(folder)?.into_iter().filter(|file| is_licence(file)).collect();
        let of_mit: Vec<_> = files.iter().filter(|file| name(file).contains("MIT")).cloned().collect();
        let chosen = if self.offers_mit() && !of_mit.is_empty() { of_mit } else { files };
        if !chosen.is_empty() {
            return chosen.iter().map(|file| Ok(tidy(&String::from_utf8_lossy(&fs::read(file)?)))).collect();
        }
        if self.offers_mit() {
            return Ok(vec![mit(&self.authors.join(", "))]);
        }
        if self.license.as_deref() == Some("Apache-2.0") {
            return Ok(vec![tidy(APACHE)]);
        }
        bail!("{} {} has no file with its licence, {:?}", self.name, self.version, self.license)
    }

    /// Whether MIT alone is enough.
    fn offers_mit(&self) -> bool {
        let licence = self.license.as_deref().unwrap_or_default();
        !licence.contains(" AND ") && licence.split([' ', '/']).any(|word| word == "MIT")
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().to_uppercase()
}

fn is_licence(file: &Path) -> bool {
    const BEGINNINGS: [&str; 6] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"];
    BEGINNINGS.iter().any(|beginning| name(file).starts_with(beginning))
}

fn mit(authors: &str) -> String {
    let authors = if authors.is_empty() { "its authors" } else { authors };
    tidy(&format!("Copyright (c) {authors}\n\n{MIT}"))
}

/// Lines without what stands at their end: the same text is the same whoever saved it.
fn tidy(text: &str) -> String {
    text.trim().lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn joined(users: BTreeMap<String, Vec<String>>) -> String {
    const HEAD: &str = "What is compiled into this widget, and under which licence each part is.\n";
    let mut parts: Vec<_> = users.into_iter().map(|(licence, users)| (users.join(", "), licence)).collect();
    parts.sort();
    parts.into_iter().fold(HEAD.to_owned(), |text, (users, licence)| {
        let line = "-".repeat(80);
        format!("{text}\n{line}\n{users}\n\n{licence}\n")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate in a folder of its own, with these files.
    fn sample(name: &str, licence: &str, files: &[&str]) -> Crate {
        let folder = workspace::target().join("xtask-notices").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for file in files {
            fs::write(folder.join(file), format!("text of {file}  \r\n")).unwrap();
        }
        Crate {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: Some(licence.to_owned()),
            authors: vec!["Ada <ada@example.com>".to_owned()],
            source: Some("registry".to_owned()),
            manifest_path: folder.join("Cargo.toml"),
        }
    }

    #[test]
    fn mit_is_taken_where_it_may_be_chosen_and_every_file_elsewhere() {
        let files = ["LICENSE-APACHE", "LICENSE-MIT", "README.md"];
        for licence in ["MIT OR Apache-2.0", "Apache-2.0/MIT"] {
            assert_eq!(sample("choice", licence, &files).licences().unwrap(), ["text of LICENSE-MIT"]);
        }
        let both = sample("both", "(MIT OR Apache-2.0) AND Unicode-3.0", &files).licences().unwrap();
        assert_eq!(both, ["text of LICENSE-APACHE", "text of LICENSE-MIT"]);
    }

    #[test]
    fn a_crate_without_a_file_is_named_with_its_authors_or_stops_the_build() {
        let text = sample("bare", "MIT", &["README.md"]).licences().unwrap().concat();
        assert!(
            text.starts_with("Copyright (c) Ada <ada@example.com>\n\nPermission is hereby granted"),
            "{text}"
        );
        let apache = sample("plans", "Apache-2.0", &["README.md"]).licences().unwrap().concat();
        assert!(apache.starts_with("Apache License\n"), "{apache}");
        let error = sample("unknown", "Zlib", &["README.md"]).licences().unwrap_err().to_string();
        assert_eq!(error, "unknown 1.0.0 has no file with its licence, Some(\"Zlib\")");
    }

    #[test]
    fn what_the_widget_is_made_of_is_named_and_what_only_builds_it_is_not() {
        let text = text().unwrap();
        for part in [
            "leptos 0.",
            "wasm-bindgen 0.",
            "serde-wasm-bindgen 0.",
            "the standard library of Rust",
            "dlmalloc of the standard library\n\nCopyright (c) 2014 Alex Crichton\n",
            "hashbrown of the standard library\n\nCopyright (c) 2016 Amanieu d'Antras\n",
        ] {
            assert!(text.contains(part), "{part}");
        }
        for other in ["b24-duplicates", "lol_html", "libfuzzer-sys", "serde_derive", "wasm-streams"] {
            assert!(!text.contains(other), "{other}");
        }
        assert!(text.len() < 150_000, "{}", text.len());
    }
}
