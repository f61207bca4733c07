//! The levels: what each runs.

use std::{
    fmt, fs,
    io::ErrorKind,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::count::Count;
use crate::{
    deny, dist, gallery, lint, process,
    setup::{self, Purpose, Servers},
    simulate, workspace,
};

/// One kind of test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The formatter has nothing to change.
    Format,
    /// Clippy has nothing to say, for this machine and for the browser, nor `deny.toml` about a crate.
    Lint,
    /// Tests that need no browser.
    Native,
    /// The snippets for web servers, in these servers.
    Hosting,
    /// Whole searches from seeds, optimised; the number of their requests is held too.
    Simulate,
    /// Tests of the sandbox's own scripts.
    Node,
    /// Tests of the widget inside a browser, without a portal.
    Headless,
    /// The release build, within its budget of bytes.
    Dist,
    /// Journeys through the built widget in the sandbox portal.
    E2e,
    /// Clients that were written for the real portal, against the sandbox.
    Clients,
}

/// Everything but what has a level of its own.
const NATIVE: &[&str] =
    &["test", "--workspace", "--exclude", "e2e", "--exclude", "simulate", "--no-fail-fast"];

/// What came of a level.
pub(crate) enum Outcome {
    /// It ran.
    Ran(Run),
    /// This machine lacks something that the project cannot bring along here; says what.
    Skipped(String),
}

/// What a level brought.
pub(crate) struct Run {
    /// What the runners counted.
    pub(crate) count: Count,
    /// What they printed.
    pub(crate) output: String,
}

impl Run {
    /// A level that could not run.
    pub(crate) fn broken(error: &anyhow::Error) -> Self {
        Self { count: Count { passed: 0, failed: 1 }, output: format!("{error:#}") }
    }

    fn and(mut self, other: &Self) -> Self {
        self.count.passed += other.count.passed;
        self.count.failed += other.count.failed;
        self.output.push_str(&other.output);
        self
    }
}

impl Level {
    /// In the order in which they run: what fails fast comes first.
    pub(crate) const ALL: [Self; 10] = [
        Self::Format,
        Self::Lint,
        Self::Native,
        Self::Hosting,
        Self::Simulate,
        Self::Node,
        Self::Headless,
        Self::Dist,
        Self::E2e,
        Self::Clients,
    ];

