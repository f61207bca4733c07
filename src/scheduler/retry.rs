//! The retry policy for a portal that does not answer as it should: when to ask again, and when to stop.

use super::call::Wait;
use crate::domain::Millis;

/// For how long the portal is asked again without one good answer. Then the run pauses and says why.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Patience {
    /// All that came is unknown to us. Waiting mends little of that, and whoever reads the portal's own words may know
    /// better: they are shown within ten seconds, of which the last answer takes its share.
    Seconds,
    /// Trouble of the kind that passes.
    Minutes,
    /// The operating-time limit: the portal bans a method for five minutes at a time, and the measured time takes ten
    /// to expire.
    QuarterOfAnHour,
}

impl Patience {
    const fn with(why: Wait) -> Self {
        match why {
            Wait::Unknown => Self::Seconds,
            Wait::OperatingLimit => Self::QuarterOfAnHour,
            Wait::Pace | Wait::RateLimit | Wait::Fault => Self::Minutes,
        }
    }

    const fn millis(self) -> Millis {
        match self {
            Self::Seconds => 8_000,
            Self::Minutes => 120_000,
            Self::QuarterOfAnHour => 15 * 60_000,
        }
    }
}

/// The first pause is at most this long, each further one at most twice as long as the one before.
const FIRST_PAUSE: Millis = 500;

const LONGEST_PAUSE: Millis = 30_000;

/// When the portal does not say when its operating-time limit ends, it is tried again after this time.
const PROBE_OPERATING: Millis = 60_000;

/// Faults may cost at most this many requests beyond a fifth of all, and as many again with every minute. A portal
/// that needs more is not helped by being asked.
const FREE_RETRIES: u64 = 10;

/// What a retry takes from the budget, and what a request adds to it.
const RETRY: u64 = 10;
const REQUEST: u64 = 2;

/// A waker this late means that the tab or the machine slept.
const SLEPT: Millis = 60_000;

/// A pause before the next request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Backoff {
    /// It lasts at least until then.
    pub(super) until: Millis,
    /// Chance adds at most this much, so that clients that failed together do not come back together.
    pub(super) spread: Millis,
    /// What it is for.
    pub(super) why: Wait,
}

impl Backoff {
    /// Decides on its end, once, by a random number: full jitter (M. Brooker, *Exponential Backoff and Jitter*).
    pub(super) const fn measure(&mut self, chance: u64) {
        self.until = self.until.saturating_add(chance % (self.spread + 1));
        self.spread = 0;
    }
}

/// A row of failures without a good answer between them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Row {
    since: Millis,
    failures: u32,
    /// The longest that one of them deserves.
    patience: Patience,
}

impl Row {
    fn extended(row: Option<Self>, now: Millis, why: Wait) -> Self {
        let patience = Patience::with(why);
        row.map_or(Self { since: now, failures: 1, patience }, |row| Self {
            failures: row.failures.saturating_add(1),
            patience: row.patience.max(patience),
            ..row
        })
    }

    /// How much longer it may last; `None` if it is time to stop.
    fn left(&self, now: Millis) -> Option<Millis> {
        let lasted = now.saturating_sub(self.since);
        self.patience.millis().checked_sub(lasted).filter(|left| *left > 0)
    }

    /// Whether something planned for one time happens so much later that the tab slept between.
    pub(super) const fn is_asleep(planned: Millis, now: Millis) -> bool {
        now.saturating_sub(planned) >= SLEPT
    }

    /// That time was not spent trying.
    pub(super) fn overslept(row: &mut Option<Self>, planned: Millis, now: Millis) {
        if let Some(row) = row {
            row.since = row.since.saturating_add(now.saturating_sub(planned)).min(now);
        }
    }
}

/// How many more requests faults may cost.
#[derive(Clone, PartialEq, Eq, Debug)]
struct RetryBudget {
    left: u64,
    as_of: Millis,
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self { left: FREE_RETRIES * RETRY, as_of: 0 }
    }
}

impl RetryBudget {
    const MOST: u64 = FREE_RETRIES * RETRY;

