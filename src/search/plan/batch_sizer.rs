//! The batch sizer: how much goes into one batch, so that work, allowance and width fit. How many batches are out is the
//! scheduler's to say (`scheduler/width.rs`); both rules together stand in `docs/search.md`.
//!
//! - **No batch takes the portal more than ten seconds**, by what it took for the last ones: one that is too heavy is
//!   cut off by the portal, asked again, and charged twice.
//! - **What is left is shared out among the batches that may be out**, so that they end together.
//! - **No batch of what it begins with is less than a twentieth of the whole search, nor less than a fraction of a second.** A request has a
//!   price: the portal takes two a second, from all who share the address. Twenty are worth it where they make a
//!   thousand values twenty times as fast; a hundred thousand fill their batches.
//! - **Before anything is answered, no batch is more than a second**, and all that is out is no more than the ten
//!   seconds that one batch may take: so the first answer comes soon, and on a portal with one worker the last of
//!   twenty waits no longer than a single one would. Each answer lets ten seconds more be out.
//! - **What the answers lead to is an eighth of all that they will lead to**, as far as those that came can tell, but not
//!   less than a fiftieth of the whole search nor than a shorter fraction of a second. A short search waits for nothing else
//!   by then: in pieces of a twentieth of the whole, the lists of a thousand values were one request after all others. Where
//!   many records are hidden it is as much again as the search began with: there, an eighth fills its batches.
//! - **Beside others, a batch waits until it is worth a request**: half a piece of what the search begins with, and a
//!   whole one of what the answers lead to, which goes together.

use serde::{Deserialize, Serialize};

use crate::domain::Millis;

/// A batch is to be answered within this time, a sixth of what the portal allows.
const GOAL: Millis = 10_000;

/// One of the first batches, of which nobody knows how long it takes, is to be answered within this time.
const FIRST: Millis = 1_000;

/// Of what a search begins with, less is not worth a request beside others.
const LEAST: Millis = 150;

/// What it begins with is worth so many requests, if they make it so many times as fast.
pub(in crate::search) const PIECES: usize = 20;

/// What its answers lead to is worth so many more.
const PIECES_AFTER: u64 = 8;

/// Of that, less than such a part of the whole search is not worth a request.
const SMALLEST_PART: u64 = 50;

/// Nor is less than this.
const LEAST_AFTER: Millis = 50;

/// The portal ends a request after this time, however much of it was done.
const CUT_OFF: Millis = 60_000;

/// A batch of less work tells more about the way to the portal than about its speed.
const TELLING: u64 = 100;

/// What one unit of work is taken to need before anything was measured, in microseconds: fifty full pools then
/// make one batch.
const AT_FIRST: u64 = 7_600;

/// What one unit of work takes on this portal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::search) struct BatchSizer {
    /// In microseconds.
    unit: u64,
    /// The least that one unit has taken, once it was measured, in microseconds.
    quickest: Option<u64>,
    /// The most work that was known to be left.
    whole: u64,
    /// How many batches were answered to this page. Another one knows nothing of how many may be out.
    #[serde(skip)]
    answers: u64,
    /// How many may be out.
    #[serde(skip)]
    width: u64,
}

/// What there is to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Work {
    /// What could be sent now, in units.
    pub(super) left: u64,
    /// What is out, in units.
    pub(super) out: u64,
    /// In so many batches.
    pub(super) beside: usize,
    /// How many more may be out.
    pub(super) room: usize,
    /// All that the answers lead to, that which was done included, once there is nothing else left.
    pub(super) following: Option<u64>,
}

impl Default for BatchSizer {
    fn default() -> Self {
        Self { unit: AT_FIRST, quickest: None, whole: 0, answers: 0, width: 0 }
    }
}

impl BatchSizer {
    /// How long the portal is to work on the next batch. `None` if it is better to wait for what is out.
    pub(super) fn goal(&mut self, work: &Work) -> Option<Millis> {
        let Work { left, out, beside, room, following } = *work;
        let is_alone = beside == 0;
        if room == 0 && !is_alone {
            return None;
        }
        self.width = beside.saturating_add(room).max(1) as u64;
        self.whole = self.whole.max(left.saturating_add(out));
        let whole = self.millis(self.whole);
        let (piece, least) = match following {
            None => (whole / PIECES as u64, LEAST),
            Some(following) => {
                let piece = (self.millis(following) / PIECES_AFTER).max(whole / SMALLEST_PART);
                // A search that was not worth as many requests is over soon: two of what it leads to would be too many.
                let is_long = whole >= LEAST * PIECES as u64;
                (piece, if is_long { LEAST_AFTER } else { LEAST })
            }
        };
        let worth = if following.is_none() { piece / 2 } else { piece }.max(least);
        let piece = piece.max(least);
        let share = (self.millis(left) / self.width).max(piece);
        let most = if self.answers == 0 { FIRST } else { GOAL };
        // A rest that is not worth a request goes along.
        let all = self.millis(left);
        let goal = if all < share.saturating_add(least) { share.max(all) } else { share }.min(most);
        // What is left as a whole leaves no small question behind.
        let taken = if goal >= all { most } else { goal };
        if is_alone {
            return Some(taken);
        }
        let trusted = GOAL.saturating_mul(self.answers.max(1));
        (all >= worth && self.millis(out).saturating_add(goal) <= trusted).then_some(taken)
    }

    /// Whether so many questions, which are so much work, are enough for a goal. Questions are not all alike: where only a
    /// small part of one is missing, a further one would make this batch take longer than those beside it.
    pub(super) fn is_full(&self, units: u64, questions: usize, goal: Millis) -> bool {
        let each = units.checked_div(questions as u64).unwrap_or_default();
        self.millis(units + each / 5) >= goal
    }