    /// The word on the command line and in `counts.toml`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Native => "native",
            Self::Hosting => "hosting",
            Self::Simulate => "simulate",
            Self::Node => "node",
            Self::Headless => "headless",
            Self::Dist => "dist",
            Self::E2e => "e2e",
            Self::Clients => "clients",
        }
    }

    /// The level of that name.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// What it needs besides a compiler for this machine; each asks for it by itself too.
    pub(crate) const fn purpose(self) -> Option<Purpose> {
        match self {
            Self::Format | Self::Native | Self::Simulate | Self::Node => None,
            Self::Lint => Some(Purpose::Lint),
            Self::Hosting => Some(Purpose::Hosting),
            Self::Headless => Some(Purpose::Headless),
            Self::Dist => Some(Purpose::Release),
            Self::E2e => Some(Purpose::Journeys),
            Self::Clients => Some(Purpose::Clients),
        }
    }

    /// Runs it to its end.
    pub(crate) fn run(self) -> Result<Outcome> {
        let run = match self {
            Self::Hosting => return hosting(),
            Self::Format => checks([command(lint::FORMAT)]),
            Self::Lint => lint(),
            Self::Native => counted(workspace::cargo_here().args(NATIVE)),
            Self::Simulate => counted(workspace::cargo_here().args(simulate::TESTS)),
            Self::Node => node(),
            Self::Headless => headless(),
            Self::Dist => dist(),
            Self::E2e => e2e(),
            Self::Clients => clients(),
        };
        run.map(Outcome::Ran)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

fn lint() -> Result<Run> {
    let path = setup::for_lint()?;
    checks(lint::LINTS.map(command).into_iter().chain(deny::commands(&path)?))
}

fn command(arguments: &[&str]) -> Command {
    let mut cargo = workspace::cargo_here();
    cargo.args(arguments);
    cargo
}

/// Commands that count nothing: each is one check.
fn checks(commands: impl IntoIterator<Item = Command>) -> Result<Run> {
    let mut run = Run { count: Count::default(), output: String::new() };
    for mut command in commands {
        let captured = process::capture(&mut command)?;
        run.output.push_str(&captured.output);
        if captured.succeeded {
            run.count.passed += 1;
        } else {
            run.count.failed += 1;
        }
    }
    Ok(run)
}

/// A command whose runners count. Failing without a failed test (a build error, a crash) is a failure too.
fn counted(command: &mut Command) -> Result<Run> {
    let captured = process::capture(command.env("CARGO_TERM_COLOR", "never"))?;
    let mut count = Count::read(&captured.output);
    if !captured.succeeded && count.failed == 0 {
        count.failed = 1;
    }
    Ok(Run { count, output: captured.output })
}

fn hosting() -> Result<Outcome> {
    match setup::for_hosting()? {
        Servers::Ready(servers) => {
            let mut cargo = workspace::cargo_here();
            cargo.args(["test", "--package", "b24-duplicates", "--test", "hosting", "--", "--ignored"]);
            counted(cargo.envs(servers)).map(Outcome::Ran)
        }
        Servers::Missing(servers) => Ok(Outcome::Skipped(format!(
            "there is no {} here, and no apt-get with dpkg-deb to bring it",
            servers.join(" or ")
        ))),
    }
}

fn node() -> Result<Run> {
    setup::for_scripts()?;
    let scripts = node_tests()?;
    if scripts.is_empty() {
        return Ok(Run { count: Count::default(), output: "no script has a test".to_owned() });
    }
    let mut node = Command::new("node");
    counted(node.args(["--test", "--test-reporter=tap"]).args(scripts).current_dir(workspace::root()))
}

fn node_tests() -> Result<Vec<PathBuf>> {
    let assets = workspace::root().join("sandbox/assets");
    let files = if assets.is_dir() { workspace::files_below(&assets)? } else { Vec::new() };
    Ok(files.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs")).collect())
}

/// Its wasm-bindgen is the one on the search path; the switches of the browser are in `webdriver.json`.
fn headless() -> Result<Run> {
    let mut wasm_pack = setup::for_headless()?.command("wasm-pack");
    wasm_pack.args(["test", "--headless", "--chrome", "--mode", "no-install"]);
    // An unoptimised module takes seven times as long for the hostile answers.
    wasm_pack.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    // Seconds that end what hangs: the tests all together, and the start of the driver. If nothing else is said they
    // are twenty and five, which a busy machine outlasts.
    wasm_pack.env("WASM_BINDGEN_TEST_TIMEOUT", "1800").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "300");
    counted(&mut wasm_pack)
}

fn dist() -> Result<Run> {
    dist::build_if_older(&setup::for_release()?, process::run_quietly)?;
    let sizes = dist::sizes::report(&workspace::dist())?;
    Ok(match sizes.hold_budget() {
        Ok(()) => Run { count: Count { passed: 1, failed: 0 }, output: sizes.table },
        Err(error) => {
            Run { count: Count { passed: 0, failed: 1 }, output: format!("{}{error}", sizes.table) }
        }
    })
}

fn e2e() -> Result<Run> {
    let journeys = setup::for_journeys()?;
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    gallery::build(&journeys.tools)?;
    let pictures = workspace::target().join("screenshots");
    forget(&pictures)?;
    counted(
        journeys
            .cargo()
            .args(["test", "--package", "e2e", "--no-fail-fast"])
            .env("E2E_DIST", workspace::dist())
            .env("E2E_AXE", &journeys.axe)
            .env("E2E_SCREENSHOTS", pictures)
            // A journey's error says what it waited for; where in the harness it waited is no news.
            .env("RUST_LIB_BACKTRACE", "0"),
    )
}

/// Removes what an earlier run left in a folder: the picture of a failure that is mended must not lie among those
/// of today.
fn forget(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot empty {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// By webhook from a program of each client's own, as the comparison runs them, and inside a frame in the browser.
fn clients() -> Result<Run> {
    let clients = setup::for_clients()?;
    let runs = ["sandbox", "bench", "e2e"].map(|package| {
        let mut cargo = clients.cargo();
        counted(cargo.args(["test", "--package", package, "--test", "clients", "--", "--ignored"]))
    });
    let [webhook, compared, frame] = runs;
    Ok(webhook?.and(&compared?).and(&frame?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_is_found_by_its_name() {
        for level in Level::ALL {
            assert_eq!(Level::from_name(level.name()), Some(level));
        }
        assert_eq!(Level::from_name("unit"), None);
    }
}
