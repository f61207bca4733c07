//! What the account of a search means for the user: own records left out, the rest in a stable order.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Completeness, EntityType, KeyStatus, PerType, RecordRef, TypeChoice, Visibility};
use crate::search::{Changes, KeyIndex, Search, Standing, Strategy};

use super::{Own, Relation, SharedLine, Spellings, shared_line};

/// The meaning of a search for one user and one card.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Findings {
    /// The records by type that are visible, or may be: those that match more values first, then the newest. While the
    /// search goes on, there are those among them whose cards are still to come, or whose values are not known yet.
    pub(crate) records: PerType<Vec<RecordRef>>,
    /// Visible records that belong to the card and are no duplicates of it, in the portal's order.
    pub(crate) related: Vec<(RecordRef, Relation)>,
    /// Visible records that somebody has said to be no duplicates.
    pub(crate) dismissed: Vec<RecordRef>,
    /// Values that many use, with the records that have nothing else in common with the card.
    pub(crate) shared: Vec<SharedLine>,
    /// Hidden records by type.
    pub(crate) hidden: PerType<u64>,
    /// Records whose cards could not be loaded: it is not known whether the user may read them, so they are only counted.
    pub(crate) unloaded: u64,
    /// The values, in their order, and types where the portal's cap cut the list.
    capped: Vec<Capped>,
    /// How many of these are of each type.
    capped_of: PerType<u64>,
    /// How many values there are.
    pub(crate) values: u64,
    /// How many of them some record has.
    pub(crate) found_values: u64,
    /// Values of which not every spelling and wanted type was checked.
    pub(crate) unchecked: u64,
    of_values: Vec<OfValue>,
    /// The records of a list, each with the number of values that it matches.
    shown: BTreeSet<(usize, RecordRef)>,
    /// Where each record of a list is counted.
    places: BTreeMap<RecordRef, Place>,
}

/// What is found out about one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct OfValue {
    found: bool,
    open: bool,
    /// In whichever of its spellings.
    capped: PerType<bool>,
}

/// Where a record is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// Among those that match so many values.
    Shown(usize),
    Hidden,
    Unloaded,
}

/// The place of a value, a type of which its list was cut, and the key of what was written.
type Capped = (usize, EntityType, KeyIndex);

/// A search as it is to be understood.
pub(crate) struct Understood<'a, S: Strategy, P> {
    pub(crate) search: &'a Search<S>,
    pub(crate) spellings: &'a P,
    pub(crate) types: TypeChoice,
    pub(crate) own: &'a Own,
}

/// What can be said about one value, from what is known of all of its spellings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Other records have it.
    Found {
        /// How many that the user may read.
        count: u64,
        /// There may be more: the portal's cap was reached, others are not loaded, or a type was not checked.
        more: bool,
        /// How many that the user may not read.
        hidden: u64,
    },
    /// No other record has it, in whichever spelling.
    Absent,
    /// Only records that belong to the card have it, or such as are dismissed.
    Related,
    /// Only records that the user may not read have it.
    HiddenOnly,
    /// Other records have it, so many; the card of none of them is loaded.
    Unloaded(u64),
    /// It was not checked, or not completely, or not yet.
    NotChecked,
}

impl Findings {
    /// Whether only a line that many use has found a record.
    pub(crate) fn is_of_shared_line(&self, record: RecordRef) -> bool {
        self.shared.iter().any(|line| line.records.contains(&record))
    }

    /// Of a search of which nothing is answered.
    pub(crate) fn before<S: Strategy>(search: &Search<S>, spellings: &impl Spellings) -> Self {
        let open = OfValue { open: true, ..OfValue::default() };
        let of_values: Vec<OfValue> = spellings.values(search).map(|_| open).collect();
        let values = of_values.len() as u64;
        Self { values, unchecked: values, of_values, ..Self::default() }
    }

