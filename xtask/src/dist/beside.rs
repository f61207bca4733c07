//! The module that reads texts beside the page, in a worker: its files, and the script that a worker starts with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use sha2::{Digest as _, Sha384};

use super::{glue::GLUE, html::Kept, seal};
use crate::{process, workspace};

/// How its files are called, before what is in them.
pub(super) const NAME: &str = "reader";

/// What Trunk makes of it beside the page: script and module. Trunk names a worker's files by the program.
pub(super) const FILES: [&str; 2] = ["reader-worker.js", "reader-worker_bg.wasm"];

/// The script that starts it. A browser checks no digest of a worker's script; that script asks for the module by its own.
pub(super) fn start(module: &Kept) -> String {
    let Kept { name, integrity } = module;
    format!(
        "import init from \"./{GLUE}\";\n\
         await init({{ module_or_path: fetch(new URL(\"{name}\", import.meta.url), {{ integrity: \"{integrity}\" }}) }});\n"
    )
}

/// Of a build by Trunk alone: gives the files names that say what is in them, and writes the script that starts the
/// module. `None` if the page has none.
pub(super) fn named(folder: &Path) -> Result<Option<String>> {
    let [script, module] = FILES.map(|file| folder.join(file));
    if !module.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&module)?;
    let kept = Kept { name: name(&bytes, "wasm"), integrity: seal::integrity(&bytes) };
    fs::rename(module, folder.join(&kept.name))?;
    let glue = name(&fs::read(&script)?, "js");
    fs::rename(script, folder.join(&glue))?;
    let start = start(&kept).replace(GLUE, &glue);
    let script = name(start.as_bytes(), "js");
    fs::write(folder.join(&script), start)?;
    Ok(Some(script))
}

/// The numbering plans, as the library brings them along. They become part of the module.
pub(super) fn plans() -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        manifest_path: PathBuf,
    }
    let mut metadata = workspace::cargo_here();
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    let Metadata { packages } = serde_json::from_str(&process::output(&mut metadata)?)?;
    let library = packages.into_iter().find(|package| package.name == "rlibphonenumber");
    let library = library.context("the library that brings the numbering plans")?;
    Ok(library.manifest_path.with_file_name("src").join("generated/metadata/metadata.bin"))
}

fn name(bytes: &[u8], extension: &str) -> String {
    const NAME_BYTES: usize = 8;
    let digest = Sha384::digest(bytes);
    let hash = digest.iter().take(NAME_BYTES).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    format!("{NAME}-{hash}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_by_trunk_alone_starts_the_module_by_its_digest_from_a_file_that_says_what_it_is() {
        let folder = workspace::target().join("xtask-reader");
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(&folder).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        assert_eq!(named(&folder).unwrap(), None);
        fs::write(folder.join("reader-worker.js"), "glue").unwrap();
        fs::write(folder.join("reader-worker_bg.wasm"), "module").unwrap();
        let script = named(&folder).unwrap().unwrap();
        let start = fs::read_to_string(folder.join(&script)).unwrap();
        // printf module | openssl dgst -sha384 -binary | base64
        assert!(start.contains("sha384-yl10y7vqNWTdtjU0RXWW5ygptT61K4r/6zkWVhdldeBeCufqpIPSaWnH9av3WK1U"));
        let named: Vec<_> = start.split('"').filter(|word| word.contains("reader-")).collect();
        assert_eq!(named.len(), 2, "{start}");
        assert!(named.iter().all(|file| folder.join(file.trim_start_matches("./")).exists()), "{start}");
        fs::remove_dir_all(folder).unwrap();
    }
}
