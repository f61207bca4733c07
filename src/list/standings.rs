//! How the rows of a list stand: the verdict of each, and how many have which.

use std::collections::HashMap;

use crate::domain::{EntityType, RecordRef, Visibility};

use super::{Check, Cut, Evidence, Extent, List, Row, Verdict, VerdictKind};

/// How the rows of a list stand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Standings {
    rows: Vec<Standing>,
    of_kind: [u64; VerdictKind::ALL.len()],
    of_type: [u64; EntityType::ALL.len()],
    /// How many rows have records and were not checked completely.
    partial: u64,
    /// How many rows have a reason why not all is known of them, though they were checked.
    limited: [u64; Limit::ALL.len()],
    /// Records to which one row leads, each with another one: those of a chain belong together.
    joined: HashMap<RecordRef, RecordRef>,
    /// How many stand for one record, itself among them, where there are several. A way to it is short, because the fewer
    /// are joined to the more.
    sizes: HashMap<RecordRef, u32>,
}

/// How a row stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    /// Its verdict.
    pub kind: VerdictKind,
    /// The types of the records that the user may read, a bit each.
    types: u8,
    /// The first of those records.
    record: Option<RecordRef>,
    /// It has records, and was not checked completely.
    is_partial: bool,
    /// Why not all is known of it, a bit each.
    limits: u8,
}

/// Why not all is known of a row, however completely it was checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// The portal names at most 20 records of a type.
    Cap,
    /// The user may not read a record that has something of it.
    Hidden,
    /// Something of it cannot be asked.
    Unusable,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Cap, Self::Hidden, Self::Unusable];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Standings {
    /// Of a list of which nothing was asked.
    pub fn before(list: &List) -> Self {
        let mut standings = Self::default();
        for row in list.rows() {
            let kind = if row.values.is_empty() { VerdictKind::NotValid } else { VerdictKind::NotChecked };
            let limits = if row.unusable.is_empty() { 0 } else { Limit::Unusable.bit() };
            standings.rows.push(Standing { kind, limits, ..Standing::default() });
            standings.count(kind, true);
            standings.limit(0, limits);
        }
        standings
    }

    /// The row at this place has the verdict that follows from what is known now.
    pub fn judge(&mut self, list: &List, check: &Check, place: usize) {
        let (Some(row), Some(before)) = (list.rows().get(place), self.rows.get(place).copied()) else {
            return;
        };
        let (verdict, evidence) = check.verdict(list, row);
        let kind = verdict.into();
        let found = evidence.iter().flat_map(Evidence::records);
        let is_partial = matches!(verdict, Verdict::PossiblyIncomplete { cut: Cut::NotChecked, .. });
        let limits = limits(row, &evidence);
        let mut now = Standing { kind, is_partial, limits, ..Standing::default() };
        for (record, ..) in found.filter(|(_, visibility, _)| *visibility == Visibility::Visible) {
            now.types |= bit(record.entity);
            match now.record {
                Some(first) => self.join(first, record),
                None => now.record = Some(record),
            }
        }
        recount(&mut self.partial, before.is_partial, now.is_partial);
        self.limit(before.limits, now.limits);
        self.count(before.kind, false);
        self.count(now.kind, true);
        for (entity, count) in EntityType::ALL.into_iter().zip(&mut self.of_type) {
            recount(count, before.types & bit(entity) != 0, now.types & bit(entity) != 0);
        }
        if let Some(standing) = self.rows.get_mut(place) {
            *standing = now;
        }
    }

    /// How each row stands, in the order of the file.
    pub fn rows(&self) -> &[Standing] {
        &self.rows
    }

    /// How many rows have this verdict.
    pub fn of_kind(&self, kind: VerdictKind) -> u64 {
        self.of_kind.get(kind.place()).copied().unwrap_or_default()
    }

    /// How many rows the portal has something of.
    pub fn found(&self) -> u64 {
        let found = [
            VerdictKind::Several,
            VerdictKind::Once,
            VerdictKind::OtherSpelling,
            VerdictKind::Hidden,
            VerdictKind::Incomplete,
        ];
        found.into_iter().map(|kind| self.of_kind(kind)).sum()
    }

    /// How many rows were not checked, or not completely.
    pub const fn unfinished(&self) -> u64 {
        let [.., not_checked] = self.of_kind;
        not_checked.saturating_add(self.partial)
    }

    /// Of how many rows not all is known for this reason.
    pub fn limited(&self, by: Limit) -> u64 {
        self.limited.get(by as usize).copied().unwrap_or_default()
    }

    /// How many rows lead to a record of this type.
    pub fn of_type(&self, entity: EntityType) -> u64 {
        let place = EntityType::ALL.iter().position(|one| *one == entity);
        place.and_then(|place| self.of_type.get(place)).copied().unwrap_or_default()
    }

    /// The record for which all stand to which a row leads, and to which rows lead that share one with it.
    pub fn leader(&self, place: usize) -> Option<RecordRef> {
        self.rows.get(place)?.record.map(|record| self.head(record))
    }

    fn head(&self, mut record: RecordRef) -> RecordRef {
        while let Some(next) = self.joined.get(&record) {
            record = *next;
        }
        record
    }

    fn join(&mut self, one: RecordRef, other: RecordRef) {
        let (one, other) = (self.head(one), self.head(other));
        if one == other {
            return;
        }
        let size = |record| self.sizes.get(&record).copied().unwrap_or(1);
        let (more, fewer) = if size(one) < size(other) { (other, one) } else { (one, other) };
        let together = size(one).saturating_add(size(other));
        self.joined.insert(fewer, more);
        self.sizes.insert(more, together);
    }

    fn limit(&mut self, was: u8, is: u8) {
        for (limit, count) in Limit::ALL.into_iter().zip(&mut self.limited) {
            recount(count, was & limit.bit() != 0, is & limit.bit() != 0);
        }
    }

    fn count(&mut self, kind: VerdictKind, is: bool) {
        if let Some(count) = self.of_kind.get_mut(kind.place()) {
            recount(count, !is, is);
        }
    }
}

fn limits(row: &Row, evidence: &[Evidence]) -> u8 {
    let is = |limit: &Limit| match limit {
        Limit::Cap => evidence.iter().any(|value| value.extent == Extent::Capped),
        Limit::Hidden => evidence
            .iter()
            .flat_map(Evidence::records)
            .any(|(_, visibility, _)| visibility == Visibility::Hidden),
        Limit::Unusable => !row.unusable.is_empty(),
    };
    Limit::ALL.into_iter().filter(is).fold(0, |bits, limit| bits | limit.bit())
}

/// One of those that are counted has changed.
fn recount(count: &mut u64, was: bool, is: bool) {
    *count = count.saturating_add(u64::from(is)).saturating_sub(u64::from(was));
}

const fn bit(entity: EntityType) -> u8 {
    match entity {
        EntityType::Lead => 1,
        EntityType::Contact => 2,
        EntityType::Company => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RecordId;

    #[test]
    fn a_long_chain_of_records_has_a_short_way_to_the_one_that_stands_for_all() {
        let record = |id| RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap());
        let mut standings = Standings::default();
        for id in (1..1_000).rev() {
            standings.join(record(id), record(id + 1));
        }
        let way = |id| {
            std::iter::successors(Some(record(id)), |record| standings.joined.get(record).copied()).count()
        };
        assert!((1..=1_000).all(|id| way(id) <= 10), "{:?}", (1..=1_000).map(way).max());
        assert!((1..=1_000).all(|id| standings.head(record(id)) == standings.head(record(1))));
    }
}
