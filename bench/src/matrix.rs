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

const HITS: [Hits; 4] = [Hits(1), Hits(10), Hits(100), Hits(500)];

/// Cases that are run one after the other. A client spends nearly all of its time waiting for the portal, so
/// lanes go side by side, each with a portal of its own that has the same records.
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
    for lane in lanes(extent) {
        running.spawn(lane.run(folder.to_owned(), sender.clone()));
    }
    drop(sender);
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

/// One for each client and speed, and one for what goes wrong: without it the plain loop would keep all others
/// waiting for ten more minutes.
fn lanes(extent: Extent) -> Vec<Lane> {
    let mut lanes: BTreeMap<String, Vec<(usize, Case)>> = BTreeMap::new();
    for (place, case) in cases(extent).into_iter().enumerate() {
        let trouble = if case.trouble == Trouble::Nothing { "" } else { " with faults" };
        let name = format!("{} at {} ms{trouble}", case.who.name(), case.find_ms);
        lanes.entry(name).or_default().push((place, case));
    }
    lanes.into_iter().map(|(name, cases)| Lane { name, cases }).collect()
}

fn cases(extent: Extent) -> Vec<Case> {
    Who::all().flat_map(|who| if extent == Extent::Quick { quick(who) } else { whole(who) }).collect()
}

const fn case(who: Who) -> Case {
    Case { who, values: 1_000, hits: Hits(100), find_ms: 5, trouble: Trouble::Nothing, hidden_percent: 0 }
}

fn quick(who: Who) -> Vec<Case> {
    vec![
        Case { values: 100, ..case(who) },
        case(who),
        Case { trouble: Trouble::Gateway, ..case(who) },
        Case { find_ms: 20, ..case(who) },
    ]
}

fn whole(who: Who) -> Vec<Case> {
    let mut cases = Vec::new();
    for find_ms in [5, 20] {
        for values in [100, 1_000, 10_000] {
            cases.extend(HITS.map(|hits| Case { values, hits, find_ms, ..case(who) }));
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
        assert_eq!(lanes.len(), 12);
        let goes_wrong = |(_, case): &(usize, Case)| case.trouble != Trouble::Nothing;
        for lane in lanes {
            let share = lane.cases.iter().filter(|case| goes_wrong(case)).count();
            assert!(share == 0 || share == lane.cases.len(), "{}", lane.name);
        }
    }
}
