//! What a search takes: requests, time, truth, against other clients; processor time and memory; how long the
//! page keeps a person waiting, and how long a card's tab takes to start.

mod vue;

use anyhow::Result;

use crate::{
    dist, process,
    setup::{self, Clients, Journeys},
    workspace,
};

/// The parts that are measured in a browser. The others are those of the crate `bench`.
const PAGE: &str = "page";
const LIST: &str = "list";

/// The part that opens the built widget beside another page. What follows it is its own.
const START: &str = "start";

/// Measures the named parts, or all of them.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some((part, own)) = arguments.split_first()
        && part == START
    {
        return start(own);
    }
    let is_browsers = |argument: &&String| [PAGE, LIST].contains(&argument.as_str());
    let (browsers, others): (Vec<_>, Vec<_>) = arguments.iter().partition(is_browsers);
    let names_no_part = others.iter().all(|argument| argument.starts_with('-'));
    if browsers.is_empty() || !names_no_part {
        natively(&setup::for_comparison()?, &others)?;
    }
    let is_all = browsers.is_empty() && names_no_part;
    for part in [PAGE, LIST] {
        if is_all || browsers.iter().any(|named| *named == part) {
            in_a_browser(&setup::for_journeys()?, part)?;
        }
    }
    if is_all {
        start(arguments)?;
    }
    Ok(())
}

/// Finds the clients that the search is held against by what their set-up says.
fn natively(clients: &Clients, arguments: &[&String]) -> Result<()> {
    let mut cargo = clients.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "bench", "--"]).args(arguments);
    process::run(cargo.env("BENCH_TARGET", workspace::target()))
}

/// The measures of a part, one after the other, each in a browser of its own.
fn in_a_browser(journeys: &Journeys, part: &str) -> Result<()> {
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    let mut cargo = journeys.cargo();
    cargo.args(["test", "--quiet", "--package", "e2e", "--test", "measures"]);
    // The measures of a list stand in a file of that name, and those of the page in none.
    let which = if part == LIST { ["list::", ""] } else { ["--skip", "list::"] };
    let which = which.into_iter().filter(|argument| !argument.is_empty());
    cargo.arg("--").args(which).args(["--ignored", "--nocapture", "--test-threads", "1"]);
    process::run(cargo.env("E2E_DIST", workspace::dist()))
}

/// The start of a card's tab, beside a page of the kind that people build today.
fn start(arguments: &[String]) -> Result<()> {
    let (journeys, modules) = setup::for_start()?;
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    let vue = vue::build(&journeys.tools, &modules)?;
    let mut cargo = journeys.cargo();
    cargo.args(["run", "--quiet", "--release", "--package", "e2e", "--bin", "start", "--", "--ours"]);
    cargo.arg(workspace::dist()).arg("--vue").arg(vue).args(arguments);
    process::run(cargo.env("BENCH_TARGET", workspace::target()))
}
