//! The survey: how many keys are settled, and how much is left to do. Counting takes a look at each key, and a
//! long search has hundreds of answers: it is done again when a hundredth of the work was answered, so that no
//! key is looked at much more than a hundred times.

use super::plan::Search;
use super::terms::Progress;

/// What is less than this part of a search does not show.
const PARTS: u64 = 100;

/// The last count, and what was answered since.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Survey {
    settled: usize,
    found: usize,
    /// Values that were still to be asked about.
    left: u64,
    since: u64,
}

impl Search {
    /// So many units of work were answered: counts again where that is due, and at the end.
    pub(super) fn survey(&mut self, answered: u64) {
        self.survey.since = self.survey.since.saturating_add(answered);
        if self.survey.since.saturating_mul(PARTS) >= self.len() as u64 || self.is_finished() {
            let found = self.keys().filter(|key| !self.ledger.matches(*key).is_empty()).count();
            self.survey = Survey { settled: self.count_settled(), found, left: self.left(), since: 0 };
        }
    }

    /// How far it was at the last count. There can be more settled by now.
    pub(super) fn surveyed(&self) -> Progress {
        let Survey { settled, found, left, since } = self.survey;
        let left = self.sizer.forecast(left.saturating_sub(since));
        Progress { keys: self.len(), settled, found, left }
    }

    /// The values that are known to be asked about still, and as often. What the answers lead to is not known, and
    /// loading records is quick.
    fn left(&self) -> u64 {
        self.desk.questions().map(|question| question.keys().len() as u64).sum()
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::domain::{CommKind, Communication};
    use crate::protocol::{BatchReply, Node};
    use crate::search::SearchOptions;

    use super::*;

    /// Searches so many numbers that nobody has, in a portal that is so slow that each pool is a batch of its
    /// own. Gives the answers, and how often the keys were counted.
    fn searched(keys: usize) -> (usize, usize) {
        let number = |n: usize| Communication::new(CommKind::Phone, &(1_000_000 + n).to_string()).unwrap();
        let mut search = Search::new((0..keys).map(number).collect(), &SearchOptions::default()).unwrap();
        let (mut answers, mut counts) = (0, 0);
        while let Some(batch) = search.next_batch() {
            let replies = batch.commands.iter().map(|(name, _)| (*name, Ok(Node::List(Vec::new()))));
            search.answered(&BatchReply {
                replies: replies.collect(),
                took: Some(60_000),
                ..BatchReply::default()
            });
            answers += 1;
            counts += usize::from(search.survey.since == 0);
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
