//! What a search says about the time that it will take, held against the time that it took.

#![expect(clippy::unwrap_used, reason = "a helper of tests stands outside of the tests")]

use b24_duplicates::domain::Millis;
use b24_duplicates::search::{Pools, Search, SearchOptions};
use rstest::rstest;
use simulate::{Chance, Outcome, Setting, Share, Size, World, run};

/// What was forecast after the answers, and how long it took from then on, in milliseconds.
fn forecasts(hits: Share, find_ms: u64, hidden_percent: u64, fault_percent: u64) -> Vec<(Millis, Millis)> {
    let world = World::Reference { find_ms, hidden_percent };
    let size = Size {
        values: 10_000,
        hits: Some(hits),
        variants_percent: None,
        fault_percent: Some(fault_percent),
        workers: None,
        world,
    };
    let mut chance = Chance::new(1);
    let Outcome { forecasts, .. } = run::<Pools>(&mut Setting::of(size, &mut chance), &mut chance).unwrap();
    let end = forecasts.last().unwrap().0;
    let took = |from| Millis::try_from(end.since(from).as_millis()).unwrap();
    forecasts.iter().filter_map(|(at, left)| Some(((*left)?, took(*at)))).collect()
}

/// *At least* is true. It is an understatement: what is under way may be answered at any moment, and as many may be under way
/// as the portal answers.
#[rstest]
#[case::nobody_has_any("0", 7, 0, 0, 10)]
#[case::somebody_has_one_in_ten("10", 7, 0, 0, 5)]
#[case::somebody_has_half_of_them("50", 7, 0, 0, 3)]
#[case::every_tenth_record_is_hidden("50", 7, 10, 0, 1)]
#[case::every_record_is_hidden("50", 7, 100, 0, 0)]
#[case::a_quick_portal("10", 1, 0, 0, 0)]
#[case::a_slow_portal("10", 20, 0, 0, 0)]
#[case::one_so_slow_that_requests_are_cut_off("10", 80, 0, 0, 0)]
#[case::one_that_fails_now_and_then("10", 7, 0, 10, 0)]
fn a_search_takes_at_least_as_long_as_it_says(
    #[case] hits: Share,
    #[case] find_ms: u64,
    #[case] hidden_percent: u64,
    #[case] fault_percent: u64,
    #[case] least_percent: u64,
) {
    let forecasts = forecasts(hits, find_ms, hidden_percent, fault_percent);
    for (left, took) in &forecasts {
        assert!(left <= took, "{left} ms forecast, and it took {took}");
    }
    let (said, took) = forecasts.iter().fold((0, 0), |(said, took), (one, other)| (said + one, took + other));
    assert!(said * 100 >= took * least_percent, "only {} % of the time was forecast", said * 100 / took);
}

#[test]
fn nothing_is_forecast_before_the_portal_was_measured() {
    let size = Size {
        values: 10_000,
        hits: None,
        variants_percent: None,
        fault_percent: Some(0),
        workers: None,
        world: World::Reference { find_ms: 7, hidden_percent: 0 },
    };
    let mut chance = Chance::new(1);
    let setting = Setting::of(size, &mut chance);
    let search = Search::<Pools>::new(setting.asked, &SearchOptions { types: setting.types }).unwrap();
    assert_eq!(search.progress().left, None);
}