    fn earn(&mut self, more: u64) {
        self.left = self.left.saturating_add(more).min(Self::MOST);
    }

    /// Pays for a retry, if there is enough.
    fn spend(&mut self, now: Millis) -> bool {
        let minutes = now.saturating_sub(self.as_of).saturating_mul(Self::MOST) / 60_000;
        if minutes > 0 {
            self.as_of = now;
            self.earn(minutes);
        }
        let rest = self.left.checked_sub(RETRY);
        self.left = rest.unwrap_or(self.left);
        rest.is_some()
    }
}

/// What went wrong since the last good answer, apart from what the calls have met that are asked again.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct RetryPolicy {
    faults: Option<Row>,
    operating: Option<Row>,
    budget: RetryBudget,
}

impl RetryPolicy {
    /// A good answer.
    pub(super) fn restore(&mut self) {
        self.faults = None;
        self.operating = None;
        self.budget.earn(REQUEST);
    }

    /// A new start that the user asked for.
    pub(super) fn renew(&mut self) {
        *self = Self {
            budget: RetryBudget { as_of: self.budget.as_of, ..RetryBudget::default() },
            ..Self::default()
        };
    }

    /// A transient fault or an unknown answer, of a call with this row of them if it is asked again, or a rejection for
    /// asking too often.
    /// What went wrong together is paid for once. `None` if it is time to stop.
    pub(super) fn fault(
        &mut self,
        own: Option<&mut Option<Row>>,
        now: Millis,
        why: Wait,
        is_new: bool,
    ) -> Option<Backoff> {
        let faults = own.unwrap_or(&mut self.faults);
        let row = Row::extended(*faults, now, why);
        *faults = Some(row);
        let doublings = row.failures.saturating_sub(1).min(10);
        let spread = (FIRST_PAUSE << doublings).min(LONGEST_PAUSE);
        // Being asked too often is no fault of the portal's: waiting mends it.
        let may_retry = why == Wait::RateLimit || !is_new || self.budget.spend(now);
        let left = row.left(now).filter(|_| may_retry)?;
        Some(Backoff { until: now, spread: spread.min(left), why })
    }

    /// The operating-time limit. `frees` is when the portal says that it ends, if it said so. `None` if it
    /// is time to stop.
    pub(super) fn operating(&mut self, now: Millis, frees: Option<Millis>) -> Option<Backoff> {
        let row = Row::extended(self.operating, now, Wait::OperatingLimit);
        self.operating = Some(row);
        let until = frees.unwrap_or(now.saturating_add(PROBE_OPERATING));
        row.left(now).map(|_| Backoff { until, spread: 3_000, why: Wait::OperatingLimit })
    }

