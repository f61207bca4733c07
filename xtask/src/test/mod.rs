//! Every level of the tests, each counted, and one line a level at the end.

mod count;
mod level;
mod report;

use std::{process::ExitCode, time::Instant};

use anyhow::{Context as _, Result};
use count::Minimums;
use level::{Level, Outcome, Run};
use report::{Report, Row};

use crate::setup::{self, Purpose, Servers};

/// Runs the named levels, or all. Every level runs, also after one that failed.
pub(crate) fn run(names: &[String]) -> Result<ExitCode> {
    let levels = levels(names)?;
    let minimums = Minimums::read()?;
    // What cannot be had is no reason to run nothing: the levels that need it say so themselves.
    if let Err(error) = bring(&levels) {
        println!("{error:#}");
    }
    let mut report = Report::default();
    for level in levels {
        println!("{level}: running");
        let started = Instant::now();
        // A level that could not even start has failed; the others still tell what they know.
        let outcome = level.run().unwrap_or_else(|error| Outcome::Ran(Run::broken(&error)));
        let row = Row::new(level, &outcome, minimums.of(level), started.elapsed());
        if let Outcome::Ran(run) = outcome
            && row.failed > 0
        {
            println!("{}", run.output.trim_end());
        }
        println!("{row}");
        report.add(row);
    }
    println!("\n{report}");
    Ok(if report.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Installs what the levels need, so that they find it without a network.
pub(crate) fn set_up() -> Result<()> {
    bring(&Level::ALL)?;
    match setup::for_hosting()? {
        Servers::Ready(_) => println!("Everything is there."),
        Servers::Missing(servers) => {
            println!("Everything is there but {}: their tests are skipped.", servers.join(" and "));
        }
    }
    Ok(())
}

fn bring(levels: &[Level]) -> Result<()> {
    let purposes: Vec<Purpose> = levels.iter().filter_map(|level| level.purpose()).collect();
    setup::ahead(&purposes)
}

fn levels(names: &[String]) -> Result<Vec<Level>> {
    if names.is_empty() {
        return Ok(Level::ALL.to_vec());
    }
    let known = Level::ALL.map(Level::name).join(", ");
    names
        .iter()
        .map(|name| {
            Level::from_name(name).with_context(|| format!("there is no level `{name}`; there are: {known}"))
        })
        .collect()
}
