//! Our own pace, below the portal's rate limit: a limiter that fills slowly and pays for requests.

use crate::domain::Millis;

/// One request, in millionths.
const REQUEST: u64 = 1_000_000;

/// The portal's counter blocks above 50 requests; ten are left to whoever else shares the user's address.
const BURST: u64 = 40 * REQUEST;

/// Two requests a second (in thousandths), as fast as the portal's counter goes down on most plans.
const FASTEST: u64 = 2_000;

/// One request in two seconds: slower would not help, whoever else is asking.
const SLOWEST: u64 = 500;

/// A token bucket that adapts to others behind the same address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct RateLimiter {
    level: u64,
    rate: u64,
    as_of: Millis,
}

impl RateLimiter {
    /// A full limiter.
    pub(super) const fn new() -> Self {
        Self { level: BURST, rate: FASTEST, as_of: 0 }
    }

    /// An empty limiter: whoever went before may have spent a full one just now.
    pub(super) const fn empty(now: Millis) -> Self {
        Self { level: 0, rate: FASTEST, as_of: now }
    }

    /// Pays for one request now, or says from when on it can. Beside others that are under way there has to be left
    /// for each of them and for this one what it has taken: of a burst, half is for our neighbours.
    pub(super) fn take(&mut self, now: Millis, beside: usize) -> Result<(), Millis> {
        self.fill(now);
        let needed = if beside == 0 { 1 } else { beside as u64 + 2 }.saturating_mul(REQUEST);
        if self.level < needed {
            return Err(now.saturating_add((needed - self.level).div_ceil(self.rate)));
        }
        self.level -= REQUEST;
        Ok(())
    }

    /// The portal was asked too often, by us or by others: empty, and slower from now on.
    pub(super) fn throttled(&mut self, now: Millis) {
        self.as_of = self.as_of.max(now);
        self.level = 0;
        self.rate = (self.rate * 7 / 10).max(SLOWEST);
    }

    /// The portal answered: a little faster again.
    pub(super) fn answered(&mut self) {
        self.rate = (self.rate + 20).min(FASTEST);
    }

    fn fill(&mut self, now: Millis) {
        let elapsed = now.saturating_sub(self.as_of);
        self.as_of = self.as_of.max(now);
        self.level = self.level.saturating_add(elapsed.saturating_mul(self.rate)).min(BURST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_at_once(limiter: &mut RateLimiter, now: Millis) -> usize {
        (0..100).take_while(|_| limiter.take(now, 0).is_ok()).count()
    }

    #[test]
    fn a_burst_stays_below_the_limit_and_then_two_a_second_follow() {
        let mut limiter = RateLimiter::new();
        assert_eq!(sent_at_once(&mut limiter, 5_000), 40);
        assert_eq!(limiter.take(5_000, 0), Err(5_500));
        assert_eq!(limiter.take(5_499, 0), Err(5_500));
        assert_eq!(limiter.take(5_500, 0), Ok(()));
        assert_eq!(sent_at_once(&mut limiter, 15_500), 20);
        assert_eq!(sent_at_once(&mut limiter, 10_000_000), 40);
    }

    /// Two full ones in a row would be 80 requests, and the portal blocks above 50.
    #[test]
    fn a_bucket_that_takes_over_starts_empty_and_fills_like_any_other() {
        let mut limiter = RateLimiter::empty(7_000);
        assert_eq!(limiter.take(7_000, 0), Err(7_500));
        assert_eq!(sent_at_once(&mut limiter, 12_000), 10);
        assert_eq!(sent_at_once(&mut limiter, 10_000_000), 40);
    }

    #[test]
    fn what_is_under_way_is_never_more_than_what_is_left() {
        let mut limiter = RateLimiter::new();
        let mut beside = 0;
        while limiter.take(0, beside).is_ok() {
            beside += 1;
        }
        assert_eq!(beside, 20);
        assert_eq!(limiter.take(0, 20), Err(1_000));
        assert_eq!(limiter.take(1_000, 20), Ok(()));
        assert_eq!(limiter.take(1_000, 19), Ok(()));
        assert_eq!(limiter.take(1_000, 19), Err(1_500));
    }

    #[test]
    fn a_rejection_empties_the_bucket_and_slows_it_down_to_a_floor() {
        let mut limiter = RateLimiter::new();
        limiter.throttled(1_000);
        assert_eq!(limiter.take(1_000, 0), Err(1_715));
        for _ in 0..20 {
            limiter.throttled(1_000);
        }
        assert_eq!(limiter.take(1_000, 0), Err(3_000));
        for _ in 0..100 {
            limiter.answered();
        }
        assert_eq!(limiter.take(1_000, 0), Err(1_500));
    }
}
