//! Records that a list left out, although the portal had named them: hidden, or gone since. The keys that have them
//! are asked again, once.

use crate::domain::{EntityType, RecordId, RecordRef};

use super::line::Asked;
use super::{KeyIndex, Ledger, RecordIndex, Tick};

impl Ledger {
    /// The portal was asked again for keys whose records of one type a list had left out. Those that it names
    /// still are hidden, the others are gone.
    pub(in crate::search) fn confirmed(
        &mut self,
        keys: &[KeyIndex],
        entity: EntityType,
        sent: Tick,
        found: &[RecordRef],
    ) {
        let records = &mut self.records;
        self.changed.extend(keys);
        for key in keys {
            let Some(line) = self.lines.get_mut(key.index()) else { continue };
            // The list that came along was not answered: what the next one leaves out is not confirmed by this.
            if line.records.iter().any(|record| !records.is_settled(*record)) {
                *line.asked.get_mut(entity) = Asked::At(sent);
            }
            line.records.retain(|record| {
                let was_left_out = records.entity(*record) == Some(entity)
                    && records.omitted_at(*record).is_some_and(|listed| listed < sent);
                let is_there = records.visibility(*record).is_some_and(|(record, _)| found.contains(&record));
                let stays = !was_left_out || is_there;
                if !stays {
                    records.untie(*record, *key);
                }
                stays
            });
        }
    }

    /// The keys to which these records belong and that were asked for by themselves: they are to be asked again if
    /// a list leaves the records out.
    pub(in crate::search) fn confirm_along(
        &mut self,
        entity: EntityType,
        ids: &[RecordId],
    ) -> Vec<(KeyIndex, EntityType)> {
        let mut confirm = Vec::new();
        for id in ids {
            for key in self.records.keys_of(RecordRef::new(entity, *id)) {
                let Some(line) = self.lines.get_mut(key.index()) else { continue };
                let asked = line.asked.get_mut(entity);
                if matches!(*asked, Asked::At(_)) {
                    *asked = Asked::Again;
                    confirm.push((*key, entity));
                }
            }
        }
        confirm
    }

    /// The keys that are to be asked again, with the type, because the list left out records that the portal
    /// had named for them before.
    pub(in crate::search) fn unconfirmed(&mut self, left_out: &[RecordIndex]) -> Vec<(KeyIndex, EntityType)> {
        let mut confirm = Vec::new();
        for record in left_out {
            let (Some(listed), Some(entity)) =
                (self.records.omitted_at(*record), self.records.entity(*record))
            else {
                continue;
            };
            for key in self.records.keys(*record) {
                let Some(line) = self.lines.get_mut(key.index()) else { continue };
                let asked = line.asked.get_mut(entity);
                if matches!(*asked, Asked::At(sent) if sent < listed) {
                    *asked = Asked::Again;
                    confirm.push((*key, entity));
                }
            }
        }
        confirm
    }
}
