//! What is said of a value of which several spellings are asked, held against what is true of all of them.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    Communication, Completeness, Form, KeyStatus, RecordRef, TypeChoice, Value, Variant,
};
use b24_duplicates::lookup::{EverySpelling, FewSpellings, Hit, Own, Spellings, Verdict};
use b24_duplicates::search::{OneByOne, Pools, SearchOptions, Strategy};
use proptest::prelude::{any, proptest};

use super::chance::Chance;
use super::run::{Faults, Runner};
use super::truth::Doubt;
use super::world::{Shape, World, build};
use super::{config, faults, shapes, types};

/// What is asked in which spellings.
trait Asking: Spellings {
    /// In what the further spellings of a value differ.
    const FORMS: &'static [Form];
    /// How often in a hundred times a spelling is one of two values.
    const SHARED: u64;
}

impl Asking for EverySpelling {
    const FORMS: &'static [Form] =
        &[Form::International, Form::National, Form::WithExtension, Form::Elsewhere, Form::Part];
    const SHARED: u64 = 20;
}

/// What stands in a field of its own, or was read in another field, is not read once more.
impl Asking for FewSpellings {
    const FORMS: &'static [Form] = &[Form::Part];
    const SHARED: u64 = 0;
}

/// A run, and what its keys stand for.
struct Told<S: Strategy, P> {
    runner: Runner<S>,
    spellings: P,
    values: Vec<Value>,
    types: TypeChoice,
}

impl<S: Strategy, P: Asking> Told<S, P> {
    fn new(asked: &[Communication], types: TypeChoice, chance: &mut Chance) -> Self {
        let values = values(asked, P::FORMS, P::SHARED, chance);
        let (search, spellings) = P::begin(values.iter(), &SearchOptions { types }).expect("a search");
        Self { runner: Runner::of(search), spellings, values, types }
    }

    fn check(&self, world: &World, doubt: Doubt) {
        let search = &self.runner.search;
        let all: Vec<_> = self.spellings.values(search).collect();
        assert_eq!(all.len(), self.values.len(), "a value is lost");
        for (place, value) in all.into_iter().zip(&self.values) {
            let verdict = Verdict::of(search, &self.spellings, place, self.types, &Own::default());
            let truth = self.truth(world, value);
            let hidden = truth.iter().filter(|record| world.is_hidden(**record)).count() as u64;
            let readable = truth.len() as u64 - hidden;
            let is_true = match verdict {
                Verdict::Found { count, more: false, hidden: told } => (count, told) == (readable, hidden),
                Verdict::Found { count, more: true, hidden: told } => count <= readable && told <= hidden,
                Verdict::Absent | Verdict::Related => truth.is_empty(),
                Verdict::HiddenOnly => hidden > 0,
                Verdict::Unloaded(count) => count <= truth.len() as u64,
                Verdict::NotChecked => doubt == Doubt::Allowed,
            };
            assert!(is_true, "{verdict:?} of {value:?}, and {truth:?} have it");
            let is_proved = self.spellings.keys(place).all(|key| self.is_complete(search.status(key)));
            let claims_all = matches!(verdict, Verdict::Absent | Verdict::Found { more: false, .. });
            assert!(is_proved || !claims_all, "{verdict:?} of {value:?}, of which not all was asked");
            assert_eq!(self.spellings.keys(place).count(), value.spellings().count());
        }
    }

    /// A record is marked if it has none of the spellings that were written.
    fn check_marks(&self, world: &World) {
        let search = &self.runner.search;
        for (place, value) in self.spellings.values(search).zip(&self.values) {
            let written = |form: Form| matches!(form, Form::WithExtension | Form::Elsewhere);
            let variants = value.variants().iter().filter(|variant| written(variant.form));
            let mut seen = world.truth(value.written());
            seen.extend(variants.flat_map(|variant| world.truth(&variant.communication)));
            let matches = self.spellings.keys(place).flat_map(|key| search.matches(key));
            for record in matches.map(|(record, _)| record).collect::<BTreeSet<_>>() {
                let keys = search.keys_of(record);
                let (_, hit) = self.spellings.hit(place, keys).expect("a key of the value");
                assert_eq!(hit == Hit::Written, seen.contains(&record), "{record:?} of {value:?}");
                assert!(self.spellings.values_of(keys).any(|of| of == place));
            }
        }
    }

