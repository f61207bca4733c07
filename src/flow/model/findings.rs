//! What the account of a search means for the user: own records left out, the rest in a stable order.

use std::collections::{BTreeMap, BTreeSet};

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
        /// The portal's cap was reached: there may be more.
        more: bool,
    },
    /// No other record has it.
    Absent,
    /// Only records that the user may not read have it.
    HiddenOnly,
    /// It was not checked, or not completely.
    NotChecked,
}

impl Findings {
    /// Reads an account.
    pub(in crate::flow) fn of(report: &SearchReport, types: TypeChoice, own: &BTreeSet<RecordRef>) -> Self {
        let mut findings = Self::default();
        let mut visible: BTreeMap<RecordRef, Vec<usize>> = BTreeMap::new();
        let mut hidden: BTreeSet<RecordRef> = BTreeSet::new();
        for (place, key) in report.keys.iter().enumerate() {
            findings.verdicts.push(verdict(key, types, own));
            match &key.state {
                KeyState::NotChecked(_) => findings.unchecked += 1,
                KeyState::Checked { visible: seen, hidden: unseen, completeness } => {
                    for reference in seen.difference(own) {
                        visible.entry(*reference).or_default().push(place);
                    }
                    hidden.extend(unseen.difference(own));
                    findings.unchecked += u64::from(has(*completeness, types, Completeness::Unknown));
                    let capped =
                        wanted(types).filter(|entity| *completeness.get(*entity) == Completeness::AtLeast20);
                    findings.capped.extend(capped.map(|entity| (place, entity)));
                }
            }
        }
        for (reference, keys) in visible {
            findings.records.get_mut(reference.entity).push(Found { reference, keys });
        }
        for reference in hidden {
            *findings.hidden.get_mut(reference.entity) += 1;
        }
        for entity in EntityType::ALL {
            findings
                .records
                .get_mut(entity)
                .sort_by_key(|found| std::cmp::Reverse((found.keys.len(), found.reference.id)));
        }
        findings
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

fn verdict(key: &KeyReport, types: TypeChoice, own: &BTreeSet<RecordRef>) -> Verdict {
    let (visible, hidden, completeness) = match &key.state {
        KeyState::NotChecked(Unchecked::Waiting) => return Verdict::Waiting,
        KeyState::NotChecked(Unchecked::Cancelled | Unchecked::Failed) => return Verdict::NotChecked,
        KeyState::Checked { visible, hidden, completeness } => (visible, hidden, completeness),
    };
    let count = visible.difference(own).count() as u64;
    if count > 0 {
        Verdict::Found { count, more: has(*completeness, types, Completeness::AtLeast20) }
    } else if hidden.difference(own).next().is_some() {
        Verdict::HiddenOnly
    } else if wanted(types).all(|entity| *completeness.get(entity) == Completeness::Complete) {
        Verdict::Absent
    } else {
        Verdict::NotChecked
    }
}
