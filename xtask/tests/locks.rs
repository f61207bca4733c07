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
