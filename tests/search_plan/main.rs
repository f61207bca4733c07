//! A search against a model of a portal: what it reports is true, or it says that it does not know.
#![cfg(not(target_arch = "wasm32"))]

#[cfg(test)]
mod chance;
#[cfg(test)]
mod run;
#[cfg(test)]
mod spellings;
#[cfg(test)]
mod stories;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod truth;
#[cfg(test)]
mod world;

use b24_duplicates::domain::{EntityType, TypeChoice};
use b24_duplicates::search::{OneByOne, Pools, Strategy};
use proptest::prelude::{ProptestConfig, Strategy as Draws, any, prop_oneof, proptest};
use proptest::strategy::Just;

use chance::Chance;
use run::{Faults, Runner};
use truth::{Doubt, Ever};
use world::{Cap, Comparison, Shape, World, build};

/// As many values as a card has, and as a list has.
fn shapes() -> impl Draws<Value = Shape> {
    let percents = || prop_oneof![Just(0), Just(5), Just(30), Just(60)];
    let keys = prop_oneof![1..=50_usize, 1..260_usize];
    (keys, percents(), prop_oneof![percents(), Just(100)], 0..4_usize, 0..3_usize).prop_map(
        |(keys, hit_percent, hidden_percent, switchboards, refused)| Shape {
            keys,
            hit_percent,
            hidden_percent,
            switchboards,
            refused,
        },
    )
}

fn types() -> impl Draws<Value = TypeChoice> {
    prop_oneof![
        5 => Just(TypeChoice::All),
        1 => Just(TypeChoice::Only(EntityType::Lead)),
        1 => Just(TypeChoice::Only(EntityType::Contact)),
        1 => Just(TypeChoice::Only(EntityType::Company)),
    ]
}

fn faults() -> impl Draws<Value = Faults> {
    (0..35_u64, 0..20_u64, 0..10_u64).prop_map(|(unanswered, refused, unreadable)| Faults {
        unanswered,
        refused,
        unreadable,
    })
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked_for = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: asked_for.unwrap_or(64), failure_persistence: None, ..ProptestConfig::default() }
}

/// How many batches may be out at once, by the seed of a world.
fn room(seed: u64) -> usize {
    Chance::new(seed).pick(&[1, 2, 5, 20])
}

/// The search of a world that stands still, in which nothing goes wrong, tells the truth.
fn tells_the_truth<S: Strategy>(seed: u64, shape: Shape, types: TypeChoice, of: impl Fn(&mut World)) {
    let mut chance = Chance::new(seed);
    let (mut world, asked) = build(shape, &mut chance);
    of(&mut world);
    let run = Runner::<S>::new(&asked, types).wide(room(seed)).finish(&world, Faults::default(), &mut chance);
    truth::check(&world, types, &run.report, Doubt::None);
}

fn tells_nothing_but_the_truth<S: Strategy>(seed: u64, shape: Shape, types: TypeChoice, faults: Faults) {
    let mut chance = Chance::new(seed);
    let (world, asked) = build(shape, &mut chance);
    let run = Runner::<S>::new(&asked, types).wide(room(seed)).finish(&world, faults, &mut chance);
    truth::check(&world, types, &run.report, Doubt::Allowed);
}

fn keeps_what_it_knows<S: Strategy>(seed: u64, shape: Shape, types: TypeChoice, after: usize) {
    let mut chance = Chance::new(seed);
    let (world, asked) = build(shape, &mut chance);
    let mut runner = Runner::<S>::new(&asked, types).wide(room(seed));
    for _ in 0..after {
        runner.step(&world, Faults::default(), &mut chance);
    }
    let more = chance.percent(50).then(|| runner.search.next_batch(1)).flatten();
    let out = more.or_else(|| runner.out.pop());
    if chance.percent(50) {
        runner.search.cancel();
    } else {
        runner.search.fail();
    }
    assert!(runner.search.is_finished());
    runner.check_books();
    let report = runner.search.report();
    truth::check(&world, types, &report, Doubt::Allowed);
    if let Some((name, batch)) = out.and_then(|batch| Some((batch.name()?, batch))) {
        runner.search.answered(name, &truth::reply(&world, &batch));
        assert_eq!(runner.search.report(), report, "a late answer changed the account");
    }
}

