//! What the account of a search means for the user: own records left out, the rest in a stable order.

use crate::domain::{Completeness, EntityType, KeyStatus, PerType, RecordRef, TypeChoice, Visibility};
use crate::search::{KeyIndex, Search, Strategy};

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
    /// The values, by the key of what was written, and types where the portal's cap cut the list.
    pub(crate) capped: Vec<(KeyIndex, EntityType)>,
    /// How many values there are.
    pub(crate) values: u64,
    /// How many of them some record has.
    pub(crate) found_values: u64,
    /// Values of which not every spelling and wanted type was checked.
    pub(crate) unchecked: u64,
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

    /// Reads the account of a search.
    pub(crate) fn of(
        search: &Search<impl Strategy>,
        spellings: &impl Spellings,
        types: TypeChoice,
        own: &Own,
    ) -> Self {
        let mut findings = Self::default();
        let mut found = Vec::new();
        for (record, visibility, keys) in search.records().filter(|(record, ..)| own.record != Some(*record))
        {
            if let Some(relation) = own.relation(search, record) {
                findings.related.extend((visibility == Visibility::Visible).then_some((record, relation)));
                continue;
            }
            let values = || spellings.values_of(keys).count();
            match visibility {
                Visibility::Visible if own.is_dismissed(search, record) => findings.dismissed.push(record),
                Visibility::Visible => found.push((values(), record)),
                Visibility::Hidden => *findings.hidden.get_mut(record.entity) += 1,
                Visibility::Unloaded if search.is_awaited(record) => found.push((values(), record)),
                Visibility::Unloaded => findings.unloaded += 1,
            }
        }
        if !own.is_nobody() {
            findings.shared = shared_line::take(search, spellings, &mut found);
        }
        found.extend(search.unattributed().filter(|record| !own.contains(*record)).map(|record| (0, record)));
        findings.order(found);
        for value in spellings.values(search) {
            findings.values += 1;
            let (mut is_open, mut is_found) = (false, false);
            let before = findings.capped.len();
            for key in spellings.keys(value) {
                let KeyStatus::Checked(completeness) = search.status(key) else {
                    is_open = true;
                    continue;
                };
                is_found |= search.matches(key).next().is_some();
                for entity in types.wanted() {
                    match completeness.get(entity) {
                        Completeness::Complete => {}
                        Completeness::Capped => findings.cap(spellings.keys(value).next(), entity, before),
                        Completeness::Unknown => is_open = true,
                    }
                }
            }
            findings.found_values += u64::from(is_found);
            findings.unchecked += u64::from(is_open);
        }
        findings
    }

    /// The list of a value was cut, in whichever of its spellings; of its lines, the first is at this place.
    fn cap(&mut self, written: Option<KeyIndex>, entity: EntityType, first: usize) {
        if !self.capped.iter().skip(first).any(|(_, capped)| *capped == entity) {
            self.capped.extend(written.map(|key| (key, entity)));
        }
    }

    /// Those that match more values first, then the newest: the portal's own order is the oldest first.
    fn order(&mut self, mut found: Vec<(usize, RecordRef)>) {
        found.sort_unstable();
        for (_, record) in found.into_iter().rev() {
            self.records.get_mut(record.entity).push(record);
        }
    }

    /// Records of all types.
    pub(crate) fn found(&self) -> usize {
        EntityType::ALL.into_iter().map(|entity| self.records.get(entity).len()).sum()
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
        self.capped.iter().any(|(_, capped)| *capped == entity)
    }
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
