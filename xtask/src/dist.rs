//! The release build of the widget.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::{
    process,
    setup::{self, Tools},
    sizes, workspace,
};

/// What a build is made of, below the root. A tool's own version is not among it: it comes with a change of
/// `Trunk.toml`.
const INPUTS: [&str; 9] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "Trunk.toml",
    "index.html",
    "src",
    "style",
    "locales",
    "xtask/src/seal.rs",
];

/// Builds into `dist/`, prints the sizes and holds the budget.
pub(crate) fn run() -> Result<()> {
    let tools = setup::ready()?;
    build(&tools, process::run)?;
    let sizes = sizes::report(&workspace::dist())?;
    print!("{}", sizes.table);
    if let Some(warning) = sizes.verdict()? {
        eprintln!("warning: {warning}");
    }
    Ok(())
}

/// Builds unless there is a build that is younger than all it is made of.
pub(crate) fn build_if_older(tools: &Tools, run: fn(&mut Command) -> Result<()>) -> Result<()> {
    if is_current()? { Ok(()) } else { build(tools, run) }
}

fn build(tools: &Tools, run: fn(&mut Command) -> Result<()>) -> Result<()> {
    // Trunk hands its `--offline` on to cargo.
    run(tools.cargo().args(["fetch", "--locked"]))?;
    run(tools
        .command("trunk")
        .args(["build", "--offline", "--release"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", neutral_paths()))
}

/// Panic messages name source files. Whoever builds, the module names them alike, and no folder of theirs.
fn neutral_paths() -> String {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default();
    let compiler = process::first_line("rustc", &["--print", "sysroot"]).unwrap_or_default();
    let neutral = |folder: &Path, name| format!("--remap-path-prefix={}={name}", folder.display());
    [(cargo_home, "cargo"), (PathBuf::from(compiler), "rust"), (workspace::root(), "source")]
        .into_iter()
        .filter(|(folder, _)| folder.is_absolute())
        .map(|(folder, name)| neutral(&folder, name))
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_current() -> Result<bool> {
    let built = workspace::newest(&[workspace::dist().join("index.html")])?;
    let inputs = INPUTS.map(|input| workspace::root().join(input));
    Ok(built.is_some() && built > workspace::newest(&inputs)?)
}
