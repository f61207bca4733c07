//! Some seeds of every kind. More of them: `cargo run --release -p simulate -- --seeds 10000`.

#![expect(clippy::expect_used, reason = "a helper of tests stands outside of the tests")]

use simulate::{Chance, Interruption, Setting, Size, World, Wrong, check, run};

fn all_true(seeds: std::ops::Range<u64>, size: Size) {
    for seed in seeds {
        let mut chance = Chance::new(seed);
        let mut setting = Setting::of(size, &mut chance);
        let outcome = run(&mut setting, &mut chance).expect("a search");
        let verdicts = check(&setting, &outcome.report, setting.may_stay_open);
        assert!(verdicts.is_ok(), "seed {seed}: {verdicts:?}");
    }
}

#[test]
fn a_card_or_search_box() {
    all_true(0..60, Size { values: 4, hit_percent: Some(60), fault_percent: None, world: World::Any });
}

#[test]
fn a_list_of_values() {
    all_true(0..40, Size { values: 120, hit_percent: None, fault_percent: None, world: World::Any });
}

#[test]
fn a_long_list_without_faults() {
    all_true(0..8, Size { values: 500, hit_percent: Some(10), fault_percent: Some(0), world: World::Any });
}

#[test]
fn with_three_faults_in_ten_requests_nothing_false_is_said() {
    all_true(0..30, Size { values: 60, hit_percent: Some(50), fault_percent: Some(30), world: World::Any });
}

#[test]
fn the_same_seed_is_the_same_run() {
    let size = Size { values: 80, hit_percent: None, fault_percent: Some(10), world: World::Any };
    let [first, second] = [7, 7].map(|seed| {
        let mut chance = Chance::new(seed);
        let mut setting = Setting::of(size, &mut chance);
        run(&mut setting, &mut chance).expect("a search")
    });
    assert_eq!(first.report, second.report);
    assert_eq!((first.requests, first.took), (second.requests, second.took));
}

#[test]
fn a_false_report_is_noticed() {
    let size = Size { values: 10, hit_percent: Some(100), fault_percent: Some(0), world: World::Any };
    let mut chance = Chance::new(1);
    let mut setting = Setting::of(size, &mut chance);
    setting.user = 1;
    setting.interruption = Interruption::None;
    setting.types = b24_duplicates::domain::TypeChoice::All;
    let outcome = run(&mut setting, &mut chance).expect("a search");
    assert!(check(&setting, &outcome.report, false).is_ok());
    for entity in [sandbox::crm::EntityType::Lead, sandbox::crm::EntityType::Contact] {
        let ids: Vec<u32> = setting.portal.crm.records(entity).map(|record| record.id).collect();
        for id in ids {
            setting.portal.crm.delete(entity, id);
        }
    }
    let noticed = check(&setting, &outcome.report, false);
    assert!(matches!(noticed, Err(Wrong { .. })), "{noticed:?}");
}
