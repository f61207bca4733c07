//! Operating time: when the portal's limit on a method ends, on our clock.

use std::time::Duration;

use crate::protocol::Operating;

use crate::domain::Millis;

/// Measured time expires after ten minutes; a reset further away than eleven is a clock gone wrong.
const FURTHEST: f64 = 660.0;

/// The lowest limit that portals have by themselves, in seconds of ten minutes (`docs/portal.md`, *Limits*).
const LIMIT: f64 = 420.0;

/// From this share of the limit on, nothing is sent until the oldest of the time expires.
const FULL: f64 = 0.95;

/// From this share on, requests come a little later than they could.
const NEARLY_FULL: f64 = 0.8;

/// At most this much later.
const LONGEST_REST: Millis = 7_000;

/// What the portal has counted for one method.
#[derive(Clone, PartialEq, Debug)]
struct Count {
    method: &'static str,
    seconds: f64,
    /// When it was told, on the portal's clock: answers come in any order.
    told: f64,
    read: Millis,
    /// When the oldest of it expires, on our clock.
    frees: Millis,
}

/// The operating time of each method.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Quota(Vec<Count>);

impl Quota {
    /// Reads what an answer said. Both of its times are the portal's, so only their difference counts: our
    /// clock may differ.
    pub(super) fn read<'a>(&mut self, said: impl IntoIterator<Item = &'a Operating>, now: Millis) {
        for operating in said {
            let (Some(reset), Some(finished)) = (operating.reset_at, operating.finished_at) else { continue };
            let Operating { method, seconds, .. } = *operating;
            let is_newer = |count: &Count| count.told <= finished || count.frees <= now;
            if let Some(left) = millis(reset - finished)
                && self.0.iter().filter(|count| count.method == method).all(is_newer)
            {
                self.0.retain(|count| count.method != method);
                let frees = now.saturating_add(left);
                self.0.push(Count { method, seconds, told: finished, read: now, frees });
            }
        }
    }

    fn of<'a>(&'a self, methods: &'a [&'static str], now: Millis) -> impl Iterator<Item = &'a Count> {
        self.0.iter().filter(move |count| count.frees > now && methods.contains(&count.method))
    }

    /// When the limits on all of these methods end, as far as the portal said so.
    pub(super) fn frees(&self, methods: &[&'static str], now: Millis) -> Option<Millis> {
        self.of(methods, now).map(|count| count.frees).max()
    }

    /// Whether one of these methods would be nearly used up after so much more.
    pub(super) fn is_nearly_full(&self, methods: &[&'static str], coming: Millis, now: Millis) -> bool {
        let coming = Duration::from_millis(coming).as_secs_f64();
        self.of(methods, now).any(|count| count.seconds + coming >= LIMIT * NEARLY_FULL)
    }

    /// Until when these methods are better left alone, so that the portal does not have to refuse them.
    pub(super) fn rest(&self, methods: &[&'static str], now: Millis) -> Option<Millis> {
        let until = |count: &Count| {
            if count.seconds >= LIMIT * FULL {
                Some(count.frees)
            } else if count.seconds >= LIMIT * NEARLY_FULL {
                let pause = count.frees.saturating_sub(count.read) / 100;
                Some(count.read.saturating_add(pause.min(LONGEST_REST)))
            } else {
                None
            }
        };
        self.of(methods, now).filter_map(until).filter(|until| *until > now).max()
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be 0 to 660 seconds")]
fn millis(seconds: f64) -> Option<Millis> {
    (0.0..=FURTHEST).contains(&seconds).then(|| (seconds * 1_000.0).ceil() as Millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operating(method: &'static str, reset_at: Option<f64>, finished_at: Option<f64>) -> Operating {
        Operating { method, seconds: 40.0, reset_at, finished_at }
    }

    #[test]
    fn the_portals_times_are_moved_to_our_clock() {
        let mut quota = Quota::default();
        quota.read(&[operating("batch", Some(1_750_684_660.5), Some(1_750_684_600.0))], 5_000);
        assert_eq!(quota.frees(&["batch"], 5_000), Some(65_500));
        assert_eq!(quota.frees(&["profile"], 5_000), None);
        assert_eq!(quota.frees(&["batch"], 65_500), None);
    }

    #[test]
    fn stale_and_absurd_times_are_ignored() {
        let mut quota = Quota::default();
        for (reset, finished) in
            [(Some(100.0), Some(200.0)), (Some(10_000.0), Some(200.0)), (None, Some(1.0)), (Some(1.0), None)]
        {
            quota.read(&[operating("batch", reset, finished)], 0);
        }
        assert_eq!(quota.frees(&["batch"], 0), None);
    }

    /// A portal that has to refuse bans the method for five minutes; one that is left alone for the moment does not.
    #[test]
    fn a_method_that_is_nearly_used_up_is_left_alone() {
        let mut quota = Quota::default();
        let mut used = |seconds| {
            let said = Operating { seconds, ..operating("batch", Some(500.0), Some(0.0)) };
            quota.read(&[said], 1_000);
            quota.rest(&["batch"], 1_000)
        };
        assert_eq!(used(335.0), None);
        assert_eq!(used(337.0), Some(6_000));
        assert_eq!(used(400.0), Some(501_000));
        assert_eq!(quota.rest(&["profile"], 1_000), None);
        assert_eq!(quota.rest(&["batch"], 501_000), None);
    }

    /// What is under way is not told of: together it could be more than the limit leaves.
    #[test]
    fn what_is_coming_counts_and_what_is_told_late_does_not() {
        let mut quota = Quota::default();
        let mut read = |seconds, finished: f64| {
            let said = Operating { seconds, ..operating("batch", Some(finished + 300.0), Some(finished)) };
            quota.read(&[said], 1_000);
            [35_000, 37_000].map(|coming| quota.is_nearly_full(&["batch"], coming, 1_000))
        };
        assert_eq!(read(300.0, 50.0), [false, true]);
        assert_eq!(read(200.0, 40.0), [false, true], "an older account that came later");
        assert_eq!(read(250.0, 60.0), [false, false]);
    }

    #[test]
    fn the_latest_of_several_methods_counts() {
        let mut quota = Quota::default();
        quota.read(&[operating("batch", Some(60.0), Some(0.0))], 0);
        quota.read(&[operating("crm.duplicate.findbycomm", Some(90.0), Some(0.0))], 0);
        assert_eq!(quota.frees(&["batch", "crm.duplicate.findbycomm"], 0), Some(90_000));
    }
}
