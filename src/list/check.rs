//! The check of a list: searches for its values, one portion after the other.

use std::collections::VecDeque;

use crate::domain::{Millis, RecordCard, RecordRef, TypeChoice};
use crate::lookup::{EverySpelling, Spellings, ValueIndex};
use crate::protocol::{Batch, BatchReply, CommandName, Refusal};
use crate::search::{Changes, Pools, Search, SearchOptions};

use super::{Evidence, Extent, List, Row, ValueId, Verdict};

/// So many spellings are one search. To begin one is a single step, which must not be felt; and what a search keeps for
/// itself is smaller than that of all values. The next one begins while the one before waits for its last answers.
const PORTION: usize = 20_000;

/// The searches for the values of a list. What was asked once is not asked again, unless it was not answered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Check {
    /// Which types the portal is asked for.
    types: TypeChoice,
    pub(super) portions: Vec<Portion>,
    waiting: VecDeque<Vec<ValueId>>,
    /// So many values of the list are in a portion, or wait for one.
    planned: usize,
}

/// A search for some of the values.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Portion {
    /// Sorted, in the order in which the search has them.
    pub(super) values: Vec<ValueId>,
    pub(super) search: Search<Pools>,
    pub(super) spellings: EverySpelling,
    /// Its number, which no other one of the check has, in whatever page it goes on.
    pub(super) number: u32,
    /// So many answers it has taken.
    pub(super) answers: u32,
}

/// Which of the searches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PortionId(usize);

/// How far a check is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Values about which nothing is left to ask.
    pub done: u64,
    /// All that are to be asked.
    pub all: u64,
    /// The portal will work at least so long on what is left.
    pub left: Option<Millis>,
}

impl Check {
    /// A check of all values of a list for these types, none of which is asked yet.
    pub fn of(list: &List, types: TypeChoice) -> Self {
        let mut check = Self { types, ..Self::default() };
        check.plan_new(list);
        check
    }

    /// A check that goes on for these types with these searches: what is in none of them waits for one.
    pub(super) fn going_on(list: &List, types: TypeChoice, portions: Vec<Portion>) -> Self {
        let mut is_there = vec![false; list.values().len()];
        for value in portions.iter().flat_map(|portion| &portion.values) {
            if let Some(is_there) = is_there.get_mut(value.place()) {
                *is_there = true;
            }
        }
        let missing = list.values().zip(is_there).filter(|(_, is_there)| !is_there).map(|((id, _), _)| id);
        let waiting = list.portions(missing, PORTION).into();
        Self { types, portions, waiting, planned: list.values().len() }
    }

    /// Which types the portal is asked for. Of the others nothing is known, whatever the verdicts are.
    pub const fn types(&self) -> TypeChoice {
        self.types
    }

    /// The values that the list has got since.
    fn plan_new(&mut self, list: &List) {
        let new = list.values().map(|(id, _)| id).skip(self.planned);
        self.waiting.extend(list.portions(new, PORTION));
        self.planned = list.values().len();
    }

    /// Takes up what was not checked, though it was asked, and what is new.
    pub fn plan_rest(&mut self, list: &List) {
        let mut rest = Vec::new();
        for portion in self.portions.iter().filter(|portion| portion.search.is_finished()) {
            rest.extend(portion.unchecked(list, self.types));
        }
        rest.sort_unstable();
        rest.dedup();
        rest.retain(|value| {
            self.evidence(list, *value).extent == Extent::NotChecked && !self.will_be_asked(*value)
        });
        self.waiting.extend(list.portions(rest.into_iter(), PORTION));
        self.plan_new(list);
    }

    /// Whether a value is in a search that goes on, or waits for one.
    fn will_be_asked(&self, value: ValueId) -> bool {
        let open = self.portions.iter().filter(|portion| !portion.search.is_finished());
        let mut planned = open.map(|portion| &portion.values).chain(&self.waiting);
        planned.any(|values| values.binary_search(&value).is_ok())
    }

    /// Begins the next search. False if there is none.
    pub fn open_next(&mut self, list: &List) -> bool {
        let Some(ids) = self.waiting.pop_front() else { return false };
        let values = ids.iter().filter_map(|id| list.value(*id));
        let begun = EverySpelling::begin(values, &SearchOptions { types: self.types });
        // Nothing else can be refused of it than that there is nothing in it.
        if let Ok((search, spellings)) = begun {
            let numbers = self.portions.iter().map(|portion| portion.number);
            let number = numbers.max().map_or(0, |known| known.saturating_add(1));
            self.portions.push(Portion { values: ids, search, spellings, number, answers: 0 });
        }
        true
    }

    /// Whether a search waits to be begun.
    pub fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// What is asked next, if so many batches more may be out. Of each search one may be in any case: only of the first
    /// is that used.
    pub fn next_batch(&mut self, room: usize) -> Option<(PortionId, Batch)> {
        let open = self.portions.iter_mut().enumerate().filter(|(_, portion)| !portion.search.is_finished());
        for (place, (id, portion)) in open.enumerate() {
            if place > 0 && room == 0 {
                return None;
            }
            if let Some(batch) = portion.search.next_batch(room) {
                return Some((PortionId(id), batch));
            }
        }
        None
    }

