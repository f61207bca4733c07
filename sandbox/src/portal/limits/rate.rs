//! The leaky bucket over requests.

use std::collections::HashMap;
use std::time::Duration;

use crate::crm::Moment;
use crate::portal::Plan;

/// One counter for each source address: a request adds one, every whole second takes some off.
#[derive(Clone, Debug, Default)]
pub struct Rate {
    buckets: HashMap<String, Bucket>,
    peak: u32,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: u32,
    drained_at: Moment,
}

impl Plan {
    /// How many requests the counter may hold.
    pub fn burst(self) -> u32 {
        match self {
            Self::Standard => 50,
            Self::Enterprise => 250,
        }
    }

    /// How many requests drain in one second.
    pub fn drain_per_second(self) -> u32 {
        match self {
            Self::Standard => 2,
            Self::Enterprise => 5,
        }
    }
}

impl Rate {
    /// Counts a request; `false` means that it is blocked.
    ///
    /// A blocked request is not counted. Whether the real portal counts it is not known.
    pub fn admit(&mut self, source: &str, plan: Plan, now: Moment) -> bool {
        let bucket = self.buckets.entry(source.to_owned()).or_insert(Bucket { level: 0, drained_at: now });
        bucket.drain(plan, now);
        let admitted = bucket.level < plan.burst();
        if admitted {
            bucket.level += 1;
            self.peak = self.peak.max(bucket.level);
        }
        admitted
    }

    /// The fullest counter now.
    pub fn level(&self, plan: Plan, now: Moment) -> u32 {
        let levels = self.buckets.values().map(|bucket| {
            let mut bucket = *bucket;
            bucket.drain(plan, now);
            bucket.level
        });
        levels.max().unwrap_or(0)
    }

    /// The highest level that any counter reached.
    pub fn peak(&self) -> u32 {
        self.peak
    }
}

impl Bucket {
    fn drain(&mut self, plan: Plan, now: Moment) {
        let seconds = now.since(self.drained_at).as_secs();
        let drained = u32::try_from(seconds).unwrap_or(u32::MAX).saturating_mul(plan.drain_per_second());
        self.level = self.level.saturating_sub(drained);
        self.drained_at = if self.level == 0 { now } else { self.drained_at + Duration::from_secs(seconds) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const START: u64 = 1_700_000_000;

    #[rstest]
    #[case(Plan::Standard, 50, 2)]
    #[case(Plan::Enterprise, 250, 5)]
    fn a_burst_passes_and_then_what_drains(#[case] plan: Plan, #[case] burst: u32, #[case] drain: u32) {
        let mut rate = Rate::default();
        let now = Moment::from_seconds(START);
        let admitted = |rate: &mut Rate, now| (0..300).filter(|_| rate.admit("a", plan, now)).count();
        assert_eq!(admitted(&mut rate, now), burst as usize);
        assert_eq!(admitted(&mut rate, now + Duration::from_millis(999)), 0);
        assert_eq!(admitted(&mut rate, now + Duration::from_secs(1)), drain as usize);
        assert_eq!(rate.level(plan, now + Duration::from_secs(3)), burst - 2 * drain);
        assert_eq!(rate.peak(), burst);
    }

    #[test]
    fn addresses_do_not_share_a_counter() {
        let mut rate = Rate::default();
        let now = Moment::from_seconds(START);
        while rate.admit("a", Plan::Standard, now) {}
        assert!(rate.admit("b", Plan::Standard, now));
    }
}
