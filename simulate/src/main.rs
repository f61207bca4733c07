//! `simulate [--seeds N] [--first SEED] [--values N] [--hits PERCENT] [--variants PERCENT] [--faults PERCENT]
//! [--find-ms N] [--hidden PERCENT] [--workers N] [--happenings N] [--kill-after STEP] [--card]`
//!
//! With `--find-ms` or `--hidden` the portal is the one for which the number of requests is promised. With `--workers` it
//! works on so many requests at once. With
//! `--happenings`, up to so many things less one happen to each search. With `--kill-after`, each search is
//! carried out twice, and the page of the second one is killed after so many steps. With `--card`, each value is asked by
//! itself, as a card does it.

mod summary;

use std::ops::Range;
use std::process::ExitCode;

use b24_duplicates::search::{OneByOne, Pools};
use pico_args::Arguments;
use simulate::{Page, Size, Unharmed, prove};

use summary::Summary;

fn main() -> ExitCode {
    match simulated() {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn simulated() -> Result<String, String> {
    let mut arguments = Arguments::from_env();
    let mut number =
        |name: &'static str| arguments.opt_value_from_str::<_, u64>(name).map_err(|error| error.to_string());
    let count = number("--seeds")?.unwrap_or(100);
    let first = number("--first")?.unwrap_or(1);
    let kill_after = number("--kill-after")?;
    let size = Size::read(&mut arguments)?;
    let is_card = arguments.contains("--card");
    if let Some(unknown) = arguments.finish().first() {
        return Err(format!("unknown argument {}", unknown.display()));
    }
    let seeds = first..first.saturating_add(count);
    if let Some(step) = kill_after {
        for seed in seeds {
            let killed = Unharmed::of(seed, size).and_then(|unharmed| unharmed.killed_after(step));
            let again = size.again::<Pools>(seed);
            killed.map_err(|disproved| format!("{disproved}\n{again} --kill-after {step}"))?;
        }
        return Ok(format!("{count} searches, killed after step {step}: the reports are the same"));
    }
    let summary = if is_card { all::<OneByOne>(seeds, size) } else { all::<Pools>(seeds, size) }?;
    summary.check().map_err(|error| error.to_string())?;
    Ok(summary.to_string())
}

fn all<P: Page>(seeds: Range<u64>, size: Size) -> Result<Summary, String> {
    let mut summary = Summary::default();
    for seed in seeds {
        let proved = prove::<P>(seed, size);
        summary.add(&proved.map_err(|disproved| format!("{disproved}\n{}", size.again::<P>(seed)))?);
    }
    Ok(summary)
}
