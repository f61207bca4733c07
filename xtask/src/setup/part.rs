//! One thing that can be set up, and how several are brought at a time.

use std::{
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, bail};

use super::{cache::Trust, host, progress};

/// Something that is set up on its own.
pub(super) trait Part: Sync {
    /// What the user reads of it.
    fn name(&self) -> String;
    /// What brings it.
    fn lane(&self) -> Lane;
    /// How long that takes on two idle cores, with nothing downloaded yet.
    fn takes(&self) -> Duration;
    /// Whether it can be used as it is.
    fn is_there(&self, trust: Trust) -> Result<bool>;
    /// Brings it.
    fn bring(&self, trust: Trust) -> Result<()>;
    /// The folder that has to stand in the search path for its programs, if they are not found there already.
    fn folder(&self, _: Trust) -> Result<Option<PathBuf>> {
        Ok(None)
    }
}

/// What brings a part. Two parts of one lane would only get in each other's way: cargo takes every core by itself, and
/// apt locks its database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lane {
    Rustup,
    Cargo,
    Npm,
    Pip,
    Apt,
}

impl Lane {
    const ALL: [Self; 5] = [Self::Rustup, Self::Cargo, Self::Npm, Self::Pip, Self::Apt];
}

/// Brings what is missing of these parts, each lane beside the others.
pub(super) fn bring(parts: &[&dyn Part], trust: Trust) -> Result<()> {
    let mut missing = Vec::new();
    for part in parts {
        if !part.is_there(trust)? {
            missing.push(*part);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let lanes: Vec<Lane> =
        Lane::ALL.into_iter().filter(|lane| missing.iter().any(|part| part.lane() == *lane)).collect();
    host::check(&lanes)?;
    println!("{}", progress::plan(&missing));
    let started = Instant::now();
    let failures: Vec<String> = thread::scope(|scope| {
        let running: Vec<_> = lanes.iter().map(|lane| scope.spawn(|| run(*lane, &missing, trust))).collect();
        let ended =
            running.into_iter().map(|lane| lane.join().unwrap_or_else(|_| Err(anyhow!("it broke off"))));
        ended.filter_map(|result| Some(format!("{:#}", result.err()?))).collect()
    });
    if !failures.is_empty() {
        bail!("{}", failures.join("\n"));
    }
    println!("Set up in {}.", progress::spell(started.elapsed()));
    Ok(())
}

/// Brings the parts of a lane one after the other.
fn run(lane: Lane, parts: &[&dyn Part], trust: Trust) -> Result<()> {
    for part in parts.iter().filter(|part| part.lane() == lane) {
        let name = part.name();
        println!("  {name}: begun");
        let started = Instant::now();
        part.bring(trust).with_context(|| format!("{name} could not be set up"))?;
        if !part.is_there(trust)? {
            bail!("{name} was set up, but is not where it should be");
        }
        println!("  {name}: done in {}", progress::spell(started.elapsed()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::{Condvar, Mutex};

    use super::*;

    /// A part that writes down when it is brought, and may wait for another one.
    struct Sample {
        name: &'static str,
        lane: Lane,
        log: &'static Mutex<Vec<&'static str>>,
        meets: Option<&'static Meeting>,
        fails: bool,
    }

    impl Part for Sample {
        fn name(&self) -> String {
            self.name.to_owned()
        }

        fn lane(&self) -> Lane {
            self.lane
        }

        fn takes(&self) -> Duration {
            Duration::from_secs(1)
        }

        fn is_there(&self, _: Trust) -> Result<bool> {
            Ok(self.log.lock().unwrap().contains(&self.name))
        }

        fn bring(&self, _: Trust) -> Result<()> {
            if self.fails {
                bail!("the mirror is away");
            }
            if let Some(meeting) = self.meets {
                meeting.attend();
            }
            self.log.lock().unwrap().push(self.name);
            Ok(())
        }
    }

    /// Two that wait for each other. Nobody comes if one is brought after the other, and then a minute ends it.
    struct Meeting {
        present: Mutex<usize>,
        changed: Condvar,
    }

    impl Meeting {
        fn attend(&self) {
            let mut present = self.present.lock().unwrap();
            *present += 1;
            self.changed.notify_all();
            let minute = Duration::from_mins(1);
            let (present, _) =
                self.changed.wait_timeout_while(present, minute, |present| *present < 2).unwrap();
            assert_eq!(*present, 2, "the other lane does not run");
        }
    }

    #[test]
    fn lanes_run_beside_each_other_and_parts_of_a_lane_one_after_the_other() {
        static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());
        static MEETING: Meeting = Meeting { present: Mutex::new(0), changed: Condvar::new() };
        let sample = |name, lane, meets| Sample { name, lane, log: &LOG, meets, fails: false };
        let first = sample("first", Lane::Cargo, Some(&MEETING));
        let second = sample("second", Lane::Cargo, None);
        let beside = sample("beside", Lane::Npm, Some(&MEETING));
        bring(&[&first, &second, &beside], Trust::WhatFits).unwrap();
        let log = LOG.lock().unwrap().clone();
        assert_eq!(log.len(), 3);
        assert!(log.iter().position(|name| *name == "first") < log.iter().position(|name| *name == "second"));
    }

    #[test]
    fn what_is_there_is_not_brought_again() {
        static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());
        let part = Sample { name: "part", lane: Lane::Pip, log: &LOG, meets: None, fails: false };
        bring(&[&part], Trust::WhatFits).unwrap();
        bring(&[&part], Trust::WhatFits).unwrap();
        assert_eq!(*LOG.lock().unwrap(), ["part"]);
    }

    #[test]
    fn a_part_that_fails_is_named_and_the_other_lanes_come_to_their_end() {
        static LOG: Mutex<Vec<&str>> = Mutex::new(Vec::new());
        let broken = Sample { name: "trunk", lane: Lane::Cargo, log: &LOG, meets: None, fails: true };
        let whole = Sample { name: "axe", lane: Lane::Npm, log: &LOG, meets: None, fails: false };
        let error = bring(&[&broken, &whole], Trust::WhatFits).unwrap_err();
        assert_eq!(error.to_string(), "trunk could not be set up: the mirror is away");
        assert_eq!(*LOG.lock().unwrap(), ["axe"]);
    }
}
