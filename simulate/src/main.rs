//! `simulate [--seeds N] [--first SEED] [--values N] [--hits PERCENT] [--faults PERCENT] [--find-ms N]
//! [--hidden PERCENT]`
//!
//! With `--find-ms` or `--hidden` the portal is the one for which the number of requests is promised.

use std::process::ExitCode;
use std::time::Duration;

use pico_args::Arguments;
use simulate::{Chance, Outcome, Setting, Size, Verdicts, World, check, run};

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

/// Figures over all seeds.
#[derive(Default)]
struct Summary {
    runs: u64,
    verdicts: Verdicts,
    requests: u64,
    most_requests: u64,
    finds: u64,
    lists: u64,
    halts: u64,
    refused: u64,
    longest: Duration,
}

fn simulated() -> Result<String, String> {
    let mut arguments = Arguments::from_env();
    let mut number =
        |name: &'static str| arguments.opt_value_from_str::<_, u64>(name).map_err(|error| error.to_string());
    let seeds = number("--seeds")?.unwrap_or(100);
    let first = number("--first")?.unwrap_or(1);
    let values = number("--values")?.unwrap_or(200);
    let size = Size {
        values: usize::try_from(values).map_err(|error| error.to_string())?,
        hit_percent: number("--hits")?,
        fault_percent: number("--faults")?,
        world: world(number("--find-ms")?, number("--hidden")?),
    };
    let mut summary = Summary::default();
    for seed in first..first.saturating_add(seeds) {
        let mut chance = Chance::new(seed);
        let mut setting = Setting::of(size, &mut chance);
        let outcome = run(&mut setting, &mut chance).map_err(|error| error.to_string())?;
        let verdicts = check(&setting, &outcome.report, setting.may_stay_open)
            .map_err(|wrong| format!("{} for {:?}\n{}", wrong.claim, wrong.asked, again(seed, size)))?;
        summary.add(&outcome, verdicts);
    }
    Ok(summary.text())
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
    let percent =
        |name: &str, percent: Option<u64>| percent.map(|n| format!(" --{name} {n}")).unwrap_or_default();
    let (find_ms, hidden) = match size.world {
        World::Any => (None, None),
        World::Reference { find_ms, hidden_percent } => (Some(find_ms), Some(hidden_percent)),
    };
    format!(
        "again: cargo xtask simulate --seeds 1 --first {seed} --values {}{}{}{}{}",
        size.values,
        percent("hits", size.hit_percent),
        percent("faults", size.fault_percent),
        percent("find-ms", find_ms),
        percent("hidden", hidden)
    )
}

impl Summary {
    fn add(&mut self, outcome: &Outcome, verdicts: Verdicts) {
        self.runs += 1;
        self.verdicts.found += verdicts.found;
        self.verdicts.cut += verdicts.cut;
        self.verdicts.absent += verdicts.absent;
        self.verdicts.partly += verdicts.partly;
        self.verdicts.not_checked += verdicts.not_checked;
        self.requests += outcome.requests;
        self.most_requests = self.most_requests.max(outcome.requests);
        self.finds += outcome.finds;
        self.lists += outcome.lists;
        self.halts += outcome.halts;
        self.refused += u64::from(outcome.refused);
        self.longest = self.longest.max(outcome.took);
    }

    fn text(&self) -> String {
        let Verdicts { found, cut, absent, partly, not_checked } = self.verdicts;
        format!(
            "{} runs, every verdict true or open\n\
             values: {found} found, {cut} at least twenty, {absent} absent, {partly} partly, {not_checked} not checked\n\
             requests: {} in all, {} at most in a run; {} find and {} list commands\n\
             {} halts, {} runs refused, longest {} s",
            self.runs,
            self.requests,
            self.most_requests,
            self.finds,
            self.lists,
            self.halts,
            self.refused,
            self.longest.as_secs()
        )
    }
}
