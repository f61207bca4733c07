//! What is known of a value.

use crate::domain::{Completeness, KeyStatus, RecordRef, TypeChoice, Visibility};
use crate::lookup::{Hit, Spellings};
use crate::search::{Search, Strategy};

/// What a search has found out about one value.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Evidence {
    /// How much of it was checked.
    pub extent: Extent,
    /// The records that have it, each once.
    pub(super) records: Vec<Record>,
}

/// A record that has a value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Record {
    pub(super) reference: RecordRef,
    pub(super) visibility: Visibility,
    pub(super) hit: Hit,
}

/// How much of a value was checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Extent {
    /// Not every spelling and wanted type, or nothing yet.
    #[default]
    NotChecked,
    /// Everything; the portal's cap of 20 cut one of the answers.
    Capped,
    /// Everything.
    Complete,
}

impl Evidence {
    /// What a search knows of a value.
    pub fn of<L: Spellings>(
        search: &Search<impl Strategy>,
        spellings: &L,
        value: L::Value,
        types: TypeChoice,
    ) -> Self {
        let mut evidence = Self { extent: Extent::Complete, records: Vec::new() };
        for key in spellings.keys(value) {
            evidence.extent = evidence.extent.min(extent(search.status(key), types));
            let hit = spellings.hit(value, &[key]).map_or(Hit::Derived, |(_, hit)| hit);
            for (reference, visibility) in search.matches(key) {
                evidence.add(reference, visibility, hit);
            }
        }
        evidence
    }

    /// Whether not every spelling was checked. It is asked of all values of a list at once, so it looks at no record.
    pub(super) fn is_open<L: Spellings>(
        search: &Search<impl Strategy>,
        spellings: &L,
        value: L::Value,
        types: TypeChoice,
    ) -> bool {
        spellings.keys(value).any(|key| extent(search.status(key), types) == Extent::NotChecked)
    }

    /// What another search knows of the same value.
    pub(super) fn join(&mut self, other: Self) {
        self.extent = self.extent.max(other.extent);
        for record in other.records {
            let known = self.records.iter_mut().find(|known| known.reference == record.reference);
            if let Some(known) = known.filter(|known| known.visibility == Visibility::Unloaded) {
                known.visibility = record.visibility;
            }
            self.add(record.reference, record.visibility, record.hit);
        }
    }

    /// The records that have it, whether the user may read them, and in which of its spellings.
    pub fn records(&self) -> impl Iterator<Item = (RecordRef, Visibility, Hit)> {
        self.records.iter().map(|record| (record.reference, record.visibility, record.hit))
    }

    /// A record has it, in this spelling and perhaps in others.
    pub(super) fn add(&mut self, reference: RecordRef, visibility: Visibility, hit: Hit) {
        match self.records.iter_mut().find(|record| record.reference == reference) {
            Some(record) if hit == Hit::Written => record.hit = hit,
            Some(_) => {}
            None => self.records.push(Record { reference, visibility, hit }),
        }
    }
}

fn extent(status: KeyStatus, types: TypeChoice) -> Extent {
    let KeyStatus::Checked(completeness) = status else { return Extent::NotChecked };
    let of_type = |entity| match completeness.get(entity) {
        Completeness::Complete => Extent::Complete,
        Completeness::Capped => Extent::Capped,
        Completeness::Unknown => Extent::NotChecked,
    };
    types.wanted().map(of_type).min().unwrap_or_default()
}
