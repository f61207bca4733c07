//! What the user reads while he waits.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use anyhow::Result;

use super::part::{Lane, Part};

/// What is about to be set up, and how long that will take.
pub(super) fn plan(parts: &[&dyn Part]) -> String {
    let mut plan =
        format!("Setting up what is missing; on two idle cores that takes about {}:", spell(whole(parts)));
    for part in parts {
        // Writing to a text does not fail.
        let _ = write!(plan, "\n  {}, about {}", part.name(), spell(part.takes()));
    }
    plan
}

/// The lanes run beside each other, so the longest decides.
fn whole(parts: &[&dyn Part]) -> Duration {
    let of = |lane: Lane| parts.iter().filter(|part| part.lane() == lane).map(|part| part.takes()).sum();
    parts.iter().map(|part| of(part.lane())).max().unwrap_or_default()
}

/// A duration as a person says it: `40 s`, `2 min 20 s`.
pub(super) fn spell(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// Does something that may take a while, and says how long it took if it did.
pub(crate) fn timed<T>(what: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
    let started = Instant::now();
    let done = step()?;
    if started.elapsed() >= Duration::from_secs(1) {
        println!("{what} took {}.", spell(started.elapsed()));
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::setup::{
        crates::{TRUNK, WASM_BINDGEN},
        npm::MINIFIERS,
    };

    #[test]
    fn a_duration_is_spelled_in_minutes_and_seconds() {
        let spelled = [0, 59, 60, 140].map(|seconds| spell(Duration::from_secs(seconds)));
        assert_eq!(spelled, ["0 s", "59 s", "1 min", "2 min 20 s"]);
    }

    /// npm works while cargo does, so that it adds nothing.
    #[test]
    fn a_plan_names_each_part_and_lasts_as_long_as_its_longest_lane() {
        let expected = "\
Setting up what is missing; on two idle cores that takes about 3 min:
  wasm-bindgen-cli 0.2.130, about 40 s
  trunk 0.22.1, about 2 min 20 s
  wasm-opt and esbuild, about 10 s";
        assert_eq!(plan(&[&WASM_BINDGEN, &TRUNK, &MINIFIERS]), expected);
        assert_eq!(whole(&[]), Duration::ZERO);
    }
}