fn invents_nothing<S: Strategy>(seed: u64, shape: Shape, types: TypeChoice) {
    let mut chance = Chance::new(seed);
    let (mut world, asked) = build(shape, &mut chance);
    let mut runner = Runner::<S>::new(&asked, types).wide(room(seed));
    let mut ever = Ever::new(&world, &asked);
    while runner.step(&world, Faults::default(), &mut chance) {
        for _ in 0..chance.below(6) {
            truth::change(&mut world, &mut chance);
        }
        ever.note(&world, &asked);
    }
    ever.check(&runner.search.report());
}

proptest! {
    #![proptest_config(config())]

    /// On a world that stands still, without faults, every verdict is the truth.
    #[test]
    fn the_report_is_the_truth(seed in any::<u64>(), shape in shapes(), types in types()) {
        tells_the_truth::<OneByOne>(seed, shape, types, |_| {});
        tells_the_truth::<Pools>(seed, shape, types, |_| {});
    }

    /// The same with a portal that takes spellings for equal that we take for different.
    #[test]
    fn the_report_is_the_truth_where_the_portal_joins(
        seed in any::<u64>(), shape in shapes(), types in types(),
    ) {
        let joins = |world: &mut World| world.comparison = Comparison::Joining;
        tells_the_truth::<OneByOne>(seed, shape, types, joins);
        tells_the_truth::<Pools>(seed, shape, types, joins);
    }

    /// If the cap were one for the whole command, no verdict would be wrong.
    #[test]
    fn a_cap_for_the_whole_command_is_noticed(seed in any::<u64>(), shape in shapes(), types in types()) {
        let cuts = |world: &mut World| world.cap = Cap::PerCommand;
        tells_the_truth::<OneByOne>(seed, shape, types, cuts);
        tells_the_truth::<Pools>(seed, shape, types, cuts);
    }

    /// Whatever goes wrong on the way, what is reported as known is true.
    #[test]
    fn faults_cost_answers_but_not_the_truth(
        seed in any::<u64>(), shape in shapes(), types in types(), faults in faults(),
    ) {
        tells_nothing_but_the_truth::<OneByOne>(seed, shape, types, faults);
        tells_nothing_but_the_truth::<Pools>(seed, shape, types, faults);
    }

    /// A search that is stopped keeps what it knows and claims nothing else.
    #[test]
    fn stopping_keeps_what_is_known(
        seed in any::<u64>(), shape in shapes(), types in types(), after in 0..6_usize,
    ) {
        keeps_what_it_knows::<OneByOne>(seed, shape, types, after);
        keeps_what_it_knows::<Pools>(seed, shape, types, after);
    }

    /// On a world that changes, every match was one at some moment of the run.
    #[test]
    fn a_changing_world_is_not_invented(seed in any::<u64>(), shape in shapes(), types in types()) {
        invents_nothing::<OneByOne>(seed, shape, types);
        invents_nothing::<Pools>(seed, shape, types);
    }

    /// Of as many values as fill one batch, a list asks as a card does: what is proved of one is proved of both.
    #[test]
    fn up_to_fifty_values_are_asked_alike_by_both_strategies(
        seed in any::<u64>(), shape in shapes(), types in types(), faults in faults(),
    ) {
        let shape = Shape { keys: shape.keys.min(50), ..shape };
        let mut chance = Chance::new(seed);
        let (world, asked) = build(shape, &mut chance);
        let mut card = Runner::<OneByOne>::new(&asked, types).wide(room(seed));
        let mut list = Runner::<Pools>::new(&asked, types).wide(room(seed));
        loop {
            let mut same_chance = chance.clone();
            let (asks, also_asks) =
                (card.step(&world, faults, &mut chance), list.step(&world, faults, &mut same_chance));
            assert_eq!(asks, also_asks);
            assert_eq!(card.last, list.last);
            assert_eq!(card.search.progress(), list.search.progress());
            if !asks {
                break;
            }
        }
        assert_eq!(card.search.report(), list.search.report());
    }
}
