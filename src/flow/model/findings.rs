//! What the account of a search means for the user: own records left out, the rest in a stable order.

use std::collections::BTreeSet;

use crate::domain::{
    Completeness, EntityType, KeyReport, KeyState, PerType, RecordRef, SearchReport, TypeChoice, Unchecked,
};

/// The meaning of a [`SearchReport`] for one user and one card.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Findings {
    /// The visible records by type: those that match more values first, then the newest.
    pub(in crate::flow) records: PerType<Vec<Found>>,
    /// Hidden records by type.
    pub(in crate::flow) hidden: PerType<u64>,
    /// Records whose cards are not loaded: it is not known whether the user may read them, so they are only
    /// counted.
    pub(in crate::flow) unloaded: u64,
    /// One for each key of the report.
    pub(in crate::flow) verdicts: Vec<Verdict>,
    /// The keys, by their place in the report, and types where the portal's cap cut the list.
    pub(in crate::flow) capped: Vec<(usize, EntityType)>,
    /// Keys of which not every wanted type was checked.
    pub(in crate::flow) unchecked: u64,
}

/// A record that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::flow) struct Found {
    pub(in crate::flow) reference: RecordRef,
    /// The keys that it matches, by their place in the report.
    pub(in crate::flow) keys: Vec<usize>,
}

/// What can be said about one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Verdict {
    /// Nothing yet.
    Waiting,
    /// Other records have it.
    Found {
        /// How many that the user may read.
        count: u64,
        /// There may be more: the portal's cap was reached, or others are not loaded.
        more: bool,
        /// How many that the user may not read.
        hidden: u64,
    },
    /// No other record has it.
    Absent,
    /// Only records that the user may not read have it.
    HiddenOnly,
    /// Other records have it, so many; the card of none of them is loaded.
    Unloaded(u64),
    /// It was not checked, or not completely.
    NotChecked,
}

impl Findings {
    /// Reads an account.
    pub(in crate::flow) fn of(report: &SearchReport, types: TypeChoice, own: &[RecordRef]) -> Self {
        let mut findings = Self::default();
        let (mut visible, mut hidden, mut unloaded) = (Vec::new(), Vec::new(), Vec::new());
        for (place, key) in report.keys.iter().enumerate() {
            findings.verdicts.push(verdict(key, types, own));
            match &key.state {
                KeyState::NotChecked(_) => findings.unchecked += 1,
                KeyState::Checked { visible: seen, hidden: unseen, unloaded: unread, completeness } => {
                    visible.extend(others(seen, own).map(|reference| (reference, place)));
                    hidden.extend(others(unseen, own).map(|reference| (reference, place)));
                    unloaded.extend(others(unread, own).map(|reference| (reference, place)));
                    findings.unchecked += u64::from(has(*completeness, types, Completeness::Unknown));
                    let capped =
                        wanted(types).filter(|entity| *completeness.get(*entity) == Completeness::AtLeast20);
                    findings.capped.extend(capped.map(|entity| (place, entity)));
                }
            }
        }
        for found in by_record(hidden) {
            *findings.hidden.get_mut(found.reference.entity) += 1;
        }
        findings.unloaded = by_record(unloaded).len() as u64;
        findings.order(&by_record(visible));
        findings
    }

    /// Those that match more values first, then the newest.
    fn order(&mut self, found: &[Found]) {
        let most = found.iter().map(|found| found.keys.len()).max().unwrap_or_default();
        for matches in (1..=most).rev() {
            for one in found.iter().rev().filter(|found| found.keys.len() == matches) {
                self.records.get_mut(one.reference.entity).push(one.clone());
            }
        }
    }

    /// Visible records of all types.
    pub(in crate::flow) fn found(&self) -> usize {
        EntityType::ALL.into_iter().map(|entity| self.records.get(entity).len()).sum()
    }

    /// Hidden records of all types.
    pub(in crate::flow) fn hidden_in_all(&self) -> u64 {
        EntityType::ALL.into_iter().map(|entity| *self.hidden.get(entity)).sum()
    }

    /// The cap cut the list of this type for some value.
    pub(in crate::flow) fn is_capped(&self, entity: EntityType) -> bool {
        self.capped.iter().any(|(_, capped)| *capped == entity)
    }
}

/// Each record once, with all its keys, in the portal's order.
fn by_record(mut pairs: Vec<(RecordRef, usize)>) -> Vec<Found> {
    pairs.sort_unstable();
    let mut records: Vec<Found> = Vec::new();
    for (reference, place) in pairs {
        match records.last_mut() {
            Some(last) if last.reference == reference => last.keys.push(place),
            _ => records.push(Found { reference, keys: vec![place] }),
        }
    }
    records
}

/// The records that are not the card itself or its clients: the list of those is short.
fn others(records: &BTreeSet<RecordRef>, own: &[RecordRef]) -> impl Iterator<Item = RecordRef> {
    records.iter().copied().filter(|reference| !own.contains(reference))
}

/// The types that were asked for.
fn wanted(types: TypeChoice) -> impl Iterator<Item = EntityType> {
    EntityType::ALL.into_iter().filter(move |entity| match types {
        TypeChoice::All => true,
        TypeChoice::Only(only) => only == *entity,
    })
}

fn has(completeness: PerType<Completeness>, types: TypeChoice, state: Completeness) -> bool {
    wanted(types).any(|entity| *completeness.get(entity) == state)
}

fn verdict(key: &KeyReport, types: TypeChoice, own: &[RecordRef]) -> Verdict {
    let (visible, hidden, unloaded, completeness) = match &key.state {
        KeyState::NotChecked(Unchecked::Waiting) => return Verdict::Waiting,
        KeyState::NotChecked(Unchecked::Cancelled | Unchecked::Failed) => return Verdict::NotChecked,
        KeyState::Checked { visible, hidden, unloaded, completeness } => {
            (visible, hidden, unloaded, completeness)
        }
    };
    let count = others(visible, own).count() as u64;
    let unloaded = others(unloaded, own).count() as u64;
    let hidden = others(hidden, own).count() as u64;
    if count > 0 {
        let more = unloaded > 0 || has(*completeness, types, Completeness::AtLeast20);
        Verdict::Found { count, more, hidden }
    } else if unloaded > 0 {
        Verdict::Unloaded(unloaded)
    } else if hidden > 0 {
        Verdict::HiddenOnly
    } else if wanted(types).all(|entity| *completeness.get(entity) == Completeness::Complete) {
        Verdict::Absent
    } else {
        Verdict::NotChecked
    }
}
