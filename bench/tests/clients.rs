//! The clients that the search is held against, unmodified, as the comparison runs them. They are brought by
//! `cargo xtask test clients`.

use anyhow::{Result, ensure};
use bench::portal::{BenchPortal, Load};
use bench::rival::Rival;
use bench::score::{Score, Truth};
use simulate::Share;

/// What a client makes of a list in which one value in ten is found, and the HTTP requests that arrived.
async fn asked(rival: Rival, values: usize) -> Result<(Score, u64)> {
    let name = format!("bench-clients-{}-{values}-{}", rival.name(), std::process::id());
    let folder = std::env::temp_dir().join(name);
    let portal = BenchPortal::secure(&folder).await?;
    let load = Load { values, hits: Share::percent(10), find_ms: 1, hidden_percent: 0, workers: None };
    let asked = portal.load(load, Vec::new());
    let truth = portal.running().portal().with(|portal| Truth::of(&portal.crm, &asked));
    ensure!(truth.score_groups(&[]) == Score { lost: values, ..Score::default() });
    let answers = tokio::task::block_in_place(|| rival.ask(&portal, &asked, &folder))?;
    assert_eq!(answers.errors, Vec::<String>::new());
    let requests = portal.counted().requests;
    portal.stop().await;
    std::fs::remove_dir_all(&folder)?;
    Ok((truth.score_groups(&answers.groups), requests))
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the clients: cargo xtask test clients"]
async fn each_client_finds_what_is_there_when_nothing_goes_wrong() -> Result<()> {
    for rival in Rival::ALL {
        let (Score { wrong, lost, .. }, requests) = asked(rival, 200).await?;
        assert_eq!((wrong, lost), (0, 0), "{}", rival.name());
        assert!((4..=11).contains(&requests), "{requests} requests of {}", rival.name());
    }
    Ok(())
}

/// It would lose values if it sent all of its batches side by side.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the clients: cargo xtask test clients"]
async fn fast_bitrix24_loses_nothing_of_a_list_that_the_portal_does_not_take_at_once() -> Result<()> {
    let (Score { wrong, lost, .. }, requests) = asked(Rival::FastBitrix24, 4_000).await?;
    assert_eq!((wrong, lost), (0, 0), "in {requests} requests");
    Ok(())
}
