//! `simulate [--seeds N] [--first SEED] [--values N] [--hits PERCENT] [--faults PERCENT] [--find-ms N]
//! [--hidden PERCENT] [--happenings N] [--kill-after STEP]`
//!
//! With `--find-ms` or `--hidden` the portal is the one for which the number of requests is promised. With
//! `--happenings`, up to so many things less one happen to each search. With `--kill-after`, each search is
//! carried out twice, and the page of the second one is killed after so many steps.

mod summary;

use std::process::ExitCode;

use pico_args::Arguments;
use simulate::{Size, Unharmed, prove};

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
    if let Some(unknown) = arguments.finish().first() {
        return Err(format!("unknown argument {}", unknown.display()));
    }
    let seeds = first..first.saturating_add(count);
    if let Some(step) = kill_after {
        for seed in seeds {
            let killed = Unharmed::of(seed, size).and_then(|unharmed| unharmed.killed_after(step));
            killed.map_err(|disproved| format!("{disproved}\n{} --kill-after {step}", size.again(seed)))?;
        }
        return Ok(format!("{count} searches, killed after step {step}: the reports are the same"));
    }
    let mut summary = Summary::default();
    for seed in seeds {
        summary.add(&prove(seed, size).map_err(|disproved| format!("{disproved}\n{}", size.again(seed)))?);
    }
    summary.check().map_err(|error| error.to_string())?;
    Ok(summary.to_string())
}
