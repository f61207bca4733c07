//! What the answers say about the keys that were asked.

use crate::domain::{Completeness, EntityType, RecordRef};
use crate::protocol::limits::RECORDS_A_VALUE;

use super::line::Asked;
use super::{KeyIndex, Ledger, Named, RecordIndex, Tick, sets};

/// What an answer to a key by itself says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::search) enum Cut {
    /// Every record was named, or there is nothing finer to ask.
    No,
    /// The cap was reached over all types together: each type is to be asked by itself.
    AcrossTypes,
}

impl Ledger {
    /// The portal named these records. Those of types that are not wanted count as rows, and as nothing else.
    pub(in crate::search) fn named(&mut self, found: &[RecordRef]) -> Named {
        let mut distinct = Vec::new();
        for record in found {
            sets::insert(&mut distinct, *record);
        }
        let rows = distinct.len();
        distinct.retain(|record| self.types.includes(record.entity));
        Named { records: self.records.named(&distinct), rows }
    }

    /// Takes the answer to a key that was asked by itself. What the portal names is a match, whether or not
    /// the record's own phones and e-mails explain it.
    pub(in crate::search) fn answered(
        &mut self,
        key: KeyIndex,
        entity: Option<EntityType>,
        sent: Tick,
        found: &[RecordRef],
    ) -> Cut {
        let Named { records: named, rows } = self.named(found);
        let is_cut = rows >= RECORDS_A_VALUE;
        if !is_cut {
            self.keep(key, entity, &named);
        }
        self.found(key, &named);
        let types = self.types.wanted();
        let Some(line) = self.line_mut(key) else { return Cut::No };
        for of_type in types.filter(|each| entity.is_none_or(|only| only == *each)) {
            *line.completeness.get_mut(of_type) = match entity {
                _ if !is_cut => Completeness::Complete,
                Some(_) => Completeness::Capped,
                None => Completeness::Unknown,
            };
            *line.asked.get_mut(of_type) = Asked::At(sent);
        }
        if is_cut && entity.is_none() { Cut::AcrossTypes } else { Cut::No }
    }

    /// An answer that is not cut names every record of the types that were asked for. What was named before
    /// and is not among them is no match any more.
    fn keep(&mut self, key: KeyIndex, entity: Option<EntityType>, named: &[RecordIndex]) {
        let Some(line) = self.lines.get_mut(key.index()) else { return };
        let records = &mut self.records;
        line.records.retain(|record| {
            let is_other_type = || entity.is_some_and(|only| records.entity(*record) != Some(only));
            let stays = named.contains(record) || is_other_type();
            if !stays {
                records.untie(*record, key);
            }
            stays
        });
    }

    /// These records have a key; there may be others.
    pub(in crate::search) fn found(&mut self, key: KeyIndex, records: &[RecordIndex]) {
        self.changed.push(key);
        let Some(line) = self.lines.get_mut(key.index()) else { return };
        for record in records {
            if !line.records.contains(record) {
                line.records.push(*record);
                self.records.tie(*record, key);
            }
        }
    }

    /// Takes what a pool has proved about one type of a key, or about all that are wanted.
    pub(in crate::search) fn proved(
        &mut self,
        key: KeyIndex,
        entity: Option<EntityType>,
        completeness: Completeness,
    ) {
        let types = self.types;
        if let Some(line) = self.line_mut(key) {
            for of_type in types.wanted().filter(|each| entity.is_none_or(|only| only == *each)) {
                *line.completeness.get_mut(of_type) = completeness;
            }
        }
    }
}
