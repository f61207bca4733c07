//! Which cases are run, and side by side with which others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::{JoinSet, block_in_place};

use crate::case::{Case, Hits, Trouble, Who};
use crate::portal::BenchPortal;
use crate::row::Row;

/// How much is run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// A minute: whether it works at all, and lists of up to 1,000 values.
    Quick,
    /// Some twenty minutes: every client at every size, hit rate and speed.
    Whole,
}

const MANY: usize = 20;

const WORKERS: [usize; 3] = [MANY, 4, 1];

const SHORT_LISTS: &str = "short lists";

/// Longer lists take so long that a client waits for the portal nearly all of the time.
const SHORT: usize = 1_000;

const HITS: [Hits; 4] = [Hits(1), Hits(10), Hits(100), Hits(500)];

/// Cases that are run one after the other. With a long list a client spends nearly all of its time waiting for the
/// portal, so those lanes go side by side, each with a portal of its own that has the same records.
struct Lane {
    name: String,
    /// With their places in the file.
    cases: Vec<(usize, Case)>,
}

/// What was measured.
#[derive(Debug)]
pub struct Measured {
    /// In the order of the cases.
    pub rows: Vec<Row>,
    /// Why some cases have no row: a client cannot be run, or our own search is refused.
    pub ended: Result<()>,
}

/// Runs all cases. Each row is told as soon as it is there, and all of them are written to this file.
///
/// # Errors
/// If the file cannot be written.
pub async fn run(extent: Extent, folder: &Path, file: &Path, tell: impl Fn(&Row)) -> Result<Measured> {
    let (sender, mut receiver) = unbounded_channel();
    let mut running = JoinSet::new();
    let (short, long): (Vec<Lane>, Vec<Lane>) =
        lanes(extent).into_iter().partition(|lane| lane.name == SHORT_LISTS);
    let folder = folder.to_owned();
    // The short ones by themselves, then all others side by side.
    running.spawn(async move {
        for lane in short {
            lane.run(folder.clone(), sender.clone()).await?;
        }
        let mut running = JoinSet::new();
        for lane in long {
            running.spawn(lane.run(folder.clone(), sender.clone()));
        }
        running.join_all().await.into_iter().collect()
    });
    let mut rows = BTreeMap::new();
    while let Some((place, row)) = receiver.recv().await {
        tell(&row);
        rows.insert(place, row);
        let rows: Vec<&Row> = rows.values().collect();
        fs::write(file, serde_json::to_string_pretty(&rows)?)?;
    }
    let ended = running.join_all().await.into_iter().collect();
    Ok(Measured { rows: rows.into_values().collect(), ended })
}

/// One for all short lists, which take a second or two, so that nothing else is measured beside them. One for each
/// client, speed and number of workers with the long ones, and one for what goes wrong.
fn lanes(extent: Extent) -> Vec<Lane> {
    let mut lanes: BTreeMap<String, Vec<(usize, Case)>> = BTreeMap::new();
    for (place, case) in cases(extent).into_iter().enumerate() {
        let trouble = if case.trouble == Trouble::Nothing { "" } else { " with faults" };
        let name = if case.values <= SHORT {
            SHORT_LISTS.to_owned()
        } else {
            format!("{} at {} ms of {}{trouble}", case.who.name(), case.find_ms, case.workers)
        };
        lanes.entry(name).or_default().push((place, case));
    }
    lanes.into_iter().map(|(name, cases)| Lane { name, cases }).collect()
}

fn cases(extent: Extent) -> Vec<Case> {
    Who::all().flat_map(|who| if extent == Extent::Quick { quick(who) } else { whole(who) }).collect()
}

const fn case(who: Who) -> Case {
    let (trouble, hidden_percent) = (Trouble::Nothing, 0);
    Case { who, values: 1_000, hits: Hits(100), find_ms: 5, trouble, hidden_percent, workers: MANY }
}

fn quick(who: Who) -> Vec<Case> {
    vec![
        Case { values: 100, ..case(who) },
        case(who),
        Case { trouble: Trouble::Gateway, ..case(who) },
        Case { find_ms: 20, ..case(who) },
        Case { workers: 1, ..case(who) },
    ]
}

fn whole(who: Who) -> Vec<Case> {
    let mut cases = Vec::new();
    for workers in WORKERS {
        for find_ms in [5, 20] {
            for values in [100, 1_000, 10_000] {
                // How many are found makes no difference to how many are worked on at once.
                let hits = if workers == MANY { &HITS[..] } else { &[Hits(100)] };
                cases.extend(hits.iter().map(|hits| Case {
                    values,
                    hits: *hits,
                    find_ms,
                    workers,
                    ..case(who)
                }));
            }
        }
    }
    for values in [1_000, 10_000] {
        let troubles = [Trouble::Gateway, Trouble::Reset, Trouble::LimitInside];
        cases.extend(troubles.map(|trouble| Case { values, trouble, ..case(who) }));
    }
    // The others do not load the records that they find, so that it makes no difference to them who may read them.
    if who == Who::Ours {
        let many = Case { values: 10_000, hits: Hits(500), ..case(who) };
        cases.extend([2, 10, 100].map(|hidden_percent| Case { hidden_percent, ..many }));
        cases.extend([Hits(10), Hits(100)].map(|hits| Case { hits, hidden_percent: 100, ..many }));
    }
    cases
}

impl Lane {
    async fn run(self, folder: PathBuf, rows: UnboundedSender<(usize, Row)>) -> Result<()> {
        let folder = folder.join(self.name.replace(' ', "-"));
        let portal = BenchPortal::secure(&folder).await?;
        for (place, case) in self.cases {
            // Clients block while they wait; the sandbox goes on beside them.
            let row = block_in_place(|| case.run(&portal, &folder)).with_context(|| format!("{case:?}"))?;
            rows.send((place, row))?;
        }
        portal.stop().await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_wrong_is_measured_beside_the_rest() {
        let lanes = lanes(Extent::Whole);
        assert_eq!(lanes.len(), 1 + 4 * (2 * 3 + 1));
        let goes_wrong = |(_, case): &(usize, Case)| case.trouble != Trouble::Nothing;
        for lane in lanes.iter().filter(|lane| lane.name != SHORT_LISTS) {
            let share = lane.cases.iter().filter(|case| goes_wrong(case)).count();
            assert!(share == 0 || share == lane.cases.len(), "{}", lane.name);
        }
    }
}
