//! Operating time: when the portal's limit on a method ends, on our clock.

use crate::protocol::Operating;

use super::errand::Millis;

/// Measured time expires after ten minutes; a reset further away than eleven is a clock gone wrong.
const FURTHEST: f64 = 660.0;

/// When each method's oldest operating time expires.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Meter {
    frees: Vec<(&'static str, Millis)>,
}

impl Meter {
    /// Reads what an answer said. Both of its times are the portal's, so only their difference counts: our
    /// clock may differ.
    pub(super) fn read<'a>(&mut self, said: impl IntoIterator<Item = &'a Operating>, now: Millis) {
        for operating in said {
            let (Some(reset), Some(finished)) = (operating.reset_at, operating.finished_at) else { continue };
            if let Some(left) = millis(reset - finished) {
                self.frees.retain(|(method, _)| *method != operating.method);
                self.frees.push((operating.method, now.saturating_add(left)));
            }
        }
    }

    /// When the limits on all of these methods end, as far as the portal said so.
    pub(super) fn frees(&self, methods: &[&str], now: Millis) -> Option<Millis> {
        let named = self.frees.iter().filter(|(method, at)| *at > now && methods.contains(method));
        named.map(|(_, at)| *at).max()
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
        Operating { method, seconds: 400.0, reset_at, finished_at }
    }

    #[test]
    fn the_portals_times_are_moved_to_our_clock() {
        let mut meter = Meter::default();
        meter.read(&[operating("batch", Some(1_750_684_660.5), Some(1_750_684_600.0))], 5_000);
        assert_eq!(meter.frees(&["batch"], 5_000), Some(65_500));
        assert_eq!(meter.frees(&["profile"], 5_000), None);
        assert_eq!(meter.frees(&["batch"], 65_500), None);
    }

    #[test]
    fn stale_and_absurd_times_are_ignored() {
        let mut meter = Meter::default();
        for (reset, finished) in
            [(Some(100.0), Some(200.0)), (Some(10_000.0), Some(200.0)), (None, Some(1.0)), (Some(1.0), None)]
        {
            meter.read(&[operating("batch", reset, finished)], 0);
        }
        assert_eq!(meter.frees(&["batch"], 0), None);
    }

    #[test]
    fn the_latest_of_several_methods_counts() {
        let mut meter = Meter::default();
        meter.read(&[operating("batch", Some(60.0), Some(0.0))], 0);
        meter.read(&[operating("crm.duplicate.findbycomm", Some(90.0), Some(0.0))], 0);
        assert_eq!(meter.frees(&["batch", "crm.duplicate.findbycomm"], 0), Some(90_000));
    }
}
