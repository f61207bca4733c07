//! The batch sizer: how much goes into one batch. As much as the portal answers within a few seconds, by what it took
//! for the last one: a batch that is too heavy is cut off by the portal, asked again, and charged twice.

use serde::{Deserialize, Serialize};

use crate::domain::Millis;

/// A batch is to be answered within this time, a sixth of what the portal allows.
const GOAL: Millis = 10_000;

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
    /// The least that it has taken for one value, once it was measured, in microseconds.
    quickest: Option<u64>,
}

impl Default for BatchSizer {
    fn default() -> Self {
        Self { unit: AT_FIRST, quickest: None }
    }
}

impl BatchSizer {
    /// Whether a batch of so much work can take another question.
    pub(in crate::search) const fn has_room(&self, units: u64) -> bool {
        self.millis(units) < GOAL
    }

    /// How long the portal will work on this.
    pub(in crate::search) const fn millis(&self, units: u64) -> Millis {
        units.saturating_mul(self.unit) / 1_000
    }

    /// How long this portal will look for so many values at least, once it was measured: as long as it took for what
    /// it did quickest.
    pub(in crate::search) fn forecast(&self, values: u64) -> Option<Millis> {
        Some(values.saturating_mul(self.quickest?) / 1_000)
    }

    /// A batch that asked about so many values took so long.
    pub(in crate::search) fn looked_for(&mut self, values: u64, took: Millis) {
        if values >= TELLING && took < CUT_OFF {
            let each = took.saturating_mul(1_000) / values;
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

    fn pools(sizer: &BatchSizer) -> u64 {
        (0..50).take_while(|pools| sizer.has_room(pools * 21)).count() as u64
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
