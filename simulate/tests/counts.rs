//! The number of requests for 10,000 values in the portal for which it is promised. `docs/search.md` has the
//! figures of more seeds.

use rstest::rstest;
use simulate::{Share, Size, World, prove};

const SINGLE_QUESTIONS: u64 = 200;

#[rstest]
#[case::of_a_thousand_somebody_has_one("0.1", 0, 13)]
#[case::somebody_has_one_in_a_hundred("1", 0, 13)]
#[case::somebody_has_one_in_ten("10", 0, 15)]
#[case::somebody_has_half_of_them("50", 0, 20)]
#[case::a_few_records_are_hidden("50", 2, 24)]
#[case::every_tenth_record_is_hidden("50", 10, 28)]
#[case::every_record_is_hidden("50", 100, 32)]
fn ten_thousand_values(#[case] hits: Share, #[case] hidden_percent: u64, #[case] promised: u64) {
    let world = World::Reference { find_ms: 7, hidden_percent };
    let size = Size { values: 10_000, hits: Some(hits), fault_percent: None, world };
    for seed in 1..=12 {
        let proved = prove(seed, size).unwrap_or_else(|disproved| panic!("seed {seed}: {disproved}"));
        let requests = proved.outcome.requests;
        assert!(
            requests <= promised,
            "seed {seed}: {requests} requests, {SINGLE_QUESTIONS} by single questions"
        );
    }
}
