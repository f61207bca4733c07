//! What every lock file promises: each thing by its hash, and from wherever the reader's own client gets it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(root().join(file)).with_context(|| format!("cannot read {file}"))
}

fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { files.extend(files_below(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

/// The folders in a place, as paths below the root.
fn folders(place: &str) -> Result<Vec<String>> {
    let entries = fs::read_dir(root().join(place))?;
    entries.map(|entry| Ok(format!("{place}/{}", entry?.file_name().to_string_lossy()))).collect()
}

#[test]
fn each_crate_comes_from_the_public_registry_with_a_checksum() -> Result<()> {
    let tools = folders("xtask/tools")?.into_iter().map(|folder| format!("{folder}/Cargo.lock"));
    for file in tools.chain(["Cargo.lock".to_owned()]) {
        let lock: toml::Value = toml::from_str(&read(&file)?)?;
        let packages = lock["package"].as_array().unwrap();
        assert!(packages.len() > 100, "{file}");
        for package in packages {
            let Some(source) = package.get("source") else { continue };
            let public = "registry+https://github.com/rust-lang/crates.io-index";
            assert_eq!(source.as_str(), Some(public), "{package:?}");
            assert_eq!(package["checksum"].as_str().map(str::len), Some(64), "{package:?}");
        }
    }
    Ok(())
}

#[test]
fn each_package_of_npm_has_its_hash_and_no_address() -> Result<()> {
    for folder in folders("xtask/npm")? {
        let text = read(&format!("{folder}/package-lock.json"))?;
        let lock: serde_json::Value = serde_json::from_str(&text)?;
        for (name, package) in lock["packages"].as_object().unwrap() {
            assert!(package.get("resolved").is_none(), "{folder}: {name} has the address of a registry");
            let hash = package["integrity"].as_str().unwrap_or_default();
            assert!(name.is_empty() || hash.starts_with("sha512-"), "{folder}: {name} has no hash");
        }
    }
    Ok(())
}

#[test]
fn each_package_of_python_has_its_version_and_hashes_and_no_address() -> Result<()> {
    let text = read("xtask/pip/clients.txt")?.replace("\\\n", " ");
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 10);
    for line in lines {
        assert!(line.contains("==") && line.contains("--hash=sha256:"), "{line}");
        assert!(!line.contains("://"), "{line}");
    }
    Ok(())
}

/// What ships of a crate that lies here is what its authors published, file by file, but for the functions that its
/// `error.rs` and `de.rs` name. These are the hashes of serde-wasm-bindgen 0.6.5 in the public registry.
#[test]
fn the_copied_crate_is_as_it_was_published_but_for_two_functions() -> Result<()> {
    const PUBLISHED: [(&str, &str); 4] = [
        ("de.rs", "6e8cebdac35eb7074a8c769451f9d4dc1815bb0f1ad8dbdfcadf5acd7ecfd202"),
        ("error.rs", "2e810f826de92ad367d7d071e9eb5638a648a1264c1abac0117ca3daa9af5dd2"),
        ("lib.rs", "032dbf0b41c4f66d00ee7a7b056425b9979980db465cf73661bf35ef823181d4"),
        ("ser.rs", "e688fb40905b5aec7cf13f7cc0a2c4fe13a606e59ad6d7bec5bc2c6c52f88c62"),
    ];
    let folder = "patches/serde-wasm-bindgen/src";
    assert_eq!(folders(folder)?.len(), PUBLISHED.len());
    for (file, hash) in PUBLISHED {
        let mut text = read(&format!("{folder}/{file}"))?;
        if let Some((_, ours, theirs)) = CHANGES.into_iter().find(|(changed, ..)| *changed == file) {
            text = as_published(&text, ours, theirs).with_context(|| format!("{file} has its one change"))?;
        }
        assert_eq!(hex(&Sha256::digest(text)), hash, "{file}");
    }
    Ok(())
}

fn hex(hash: &[u8]) -> String {
    hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// The same of two crates of Leptos: the hash is that of all files of a crate but for those that differ, in the order of
/// their names. One that differs says so where it does.
#[test]
fn the_copies_of_leptos_are_as_they_were_published_but_for_the_files_that_their_readmes_name() -> Result<()> {
    let tachys = [
        "html/attribute/any_attribute.rs",
        "html/attribute/mod.rs",
        "html/element/mod.rs",
        "reactive_graph/mod.rs",
        "view/any_view.rs",
        "view/iterators.rs",
        "view/mod.rs",
        "view/strings.rs",
    ];
    let published = "5098d21099093903719d5b8a74345b23e9c563966ad460172c0833b8a47e850e";
    is_as_published("tachys", "0.2.19", &tachys, published)?;
    let published = "23fd99588ca80cb7e85383988eb33e1f7b3c1327b61b89bd6c61630836192761";
    is_as_published("leptos", "0.8.23", &["into_view.rs"], published)
}

fn is_as_published(name: &str, version: &str, changed: &[&str], published: &str) -> Result<()> {
    let readme = read(&format!("patches/{name}/README.md"))?;
    let folder = root().join("patches").join(name).join("src");
    let (mut seen, mut all) = (0, Sha256::new());
    for path in files_below(&folder)? {
        let file = path.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path)?;
        if changed.contains(&file.as_str()) {
            assert!(
                text.contains(&format!("Changed from {name} {version}")),
                "{file} does not say what is changed"
            );
            assert!(readme.contains(&format!("`src/{file}`")), "{name}: its README does not name {file}");
            seen += 1;
        } else {
            all.update(file);
            all.update(text);
        }
    }
    assert_eq!(seen, changed.len(), "{name}: a file is not there");
    assert_eq!(hex(&all.finalize()), published, "{name}");
    Ok(())
}

/// Which file is changed, how our function there begins, and what its authors have in its place.
const CHANGES: [(&str, &str, &str); 2] = [
    ("error.rs", "\n    // The one change", ""),
    ("de.rs", "    // The other change", include_str!("serde_wasm_bindgen_de.txt")),
];

/// The file with its authors' function in the place of ours, and with their line ends.
fn as_published(text: &str, ours: &str, theirs: &str) -> Option<String> {
    const END: &str = "\n    }\n";
    let text = text.replace("\r\n", "\n");
    let (before, ours) = text.split_once(ours)?;
    let after = ours.split_once(END)?.1;
    let theirs = theirs.strip_suffix('\n').unwrap_or(theirs);
    Some(format!("{before}{theirs}{after}").replace('\n', "\r\n"))
}