    /// Takes an answer. Gives the values of which something has become known.
    pub fn answered(&mut self, of: PortionId, name: CommandName, reply: &BatchReply) -> Vec<ValueId> {
        let Some(portion) = self.portions.get_mut(of.0) else { return Vec::new() };
        portion.search.answered(name, reply);
        portion.answers = portion.answers.saturating_add(1);
        let changes = portion.search.take_changes();
        portion.changed(changes)
    }

    /// What is out counts as not yet asked: nobody waits for the answers any more.
    pub fn requeue(&mut self) {
        for portion in &mut self.portions {
            portion.search.requeue();
        }
    }

    /// Why nothing more is asked though there is something left: it was not answered, however often it was asked.
    pub fn stuck(&self) -> Option<&Refusal> {
        self.portions.iter().find_map(|portion| portion.search.stuck())
    }

    /// Asks that once more.
    pub fn go_on(&mut self) {
        for portion in &mut self.portions {
            portion.search.go_on();
        }
    }

    /// Whether nothing is left to ask.
    pub fn is_finished(&self) -> bool {
        self.waiting.is_empty() && self.portions.iter().all(|portion| portion.search.is_finished())
    }

    /// The last refusal because of which something was not checked.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.portions.iter().rev().find_map(|portion| portion.search.refusal())
    }

    /// How far it is. A value that is asked once more is not done until it is asked.
    pub fn progress(&self) -> Progress {
        let (mut asked, mut left) = (0_u64, None);
        for Portion { search, spellings, .. } in &self.portions {
            if !search.is_finished() {
                let of_search = search.progress();
                let (done, all) = spellings.share(of_search.settled, of_search.keys);
                asked += all.saturating_sub(done);
                left = left.max(of_search.left);
            }
        }
        let waiting: u64 = self.waiting.iter().map(|waiting| waiting.len() as u64).sum();
        let all = self.planned as u64;
        // What waits takes as long for each value as what is asked.
        let for_waiting = |left: Millis| left.saturating_mul(waiting).checked_div(asked).unwrap_or_default();
        let left = left.map(|left| left.saturating_add(for_waiting(left)));
        Progress { done: all.saturating_sub(asked + waiting), all, left }
    }

    /// What is known of a value.
    pub fn evidence(&self, list: &List, value: ValueId) -> Evidence {
        let mut all = Evidence::default();
        for portion in &self.portions {
            if let Some(evidence) = portion.evidence(list, value, self.types) {
                all.join(evidence);
            }
        }
        all
    }

    /// The verdict of a row, and what is known of each of its values.
    pub fn verdict(&self, list: &List, row: &Row) -> (Verdict, Vec<Evidence>) {
        let evidence: Vec<Evidence> = row.values.iter().map(|id| self.evidence(list, *id)).collect();
        (Verdict::of(row, list.repeats(row), evidence.iter()), evidence)
    }

    /// The card of a record, once it is loaded.
    pub fn card(&self, record: RecordRef) -> Option<&RecordCard> {
        self.portions.iter().find_map(|portion| portion.search.card(record))
    }

    /// The cards of all records that were found; one that two searches have found comes twice.
    pub fn cards(&self) -> impl Iterator<Item = &RecordCard> {
        self.portions.iter().flat_map(|Portion { search, .. }| {
            search.records().filter_map(|(record, ..)| search.card(record))
        })
    }
}

impl Portion {
    fn evidence(&self, list: &List, value: ValueId, types: TypeChoice) -> Option<Evidence> {
        // Most portions have other values: it is cheap to see.
        if self.values.first().is_none_or(|first| *first > value)
            || self.values.last().is_none_or(|last| *last < value)
        {
            return None;
        }
        let place = self.values.binary_search(&value).ok()?;
        let index = self.spellings.value_at(place)?;
        let mut evidence = Evidence::of(&self.search, &self.spellings, index, types);
        if self.lacks_spellings(list, value, index) {
            evidence.extent = Extent::NotChecked;
        }
        Some(evidence)
    }

    /// Whether the list has got a spelling of a value since, which is not in this search.
    fn lacks_spellings(&self, list: &List, value: ValueId, index: ValueIndex) -> bool {
        let now = list.value(value).map_or(0, |value| value.spellings().count());
        now > self.spellings.keys(index).count()
    }

    fn changed(&self, changes: Changes) -> Vec<ValueId> {
        let Changes { mut keys, records } = changes;
        for record in records {
            keys.extend(self.search.keys_of(record));
        }
        keys.sort_unstable();
        keys.dedup();
        let places = self.spellings.values_of(&keys).map(EverySpelling::place);
        places.filter_map(|place| self.values.get(place).copied()).collect()
    }

    /// The values of which a spelling was not checked.
    fn unchecked(&self, list: &List, types: TypeChoice) -> impl Iterator<Item = ValueId> {
        let is_open = move |(place, id): (usize, &ValueId)| {
            let value = self.spellings.value_at(place)?;
            let is_open = self.lacks_spellings(list, *id, value)
                || Evidence::is_open(&self.search, &self.spellings, value, types);
            is_open.then_some(*id)
        };
        self.values.iter().enumerate().filter_map(is_open)
    }
}
