//! Tools that are built from a crate, or that its authors built.

use std::{fs, path::PathBuf, process::Command, time::Duration};

use anyhow::{Result, bail};

use super::{
    cache::{Trust, home, home_of_lock, install},
    part::{Lane, Part},
};
use crate::{process, workspace};

/// A program that is a crate.
pub(super) struct CrateTool {
    package: &'static str,
    version: &'static str,
    /// The program that proves the installation.
    program: &'static str,
    /// What `program --version` prints: an equal version elsewhere on the search path is taken instead.
    prints: &'static str,
    lock: Lock,
    seconds: u64,
}

/// Which lock file names what a tool is built of, by hash. None is built without.
enum Lock {
    /// The one that the crate was published with; further flags of `cargo install`.
    Published(&'static [&'static str]),
    /// The one of a package of ours that starts the crate's program, in this folder below the root.
    Ours(&'static str),
}

/// Its version has to equal that of the crate.
pub(super) static WASM_BINDGEN: CrateTool = CrateTool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    program: "wasm-bindgen",
    prints: "wasm-bindgen 0.2.130",
    lock: Lock::Ours("xtask/tools/wasm-bindgen"),
    seconds: 40,
};

/// It declares a newer compiler than it needs.
pub(super) static TRUNK: CrateTool = CrateTool {
    package: "trunk",
    version: "0.22.1",
    program: "trunk",
    prints: "trunk 0.22.1",
    lock: Lock::Published(&["--ignore-rust-version"]),
    seconds: 140,
};

/// Runs the tests inside a browser.
pub(super) static WASM_PACK: CrateTool = CrateTool {
    package: "wasm-pack",
    version: "0.15.1",
    program: "wasm-pack",
    prints: "wasm-pack 0.15.1",
    lock: Lock::Published(&[]),
    seconds: 60,
};

/// Holds the crates against `deny.toml`.
pub(super) static DENY: CrateTool = CrateTool {
    package: "cargo-deny",
    version: "0.20.2",
    program: "cargo-deny",
    prints: "cargo-deny 0.20.2",
    lock: Lock::Published(&[]),
    seconds: 60,
};

/// Runs the targets of `fuzz/`.
pub(super) static FUZZER: CrateTool = CrateTool {
    package: "cargo-fuzz",
    version: "0.13.2",
    program: "cargo-fuzz",
    prints: "cargo-fuzz 0.13.2",
    lock: Lock::Published(&[]),
    seconds: 20,
};

/// Where a tool was found.
enum Place {
    /// In a folder of our cache.
    Home(PathBuf),
    /// On the search path.
    SearchPath,
}

impl CrateTool {
    fn place(&self, trust: Trust) -> Result<Option<Place>> {
        let built = self.built()?.join("bin");
        if built.join(self.program).exists() {
            return Ok(Some(Place::Home(built)));
        }
        if trust == Trust::Pinned {
            return Ok(None);
        }
        if process::first_line(self.program, &["--version"]).as_deref() == Some(self.prints) {
            return Ok(Some(Place::SearchPath));
        }
        let prebuilt = self.prebuilt()?.join("bin");
        Ok(prebuilt.join(self.program).exists().then_some(Place::Home(prebuilt)))
    }

    fn built(&self) -> Result<PathBuf> {
        match self.lock {
            Lock::Published(_) => home(self.package, self.version),
            Lock::Ours(folder) => {
                home_of_lock(&format!("{}-{}", self.package, self.version), &format!("{folder}/Cargo.lock"))
            }
        }
    }

    fn prebuilt(&self) -> Result<PathBuf> {
        home(self.package, &format!("{}-prebuilt", self.version))
    }

    /// These are programs that run for seconds: what would make them fast is what takes long to build.
    fn build(&self) -> Result<()> {
        install(&self.built()?, |into| {
            let mut cargo = Command::new(workspace::cargo());
            cargo.args(["install", "--locked", "--root"]).arg(into);
            match self.lock {
                Lock::Published(flags) => cargo.args([self.package, "--version", self.version]).args(flags),
                Lock::Ours(folder) => cargo.arg("--path").arg(workspace::root().join(folder)),
            };
            // It is of no use afterwards, and `--path` would leave it among our sources.
            let work = into.join("build");
            cargo.arg("--target-dir").arg(&work);
            // Our own `.cargo/config.toml` is none of the tool's business.
            cargo.current_dir(into);
            cargo.env("CARGO_PROFILE_RELEASE_LTO", "off");
            cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
            cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64");
            process::run_quietly(&mut cargo)?;
            Ok(fs::remove_dir_all(work)?)
        })
    }

    /// Takes what the authors of the crate built, and nobody else: binstall knows others who build it too.
    fn take_prebuilt(&self) -> Result<()> {
        install(&self.prebuilt()?, |into| {
            let wanted = format!("{}@{}", self.package, self.version);
            let mut binstall = Command::new("cargo-binstall");
            binstall
                .args(["--no-confirm", "--strategies", "crate-meta-data", "--root"])
                .arg(into)
                .arg(wanted);
            process::run_quietly(binstall.current_dir(into))?;
            if !into.join("bin").join(self.program).exists() {
                bail!("cargo-binstall brought no `{}`", self.program);
            }
            Ok(())
        })
    }
}

impl Part for CrateTool {
    fn name(&self) -> String {
        format!("{} {}", self.package, self.version)
    }

    fn lane(&self) -> Lane {
        Lane::Cargo
    }

    fn takes(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }

    fn is_there(&self, trust: Trust) -> Result<bool> {
        Ok(self.place(trust)?.is_some())
    }

    fn bring(&self, trust: Trust) -> Result<()> {
        let may_be_prebuilt = trust == Trust::WhatFits && process::find("cargo-binstall").is_some();
        if may_be_prebuilt {
            if self.take_prebuilt().is_ok() {
                return Ok(());
            }
            println!("  {}: built here, because cargo-binstall has none for this machine", self.name());
        }
        self.build()
    }

    fn folder(&self, trust: Trust) -> Result<Option<PathBuf>> {
        Ok(match self.place(trust)? {
            Some(Place::Home(folder)) => Some(folder),
            Some(Place::SearchPath) | None => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_and_the_program_of_wasm_bindgen_have_one_version() {
        let manifest = fs::read_to_string(workspace::root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
        let tool = fs::read_to_string(workspace::root().join("xtask/tools/wasm-bindgen/Cargo.toml")).unwrap();
        assert!(tool.contains(&format!("wasm-bindgen-cli = {{ version = \"={}\"", WASM_BINDGEN.version)));
    }

    #[test]
    fn trunk_is_told_the_version_of_wasm_bindgen_that_is_installed() {
        for file in ["Trunk.toml", "dist.toml"] {
            let settings = fs::read_to_string(workspace::root().join(file)).unwrap();
            assert!(settings.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)), "{file}");
        }
    }

    #[test]
    fn what_a_program_prints_is_its_version() {
        for tool in [&WASM_BINDGEN, &TRUNK, &WASM_PACK, &DENY, &FUZZER] {
            assert_eq!(tool.prints, format!("{} {}", tool.program, tool.version));
        }
    }
}
