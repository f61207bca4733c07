//! Attacks the properties of `fuzz/` with libFuzzer, and keeps what it found on the way.
//!
//! Without a sanitizer: they look for what `unsafe` code does wrong, and there is none. So the stable compiler
//! is enough, and twice as many inputs are tried.

mod corpus;
mod order;
mod outcome;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Result, bail};
use order::Order;
use outcome::Outcome;

use crate::{
    process::{self, Captured},
    setup::{self, SearchPath},
    workspace,
};

/// How each target is built. The feature brings libFuzzer, which no other build needs.
const BUILD: [&str; 4] = ["--sanitizer", "none", "--features", "libfuzzer"];

/// An input that takes longer than so many seconds is a finding.
const SLOWEST: u32 = 10;

/// Attacks the targets of the command line one after the other. A finding ends its target, and the command fails.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode> {
    let order = Order::read(arguments, &targets()?)?;
    let tools = setup::for_fuzz()?;
    let mut found = false;
    for name in &order.targets {
        let target = Target { name, tools: &tools, kept: workspace::target().join("fuzz").join(name) };
        println!("{name}: attacked for {} seconds", order.seconds);
        match target.attack(order.seconds)? {
            Ok(outcome) => {
                println!("{name:<8} {outcome}");
                if order.keep {
                    target.keep()?;
                }
            }
            Err(finding) => {
                found = true;
                println!("{finding}");
            }
        }
    }
    Ok(if found { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The names of all targets.
fn targets() -> Result<Vec<String>> {
    let programs = workspace::files_below(&workspace::root().join("fuzz/fuzz_targets"))?;
    Ok(programs.iter().filter_map(|program| Some(program.file_stem()?.to_str()?.to_owned())).collect())
}

struct Target<'a> {
    name: &'a str,
    tools: &'a SearchPath,
    /// Every input that reached something new on this machine.
    kept: PathBuf,
}

impl Target<'_> {
    /// Runs it, and thins out what was kept. What the fuzzer said if it found something.
    fn attack(&self, seconds: u32) -> Result<Result<Outcome, String>> {
        fs::create_dir_all(&self.kept)?;
        fs::create_dir_all(self.committed())?;
        let mut command = self.cargo_fuzz("run");
        command.arg(self.name).args([&self.kept, &self.committed()]).arg("--").args([
            format!("-max_total_time={seconds}"),
            format!("-timeout={SLOWEST}"),
            "-print_final_stats=1".to_owned(),
        ]);
        let Captured { succeeded, output } = process::capture(&mut command)?;
        let Some(mut outcome) = Outcome::read(&output).filter(|_| succeeded) else {
            return Ok(Err(outcome::without_progress(&output)));
        };
        process::run_quietly(self.cargo_fuzz("cmin").arg(self.name).arg(&self.kept))?;
        outcome.inputs = fs::read_dir(&self.kept)?.count();
        Ok(Ok(outcome))
    }

    /// Replaces the committed corpus by the inputs that reach the most.
    fn keep(&self) -> Result<()> {
        let places = Places::new(self.name)?;
        // Counted by edges alone, and not by how often each is passed: what is replayed by a test shall reach the
        // same code, and a hundred inputs are enough for that.
        let mut command = self.cargo_fuzz("run");
        command.arg(self.name).args([&places.cover, &self.kept, &self.committed()]).arg("--").args([
            "-set_cover_merge=1".to_owned(),
            "-use_counters=0".to_owned(),
            format!("-merge_control_file={}", places.account.display()),
        ]);
        process::run_quietly(&mut command)?;
        let best = corpus::best(&fs::read_to_string(&places.account)?);
        if best.is_empty() {
            bail!("libFuzzer's account of the corpus of `{}` could not be read", self.name);
        }
        corpus::replace(&self.committed(), &best)
    }

    fn committed(&self) -> PathBuf {
        workspace::root().join("fuzz/corpus").join(self.name)
    }

    fn cargo_fuzz(&self, verb: &str) -> Command {
        let mut command = self.tools.cargo();
        command.args(["fuzz", verb]).args(BUILD);
        command
    }
}

/// Where libFuzzer writes while it compares inputs; gone afterwards.
struct Places {
    folder: PathBuf,
    cover: PathBuf,
    account: PathBuf,
}

impl Places {
    fn new(target: &str) -> Result<Self> {
        let folder = workspace::target().join("fuzz").join(format!(".{target}"));
        remove(&folder)?;
        let cover = folder.join("cover");
        fs::create_dir_all(&cover)?;
        Ok(Self { account: folder.join("account"), cover, folder })
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        // It is made anew the next time.
        let _ = remove(&self.folder);
    }
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
