//! The progress of a search: how many keys are settled, and how much is left to do. Counting takes a look at each
//! key, and a long search has hundreds of answers: it is done again when a hundredth of the work was answered, so
//! that no key is looked at much more than a hundred times.

use super::options::Progress;
use super::search::Search;
use super::strategy::Strategy;

/// What is less than this part of a search does not show.
const PARTS: u64 = 100;

/// The last count, and what was answered since.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct ProgressCount {
    settled: usize,
    found: usize,
    since: u64,
}

impl<S: Strategy> Search<S> {
    /// How far it is. Of a long search, a hundredth may be settled and not counted yet.
    pub fn progress(&self) -> Progress {
        let ProgressCount { settled, found, .. } = self.count;
        // What is under way may be answered at any moment.
        let left = self.plan.sizer.forecast(self.plan.queue.units());
        Progress { keys: self.len(), settled, found, left }
    }

    /// So many units of work were answered: counts again where that is due, and at the end.
    pub(super) fn count_on(&mut self, answered: u64) {
        self.count.since = self.count.since.saturating_add(answered);
        if self.count.since.saturating_mul(PARTS) >= self.len() as u64 || self.is_finished() {
            self.recount();
        }
    }

    /// Counts now.
    pub(super) fn recount(&mut self) {
        let found = self.keys().filter(|key| !self.plan.ledger.matches(*key).is_empty()).count();
        self.count = ProgressCount { settled: self.count_settled(), found, since: 0 };
    }

    fn count_settled(&self) -> usize {
        let mut is_open = vec![false; self.len()];
        for key in self.plan.open_keys().chain(self.strategy.open_keys()) {
            if let Some(is_open) = is_open.get_mut(key.index()) {
                *is_open = true;
            }
        }
        let ledger = &self.plan.ledger;
        let is_loading = |key| ledger.matches(key).iter().any(|record| !ledger.records().is_settled(*record));
        self.keys().zip(is_open).filter(|(key, is_open)| !is_open && !is_loading(*key)).count()
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
    /// own. Gives the answers, and how often the keys were counted.
    fn searched(keys: usize) -> (usize, usize) {
        let number = |n: usize| Communication::new(CommKind::Phone, &(1_000_000 + n).to_string()).unwrap();
        let asked = (0..keys).map(number).collect();
        let mut search: Search<Pools> = Search::new(asked, &SearchOptions::default()).unwrap();
        let (mut answers, mut counts) = (0, 0);
        while let Some(batch) = search.next_batch(1) {
            let replies = batch.commands.iter().map(|(name, _)| (*name, Ok(Node::List(Vec::new()))));
            search.answered(
                batch.name().unwrap(),
                &BatchReply { replies: replies.collect(), took: Some(60_000), ..BatchReply::default() },
            );
            answers += 1;
            counts += usize::from(search.count.since == 0);
            assert!(search.count_settled() - search.progress().settled <= keys / 100);
        }
        assert_eq!(search.progress().settled, keys);
        (answers, counts)
    }

    /// Counted after each answer, four times the keys were sixteen times the work.
    #[test]
    fn the_work_of_counting_grows_with_the_keys_and_not_with_their_square() {
        let (answers, counts) = searched(5_000);
        let (answers_of_more, counts_of_more) = searched(20_000);
        assert!(answers > 150 && answers_of_more > 900, "{answers} and {answers_of_more} answers");
        assert!((50..=101).contains(&counts), "{counts} counts of 5,000 keys");
        assert!((50..=101).contains(&counts_of_more), "{counts_of_more} counts of 20,000 keys");
    }
}
