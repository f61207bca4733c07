//! Whole searches against the sandbox's core, each a function of its seed.

use anyhow::Result;

use crate::{process, workspace};

/// The tests of the simulator, with which a minute buys twenty times as many seeds as without optimisation.
pub(crate) const TESTS: &[&str] = &["test", "--release", "--package", "simulate", "--no-fail-fast"];

/// Runs the simulator with its own arguments.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let mut cargo = workspace::cargo_here();
    cargo.args(["run", "--quiet", "--release", "--package", "simulate", "--"]).args(arguments);
    process::run(&mut cargo)
}
