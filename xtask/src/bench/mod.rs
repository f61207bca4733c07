//! What a search takes: requests, time, truth, against other clients; processor time and memory; how long the
//! page keeps a person waiting, and how long a card's tab takes to start.

mod vue;

use anyhow::Result;

use crate::{
    dist, process,
    setup::{self, Clients, Journeys},
    workspace,
};

/// The part that is measured in a browser. The others are those of the crate `bench`.
const PAGE: &str = "page";

/// The part that opens the built widget beside another page. What follows it is its own.
const START: &str = "start";

/// Measures the named parts, or all of them.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    if let Some((part, own)) = arguments.split_first()
        && part == START
    {
        return start(own);
    }
    let (page, others): (Vec<_>, Vec<_>) = arguments.iter().partition(|argument| *argument == PAGE);
    let names_no_part = others.iter().all(|argument| argument.starts_with('-'));
    if page.is_empty() || !names_no_part {
        natively(&setup::for_comparison()?, &others)?;
    }
    if !page.is_empty() || names_no_part {
        in_a_browser(&setup::for_journeys()?)?;
    }
    if page.is_empty() && names_no_part {
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

/// One measure after the other, each in a browser of its own.
fn in_a_browser(journeys: &Journeys) -> Result<()> {
    dist::build_if_older(&journeys.tools, process::run_quietly)?;
    let mut cargo = journeys.cargo();
    cargo.args(["test", "--quiet", "--package", "e2e", "--test", "measures"]);
    cargo.args(["--", "--ignored", "--nocapture", "--test-threads", "1"]);
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
