//! A search that is cancelled, put to sleep, cut off, robbed of its token, killed and gone on with, in any order.

#![expect(clippy::panic, reason = "a helper of tests stands outside of the tests")]

use b24_duplicates::domain::{CommKind, Communication, EntityType, PortalOrigin, Scheme, TypeChoice};
use b24_duplicates::search::{Checkpoint, NotThisSearch, OneByOne, Pools, Search, SearchOptions};
use sandbox::portal::{Fault, FaultKind};
use simulate::{
    Chance, Happening, Happenings, Outcome, Page, Setting, Share, Size, Unharmed, World, prove,
    prove_setting, run,
};

fn seeds(optimised: u64) -> u64 {
    if cfg!(debug_assertions) { optimised / 20 } else { optimised }
}

fn size(values: usize, fault_percent: u64, world: World) -> Size {
    Size {
        values,
        hits: Some(Share::percent(40)),
        variants_percent: None,
        fault_percent: Some(fault_percent),
        workers: None,
        world,
    }
}

/// Half of the commands fail: some get no answer, however often they are asked, and the user wants it to go on.
fn stuck_now_and_then<P: Page>(values: usize) {
    let code = "INTERNAL_SERVER_ERROR".to_owned();
    let kind = FaultKind::CommandError { code, text: "Simulated.".to_owned() };
    let mut stuck = 0;
    for seed in 0..seeds(1_000) {
        let mut chance = Chance::new(seed);
        let mut setting = Setting::of(size(values, 30, World::Eventful { below: 6 }), &mut chance);
        let half = Fault { share: Some(0.5), seed, ..Fault::of(kind.clone()) };
        setting.portal.faults.set(vec![half], setting.begins);
        match prove_setting::<P>(&mut setting, &mut chance) {
            Ok(proved) => stuck += proved.outcome.stuck,
            Err(disproved) => panic!("{disproved}: half of the commands fail, seed {seed}"),
        }
    }
    assert!(stuck > seeds(1_000) / 10, "stuck {stuck} times only");
}

#[test]
fn a_search_that_is_stuck_now_and_then_ends_with_a_true_report() {
    stuck_now_and_then::<Pools>(70);
}

#[test]
fn a_card_that_is_stuck_now_and_then_ends_with_a_true_report() {
    stuck_now_and_then::<OneByOne>(30);
}

fn every_order_of_happenings<P: Page>(values: usize) {
    for (seed, fault_percent) in (0..seeds(6_000)).zip([0, 10, 0, 30].into_iter().cycle()) {
        let size = size(values, fault_percent, World::Eventful { below: 12 });
        if let Err(disproved) = prove::<P>(seed, size) {
            panic!("{disproved}\n{}", size.again::<P>(seed));
        }
    }
}

#[test]
fn every_order_of_happenings_ends_with_a_true_report() {
    every_order_of_happenings::<Pools>(70);
}

#[test]
fn every_order_of_happenings_ends_with_a_true_report_of_a_card() {
    every_order_of_happenings::<OneByOne>(20);
}

/// What the user can do and what can happen to the way to the portal: any three of these, in any order, each at any
/// step, so also while a request is under way, while it waits to be sent again, and while the search is paused.
fn every_interleaving<P: Page>(values: usize) {
    use Happening::{Cancel, GoOn, Offline, Pause, TokenLost};
    const KINDS: [Happening; 5] = [Pause, GoOn, Cancel, TokenLost, Offline];
    let steps = if cfg!(debug_assertions) { 3 } else { 9 };
    let size = size(values, 0, World::Reference { find_ms: 5, hidden_percent: 50 });
    let (mut searches, mut pauses) = (0, 0);
    for at in triples(0..steps, |step| step..steps) {
        for of in triples(KINDS.into_iter(), |_| KINDS.into_iter()) {
            let happenings = at.into_iter().zip(of);
            let mut chance = Chance::new(1);
            let mut setting = Setting::of(size, &mut chance);
            setting.happenings = Happenings::these(happenings.clone());
            match prove_setting::<P>(&mut setting, &mut chance) {
                Ok(proved) => pauses += proved.outcome.pauses,
                Err(disproved) => panic!("{disproved}: {:?}", happenings.collect::<Vec<_>>()),
            }
            searches += 1;
        }
    }
    assert!(pauses > searches / 3, "{pauses} pauses in {searches} searches");
}

#[test]
fn every_interleaving_of_pause_resume_cancel_refresh_and_offline_ends_with_a_true_report() {
    every_interleaving::<Pools>(60);
}

#[test]
fn every_interleaving_ends_with_a_true_report_of_a_card() {
    every_interleaving::<OneByOne>(30);
}

/// All triples whose second and third members come from what follows the one before.
fn triples<T: Copy, I: Iterator<Item = T>>(first: I, next: impl Fn(T) -> I) -> impl Iterator<Item = [T; 3]> {
    let pairs = first.map(|a| next(a).map(move |b| [a, b]).collect::<Vec<_>>()).collect::<Vec<_>>().concat();
    pairs.into_iter().flat_map(move |[a, b]| next(b).map(move |c| [a, b, c]).collect::<Vec<_>>())
}

