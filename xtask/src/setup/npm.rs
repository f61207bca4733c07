//! What comes from npm: each folder of `xtask/npm` is installed as a whole, as its lock file says.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::Result;

use super::{
    cache::{Trust, home_of_lock, install},
    part::{Lane, Part},
};
use crate::{process, workspace};

/// A folder of `xtask/npm`.
pub(super) struct NpmFolder {
    folder: &'static str,
    /// What the user reads of it.
    name: &'static str,
    /// Files that prove the installation, below `node_modules`.
    proofs: &'static [&'static str],
    /// Programs, each with what it prints of its version: if all are on the search path, nothing is installed.
    programs: &'static [(&'static str, &'static str)],
    seconds: u64,
}

/// What makes the module and the scripts small.
pub(super) static MINIFIERS: NpmFolder = NpmFolder {
    folder: "build",
    name: "wasm-opt and esbuild",
    proofs: &[".bin/wasm-opt", ".bin/esbuild"],
    programs: &[("wasm-opt", "wasm-opt version 132 (version_132)"), ("esbuild", "0.28.2")],
    seconds: 10,
};

/// The accessibility checker.
pub(super) static AXE: NpmFolder = NpmFolder {
    folder: "axe",
    name: "axe-core",
    proofs: &["axe-core/axe.min.js"],
    programs: &[],
    seconds: 5,
};

/// The vendor's own client.
pub(super) static CLIENTS: NpmFolder = NpmFolder {
    folder: "clients",
    name: "the client b24jssdk",
    proofs: &["@bitrix24/b24jssdk"],
    programs: &[],
    seconds: 10,
};

/// What the page is made of that a card's tab is held against.
pub(super) static VUE: NpmFolder = NpmFolder {
    folder: "vue",
    name: "Vue, and b24jssdk for it",
    proofs: &["vue", "@bitrix24/b24jssdk"],
    programs: &[],
    seconds: 10,
};

/// What decides about an installation: what is wanted, and what exactly that is.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

impl NpmFolder {
    /// A file of what is installed.
    pub(super) fn file(&self, below_modules: &str) -> Result<PathBuf> {
        Ok(self.modules()?.join(below_modules))
    }

    /// The folder of what is installed.
    pub(super) fn modules(&self) -> Result<PathBuf> {
        Ok(self.home()?.join("node_modules"))
    }

    fn home(&self) -> Result<PathBuf> {
        let lock = format!("xtask/npm/{}/package-lock.json", self.folder);
        home_of_lock(&format!("npm-{}", self.folder), &lock)
    }

    fn is_installed(&self) -> Result<bool> {
        let modules = self.modules()?;
        Ok(self.proofs.iter().all(|proof| modules.join(proof).exists()))
    }

    fn is_on_search_path(&self) -> bool {
        let fits = |(program, prints): &(&str, &str)| {
            process::first_line(program, &["--version"]).as_deref() == Some(*prints)
        };
        !self.programs.is_empty() && self.programs.iter().all(fits)
    }

    fn install(&self, into: &Path) -> Result<()> {
        let from = workspace::root().join("xtask/npm").join(self.folder);
        for file in FILES {
            fs::copy(from.join(file), into.join(file))?;
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        process::run_quietly(npm.current_dir(into))
    }
}

impl Part for NpmFolder {
    fn name(&self) -> String {
        self.name.to_owned()
    }

    fn lane(&self) -> Lane {
        Lane::Npm
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn is_there(&self, trust: Trust) -> Result<bool> {
        Ok(self.is_installed()? || (trust == Trust::WhatFits && self.is_on_search_path()))
    }

    fn bring(&self, _: Trust) -> Result<()> {
        install(&self.home()?, |into| self.install(into))
    }

    fn folder(&self, _: Trust) -> Result<Option<PathBuf>> {
        let has_programs = !self.programs.is_empty() && self.is_installed()?;
        Ok(if has_programs { Some(self.modules()?.join(".bin")) } else { None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_is_told_the_version_of_wasm_opt_that_is_installed() {
        let wanted = fs::read_to_string(workspace::root().join("xtask/npm/build/package.json")).unwrap();
        assert!(wanted.contains("\"binaryen\": \"132.0.0\""));
        for file in ["Trunk.toml", "dist.toml"] {
            let settings = fs::read_to_string(workspace::root().join(file)).unwrap();
            assert!(settings.contains("wasm_opt = \"version_132\""), "{file}");
        }
    }

    #[test]
    fn the_version_of_esbuild_that_fits_is_the_one_that_would_be_installed() {
        let wanted = fs::read_to_string(workspace::root().join("xtask/npm/build/package.json")).unwrap();
        let (_, prints) = MINIFIERS.programs.iter().find(|(program, _)| *program == "esbuild").unwrap();
        assert!(wanted.contains(&format!("\"esbuild\": \"{prints}\"")));
    }
}