    /// How long the portal will work on this.
    pub(in crate::search) const fn millis(&self, units: u64) -> Millis {
        units.saturating_mul(self.unit) / 1_000
    }

    /// How long this portal will work on so much at least, once it was measured: as long as it took for what it did
    /// quickest, by as many at once as may be out.
    pub(in crate::search) fn forecast(&self, units: u64) -> Option<Millis> {
        Some(units.saturating_mul(self.quickest?) / self.width.max(1) / 1_000)
    }

    /// A batch was answered.
    pub(in crate::search) const fn answered(&mut self) {
        self.answers = self.answers.saturating_add(1);
    }

    /// A batch of so much work, all of which was answered, took so long.
    pub(in crate::search) fn looked_for(&mut self, units: u64, took: Millis) {
        if units >= TELLING && took < CUT_OFF {
            let each = took.saturating_mul(1_000) / units;
            self.quickest = Some(self.quickest.map_or(each, |quickest| quickest.min(each)));
        }
    }

    /// A batch of so much work took so long. A slow answer counts at once, but not if the batch is so small that it
    /// was slow for another reason. A quick one counts by half, and only if it is whole: to refuse is quick.
    pub(in crate::search) fn measured(&mut self, units: u64, took: Millis, is_whole: bool) {
        let unit = took.saturating_mul(1_000) / units.max(1);
        if unit > self.unit {
            if units >= TELLING || took >= GOAL {
                self.unit = unit;
            }
        } else if is_whole {
            self.unit = u64::midpoint(self.unit, unit).max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: u64 = 50 * 21;

    /// How many of a thousand pools go into the next batch, if one may be out.
    fn pools(sizer: &BatchSizer) -> u64 {
        let mut sizer = BatchSizer { answers: 1, ..sizer.clone() };
        let work = Work { left: 21_000, out: 0, beside: 0, room: 1, following: None };
        let goal = sizer.goal(&work).unwrap();
        (0..50).take_while(|pools| sizer.millis(pools * 21) < goal).count() as u64
    }

    #[test]
    fn a_portal_as_quick_as_most_is_given_full_batches() {
        let mut sizer = BatchSizer::default();
        assert_eq!(pools(&sizer), 50);
        sizer.measured(FULL, 7_100, true);
        assert_eq!(pools(&sizer), 50);
    }

    #[test]
    fn a_slow_portal_is_given_smaller_ones_at_once_and_larger_ones_little_by_little() {
        let mut sizer = BatchSizer::default();
        sizer.measured(FULL, 20_000, true);
        assert_eq!(pools(&sizer), 26);
        sizer.measured(26 * 21, 5_000, true);
        assert_eq!(pools(&sizer), 34);
        sizer.measured(34 * 21, 5_000, true);
        assert_eq!(pools(&sizer), 46);
    }

    /// The lists of a thousand values were one request, after all others were answered. Of ten thousand they are a few.
    #[test]
    fn what_answers_lead_to_goes_in_a_few_requests_of_its_own() {
        let goal = |whole: u64, following: u64| {
            let mut sizer = BatchSizer { answers: 20, whole, unit: 5_000, ..BatchSizer::default() };
            sizer.goal(&Work { left: following, out: 100, beside: 1, room: 19, following: Some(following) })
        };
        assert_eq!(goal(1_050, 150), Some(105), "a fiftieth of the whole");
        assert_eq!(goal(10_500, 1_500), Some(1_050), "a fiftieth of the whole");
        assert_eq!(goal(10_500, 12_000), Some(7_500), "an eighth of what follows");
        assert_eq!(goal(10_500, 150), None, "not worth a request yet");
    }

    #[test]
    fn a_batch_that_lacks_a_fifth_of_a_question_is_full() {
        let sizer = BatchSizer { unit: 1_000, ..BatchSizer::default() };
        assert_eq!([49, 50, 51].map(|units| sizer.is_full(units, 3, 54)), [false, false, true]);
        assert!(!sizer.is_full(0, 0, 1));
    }

    #[test]
    fn a_batch_that_was_cut_off_is_not_sent_in_that_size_again() {
        let mut sizer = BatchSizer::default();
        sizer.measured(FULL, 65_000, true);
        assert_eq!(pools(&sizer), 8);
        sizer.measured(8 * 21, 65_000, true);
        assert_eq!(pools(&sizer), 2);
    }

    /// At 60 ms a value, four batches that were refused in no time made the next one so large that it was cut off.
    #[test]
    fn a_batch_that_was_refused_says_nothing_unless_it_was_slow() {
        let mut sizer = BatchSizer::default();
        sizer.measured(FULL, 20_000, false);
        assert_eq!(pools(&sizer), 26);
        sizer.measured(26 * 21, 300, false);
        assert_eq!(pools(&sizer), 26);
    }

    /// Two requests that hung in a row made batches so small that none of them counted any more.
    #[test]
    fn after_a_bad_minute_batches_grow_again() {
        let mut sizer = BatchSizer::default();
        sizer.measured(FULL, 65_000, false);
        sizer.measured(8 * 21, 65_000, false);
        assert_eq!(pools(&sizer), 2);
        let grown: Vec<u64> = (0..6)
            .map(|_| {
                let pools = pools(&sizer);
                sizer.measured(pools * 21, pools * 140 + 100, true);
                pools
            })
            .collect();
        assert_eq!(grown, [2, 3, 5, 9, 16, 25]);
    }

    #[test]
    fn a_small_batch_says_nothing_unless_it_is_slow() {
        let mut sizer = BatchSizer::default();
        sizer.measured(6, 400, true);
        assert_eq!(sizer, BatchSizer::default());
        sizer.measured(6, 12_000, true);
        assert_eq!(sizer.millis(4), 8_000);
    }
}
