//! The widget in the sandbox portal, to click through.

use std::process::Command;

use anyhow::Result;

use crate::{dist, process, setup, workspace};

/// Builds what is missing and becomes the sandbox, so that Ctrl-C ends the one process that is left.
pub(crate) fn run() -> Result<()> {
    let tools = setup::for_build()?;
    println!("Building the widget and the sandbox portal, some four minutes the first time");
    setup::timed("The widget", || dist::build_if_older(&tools, process::run))?;
    let sandbox = ["build", "--quiet", "--package", "sandbox"];
    setup::timed("The sandbox portal", || process::run(tools.cargo().args(sandbox)))?;
    let mut sandbox = tools.cargo();
    sandbox.args(["run", "--quiet", "--package", "sandbox", "--", "--dist"]).arg(workspace::dist());
    become_program(&mut sandbox)
}

#[cfg(unix)]
fn become_program(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Result<()> {
    process::run(command)
}
