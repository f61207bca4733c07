//! Formatting and clippy. Warnings are errors, here and in the browser's build.

use anyhow::Result;

use crate::{process, setup, workspace};

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
    setup::for_lint()?;
    for arguments in std::iter::once(FORMAT).chain(LINTS) {
        process::run(workspace::cargo_here().args(arguments))?;
    }
    Ok(())
}
