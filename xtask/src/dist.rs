//! The release build of the widget.

use anyhow::Result;

use crate::{process, setup::Tools, sizes, workspace};

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

/// Builds into `dist/` and reports the sizes.
pub(crate) fn build(tools: &Tools) -> Result<()> {
    // Trunk hands its `--offline` on to cargo.
    process::run(tools.cargo().args(["fetch", "--locked"]))?;
    process::run(tools.command("trunk").args(["build", "--offline", "--release"]))?;
    sizes::report(&workspace::dist())
}

/// Builds unless there is a build that is younger than all it is made of.
pub(crate) fn build_if_older(tools: &Tools) -> Result<()> {
    if is_current()? {
        return Ok(());
    }
    build(tools)
}

fn is_current() -> Result<bool> {
    let built = workspace::newest(&[workspace::dist().join("index.html")])?;
    let inputs = INPUTS.map(|input| workspace::root().join(input));
    Ok(built.is_some() && built > workspace::newest(&inputs)?)
}
