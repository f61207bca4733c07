//! Brings what is missing, and finds what is there.

mod browser;
mod client;
mod host;
mod server;
mod tool;

use std::{env, path::PathBuf, process::Command};

use anyhow::Result;
use client::{CLIENTS, Client};
pub(crate) use host::add_wasm_target;
pub(crate) use server::{Servers, ready as web_servers};
use tool::{AXE, FUZZER, TOOLS};

/// What the other commands build and test with.
pub(crate) struct Tools {
    path: SearchPath,
    /// The driver of the browser.
    pub(crate) chromedriver: PathBuf,
    /// The script of the accessibility checker.
    pub(crate) axe: PathBuf,
}

impl Tools {
    /// A command that finds the pinned tools before any other of the same name.
    pub(crate) fn command(&self, program: impl Into<PathBuf>) -> Command {
        let mut command = self.path.command(program);
        command.env("CHROMEDRIVER", &self.chromedriver);
        command
    }

    /// `cargo` with the pinned tools in its search path.
    pub(crate) fn cargo(&self) -> Command {
        self.command(crate::workspace::cargo())
    }
}

/// Folders that go before the usual search path, one for each tool that is not on it in the right version.
pub(crate) struct SearchPath(Vec<PathBuf>);

impl SearchPath {
    fn command(&self, program: impl Into<PathBuf>) -> Command {
        let mut command = Command::new(program.into());
        let usual = env::var_os("PATH").unwrap_or_default();
        let search = self.0.iter().cloned().chain(env::split_paths(&usual));
        // A folder with a separator in its name cannot stand in a search path; then the usual one has to do.
        if let Ok(path) = env::join_paths(search) {
            command.env("PATH", path);
        }
        command.current_dir(crate::workspace::root());
        command
    }

    /// `cargo` with these folders in its search path.
    pub(crate) fn cargo(&self) -> Command {
        self.command(crate::workspace::cargo())
    }
}

/// Installs what is missing. Nothing is installed twice, and nothing over what the user has.
pub(crate) fn ready() -> Result<Tools> {
    host::check()?;
    add_wasm_target()?;
    host::add_std_source()?;
    let mut folders = Vec::new();
    for tool in TOOLS {
        folders.extend(tool.ready()?);
    }
    let axe = AXE.ready()?;
    let chromedriver = browser::ready()?;
    Ok(Tools { path: SearchPath(folders), chromedriver, axe })
}

/// Installs also what single levels of the tests bring along, so that they find it without a network.
pub(crate) fn everything() -> Result<()> {
    ready()?;
    clients()?;
    match web_servers()? {
        Servers::Ready(_) => println!("Everything is there."),
        Servers::Missing(servers) => {
            println!("Everything is there but {}: their tests are skipped.", servers.join(" and "));
        }
    }
    Ok(())
}

/// Installs the clients. Each one's variable and place, for the commands that run them.
pub(crate) fn clients() -> Result<Vec<(&'static str, PathBuf)>> {
    CLIENTS.iter().map(Client::ready).collect()
}

/// Installs what only the fuzzer needs.
pub(crate) fn fuzzer() -> Result<SearchPath> {
    host::check_for_fuzzer()?;
    Ok(SearchPath(FUZZER.ready()?.into_iter().collect()))
}