    /// Reads the account of a search as a whole.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(crate) fn of<S: Strategy, P: Spellings>(of: &Understood<'_, S, P>) -> Self {
        let mut findings = Self::before(of.search, of.spellings);
        findings.follow(of, &of.search.everything());
        findings
    }

    /// Takes in what has changed in a search. Only of a card are all records looked at each time: whose a record is, and
    /// that many use a value, is seen by others. A card has few of them.
    pub(crate) fn follow<S: Strategy, P: Spellings>(&mut self, of: &Understood<'_, S, P>, changes: &Changes) {
        if S::IS_OF_FEW || !of.own.is_nobody() {
            self.take_all(of);
        } else if !changes.records.is_empty() || of.search.is_finished() {
            for record in &changes.records {
                self.place(of, *record);
            }
            if of.search.is_finished() {
                // What belongs to no value is no finding.
                self.shown.retain(|(values, _)| *values > 0);
            }
            self.records = PerType::default();
            for (_, record) in self.shown.iter().rev() {
                self.records.get_mut(record.entity).push(*record);
            }
        }
        for value in of.spellings.values_of(&changes.keys) {
            self.judge(of, value);
        }
    }

    /// All records, related ones and those of shared lines apart.
    fn take_all<S: Strategy, P: Spellings>(&mut self, of: &Understood<'_, S, P>) {
        let Understood { search, spellings, own, .. } = *of;
        let mut found = Vec::new();
        (self.related, self.dismissed, self.hidden, self.unloaded) = Default::default();
        for (record, visibility, keys) in search.records().filter(|(record, ..)| own.record != Some(*record))
        {
            if let Some(relation) = own.relation(search, record) {
                self.related.extend((visibility == Visibility::Visible).then_some((record, relation)));
                continue;
            }
            let values = || spellings.values_of(keys).count();
            match visibility {
                Visibility::Visible if own.is_dismissed(search, record) => self.dismissed.push(record),
                Visibility::Visible => found.push((values(), record)),
                Visibility::Hidden => *self.hidden.get_mut(record.entity) += 1,
                Visibility::Unloaded if search.is_awaited(record) => found.push((values(), record)),
                Visibility::Unloaded => self.unloaded += 1,
            }
        }
        if !own.is_nobody() {
            self.shared = shared_line::take(search, spellings, &mut found);
        }
        found.extend(search.unattributed().filter(|record| !own.contains(*record)).map(|record| (0, record)));
        self.order(found);
    }

    /// Puts a record of a list where it belongs now.
    fn place<S: Strategy, P: Spellings>(&mut self, of: &Understood<'_, S, P>, record: RecordRef) {
        let place = of.search.standing(record).map(|standing| match standing {
            Standing::Unattributed | Standing::Shown => {
                Place::Shown(of.spellings.values_of(of.search.keys_of(record)).count())
            }
            Standing::Hidden => Place::Hidden,
            Standing::Unloaded => Place::Unloaded,
        });
        let before = match place {
            Some(place) => self.places.insert(record, place),
            None => self.places.remove(&record),
        };
        for (place, is_there) in [(before, false), (place, true)] {
            match place {
                Some(Place::Shown(values)) if is_there => {
                    self.shown.insert((values, record));
                }
                Some(Place::Shown(values)) => {
                    self.shown.remove(&(values, record));
                }
                Some(Place::Hidden) => recount(self.hidden.get_mut(record.entity), !is_there, is_there),
                Some(Place::Unloaded) => recount(&mut self.unloaded, !is_there, is_there),
                None => {}
            }
        }
    }

    fn judge<S: Strategy, P: Spellings>(&mut self, of: &Understood<'_, S, P>, value: P::Value) {
        let mut now = OfValue::default();
        for key in of.spellings.keys(value) {
            let KeyStatus::Checked(completeness) = of.search.status(key) else {
                now.open = true;
                continue;
            };
            now.found |= of.search.matches(key).next().is_some();
            for entity in of.types.wanted() {
                match completeness.get(entity) {
                    Completeness::Complete => {}
                    Completeness::Capped => *now.capped.get_mut(entity) = true,
                    Completeness::Unknown => now.open = true,
                }
            }
        }
        let place = P::place(value);
        let (Some(known), Some(written)) = (self.of_values.get_mut(place), of.spellings.keys(value).next())
        else {
            return;
        };
        let before = std::mem::replace(known, now);
        recount(&mut self.found_values, before.found, now.found);
        recount(&mut self.unchecked, before.open, now.open);
        for entity in EntityType::ALL {
            let (was, is) = (*before.capped.get(entity), *now.capped.get(entity));
            recount(self.capped_of.get_mut(entity), was, is);
            let capped = (place, entity, written);
            match (self.capped.binary_search(&capped), is) {
                (Ok(at), false) => drop(self.capped.remove(at)),
                (Err(at), true) => self.capped.insert(at, capped),
                (Ok(_), true) | (Err(_), false) => {}
            }
        }
    }

    /// The values, by the key of what was written, and types where the portal's cap cut the list.
    pub(crate) fn capped(&self) -> impl ExactSizeIterator<Item = (KeyIndex, EntityType)> {
        self.capped.iter().map(|(_, entity, written)| (*written, *entity))
    }

    /// Those that match more values first, then the newest: the portal's own order is the oldest first.
    fn order(&mut self, mut found: Vec<(usize, RecordRef)>) {
        found.sort_unstable();
        self.records = PerType::default();
        for (_, record) in found.into_iter().rev() {
            self.records.get_mut(record.entity).push(record);
        }
    }

    /// Records of all types.
    pub(crate) fn found(&self) -> usize {
        EntityType::ALL.into_iter().map(|entity| self.records.get(entity).len()).sum()
    }

    /// All was checked, and nobody else has any of the values.
    pub(crate) fn is_nobody(&self) -> bool {
        let found = self.found() as u64 + self.hidden_in_all() + self.shared_in_all();
        found + self.unloaded + self.unchecked == 0
    }

    /// Hidden records of all types.
    pub(crate) fn hidden_in_all(&self) -> u64 {
        EntityType::ALL.into_iter().map(|entity| *self.hidden.get(entity)).sum()
    }

    /// Records of all values that many use.
    pub(crate) fn shared_in_all(&self) -> u64 {
        self.shared.iter().map(|line| line.records.len() as u64).sum()
    }

    /// The cap cut the list of this type for some value.
    pub(crate) fn is_capped(&self, entity: EntityType) -> bool {
        *self.capped_of.get(entity) > 0
    }
}

