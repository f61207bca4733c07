//! The pinned tools: each in the user's cache folder under its name and version.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{process, workspace};

/// A program that is built from a crate or comes as a package of npm.
pub(crate) struct Tool {
    package: &'static str,
    version: &'static str,
    /// The program that proves the installation.
    program: &'static str,
    /// What `program --version` prints: an equal version elsewhere on the search path is taken instead.
    prints: &'static str,
    source: Source,
}

enum Source {
    /// `cargo install` with these flags besides name and version.
    Crate(&'static [&'static str]),
    Npm,
}

/// Versions that were seen to work together.
///
/// - wasm-bindgen-cli without `--locked`: its lock file names a version that a mirror may lack. Its version
///   has to equal that of the crate.
/// - trunk declares a newer compiler than it needs.
pub(crate) const TOOLS: [Tool; 5] = [
    Tool {
        package: "wasm-bindgen-cli",
        version: "0.2.130",
        program: "wasm-bindgen",
        prints: "wasm-bindgen 0.2.130",
        source: Source::Crate(&[]),
    },
    Tool {
        package: "wasm-pack",
        version: "0.15.1",
        program: "wasm-pack",
        prints: "wasm-pack 0.15.1",
        source: Source::Crate(&["--locked"]),
    },
    Tool {
        package: "trunk",
        version: "0.22.1",
        program: "trunk",
        prints: "trunk 0.22.1",
        source: Source::Crate(&["--locked", "--ignore-rust-version"]),
    },
    Tool {
        package: "binaryen",
        version: "132.0.0",
        program: "wasm-opt",
        prints: "wasm-opt version 132 (version_132)",
        source: Source::Npm,
    },
    Tool { package: "esbuild", version: "0.28.2", program: "esbuild", prints: "0.28.2", source: Source::Npm },
];

/// Runs the targets of `fuzz/`; used by `cargo xtask fuzz` only.
pub(crate) const FUZZER: Tool = Tool {
    package: "cargo-fuzz",
    version: "0.13.2",
    program: "cargo-fuzz",
    prints: "cargo-fuzz 0.13.2",
    source: Source::Crate(&["--locked"]),
};

impl Tool {
    /// The folder that has to stand in the search path for this tool; `None` if it is found there already.
    pub(crate) fn ready(&self) -> Result<Option<PathBuf>> {
        let home = home(self.package, self.version)?;
        let folder = match self.source {
            Source::Crate(_) => home.join("bin"),
            Source::Npm => home.join("node_modules/.bin"),
        };
        if folder.join(self.program).exists() {
            return Ok(Some(folder));
        }
        if process::first_line(self.program, &["--version"]).as_deref() == Some(self.prints) {
            return Ok(None);
        }
        install(&home, |into| match self.source {
            Source::Crate(flags) => install_crate(into, self.package, self.version, flags),
            Source::Npm => install_npm(into, self.package, self.version),
        })?;
        if !folder.join(self.program).exists() {
            bail!("{} {} was installed, but brought no `{}`", self.package, self.version, self.program);
        }
        Ok(Some(folder))
    }
}

/// A script that tests put into a page: it is a file, no program.
pub(crate) struct Script {
    package: &'static str,
    version: &'static str,
    file: &'static str,
}

/// The accessibility checker; used by tests only.
pub(crate) const AXE: Script = Script { package: "axe-core", version: "4.14.1", file: "axe.min.js" };

impl Script {
    /// The path of the script.
    pub(crate) fn ready(&self) -> Result<PathBuf> {
        let home = home(self.package, self.version)?;
        let script = home.join("node_modules").join(self.package).join(self.file);
        if !script.exists() {
            install(&home, |into| install_npm(into, self.package, self.version))?;
        }
        if !script.exists() {
            bail!("{} {} was installed, but brought no `{}`", self.package, self.version, self.file);
        }
        Ok(script)
    }
}

/// The folder of one version of a package.
pub(crate) fn home(package: &str, version: &str) -> Result<PathBuf> {
    Ok(workspace::tool_cache()?.join(format!("{package}-{version}")))
}

/// Installs into a temporary folder that gets its name at the end, so that an interrupted installation is
/// not taken for a finished one.
pub(crate) fn install(home: &Path, steps: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let name = home.file_name().context("a tool has a folder of its own")?.to_string_lossy();
    println!("Installing {name}");
    let unfinished = home.with_file_name(format!(".{name}.{}", std::process::id()));
    fs::create_dir_all(&unfinished)?;
    let installed = steps(&unfinished).and_then(|()| move_into_place(&unfinished, home));
    if installed.is_err() {
        // The installation's own error is what matters; what is left of it is only waste.
        let _ = fs::remove_dir_all(&unfinished);
    }
    installed
}

fn move_into_place(unfinished: &Path, home: &Path) -> Result<()> {
    if home.exists() {
        fs::remove_dir_all(home)?;
    }
    fs::rename(unfinished, home).with_context(|| format!("cannot create {}", home.display()))
}

/// These are programs that run for seconds: what would make them fast is what takes long to build.
fn install_crate(into: &Path, package: &str, version: &str, flags: &[&str]) -> Result<()> {
    process::run(
        Command::new(workspace::cargo())
            .args(["install", package, "--version", version])
            .args(flags)
            .arg("--root")
            .arg(into)
            // Our own `.cargo/config.toml` is none of the tool's business.
            .current_dir(into)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64"),
    )
}

/// Installs a package of npm into a folder.
pub(crate) fn install_npm(into: &Path, package: &str, version: &str) -> Result<()> {
    process::run(
        Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
            .arg(into)
            .arg(format!("{package}@{version}"))
            .current_dir(into),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crate_and_the_program_of_wasm_bindgen_have_one_version() {
        let manifest = fs::read_to_string(workspace::root().join("Cargo.toml")).unwrap();
        let tool = TOOLS.iter().find(|tool| tool.program == "wasm-bindgen").unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", tool.version)));
    }

    #[test]
    fn trunk_is_told_the_versions_that_are_installed() {
        for file in ["Trunk.toml", "dist.toml"] {
            let settings = fs::read_to_string(workspace::root().join(file)).unwrap();
            assert!(settings.contains("wasm_bindgen = \"0.2.130\""), "{file}");
            assert!(settings.contains("wasm_opt = \"version_132\""), "{file}");
        }
        for tool in TOOLS {
            let major = tool.version.split('.').next().unwrap();
            assert!(tool.prints.contains(tool.version) || tool.prints.contains(major), "{}", tool.package);
        }
    }

    #[test]
    fn an_interrupted_installation_leaves_nothing() {
        let place = workspace::target().join("xtask-install-test");
        let home = place.join("tool-1.0.0");
        let failed = install(&home, |into| {
            fs::write(into.join("half"), "")?;
            bail!("interrupted")
        });
        assert_eq!(failed.unwrap_err().to_string(), "interrupted");
        assert_eq!(fs::read_dir(&place).unwrap().count(), 0);

        install(&home, |into| Ok(fs::write(into.join("whole"), "")?)).unwrap();
        assert!(home.join("whole").exists());
        fs::remove_dir_all(place).unwrap();
    }
}
