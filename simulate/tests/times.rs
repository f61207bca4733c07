//! How long a search takes beside single questions, fifty to a batch, as many batches at once as the portal works on: whoever
//! asks so has the portal's time alone, and loads no record. On the simulation's clock, where nothing is on its way.

use std::time::Duration;

use b24_duplicates::search::Pools;
use rstest::rstest;
use simulate::{Chance, Setting, Share, Size, Way, World, prove_setting};

/// At most so many percent of the time of single questions, and so many requests, in the mean.
#[rstest]
#[case::a_hundred("10", 100, 5, 20, 80, 7)]
#[case::a_hundred_of_a_slow_portal("10", 100, 20, 20, 80, 7)]
#[case::a_thousand("10", 1_000, 5, 20, 150, 23)]
#[case::a_thousand_of_a_slow_portal("10", 1_000, 20, 20, 115, 24)]
#[case::half_of_a_thousand_are_found("50", 1_000, 5, 20, 225, 30)]
#[case::the_same_of_a_slow_portal("50", 1_000, 20, 20, 150, 30)]
#[case::four_workers("10", 1_000, 5, 4, 110, 23)]
#[case::four_slow_workers("10", 1_000, 20, 4, 105, 24)]
#[case::one_worker("10", 1_000, 20, 1, 105, 24)]
fn a_search_waits_for_little_more_than_its_questions(
    #[case] hits: Share,
    #[case] values: usize,
    #[case] find_ms: u64,
    #[case] workers: usize,
    #[case] most_percent: u128,
    #[case] most_requests: u64,
) {
    const SEEDS: u32 = 3;
    let size = Size {
        values,
        hits: Some(hits),
        variants_percent: None,
        fault_percent: None,
        workers: Some(workers),
        world: World::Reference { find_ms, hidden_percent: 0 },
    };
    let (mut took, mut requests) = (Duration::ZERO, 0);
    for seed in 1..=SEEDS {
        let mut chance = Chance::new(seed.into());
        let mut setting = Setting { way: Way::None, ..Setting::of(size, &mut chance) };
        let proved = prove_setting::<Pools>(&mut setting, &mut chance);
        let outcome =
            proved.unwrap_or_else(|disproved| panic!("{disproved} in seed {seed} of {size}")).outcome;
        took += outcome.took;
        requests += outcome.requests;
    }
    let rounds = values.div_ceil(50).div_ceil(workers) as u64;
    let single = Duration::from_millis(rounds * 50 * find_ms);
    let percent = took.as_millis() * 100 / (single * SEEDS).as_millis();
    assert!(percent <= most_percent, "{percent} % of the time of single questions, {size}");
    let requests = requests.div_ceil(SEEDS.into());
    assert!(requests <= most_requests, "{requests} requests, {size}");
}