/// One of those that are counted has changed.
fn recount(count: &mut u64, was: bool, is: bool) {
    *count = count.saturating_add(u64::from(is)).saturating_sub(u64::from(was));
}

impl Verdict {
    /// Of one value of a search.
    pub fn of<P: Spellings>(
        search: &Search<impl Strategy>,
        spellings: &P,
        value: P::Value,
        types: TypeChoice,
        own: &Own,
    ) -> Self {
        let mut is_complete = true;
        let (mut visible, mut hidden, mut unloaded, mut related) = (0, 0, 0, 0);
        for key in spellings.keys(value) {
            is_complete &= is_complete_list(search.status(key), types);
            for (record, visibility) in search.matches(key).filter(|(record, _)| !own.contains(*record)) {
                // A record that has two of its spellings counts once.
                let hit = spellings.hit(value, search.keys_of(record));
                if hit.is_some_and(|(first, _)| first != key) {
                    continue;
                }
                match visibility {
                    _ if own.relation(search, record).is_some() => related += 1,
                    Visibility::Visible if own.is_dismissed(search, record) => related += 1,
                    Visibility::Visible => visible += 1,
                    Visibility::Hidden => hidden += 1,
                    Visibility::Unloaded => unloaded += 1,
                }
            }
        }
        match (visible, unloaded, hidden) {
            (1.., ..) => Self::Found { count: visible, more: unloaded > 0 || !is_complete, hidden },
            (_, 1.., _) => Self::Unloaded(unloaded),
            (_, _, 1..) => Self::HiddenOnly,
            _ if is_complete && related > 0 => Self::Related,
            _ if is_complete => Self::Absent,
            _ => Self::NotChecked,
        }
    }
}

/// Whether no record of a wanted type is missing.
fn is_complete_list(status: KeyStatus, types: TypeChoice) -> bool {
    let KeyStatus::Checked(completeness) = status else { return false };
    types.wanted().all(|entity| *completeness.get(entity) == Completeness::Complete)
}