    fn truth(&self, world: &World, value: &Value) -> BTreeSet<RecordRef> {
        let all = value.spellings().flat_map(|spelling| world.truth(spelling));
        all.filter(|record| self.types.includes(record.entity)).collect()
    }

    fn is_complete(&self, status: KeyStatus) -> bool {
        let KeyStatus::Checked(lists) = status else { return false };
        self.types.wanted().all(|entity| *lists.get(entity) == Completeness::Complete)
    }
}

/// Makes values of what is asked: of some of it further spellings of what stands before it, now and then of two.
fn values(asked: &[Communication], forms: &[Form], shared: u64, chance: &mut Chance) -> Vec<Value> {
    let mut values: Vec<(Communication, Vec<Variant>)> = Vec::new();
    for communication in asked {
        let variant =
            |chance: &mut Chance| Variant { form: chance.pick(forms), communication: communication.clone() };
        let is_variant = chance.percent(40) && !values.is_empty();
        let times = if is_variant { 1 + usize::from(chance.percent(shared)) } else { 0 };
        for _ in 0..times {
            let variant = variant(chance);
            let of = chance.below(values.len() as u64);
            if let Some((_, variants)) = values.get_mut(usize::try_from(of).expect("small")) {
                variants.push(variant);
            }
        }
        if !is_variant || chance.percent(shared / 4) {
            values.push((communication.clone(), Vec::new()));
        }
    }
    values.into_iter().map(|(written, variants)| Value::new(written, variants)).collect()
}

fn says_what_is_true<S: Strategy, P: Asking>(seed: u64, shape: Shape, types: TypeChoice) {
    let mut chance = Chance::new(seed);
    let (world, asked) = build(shape, &mut chance);
    let mut told = Told::<S, P>::new(&asked, types, &mut chance);
    while told.runner.step(&world, Faults::default(), &mut chance) {
        told.check(&world, Doubt::Allowed);
    }
    told.check(&world, Doubt::None);
    told.check_marks(&world);
}

fn says_nothing_else<S: Strategy, P: Asking>(
    seed: u64,
    shape: Shape,
    types: TypeChoice,
    faults: Faults,
    stops_after: usize,
) {
    let mut chance = Chance::new(seed);
    let (world, asked) = build(shape, &mut chance);
    let mut told = Told::<S, P>::new(&asked, types, &mut chance);
    let mut steps = 0;
    while steps != stops_after && told.runner.step(&world, faults, &mut chance) {
        told.check(&world, Doubt::Allowed);
        steps += 1;
    }
    if chance.percent(50) {
        told.runner.search.cancel();
    } else {
        told.runner.search.fail();
    }
    told.check(&world, Doubt::Allowed);
}

proptest! {
    #![proptest_config(config())]

    /// Found if any spelling is, absent only if all are, complete only if all are; each record once, and marked if
    /// nobody wrote the spelling by which it was found.
    #[test]
    fn a_value_is_what_all_of_its_spellings_are(seed in any::<u64>(), shape in shapes(), types in types()) {
        says_what_is_true::<OneByOne, EverySpelling>(seed, shape, types);
        says_what_is_true::<Pools, EverySpelling>(seed, shape, types);
        says_what_is_true::<OneByOne, FewSpellings>(seed, shape, types);
    }

    /// Whatever goes wrong on the way, and wherever it ends.
    #[test]
    fn a_value_is_called_absent_only_when_all_of_its_spellings_were_checked(
        seed in any::<u64>(), shape in shapes(), types in types(), faults in faults(), stops_after in 0..6_usize,
    ) {
        says_nothing_else::<OneByOne, EverySpelling>(seed, shape, types, faults, stops_after);
        says_nothing_else::<Pools, EverySpelling>(seed, shape, types, faults, stops_after);
        says_nothing_else::<OneByOne, FewSpellings>(seed, shape, types, faults, stops_after);
    }
}
