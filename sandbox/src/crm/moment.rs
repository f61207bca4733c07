//! Time as the core sees it: a number that is passed in.

use std::ops::{Add, Sub};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// A moment in microseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(u64);

impl Moment {
    /// The moment this many seconds after 1970.
    pub fn from_seconds(seconds: u64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// What the system's clock shows. Only the HTTP shell asks for it.
    pub fn system() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(u64::try_from(since.as_micros()).unwrap_or(u64::MAX))
    }

    /// Reads an ISO date with an offset, as REST writes it. Without one, or without a time of day, it is
    /// the portal's own.
    pub fn parse(text: &str) -> Option<Self> {
        let date = OffsetDateTime::parse(text, &Rfc3339).ok().or_else(|| {
            let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
            OffsetDateTime::parse(&format!("{day}T{time}{OFFSET}"), &Rfc3339).ok()
        })?;
        u64::try_from(date.unix_timestamp()).ok().map(Self::from_seconds)
    }

    /// Whole seconds since 1970.
    pub fn seconds(self) -> u64 {
        self.0 / 1_000_000
    }

    /// Seconds since 1970 with their fraction, as `time.start` shows them.
    #[expect(clippy::cast_precision_loss, reason = "microseconds of today take 51 of the 53 bits")]
    pub fn seconds_f64(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The time passed since an earlier moment; zero if it is a later one.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }

    /// The ISO form with the portal's own offset, such as `2025-06-23T16:07:40+03:00`.
    pub fn iso(self) -> String {
        self.local().and_then(|date| date.format(&Rfc3339).ok()).unwrap_or_default()
    }

    /// Day and time for people, such as `23.06.2025 16:07`.
    pub fn display(self) -> String {
        self.local()
            .map(|date| {
                let (day, month, year) = (date.day(), u8::from(date.month()), date.year());
                format!("{day:02}.{month:02}.{year} {:02}:{:02}", date.hour(), date.minute())
            })
            .unwrap_or_default()
    }

    fn local(self) -> Option<OffsetDateTime> {
        let seconds = i64::try_from(self.seconds()).ok()?;
        let offset = UtcOffset::from_hms(3, 0, 0).ok()?;
        Some(OffsetDateTime::from_unix_timestamp(seconds).ok()?.to_offset(offset))
    }
}

/// The portal's own offset.
const OFFSET: &str = "+03:00";

impl Add<Duration> for Moment {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)))
    }
}

impl Sub<Duration> for Moment {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_with_the_offset_of_the_portal() {
        let moment = Moment::from_seconds(1_750_684_060) + Duration::from_micros(672_785);
        assert_eq!(moment.iso(), "2025-06-23T16:07:40+03:00");
        assert_eq!(moment.display(), "23.06.2025 16:07");
        assert!((moment.seconds_f64() - 1_750_684_060.672_785).abs() < 1e-6);
        assert_eq!(Moment::parse(&moment.iso()), Some(Moment::from_seconds(1_750_684_060)));
    }
}
