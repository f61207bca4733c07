//! Who waits for which record. Each waits for one at a time, the first that is not settled yet, and is looked at when that
//! one is: looked at after each answer, all pools of a long list were looked at hundreds of times.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::search::ledger::{Ledger, RecordIndex};

/// Something that waits for records.
pub(super) trait Waits {
    /// The first record from this one on that it waits for.
    fn first_unsettled(&self, from: RecordIndex, ledger: &Ledger) -> Option<RecordIndex>;
}

/// All that wait, by the record for which each of them waits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Waiting<T> {
    by_record: BTreeMap<RecordIndex, Vec<T>>,
    /// How often something was looked at.
    #[serde(skip)]
    looks: u64,
}

impl<T> Default for Waiting<T> {
    fn default() -> Self {
        Self { by_record: BTreeMap::new(), looks: 0 }
    }
}

impl<T: Waits> Waiting<T> {
    /// Gives it back if it has nothing to wait for.
    pub(super) fn wait(&mut self, waits: T, ledger: &Ledger) -> Option<T> {
        self.wait_from(RecordIndex::FIRST, waits, ledger)
    }

    fn wait_from(&mut self, from: RecordIndex, waits: T, ledger: &Ledger) -> Option<T> {
        self.looks += 1;
        match waits.first_unsettled(from, ledger) {
            Some(record) => {
                self.by_record.entry(record).or_default().push(waits);
                None
            }
            None => Some(waits),
        }
    }

    /// Takes out those that have waited for one of these records and wait for no other.
    pub(super) fn settle(&mut self, settled: &[RecordIndex], ledger: &Ledger) -> Vec<T> {
        let mut ready = Vec::new();
        for record in settled {
            for waits in self.by_record.remove(record).unwrap_or_default() {
                ready.extend(self.wait_from(*record, waits, ledger));
            }
        }
        ready
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) const fn looks(&self) -> u64 {
        self.looks
    }

    /// Whether nobody waits.
    pub(super) fn is_empty(&self) -> bool {
        self.by_record.is_empty()
    }

    /// All of them, which wait no more.
    pub(super) fn take_all(&mut self) -> Vec<T> {
        std::mem::take(&mut self.by_record).into_values().flatten().collect()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::domain::{EntityType, RecordId, RecordRef, TypeChoice};
    use crate::search::ledger::Tick;

    use super::*;

    struct Pool(Vec<RecordIndex>);

    impl Waits for Pool {
        fn first_unsettled(&self, from: RecordIndex, ledger: &Ledger) -> Option<RecordIndex> {
            ledger.records().first_unsettled(&self.0, from)
        }
    }

    /// Pools of twenty records each, whose lists of fifty come one after the other, the last ones first or the first
    /// ones. Gives the looks at pools.
    fn looks(records: u64, order: impl Fn(Vec<u64>) -> Vec<u64>) -> u64 {
        let mut ledger = Ledger::new(Vec::new(), TypeChoice::All);
        let ids: Vec<RecordId> = (1..=records).filter_map(RecordId::new).collect();
        let mut waiting = Waiting::default();
        for pool in ids.chunks(20) {
            let found: Vec<RecordRef> = pool.iter().map(|id| RecordRef::new(EntityType::Lead, *id)).collect();
            let pool = Pool(ledger.named(&found).records);
            assert!(waiting.wait(pool, &ledger).is_none());
        }
        let mut ready = 0;
        for list in order((0..records.div_ceil(50)).collect()) {
            let start = usize::try_from(list * 50).unwrap();
            let list = &ids[start..(start + 50).min(ids.len())];
            ledger.records_mut().listed(Tick::default(), EntityType::Lead, list, Vec::new());
            let settled = ledger.records_mut().take_settled();
            ready += waiting.settle(&settled, &ledger).len();
        }
        assert_eq!(ready, ids.len().div_ceil(20));
        assert!(waiting.is_empty());
        waiting.looks
    }

    /// Each pool of twenty spans two lists at most: it is looked at three times, whatever else waits.
    #[test]
    fn the_work_grows_with_the_pools_and_not_with_their_square() {
        let backwards = |mut lists: Vec<u64>| {
            lists.reverse();
            lists
        };
        for records in [2_000, 20_000, 200_000] {
            let pools = records / 20;
            for looks in [looks(records, |lists| lists), looks(records, backwards)] {
                assert!((2 * pools..=3 * pools).contains(&looks), "{looks} looks at {pools} pools");
            }
        }
    }
}
