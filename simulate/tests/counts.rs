//! The number of requests for 10,000 values in the portal for which it is promised. `docs/search.md` has the
//! figures of more seeds.

use b24_duplicates::search::Pools;
use rstest::rstest;
use simulate::{Share, Size, World, prove};

const SINGLE_QUESTIONS: u64 = 200;

/// Of one seed at most so many; of all of them so many in the mean.
#[rstest]
#[case::nobody_has_any("0", 7, 0, 28, 28)]
#[case::of_a_thousand_somebody_has_one("0.1", 7, 0, 29, 28)]
#[case::somebody_has_one_in_a_hundred("1", 7, 0, 30, 29)]
#[case::somebody_has_one_in_ten("10", 7, 0, 33, 32)]
#[case::somebody_has_half_of_them("50", 7, 0, 39, 38)]
#[case::a_few_records_are_hidden("50", 7, 2, 43, 42)]
#[case::every_tenth_record_is_hidden("50", 7, 10, 48, 46)]
#[case::every_record_is_hidden("50", 7, 100, 49, 48)]
#[case::every_record_is_hidden_of_most_values("75", 7, 100, 52, 51)]
#[case::a_slow_portal("10", 20, 0, 32, 30)]
#[case::a_slow_portal_and_half_of_them("50", 20, 0, 39, 37)]
fn ten_thousand_values(
    #[case] hits: Share,
    #[case] find_ms: u64,
    #[case] hidden_percent: u64,
    #[case] most: u64,
    #[case] in_the_mean: u64,
) {
    const SEEDS: u64 = 12;
    let world = World::Reference { find_ms, hidden_percent };
    let size = Size {
        values: 10_000,
        hits: Some(hits),
        variants_percent: None,
        fault_percent: None,
        workers: None,
        world,
    };
    let mut sum = 0;
    for seed in 1..=SEEDS {
        let again = size.again::<Pools>(seed);
        let proved = prove::<Pools>(seed, size).unwrap_or_else(|disproved| panic!("{disproved}\n{again}"));
        let requests = proved.outcome.requests;
        assert!(
            requests <= most,
            "{requests} requests instead of {most}; by single questions {SINGLE_QUESTIONS}\n{again}"
        );
        sum += requests;
    }
    assert!(sum <= in_the_mean * SEEDS, "{sum} requests in {SEEDS} searches\n{}", size.again::<Pools>(1));
}

/// Of eight phones in ten, and so of half of the values, a second spelling is asked; somebody has it as often as the first.
#[rstest]
#[case::somebody_has_one_in_a_hundred("1", 0)]
#[case::somebody_has_one_in_ten("10", 0)]
#[case::somebody_has_half_of_them("50", 0)]
#[case::every_tenth_record_is_hidden("50", 10)]
#[case::every_record_is_hidden("50", 100)]
fn a_second_spelling_takes_half_as_many_requests_more_at_most(
    #[case] hits: Share,
    #[case] hidden_percent: u64,
) {
    const SEEDS: u64 = 4;
    let requests = |variants_percent| {
        let world = World::Reference { find_ms: 7, hidden_percent };
        let size = Size {
            values: 10_000,
            hits: Some(hits),
            variants_percent,
            fault_percent: None,
            workers: None,
            world,
        };
        let proved = (1..=SEEDS).map(|seed| match prove::<Pools>(seed, size) {
            Ok(proved) => proved.outcome.requests,
            Err(disproved) => panic!("{disproved}\n{}", size.again::<Pools>(seed)),
        });
        proved.sum::<u64>()
    };
    let (with, without) = (requests(Some(80)), requests(None));
    assert!(with * 2 <= without * 3, "{with} requests instead of {without} in {SEEDS} searches");
}
