//! When something happens, on a clock that only goes forward.

use crate::domain::Millis;

/// When an event happened, and a random number for whatever needs chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moment {
    /// Milliseconds on a clock that only goes forward.
    pub now: Millis,
    /// Uniform over all values.
    pub chance: u64,
}

/// A clock that only goes forward, made of the machine's, which can be set back. It counts a night in which the
/// machine slept. Where the machine's is set back it goes on from there, instead of standing still until that
/// has caught up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Clock {
    last: Millis,
    /// How far it is ahead of the machine's.
    ahead: Millis,
}

impl Clock {
    /// The time now, by the machine's clock.
    pub const fn read(&mut self, machine: Millis) -> Millis {
        let now = machine.saturating_add(self.ahead);
        if now < self.last {
            self.ahead = self.last.saturating_sub(machine);
        } else {
            self.last = now;
        }
        self.last
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn time_goes_on_where_the_clock_is_set_back() {
        let mut clock = Clock::default();
        let read = [1_000, 1_500, 200, 450, 450, 100, 101].map(|machine| clock.read(machine));
        assert_eq!(read, [1_000, 1_500, 1_500, 1_750, 1_750, 1_750, 1_751]);
    }

    #[test]
    fn a_night_counts() {
        let mut clock = Clock::default();
        assert_eq!([5, 28_800_005].map(|machine| clock.read(machine)), [5, 28_800_005]);
    }
}
