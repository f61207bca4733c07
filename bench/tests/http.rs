//! The widget's search against the sandbox over real HTTP, limits on.

use anyhow::Result;
use bench::ours::{self, Found};
use bench::portal::{BenchPortal, Counted, Load};
use bench::score::{Score, Truth};
use sandbox::portal::{Fault, FaultKind};
use simulate::Share;

/// Searches 400 values in a portal with these faults.
async fn searched(faults: Vec<Fault>) -> Result<(Found, Score, Counted)> {
    let portal = BenchPortal::plain().await?;
    let load = Load { values: 400, hits: Share::percent(20), find_ms: 1, hidden_percent: 30, workers: None };
    let asked = portal.load(load, faults);
    let truth = portal.running().portal().with(|portal| Truth::of(&portal.crm, &asked));
    let found = tokio::task::block_in_place(|| ours::search(&portal.webhook(), None, asked))?;
    let score = truth.score(&found.report);
    let counted = portal.counted();
    portal.stop().await;
    Ok((found, score, counted))
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_is_found_in_a_few_requests_and_without_waiting() -> Result<()> {
    let (found, score, counted) = searched(Vec::new()).await?;
    assert_eq!(score, Score::default());
    assert!(found.report.keys.iter().any(|key| !key.matches.is_empty()));
    assert!(counted.requests <= 24, "{counted:?}, {:?}", found.phases);
    assert_eq!(counted.too_often, 0);
    assert!(found.waited.is_zero(), "{:?}", found.waited);
    let phases = found.phases;
    let sum = phases.pools + phases.records + phases.columns + phases.single + phases.probes;
    assert_eq!((sum, phases.retries), (counted.requests, 0));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_most_requests_failing_nothing_is_lost() -> Result<()> {
    let every = |every, kind| Fault { every: Some(every), ..Fault::of(kind) };
    let faults = vec![every(2, FaultKind::Html { status: 502 }), every(3, FaultKind::Reset)];
    let (found, score, counted) = searched(faults).await?;
    assert_eq!(score, Score::default());
    assert!(found.phases.retries >= 2, "{:?} of {counted:?}", found.phases);
    // Two of three requests fail: twenty small ones cost more retries than there are, and the user wants it to go on.
    assert!(found.halts <= 4, "{} halts", found.halts);
    Ok(())
}
