//! Formatting, clippy and what `deny.toml` says of the crates that are compiled. Warnings are errors.

use anyhow::Result;

use crate::{deny, process, setup, workspace};

/// `cargo fmt`, as a question.
pub(crate) const FORMAT: &[&str] = &["fmt", "--all", "--check"];

/// Clippy for this machine, then for the browser.
pub(crate) const LINTS: [&[&str]; 2] = [
    &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"],
    &[
        "clippy",
        "--package",
        "b24-duplicates",
        "--target",
        "wasm32-unknown-unknown",
        "--lib",
        "--bins",
        "--tests",
        "--",
        "-D",
        "warnings",
    ],
];

/// Runs them all until one fails.
pub(crate) fn run() -> Result<()> {
    let path = setup::for_lint()?;
    for arguments in std::iter::once(FORMAT).chain(LINTS) {
        process::run(workspace::cargo_here().args(arguments))?;
    }
    deny::commands(&path)?.iter_mut().try_for_each(process::run)
}
