//! What a search says about the time that it will take, held against the time that it took.

#![expect(clippy::unwrap_used, reason = "a helper of tests stands outside of the tests")]

use b24_duplicates::search::{Millis, Search, SearchOptions};
use rstest::rstest;
use simulate::{Chance, Outcome, Setting, Share, Size, World, run};

/// What was forecast after the answers, and how long it took from then on, in milliseconds.
fn forecasts(hits: Share, hidden_percent: u64) -> Vec<(Millis, Millis)> {
    let world = World::Reference { find_ms: 7, hidden_percent };
    let size = Size { values: 10_000, hits: Some(hits), fault_percent: None, world };
    let mut chance = Chance::new(1);
    let Outcome { forecasts, .. } = run(&mut Setting::of(size, &mut chance), &mut chance).unwrap();
    let end = forecasts.last().unwrap().0;
    let took = |from| Millis::try_from(end.since(from).as_millis()).unwrap();
    forecasts.iter().map(|(at, left)| (left.unwrap(), took(*at))).collect()
}

/// *At least* is true, and no understatement where the answers lead to few further questions.
#[rstest]
#[case::nobody_has_any("0", 0, 70)]
#[case::somebody_has_one_in_ten("10", 0, 70)]
#[case::somebody_has_half_of_them("50", 0, 55)]
#[case::every_tenth_record_is_hidden("50", 10, 30)]
#[case::every_record_is_hidden("50", 100, 30)]
fn a_search_takes_at_least_as_long_as_it_says(
    #[case] hits: Share,
    #[case] hidden_percent: u64,
    #[case] least_percent: u64,
) {
    let forecasts = forecasts(hits, hidden_percent);
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
        fault_percent: Some(0),
        world: World::Reference { find_ms: 7, hidden_percent: 0 },
    };
    let mut chance = Chance::new(1);
    let setting = Setting::of(size, &mut chance);
    let search = Search::new(setting.asked, &SearchOptions { types: setting.types }).unwrap();
    assert_eq!(search.progress().left, None);
}
