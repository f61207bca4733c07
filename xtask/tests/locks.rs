//! What every lock file promises: each thing by its hash, and from wherever the reader's own client gets it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

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
