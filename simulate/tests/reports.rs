//! What a simulation itself is worth: that it repeats, and that it notices what is false.

#![expect(clippy::unwrap_used, reason = "a helper of tests stands outside of the tests")]

use b24_duplicates::domain::{Completeness, EntityType, KeyStatus, PerType, TypeChoice, Unchecked};
use b24_duplicates::search::Pools;
use sandbox::portal::{Fault, FaultKind};
use simulate::{
    Chance, Disproved, Happenings, LeftOpen, Outcome, Setting, Share, Size, World, Wrong, check,
    prove_setting, run,
};

/// A search that found something for each of its values, by somebody who may read everything.
fn found() -> (Setting, Outcome) {
    let size = Size {
        values: 10,
        hits: Some(Share::percent(100)),
        variants_percent: None,
        fault_percent: Some(0),
        workers: None,
        world: World::Any,
    };
    let mut chance = Chance::new(1);
    let mut setting = Setting::of(size, &mut chance);
    setting.user = 1;
    setting.types = TypeChoice::All;
    setting.happenings = Happenings::default();
    setting.change_percent = 0;
    let outcome = run::<Pools>(&mut setting, &mut chance).unwrap();
    assert!(check(&setting, &outcome).is_ok());
    (setting, outcome)
}

#[test]
fn the_same_seed_is_the_same_run() {
    let size = Size {
        values: 80,
        hits: None,
        variants_percent: None,
        fault_percent: Some(10),
        workers: None,
        world: World::Any,
    };
    let [first, second] = [7, 7].map(|seed| {
        let mut chance = Chance::new(seed);
        run::<Pools>(&mut Setting::of(size, &mut chance), &mut chance).unwrap()
    });
    assert_eq!(first.report, second.report);
    assert_eq!((first.requests, first.took), (second.requests, second.took));
}

#[test]
fn an_invented_match_is_noticed() {
    let (setting, mut outcome) = found();
    let (of, to) = (outcome.report.keys[0].matches[0], &mut outcome.report.keys[1].matches);
    to.push(of);
    assert!(matches!(check(&setting, &outcome), Err(Wrong { claim, .. }) if claim.starts_with("invented")));
}

#[test]
fn a_missing_match_is_noticed() {
    let (setting, mut outcome) = found();
    outcome.report.keys[0].matches.clear();
    let noticed = check(&setting, &outcome);
    assert!(
        matches!(&noticed, Err(Wrong { claim, .. }) if claim.starts_with("Complete with 0 of")),
        "{noticed:?}"
    );
}

#[test]
fn a_value_that_was_forgotten_or_not_checked_is_noticed() {
    let (setting, mut outcome) = found();
    let status = outcome.report.keys[0].status;
    outcome.report.keys[0].status = KeyStatus::NotChecked(Unchecked::Failed);
    assert!(matches!(check(&setting, &outcome), Err(Wrong { claim, .. }) if claim == "not checked"));
    outcome.report.keys[0].status = status;
    outcome.report.keys.pop();
    assert!(matches!(check(&setting, &outcome), Err(Wrong { claim, .. }) if claim.starts_with("other keys")));
}

#[test]
fn a_list_that_is_called_cut_or_hidden_and_is_not_is_noticed() {
    let (mut setting, mut outcome) = found();
    let cut = Completeness::Capped;
    outcome.report.keys[0].status = KeyStatus::Checked(PerType { lead: cut, contact: cut, company: cut });
    assert!(matches!(check(&setting, &outcome), Err(Wrong { claim, .. }) if claim.starts_with("Capped")));

    let (_, outcome) = found();
    // Who may read nothing has read something.
    for entity in EntityType::ALL {
        assert!(outcome.report.cards.keys().any(|record| record.entity == entity));
    }
    setting.user = 13;
    assert!(matches!(check(&setting, &outcome), Err(Wrong { claim, .. }) if claim.starts_with("Visible")));
}

/// Faults excuse what stays open one by one, not a search that has given everything up.
#[test]
fn a_search_that_gives_everything_up_is_noticed_although_there_were_faults() {
    let size = Size {
        values: 200,
        hits: None,
        variants_percent: None,
        fault_percent: Some(30),
        workers: None,
        world: World::Any,
    };
    let mut chance = Chance::new(1);
    let mut setting = Setting::of(size, &mut chance);
    setting.user = 1;
    setting.happenings = Happenings::default();
    let code = "INTERNAL_SERVER_ERROR".to_owned();
    let kind = FaultKind::CommandError { code, text: "Simulated.".to_owned() };
    let method = Some("crm.duplicate.findbycomm".to_owned());
    let always = Fault { kind, method, nth: None, every: None, for_ms: None, share: Some(1.0), seed: 1 };
    setting.portal.faults.set(vec![always], setting.begins);
    let noticed = prove_setting::<Pools>(&mut setting, &mut chance);
    assert!(matches!(noticed, Err(Disproved::TooMuchOpen(_))), "{noticed:?}");
}

/// In one search of millions, a list of records can be given up. Among fewer it is no accident.
#[test]
fn a_little_too_much_in_many_searches_is_noticed() {
    let open = |faults, of| LeftOpen { faults, of, ..LeftOpen::default() };
    let mut all = open(0, 900_000);
    assert_eq!(all.check(), Ok(()));
    all.add(open(1, 90_000));
    assert!(all.check().is_err());
    all.add(open(0, 10_000));
    assert_eq!(all.check(), Ok(()));
}
