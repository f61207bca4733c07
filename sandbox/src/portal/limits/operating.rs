//! The working time of each method over the last ten minutes.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::crm::Moment;
use crate::portal::{Billing, Credential};

/// Working time by credential and method, in one-minute buckets.
#[derive(Clone, Debug, Default)]
pub struct Operating {
    meters: HashMap<(Credential, &'static str), Meter>,
}

/// What an answer says about the working time of its method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperatingTime {
    /// Seconds used in the window.
    pub used: Duration,
    /// When time comes free.
    pub reset_at: Moment,
}

/// A call that has ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Work {
    /// When it began.
    pub start: Moment,
    /// How long it took.
    pub took: Duration,
    /// The part of that which is charged to its method.
    pub billed: Duration,
}

#[derive(Clone, Debug, Default)]
struct Meter {
    /// Working time by minute, with the first call in it.
    buckets: BTreeMap<u64, Bucket>,
    /// Time of the current request that is not charged yet.
    pending: Duration,
    /// Whether the current request has passed the free part.
    is_charging: bool,
    banned_until: Option<Moment>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    used: Duration,
    first_call: Moment,
}

const LIMIT: Duration = Duration::from_mins(8);
const WINDOW: Duration = Duration::from_mins(10);
const BAN: Duration = Duration::from_mins(5);
/// A method's time in one request counts only when it is more than this.
const FREE: Duration = Duration::from_millis(100);

impl Operating {
    /// Forgets what was pending: a new request begins.
    pub fn begin_request(&mut self) {
        for meter in self.meters.values_mut() {
            meter.pending = Duration::ZERO;
            meter.is_charging = false;
        }
    }

    /// Whether a call may run now.
    pub fn is_open(
        &mut self,
        credential: &Credential,
        method: &'static str,
        billing: Billing,
        now: Moment,
    ) -> bool {
        let meter = self.meters.entry((credential.clone(), method)).or_default();
        meter.expire(now);
        match billing {
            Billing::Minutes => meter.used() < LIMIT,
            Billing::Ban | Billing::Batch => meter.banned_until.is_none_or(|until| until <= now),
        }
    }

    /// Charges a call, and says where its method stands. A ban begins when the call ends.
    pub fn charge(
        &mut self,
        credential: &Credential,
        method: &'static str,
        billing: Billing,
        Work { start, took, billed }: Work,
    ) -> OperatingTime {
        let meter = self.meters.entry((credential.clone(), method)).or_default();
        meter.expire(start);
        meter.pending += billed;
        if meter.is_charging || meter.pending > FREE {
            meter.is_charging = true;
            let bucket = meter
                .buckets
                .entry(start.seconds() / 60)
                .or_insert(Bucket { used: Duration::ZERO, first_call: start });
            bucket.used += std::mem::take(&mut meter.pending);
        }
        let state = meter.state(start);
        if billing != Billing::Minutes && state.used >= LIMIT {
            meter.buckets.clear();
            meter.banned_until = Some(start + took + BAN);
            return OperatingTime { used: state.used, reset_at: start + took + BAN };
        }
        state
    }

    /// Time that each method has used in the window that ends now, over all credentials, for the account of
    /// the control interface.
    pub fn by_method(&self, now: Moment) -> BTreeMap<&'static str, Duration> {
        let mut used = BTreeMap::new();
        for ((_, method), meter) in &self.meters {
            *used.entry(*method).or_default() += meter.used_at(now);
        }
        used
    }
}

impl Meter {
    fn used(&self) -> Duration {
        self.buckets.values().map(|bucket| bucket.used).sum()
    }

    fn used_at(&self, now: Moment) -> Duration {
        self.buckets.values().filter(|bucket| bucket.counts(now)).map(|bucket| bucket.used).sum()
    }

    fn expire(&mut self, now: Moment) {
        self.buckets.retain(|_, bucket| bucket.counts(now));
    }

    fn state(&self, start: Moment) -> OperatingTime {
        let first_call = self.buckets.first_key_value().map_or(start, |(_, bucket)| bucket.first_call);
        OperatingTime { used: self.used(), reset_at: first_call + WINDOW }
    }
}

impl Bucket {
    fn counts(self, now: Moment) -> bool {
        now < self.first_call + WINDOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const METHOD: &str = "crm.duplicate.findbycomm";

    fn start() -> Moment {
        Moment::from_seconds(1_700_000_000)
    }

    fn work(start: Moment, milliseconds: u64) -> Work {
        let took = Duration::from_millis(milliseconds);
        Work { start, took, billed: took }
    }

    fn charge(operating: &mut Operating, billing: Billing, at: Moment, milliseconds: u64) -> OperatingTime {
        operating.begin_request();
        operating.charge(&Credential::App, METHOD, billing, work(at, milliseconds))
    }

    #[test]
    fn a_short_request_is_free_and_a_sum_over_it_is_charged_in_full() {
        let mut operating = Operating::default();
        assert_eq!(charge(&mut operating, Billing::Ban, start(), 100).used, Duration::ZERO);
        operating.begin_request();
        let twice = [60, 60].map(|milliseconds| {
            let work = work(start(), milliseconds);
            operating.charge(&Credential::App, METHOD, Billing::Ban, work).used.as_millis()
        });
        assert_eq!(twice, [0, 120]);
    }

    #[test]
    fn time_comes_free_ten_minutes_after_the_first_call_of_its_minute() {
        let mut operating = Operating::default();
        charge(&mut operating, Billing::Ban, start(), 1_000);
        let later = charge(&mut operating, Billing::Ban, start() + Duration::from_mins(2), 2_000);
        assert_eq!(later.used, Duration::from_secs(3));
        assert_eq!(later.reset_at, start() + WINDOW);
        let last = charge(&mut operating, Billing::Ban, start() + WINDOW, 1_000);
        assert_eq!(last.used, Duration::from_secs(3));
    }

    #[test]
    fn the_account_forgets_what_has_run_out() {
        let mut operating = Operating::default();
        charge(&mut operating, Billing::Ban, start(), 1_000);
        charge(&mut operating, Billing::Ban, start() + Duration::from_mins(2), 2_000);
        let used = |at| operating.by_method(at)[METHOD];
        assert_eq!(used(start() + WINDOW - Duration::from_secs(1)), Duration::from_secs(3));
        assert_eq!(used(start() + WINDOW), Duration::from_secs(2));
    }

    #[rstest]
    #[case(Billing::Ban, 300)]
    #[case(Billing::Batch, 300)]
    #[case(Billing::Minutes, 600)]
    fn a_method_over_the_limit_waits(#[case] billing: Billing, #[case] wait: u64) {
        let mut operating = Operating::default();
        let took = 480_000;
        let state = charge(&mut operating, billing, start(), took);
        assert_eq!(state.used, LIMIT);
        // The ban begins when the call ends, the window when it began.
        let from = if billing == Billing::Minutes { start() } else { start() + Duration::from_millis(took) };
        assert_eq!(state.reset_at, from + Duration::from_secs(wait));
        let mut open = |at| operating.is_open(&Credential::App, METHOD, billing, at);
        assert!(!open(from + Duration::from_secs(wait - 1)));
        assert!(open(from + Duration::from_secs(wait)));
    }

    #[test]
    fn credentials_and_methods_are_apart() {
        let mut operating = Operating::default();
        charge(&mut operating, Billing::Ban, start(), 480_000);
        let webhook = Credential::Webhook("code".to_owned());
        assert!(operating.is_open(&webhook, METHOD, Billing::Ban, start()));
        assert!(operating.is_open(&Credential::App, "crm.lead.list", Billing::Ban, start()));
    }
}
