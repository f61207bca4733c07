//! What the account of a search means for the user: own records left out, the rest in a stable order.

use crate::domain::{
    Completeness, EntityType, KeyStatus, PerType, RecordRef, TypeChoice, Unchecked, Visibility,
};
use crate::search::{KeyIndex, Search, Strategy};

/// The meaning of a search for one user and one card.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Findings {
    /// The visible records by type: those that match more values first, then the newest.
    pub(crate) records: PerType<Vec<RecordRef>>,
    /// Hidden records by type.
    pub(crate) hidden: PerType<u64>,
    /// Records whose cards are not loaded: it is not known whether the user may read them, so they are only
    /// counted.
    pub(crate) unloaded: u64,
    /// The keys and types where the portal's cap cut the list.
    pub(crate) capped: Vec<(KeyIndex, EntityType)>,
    /// Keys of which not every wanted type was checked.
    pub(crate) unchecked: u64,
}

/// What can be said about one value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Verdict {
    /// Nothing yet.
    Waiting,
    /// Other records have it.
    Found {
        /// How many that the user may read.
        count: u64,
        /// There may be more: the portal's cap was reached, others are not loaded, or a type was not checked.
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
    /// Reads the account of a search.
    pub(crate) fn of(search: &Search<impl Strategy>, types: TypeChoice, own: &[RecordRef]) -> Self {
        let mut findings = Self::default();
        let mut visible = Vec::new();
        for (record, visibility, keys) in search.records().filter(|(record, ..)| !own.contains(record)) {
            match visibility {
                Visibility::Visible => visible.push((record, keys.len())),
                Visibility::Hidden => *findings.hidden.get_mut(record.entity) += 1,
                Visibility::Unloaded => findings.unloaded += 1,
            }
        }
        findings.order(&visible);
        for key in search.keys() {
            match search.status(key) {
                KeyStatus::NotChecked(_) => findings.unchecked += 1,
                KeyStatus::Checked(completeness) => {
                    let is = |entity: &EntityType, wanted| *completeness.get(*entity) == wanted;
                    findings.unchecked +=
                        u64::from(types.wanted().any(|entity| is(&entity, Completeness::Unknown)));
                    let capped = types.wanted().filter(|entity| is(entity, Completeness::Capped));
                    findings.capped.extend(capped.map(|entity| (key, entity)));
                }
            }
        }
        findings
    }

    /// Those that match more values first, then the newest: the portal's own order is the oldest first.
    fn order(&mut self, visible: &[(RecordRef, usize)]) {
        let most = visible.iter().map(|(_, keys)| *keys).max().unwrap_or_default();
        for matches in (1..=most).rev() {
            for (record, _) in visible.iter().rev().filter(|(_, keys)| *keys == matches) {
                self.records.get_mut(record.entity).push(*record);
            }
        }
    }

    /// Visible records of all types.
    pub(crate) fn found(&self) -> usize {
        EntityType::ALL.into_iter().map(|entity| self.records.get(entity).len()).sum()
    }

    /// Hidden records of all types.
    pub(crate) fn hidden_in_all(&self) -> u64 {
        EntityType::ALL.into_iter().map(|entity| *self.hidden.get(entity)).sum()
    }

    /// The cap cut the list of this type for some value.
    pub(crate) fn is_capped(&self, entity: EntityType) -> bool {
        self.capped.iter().any(|(_, capped)| *capped == entity)
    }
}

impl Verdict {
    /// Of one key of a search.
    pub(crate) fn of(
        search: &Search<impl Strategy>,
        key: KeyIndex,
        types: TypeChoice,
        own: &[RecordRef],
    ) -> Self {
        let completeness = match search.status(key) {
            KeyStatus::NotChecked(Unchecked::Waiting) => return Self::Waiting,
            KeyStatus::NotChecked(Unchecked::Cancelled | Unchecked::Failed) => return Self::NotChecked,
            KeyStatus::Checked(completeness) => completeness,
        };
        let (mut visible, mut hidden, mut unloaded) = (0, 0, 0);
        for (_, visibility) in search.matches(key).filter(|(record, _)| !own.contains(record)) {
            match visibility {
                Visibility::Visible => visible += 1,
                Visibility::Hidden => hidden += 1,
                Visibility::Unloaded => unloaded += 1,
            }
        }
        let all = |state| types.wanted().all(|entity| *completeness.get(entity) == state);
        let any = |state| types.wanted().any(|entity| *completeness.get(entity) == state);
        match (visible, unloaded, hidden) {
            (1.., ..) => {
                let more = unloaded > 0 || any(Completeness::Capped) || any(Completeness::Unknown);
                Self::Found { count: visible, more, hidden }
            }
            (_, 1.., _) => Self::Unloaded(unloaded),
            (_, _, 1..) => Self::HiddenOnly,
            _ if all(Completeness::Complete) => Self::Absent,
            _ => Self::NotChecked,
        }
    }
}
