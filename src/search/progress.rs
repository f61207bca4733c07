//! The progress of a search: how many keys are settled, and how much is left to do. A long list has hundreds of answers:
//! only the keys are looked at of which an answer has told something.

use super::ledger::{KeyIndex, Ledger};
use super::options::Progress;
use super::search::Search;
use super::strategy::Strategy;

/// How many keys are settled and found, and which.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ProgressCount {
    settled: usize,
    found: usize,
    keys: Vec<OfKey>,
    /// How often a key was looked at.
    looks: u64,
}

/// What is counted of one key.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct OfKey {
    is_settled: bool,
    is_found: bool,
}

impl<S: Strategy> Search<S> {
    /// How far it is. Whether records that a list left out are hidden or gone may still be asked when all keys are known:
    /// until the search is finished, one of them counts as not settled.
    pub fn progress(&self) -> Progress {
        let ProgressCount { settled, found, .. } = self.count;
        let most = if self.is_finished() { self.len() } else { self.len().saturating_sub(1) };
        // What is under way may be answered at any moment.
        let left = self.plan.sizer.forecast(self.plan.queue.units());
        Progress { keys: self.len(), settled: settled.min(most), found, left }
    }

    /// Counts anew what the last answer has changed.
    pub(super) fn count_on(&mut self) {
        let ledger = &self.plan.ledger;
        let (keys, records) = ledger.changed();
        let of_records = records.iter().flat_map(|record| ledger.records().keys(*record));
        for key in keys.iter().chain(of_records) {
            self.count.look(*key, ledger);
        }
    }

    /// Counts everything.
    pub(super) fn recount(&mut self) {
        self.count.keys = vec![OfKey::default(); self.len()];
        (self.count.settled, self.count.found) = (0, 0);
        for key in self.plan.ledger.keys() {
            self.count.look(key, &self.plan.ledger);
        }
    }
}

impl ProgressCount {
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) const fn looks(&self) -> u64 {
        self.looks
    }

    fn look(&mut self, key: KeyIndex, ledger: &Ledger) {
        self.looks += 1;
        let Some(of_key) = self.keys.get_mut(key.index()) else { return };
        let now = OfKey { is_settled: ledger.is_settled(key), is_found: !ledger.matches(key).is_empty() };
        let before = std::mem::replace(of_key, now);
        let counted = |count: usize, was, is| (count + usize::from(is)).saturating_sub(usize::from(was));
        self.settled = counted(self.settled, before.is_settled, now.is_settled);
        self.found = counted(self.found, before.is_found, now.is_found);
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::domain::{CommKind, Communication};
    use crate::protocol::{BatchReply, Node};
    use crate::search::{Pools, SearchOptions};

    use super::*;

    /// Searches so many numbers that nobody has, in a portal that is so slow that each pool is a batch of its
    /// own. Gives the answers, and how often a key was looked at.
    fn searched(keys: usize) -> (usize, u64) {
        let number = |n: usize| Communication::new(CommKind::Phone, &(1_000_000 + n).to_string()).unwrap();
        let asked = (0..keys).map(number).collect();
        let mut search: Search<Pools> = Search::new(asked, &SearchOptions::default()).unwrap();
        let mut answers = 0;
        while let Some(batch) = search.next_batch(1) {
            let replies = batch.commands.iter().map(|(name, _)| (*name, Ok(Node::List(Vec::new()))));
            search.answered(
                batch.name().unwrap(),
                &BatchReply { replies: replies.collect(), took: Some(60_000), ..BatchReply::default() },
            );
            answers += 1;
            assert!(search.progress().settled >= answers.min(keys), "it is counted at once");
        }
        assert_eq!(search.progress().settled, keys);
        (answers, search.count.looks)
    }

    /// Counted as a whole after each answer, four times the keys were sixteen times the work.
    #[test]
    fn the_work_of_counting_grows_with_the_keys_and_not_with_their_square() {
        let (answers, looks) = searched(5_000);
        let (answers_of_more, looks_of_more) = searched(20_000);
        assert!(answers > 150 && answers_of_more > 900, "{answers} and {answers_of_more} answers");
        assert!(looks <= 4 * 5_000 && looks_of_more <= 4 * 20_000, "{looks} and {looks_of_more} looks");
    }
}
