//! Some thousands of seeds of every kind, if the build is optimised. More of them: `cargo xtask simulate`.

#![expect(clippy::panic, reason = "a helper of tests stands outside of the tests")]

use b24_duplicates::search::{OneByOne, Pools};
use simulate::{LeftOpen, Page, Share, Size, World, prove};

/// A build without optimisation is slower by a factor of twenty.
fn seeds(optimised: u64) -> u64 {
    if cfg!(debug_assertions) { optimised / 20 } else { optimised }
}

fn all_true<P: Page>(optimised: u64, size: Size) {
    let mut left_open = LeftOpen::default();
    for seed in 0..seeds(optimised) {
        match prove::<P>(seed, size) {
            Ok(proved) => left_open.add(proved.left_open),
            Err(disproved) => panic!("{disproved}\n{}", size.again::<P>(seed)),
        }
    }
    if let Err(too_much) = left_open.check() {
        panic!("{too_much}\n{} (and the seeds after it)", size.again::<P>(0));
    }
}

const ANY: Size = Size {
    values: 0,
    hits: None,
    variants_percent: None,
    fault_percent: None,
    workers: None,
    world: World::Any,
};

#[test]
fn a_search_box() {
    for values in [1, 4, 20] {
        all_true::<Pools>(8_000, Size { values, hits: Some(Share::percent(60)), ..ANY });
    }
}

#[test]
fn a_card() {
    for values in [1, 4, 20] {
        all_true::<OneByOne>(8_000, Size { values, hits: Some(Share::percent(60)), ..ANY });
    }
}

#[test]
fn a_card_with_as_many_values_as_fill_a_batch_and_more() {
    for values in [50, 80] {
        all_true::<OneByOne>(4_000, Size { values, ..ANY });
    }
}

#[test]
fn a_card_most_of_whose_values_are_found() {
    for values in [5, 20, 50] {
        all_true::<OneByOne>(1_500, Size { values, hits: Some(Share::percent(80)), ..ANY });
    }
}

#[test]
fn lists_of_50_values_and_more() {
    for values in [50, 80, 120] {
        all_true::<Pools>(4_000, Size { values, ..ANY });
    }
}

#[test]
fn lists_of_up_to_500_values() {
    for values in [200, 350, 500] {
        all_true::<Pools>(1_500, Size { values, ..ANY });
    }
}

#[test]
fn lists_of_which_most_values_are_found() {
    for values in [60, 150, 300] {
        all_true::<Pools>(1_500, Size { values, hits: Some(Share::percent(80)), ..ANY });
    }
}

#[test]
fn without_faults_every_value_is_checked() {
    for values in [10, 50] {
        all_true::<OneByOne>(1_500, Size { values, fault_percent: Some(0), ..ANY });
    }
    for values in [100, 250, 500] {
        all_true::<Pools>(1_500, Size { values, fault_percent: Some(0), ..ANY });
    }
}

#[test]
fn with_three_faults_in_ten_requests_nothing_false_is_said_and_nothing_is_lost() {
    for values in [10, 50] {
        all_true::<OneByOne>(1_500, Size { values, fault_percent: Some(30), ..ANY });
    }
    for values in [50, 200, 500] {
        all_true::<Pools>(1_500, Size { values, fault_percent: Some(30), ..ANY });
    }
}

/// Half of the phones are asked with their country and without, and stand in the portal in either way.
#[test]
fn what_is_said_of_a_value_is_true_of_all_of_its_spellings() {
    let of = |values| Size { values, hits: Some(Share::percent(60)), variants_percent: Some(50), ..ANY };
    for values in [1, 10, 40] {
        all_true::<OneByOne>(1_000, of(values));
    }
    for values in [20, 80, 200] {
        all_true::<Pools>(1_000, of(values));
    }
}

/// The same after three faults in ten requests, cancellations, pauses and killed pages.
#[test]
fn nothing_is_called_absent_of_which_one_spelling_was_not_checked() {
    let of = |values| Size {
        values,
        hits: Some(Share::percent(20)),
        variants_percent: Some(80),
        fault_percent: Some(30),
        workers: None,
        world: World::Eventful { below: 8 },
    };
    for values in [5, 30] {
        all_true::<OneByOne>(1_000, of(values));
    }
    for values in [40, 150] {
        all_true::<Pools>(1_000, of(values));
    }
}
