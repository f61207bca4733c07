//! `simulate [--seeds N] [--first SEED] [--values N] [--hits PERCENT] [--faults PERCENT] [--find-ms N]
//! [--hidden PERCENT]`
//!
//! With `--find-ms` or `--hidden` the portal is the one for which the number of requests is promised.

mod summary;

use std::process::ExitCode;

use pico_args::Arguments;
use simulate::{Share, Size, World, prove};

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

fn simulated() -> Result<Summary, String> {
    let mut arguments = Arguments::from_env();
    let mut number =
        |name: &'static str| arguments.opt_value_from_str::<_, u64>(name).map_err(|error| error.to_string());
    let seeds = number("--seeds")?.unwrap_or(100);
    let first = number("--first")?.unwrap_or(1);
    let values = number("--values")?.unwrap_or(200);
    let fault_percent = number("--faults")?;
    let world = world(number("--find-ms")?, number("--hidden")?);
    let hits = arguments.opt_value_from_str::<_, Share>("--hits").map_err(|error| error.to_string())?;
    if let Some(unknown) = arguments.finish().first() {
        return Err(format!("unknown argument {}", unknown.display()));
    }
    let values = usize::try_from(values).map_err(|error| error.to_string())?;
    let size = Size { values, hits, fault_percent, world };
    let mut summary = Summary::default();
    for seed in first..first.saturating_add(seeds) {
        let proved = prove(seed, size).map_err(|disproved| format!("{disproved}\n{}", again(seed, size)))?;
        summary.add(&proved);
    }
    summary.check().map_err(|error| error.to_string())?;
    Ok(summary)
}

fn world(find_ms: Option<u64>, hidden_percent: Option<u64>) -> World {
    match (find_ms, hidden_percent) {
        (None, None) => World::Any,
        _ => World::Reference {
            find_ms: find_ms.unwrap_or(5),
            hidden_percent: hidden_percent.unwrap_or_default(),
        },
    }
}

/// The command that repeats one seed.
fn again(seed: u64, size: Size) -> String {
    let (find_ms, hidden) = match size.world {
        World::Any => (None, None),
        World::Reference { find_ms, hidden_percent } => (Some(find_ms), Some(hidden_percent)),
    };
    let given = |name: &str, value: Option<String>| value.map(|value| format!(" --{name} {value}"));
    let options = [
        given("hits", size.hits.map(|share| share.to_string())),
        given("faults", size.fault_percent.map(|percent| percent.to_string())),
        given("find-ms", find_ms.map(|find_ms| find_ms.to_string())),
        given("hidden", hidden.map(|percent| percent.to_string())),
    ];
    let options: String = options.into_iter().flatten().collect();
    format!("again: cargo xtask simulate --seeds 1 --first {seed} --values {}{options}", size.values)
}
