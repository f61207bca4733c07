//! Cards that are opened: what they tell is true whatever their references did, and where nothing is out of the ordinary
//! they take as many requests as is promised.

#![expect(clippy::panic, reason = "a helper of tests stands outside of the tests")]

use rstest::rstest;
use simulate::{Opened, Share, Size, World, open};

/// A build without optimisation is slower by a factor of twenty.
fn seeds(optimised: u64) -> u64 {
    if cfg!(debug_assertions) { optimised / 20 } else { optimised }
}

fn all(optimised: u64, values: usize, fault_percent: u64) -> Vec<Opened> {
    let size = Size {
        values,
        hits: Some(Share::percent(40)),
        fault_percent: Some(fault_percent),
        variants_percent: Some(0),
        workers: None,
        world: World::Any,
    };
    let opened = (0..seeds(optimised)).map(|seed| match open(seed, size) {
        Ok(opened) => opened,
        Err(wrong) => panic!("seed {seed} of {size:?}: {wrong}"),
    });
    opened.collect()
}

#[rstest]
#[case(6)]
#[case(30)]
fn a_card_says_nothing_that_is_not_true_and_takes_one_request_or_two(#[case] values: usize) {
    let opened = all(3_000, values, 0);
    let promised = |requests| opened.iter().filter(|opened| opened.promised == Some(requests)).count();
    assert!(promised(1) * 50 > opened.len(), "{} cards of one request", promised(1));
    assert!(promised(2) * 50 > opened.len(), "{} cards of two", promised(2));
    assert!(opened.iter().any(|opened| opened.promised.is_none() && opened.requests > 2));
}

#[rstest]
#[case(5)]
#[case(30)]
fn where_requests_fail_nothing_untrue_is_said_either(#[case] fault_percent: u64) {
    let opened = all(2_000, 12, fault_percent);
    let done = opened.iter().filter(|opened| opened.is_done).count();
    assert!(done * 2 > opened.len(), "{done} of {} came to an end", opened.len());
}
