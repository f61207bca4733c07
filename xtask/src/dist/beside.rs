//! The modules beside the page, each in a worker: their files, and the script that a worker starts with.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use sha2::{Digest as _, Sha384};

use super::{glue::GLUE, html::Kept, seal};
use crate::{process, workspace};

/// A module beside the page. Trunk names a worker's files by the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Module {
    /// How its files are called, before what is in them.
    pub(super) name: &'static str,
    /// What Trunk makes of it beside the page.
    pub(super) script: &'static str,
    pub(super) wasm: &'static str,
    /// How the page names its script, and the rule of its policy that makes the script's address.
    pub(super) rule: &'static str,
}

/// Reads texts.
pub(super) const READER: Module =
    Module { name: "reader", script: "reader-worker.js", wasm: "reader-worker_bg.wasm", rule: "b24d-reader" };

/// Reads files, and writes them again.
pub(super) const FILES: Module =
    Module { name: "files", script: "files-worker.js", wasm: "files-worker_bg.wasm", rule: "b24d-files" };

/// All of them.
pub(super) const MODULES: [Module; 2] = [READER, FILES];

/// A module, and the script with which its worker starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Started {
    pub(super) module: Module,
    pub(super) script: String,
}

impl Module {
    /// Whether a file is one of its own.
    pub(super) fn has(self, file: &str) -> bool {
        file.strip_prefix(self.name).is_some_and(|rest| rest.starts_with('-'))
    }
}

/// The script that starts it. A browser checks no digest of a worker's script; that script asks for the module by its own.
pub(super) fn start(module: &Kept) -> String {
    let Kept { name, integrity } = module;
    format!(
        "import init from \"./{GLUE}\";\n\
         await init({{ module_or_path: fetch(new URL(\"{name}\", import.meta.url), {{ integrity: \"{integrity}\" }}) }});\n"
    )
}

/// Of a build by Trunk alone: gives the files names that say what is in them, and writes the scripts that start the modules
/// which the page has.
pub(super) fn named(folder: &Path) -> Result<Vec<Started>> {
    let built = MODULES.into_iter().filter(|module| folder.join(module.wasm).exists());
    built.map(|module| Ok(Started { module, script: named_module(folder, module)? })).collect()
}

fn named_module(folder: &Path, module: Module) -> Result<String> {
    let [script, wasm] = [module.script, module.wasm].map(|file| folder.join(file));
    let bytes = fs::read(&wasm)?;
    let kept = Kept { name: name(module, &bytes, "wasm"), integrity: seal::integrity(&bytes) };
    fs::rename(wasm, folder.join(&kept.name))?;
    let glue = name(module, &fs::read(&script)?, "js");
    fs::rename(script, folder.join(&glue))?;
    let start = start(&kept).replace(GLUE, &glue);
    let script = name(module, start.as_bytes(), "js");
    fs::write(folder.join(&script), start)?;
    Ok(script)
}

/// The numbering plans, as the library brings them along. They become part of each module.
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

fn name(module: Module, bytes: &[u8], extension: &str) -> String {
    const NAME_BYTES: usize = 8;
    let digest = Sha384::digest(bytes);
    let hash = digest.iter().take(NAME_BYTES).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    format!("{}-{hash}.{extension}", module.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_by_trunk_alone_starts_each_module_by_its_digest_from_a_file_that_says_what_it_is() {
        let folder = workspace::target().join("xtask-beside");
        fs::create_dir_all(&folder).unwrap();
        for file in fs::read_dir(&folder).unwrap() {
            fs::remove_file(file.unwrap().path()).unwrap();
        }
        assert_eq!(named(&folder).unwrap(), []);
        for module in MODULES {
            fs::write(folder.join(module.script), "glue").unwrap();
            fs::write(folder.join(module.wasm), "module").unwrap();
        }
        let started = named(&folder).unwrap();
        assert_eq!(started.iter().map(|started| started.module).collect::<Vec<_>>(), MODULES);
        for Started { module, script } in started {
            assert!(module.has(&script), "{script}");
            let start = fs::read_to_string(folder.join(&script)).unwrap();
            // printf module | openssl dgst -sha384 -binary | base64
            assert!(
                start.contains("sha384-yl10y7vqNWTdtjU0RXWW5ygptT61K4r/6zkWVhdldeBeCufqpIPSaWnH9av3WK1U")
            );
            let named: Vec<_> = start
                .split('"')
                .map(|word| word.trim_start_matches("./"))
                .filter(|word| module.has(word))
                .collect();
            assert_eq!(named.len(), 2, "{start}");
            assert!(named.iter().all(|file| folder.join(file).exists()), "{start}");
        }
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_module_knows_its_files() {
        assert!(FILES.has("files-1a.wasm") && READER.has("reader-2b.js"));
        assert!(!FILES.has("files.txt") && !FILES.has("reader-2b.js") && !READER.has("start-3c.js"));
    }
}
