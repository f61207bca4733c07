//! Brings what is missing, and finds what is there: each command asks for exactly the tools that it uses.

mod browser;
mod cache;
mod crates;
mod host;
mod npm;
mod part;
mod progress;
mod purpose;
mod python;
mod server;

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;
use cache::Trust;
pub(crate) use host::node as for_scripts;
pub(crate) use progress::timed;
pub(crate) use purpose::{Purpose, ahead};
pub(crate) use server::{Servers, ready as for_hosting};

/// What the widget is built with.
pub(crate) struct Tools {
    path: SearchPath,
    trust: Trust,
}

impl Tools {
    /// A command that finds the pinned tools before any other of the same name.
    pub(crate) fn command(&self, program: impl Into<PathBuf>) -> Command {
        self.path.command(program)
    }

    /// `cargo` with the pinned tools in its search path.
    pub(crate) fn cargo(&self) -> Command {
        self.path.cargo()
    }

    /// Whether what they build may be given to others: each was made of sources that this repository names by hash.
    pub(crate) fn are_pinned(&self) -> bool {
        self.trust == Trust::Pinned
    }
}

/// What the tests inside a browser run with.
pub(crate) struct Headless {
    path: SearchPath,
    driver: PathBuf,
}

impl Headless {
    /// A command that finds the pinned tools and the browser's driver.
    pub(crate) fn command(&self, program: impl Into<PathBuf>) -> Command {
        with_driver(self.path.command(program), &self.driver)
    }
}

/// What journeys through the built widget take: what builds it, a browser and the accessibility checker.
pub(crate) struct Journeys {
    /// What builds the widget.
    pub(crate) tools: Tools,
    driver: PathBuf,
    /// The script of the accessibility checker.
    pub(crate) axe: PathBuf,
}

impl Journeys {
    /// `cargo` with the browser's driver.
    pub(crate) fn cargo(&self) -> Command {
        with_driver(self.tools.cargo(), &self.driver)
    }
}

/// What the clients are tested with.
pub(crate) struct Clients {
    /// Each client's variable and place.
    places: [(&'static str, PathBuf); 3],
    driver: Option<PathBuf>,
}

impl Clients {
    /// `cargo` that says to its tests where each client is.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = crate::workspace::cargo_here();
        cargo.envs(self.places.clone());
        if let Some(driver) = &self.driver { with_driver(cargo, driver) } else { cargo }
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

/// For trying the widget out: whatever fits is taken, be it on the search path or a program that its authors built.
pub(crate) fn for_build() -> Result<Tools> {
    tools(Purpose::Build)
}

/// For a widget that others will open: nothing is taken that was not made of pinned sources.
pub(crate) fn for_release() -> Result<Tools> {
    tools(Purpose::Release)
}

/// For the lints, which look at the widget as a browser gets it, and at the crates that it is made of.
pub(crate) fn for_lint() -> Result<SearchPath> {
    Ok(SearchPath(Purpose::Lint.bring()?))
}

/// For the tests inside a browser.
pub(crate) fn for_headless() -> Result<Headless> {
    let path = SearchPath(Purpose::Headless.bring()?);
    Ok(Headless { path, driver: browser::driver()? })
}

/// For the journeys through the built widget.
pub(crate) fn for_journeys() -> Result<Journeys> {
    journeys(Purpose::Journeys)
}

/// For opening the built widget beside another page: the folder of what that page is made of comes with it.
pub(crate) fn for_start() -> Result<(Journeys, PathBuf)> {
    Ok((journeys(Purpose::Start)?, npm::VUE.modules()?))
}

fn journeys(purpose: Purpose) -> Result<Journeys> {
    let tools = tools(purpose)?;
    Ok(Journeys { tools, driver: browser::driver()?, axe: npm::AXE.file("axe-core/axe.min.js")? })
}

/// For the clients, by webhook and inside a frame.
pub(crate) fn for_clients() -> Result<Clients> {
    Purpose::Clients.bring()?;
    Ok(Clients { places: client_places()?, driver: Some(browser::driver()?) })
}

/// For the clients by webhook only.
pub(crate) fn for_comparison() -> Result<Clients> {
    Purpose::Comparison.bring()?;
    Ok(Clients { places: client_places()?, driver: None })
}

/// For the fuzzer.
pub(crate) fn for_fuzz() -> Result<SearchPath> {
    host::cpp()?;
    Ok(SearchPath(Purpose::Fuzz.bring()?))
}

fn tools(purpose: Purpose) -> Result<Tools> {
    Ok(Tools { path: SearchPath(purpose.bring()?), trust: purpose.trust() })
}

fn client_places() -> Result<[(&'static str, PathBuf); 3]> {
    let python = python::CLIENTS.python()?;
    Ok([
        ("CLIENT_B24JSSDK", npm::CLIENTS.file("@bitrix24/b24jssdk")?),
        ("CLIENT_FAST_BITRIX24", python.clone()),
        ("CLIENT_B24PYSDK", python),
    ])
}

fn with_driver(mut command: Command, driver: &Path) -> Command {
    command.env("CHROMEDRIVER", driver);
    command
}