/// Killed after any of its steps, a search goes on to the report that it would have given.
#[test]
fn a_search_that_is_killed_at_any_moment_comes_to_the_same_report() {
    let size = size(90, 0, World::Any);
    for seed in 0..seeds(400) {
        let again = size.again::<Pools>(seed);
        let whole = Unharmed::of(seed, size).unwrap_or_else(|disproved| panic!("{disproved}\n{again}"));
        let is_killed = |step: &u64| {
            let killed = whole.killed_after(*step);
            killed.unwrap_or_else(|disproved| panic!("{disproved}\n{again} --kill-after {step}"))
        };
        let killed = (0..100_000).take_while(is_killed).count();
        assert!(killed >= 3, "killed at {killed} steps only\n{again}");
    }
}

#[test]
fn a_checkpoint_is_gone_on_with_only_by_the_search_that_it_is_of() {
    let asked = |phone: &str| vec![Communication::new(CommKind::Phone, phone).unwrap()];
    let portal = |host: &str| PortalOrigin::new(Scheme::Https, host).unwrap();
    let (all, leads) =
        (SearchOptions::default(), SearchOptions { types: TypeChoice::Only(EntityType::Lead) });
    let search = Search::<Pools>::new(asked("+7 916 1234567"), &all).unwrap();
    let kept = serde_json::to_string(&search.checkpoint(&portal("a.example"))).unwrap();
    let resumed = |phone: &str, options: &SearchOptions, host: &str| {
        let checkpoint: Checkpoint = serde_json::from_str(&kept).unwrap();
        Search::resumed(checkpoint, asked(phone), options, &portal(host))
    };
    assert_eq!(resumed("+7 916 1234567", &all, "a.example"), Ok(search.clone()));
    assert_eq!(resumed("+7 916 1234568", &all, "a.example"), Err(NotThisSearch::Input));
    assert_eq!(resumed("+7 916 1234567", &leads, "a.example"), Err(NotThisSearch::Input));
    assert_eq!(resumed("+7 916 1234567", &all, "b.example"), Err(NotThisSearch::Portal));
    let mut older: serde_json::Value = serde_json::from_str(&kept).unwrap();
    older["version"] = 1.into();
    let older: Checkpoint = serde_json::from_value(older).unwrap();
    let portal = portal("a.example");
    assert_eq!(Search::resumed(older, asked("+7 916 1234567"), &all, &portal), Err(NotThisSearch::Version));
}

/// A quick portal and more batches than its counter takes at once.
fn without_meeting_the_rate_limit(happenings: Happenings) -> (Outcome, u32) {
    let world = World::Reference { find_ms: 0, hidden_percent: 50 };
    let size = Size {
        values: 60_000,
        hits: Some(Share::percent(1)),
        variants_percent: None,
        fault_percent: None,
        workers: None,
        world,
    };
    let mut chance = Chance::new(1);
    let mut setting = Setting::of(size, &mut chance);
    setting.happenings = happenings;
    let outcome = run::<Pools>(&mut setting, &mut chance).unwrap_or_else(|broken| panic!("{broken}"));
    assert!(outcome.requests > 60, "{} requests could not have met it", outcome.requests);
    assert_eq!(setting.portal.stats.rejected.get("QUERY_LIMIT_EXCEEDED"), None);
    let (_, peak) = setting.portal.bucket(setting.begins);
    assert!(peak < 50, "the portal's counter went up to {peak}");
    (outcome, peak)
}

#[test]
fn alone_at_its_address_a_search_never_meets_the_rate_limit() {
    let (_, peak) = without_meeting_the_rate_limit(Happenings::default());
    assert!(peak >= 40, "the portal's counter went up to {peak} only");
}

/// The next page knows nothing of the burst that the one before it has sent: a second one would be refused.
#[test]
fn a_page_that_takes_over_after_a_burst_does_not_meet_the_rate_limit_either() {
    let (outcome, _) = without_meeting_the_rate_limit(Happenings::one(79, Happening::Kill));
    assert_eq!(outcome.resumed, 1);
}

/// Somebody behind the same address asks nearly as much as the portal takes. Of that, the search takes some, and the
/// neighbour keeps the rest, whether the list is over in one burst or goes on for minutes.
#[test]
fn a_neighbour_who_asks_nearly_as_much_as_the_portal_takes_is_not_starved() {
    for (values, find_ms) in [(1_000, 5), (10_000, 5), (60_000, 1)] {
        for workers in [1, 4, 20] {
            let world = World::Reference { find_ms, hidden_percent: 10 };
            let hits = Some(Share::percent(10));
            let size = Size {
                values,
                hits,
                variants_percent: None,
                fault_percent: Some(0),
                workers: Some(workers),
                world,
            };
            let mut chance = Chance::new(1);
            let mut setting = Setting::of(size, &mut chance);
            setting.neighbours = 1_900;
            let proved = prove_setting::<Pools>(&mut setting, &mut chance);
            let outcome =
                proved.unwrap_or_else(|disproved| panic!("{disproved}: {values}, {workers}")).outcome;
            let (refused, of) = (outcome.neighbours_refused, outcome.neighbours);
            assert!(refused * 4 <= of, "{values} values, {workers} workers: {refused} of {of} were refused");
        }
    }
}