    /// Time asleep was not spent trying.
    pub(super) fn overslept(&mut self, planned: Millis, now: Millis) {
        for row in [&mut self.faults, &mut self.operating] {
            Row::overslept(row, planned, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(retry: &mut RetryPolicy, now: Millis, why: Wait) -> Option<Backoff> {
        retry.fault(None, now, why, true)
    }

    #[test]
    fn pauses_grow_to_half_a_minute_and_end_after_two_minutes() {
        let mut retry = RetryPolicy::default();
        let spreads: Vec<Millis> = (0..9)
            .filter_map(|n| fault(&mut retry, n * 10_000, Wait::Fault))
            .map(|pause| pause.spread)
            .collect();
        assert_eq!(spreads, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        assert!(fault(&mut retry, 119_999, Wait::Fault).is_some());
        assert_eq!(fault(&mut retry, 120_000, Wait::Fault), None);
        retry.restore();
        assert_eq!(fault(&mut retry, 120_000, Wait::RateLimit).map(|pause| pause.spread), Some(500));
    }

    /// Every third answer is a fault: each row of faults is short, and yet the portal is asked half as often
    /// again as it should be.
    #[test]
    fn faults_may_not_cost_more_than_a_share_of_the_requests() {
        let mut retry = RetryPolicy::default();
        let mut paused = 0;
        for n in 0..200 {
            if n % 3 == 0 {
                paused += u32::from(fault(&mut retry, 1_000, Wait::Fault).is_none());
            } else {
                retry.restore();
            }
        }
        assert_eq!(paused, 31);
        assert_eq!(fault(&mut retry, 1_000, Wait::Fault), None);
        assert!(fault(&mut retry, 1_000, Wait::RateLimit).is_some());
        assert!(fault(&mut retry, 61_000, Wait::Fault).is_some());
        retry.renew();
        assert!(fault(&mut retry, 61_000, Wait::Fault).is_some());
    }

    /// Twenty requests under way that fail together are one fault of the portal's, not twenty.
    #[test]
    fn what_goes_wrong_together_is_paid_for_once() {
        let mut retry = RetryPolicy::default();
        let mut calls = [None; 20];
        for (place, row) in calls.iter_mut().enumerate() {
            let pause = retry.fault(Some(row), 1_000, Wait::Fault, place == 0);
            assert_eq!(pause.map(|pause| pause.spread), Some(500));
        }
        assert_eq!(retry.fault(Some(&mut calls[3]), 2_000, Wait::Fault, true).map(|p| p.spread), Some(1_000));
        assert_eq!(retry.fault(Some(&mut calls[3]), 121_000, Wait::Fault, true), None);
    }

    /// What is unknown to us is said soon. One fault of the kind that passes among such answers, and it is waited for.
    #[test]
    fn an_answer_that_is_unknown_is_asked_for_again_for_some_seconds() {
        let spreads = |times: [Millis; 6]| {
            let mut retry = RetryPolicy::default();
            times.map(|now| fault(&mut retry, now, Wait::Unknown).map(|pause| pause.spread))
        };
        let by_halves = spreads([0, 250, 750, 1_750, 3_750, 7_750]);
        assert_eq!(by_halves, [Some(500), Some(1_000), Some(2_000), Some(4_000), Some(4_250), Some(250)]);
        let at_the_longest = spreads([0, 500, 1_500, 3_500, 7_500, 8_000]);
        assert_eq!(at_the_longest, [Some(500), Some(1_000), Some(2_000), Some(4_000), Some(500), None]);
        let mut retry = RetryPolicy::default();
        assert!(fault(&mut retry, 0, Wait::Unknown).is_some());
        assert!(fault(&mut retry, 4_000, Wait::Fault).is_some());
        assert!(fault(&mut retry, 119_000, Wait::Unknown).is_some());
        assert_eq!(fault(&mut retry, 120_000, Wait::Unknown), None);
    }

    #[test]
    fn chance_moves_the_end_of_a_pause_over_its_whole_spread() {
        let end = |chance| {
            let mut pause = Backoff { until: 100, spread: 9, why: Wait::Fault };
            pause.measure(chance);
            pause.measure(chance + 1);
            pause.until
        };
        let ends: Vec<Millis> = (0..12).map(end).collect();
        assert_eq!(ends, [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 100, 101]);
    }

    #[test]
    fn time_asleep_does_not_count() {
        let mut retry = RetryPolicy::default();
        fault(&mut retry, 0, Wait::Fault);
        retry.overslept(500, 3_600_500);
        assert!(fault(&mut retry, 3_600_500, Wait::Fault).is_some());
        assert!(!Row::is_asleep(3_600_500, 3_600_900) && Row::is_asleep(500, 3_600_500));
        assert_eq!(fault(&mut retry, 3_720_000, Wait::Fault), None);
    }

    #[test]
    fn the_operating_limit_is_waited_for_by_the_portals_word_and_otherwise_probed() {
        let mut retry = RetryPolicy::default();
        let pause = retry.operating(1_000, Some(91_000)).unwrap();
        assert_eq!((pause.until, pause.why), (91_000, Wait::OperatingLimit));
        assert_eq!(retry.operating(91_000, None).map(|pause| pause.until), Some(151_000));
        assert!(retry.operating(900_999, None).is_some());
        assert_eq!(retry.operating(901_000, None), None);
    }
}
