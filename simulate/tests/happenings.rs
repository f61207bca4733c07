//! A search that is cancelled, put to sleep, cut off, robbed of its token, killed and gone on with, in any order.

use b24_duplicates::domain::{CommKind, Communication, EntityType, PortalOrigin, Scheme, TypeChoice};
use b24_duplicates::search::{Checkpoint, NotThisSearch, Search, SearchOptions};
use simulate::{Chance, Happening, Happenings, Setting, Share, Size, World, check, prove_setting, run};

const ALL: [Happening; 5] =
    [Happening::Cancel, Happening::Sleep, Happening::Offline, Happening::TokenLost, Happening::Kill];

const fn size(values: usize, fault_percent: u64) -> Size {
    Size { values, hits: Some(Share::percent(40)), fault_percent: Some(fault_percent), world: World::Any }
}

fn seeds(optimised: u64) -> u64 {
    if cfg!(debug_assertions) { optimised / 20 } else { optimised }
}

#[test]
fn every_order_of_happenings_ends_with_a_true_report() {
    for seed in 0..seeds(6_000) {
        let mut chance = Chance::new(seed);
        let fault_percent = chance.pick(&[0, 0, 10, 30]);
        let mut setting = Setting::of(size(70, fault_percent), &mut chance);
        // Mostly without a cancellation, after which nothing is left to happen to.
        let of = if chance.percent(30) { &ALL[..] } else { &ALL[1..] };
        setting.happenings = Happenings::any(chance.below(12), 60, of, &mut chance);
        if let Err(disproved) = prove_setting(&mut setting, &mut chance) {
            panic!("seed {seed}: {disproved}");
        }
    }
}

/// Killed after any of its steps, a search goes on to the report that it would have given.
#[test]
fn a_search_that_is_killed_at_any_moment_comes_to_the_same_report() {
    for seed in 0..seeds(400) {
        let report = |happenings| {
            let mut chance = Chance::new(seed);
            let mut setting = Setting::of(size(90, 0), &mut chance);
            setting.happenings = happenings;
            setting.change_percent = 0;
            let outcome = run(&mut setting, &mut chance).unwrap();
            assert!(check(&setting, &outcome).is_ok(), "seed {seed}");
            outcome
        };
        let whole = report(Happenings::default());
        let mut killed = 0;
        for step in 0.. {
            let outcome = report(Happenings::one(step, Happening::Kill));
            if outcome.resumed == 0 {
                break;
            }
            killed += 1;
            assert_eq!(outcome.report, whole.report, "seed {seed}, killed at step {step}");
        }
        assert!(killed >= 3, "seed {seed} was killed at {killed} steps only");
    }
}

#[test]
fn a_checkpoint_is_gone_on_with_only_by_the_search_that_it_is_of() {
    let asked = |phone: &str| vec![Communication::new(CommKind::Phone, phone).unwrap()];
    let portal = |host: &str| PortalOrigin::new(Scheme::Https, host).unwrap();
    let (all, leads) =
        (SearchOptions::default(), SearchOptions { types: TypeChoice::Only(EntityType::Lead) });
    let search = Search::new(asked("+7 916 1234567"), &all).unwrap();
    let kept = serde_json::to_string(&search.checkpoint(&portal("a.example"))).unwrap();
    let resumed = |phone: &str, options: &SearchOptions, host: &str| {
        let checkpoint: Checkpoint = serde_json::from_str(&kept).unwrap();
        Search::resumed(checkpoint, asked(phone), options, &portal(host))
    };
    assert_eq!(resumed("+7 916 1234567", &all, "a.example"), Ok(search.clone()));
    assert_eq!(resumed("+7 916 1234568", &all, "a.example"), Err(NotThisSearch::Input));
    assert_eq!(resumed("+7 916 1234567", &leads, "a.example"), Err(NotThisSearch::Input));
    assert_eq!(resumed("+7 916 1234567", &all, "b.example"), Err(NotThisSearch::Portal));
    let older = kept.replacen("\"version\":1", "\"version\":0", 1);
    let older: Checkpoint = serde_json::from_str(&older).unwrap();
    let portal = portal("a.example");
    assert_eq!(Search::resumed(older, asked("+7 916 1234567"), &all, &portal), Err(NotThisSearch::Version));
}

/// A quick portal and more batches than its counter takes at once.
#[test]
fn alone_at_its_address_a_search_never_meets_the_rate_limit() {
    let world = World::Reference { find_ms: 0, hidden_percent: 50 };
    let size = Size { values: 60_000, hits: Some(Share::percent(1)), fault_percent: None, world };
    let mut chance = Chance::new(1);
    let mut setting = Setting::of(size, &mut chance);
    let outcome = run(&mut setting, &mut chance).unwrap();
    assert!(outcome.requests > 60, "{} requests could not have met it", outcome.requests);
    assert_eq!(setting.portal.stats.rejected.get("QUERY_LIMIT_EXCEEDED"), None);
    let (_, peak) = setting.portal.bucket(setting.begins);
    assert!((40..50).contains(&peak), "the portal's counter went up to {peak}");
}
