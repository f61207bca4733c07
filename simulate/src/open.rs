//! What a search leaves open, why it may, and how much.

use thiserror::Error;

use crate::{Outcome, Setting};

/// Of one search, nothing but faults in its way, no more stays open than what one list of fifty records leaves
/// without a card when it is given up.
const OF_ONE_SEARCH: usize = 50;

/// Of the values of many such searches, no more than one in so many. A command is sent six times, and
/// six times more when the user goes on, before it is given up; at three faults in ten requests, one in some
/// two million is.
const ONE_IN: usize = 1_000_000;

/// What can leave the values of a search open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// The user cancelled it.
    Cancelled,
    /// The user may not search at all.
    Refused,
    /// Requests and commands failed until they were given up.
    Faults,
}

impl Cause {
    /// Why the search of a setting may have left something open. `None` if it may not have.
    pub fn of(setting: &Setting, outcome: &Outcome) -> Option<Self> {
        if outcome.cancelled {
            Some(Self::Cancelled)
        } else if setting.is_refused() {
            Some(Self::Refused)
        } else {
            (setting.fault_percent > 0).then_some(Self::Faults)
        }
    }
}

/// The values that searches left open, by cause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LeftOpen {
    /// Of cancelled searches.
    pub cancelled: usize,
    /// Of searches by users who may not search.
    pub refused: usize,
    /// Of all other searches: given up because of faults.
    pub faults: usize,
    /// How many values those other searches had.
    pub of: usize,
}

/// Faults left more open than they can.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
#[error("faults left {open} of {of} values open")]
pub struct TooMuchOpen {
    open: usize,
    of: usize,
}

impl LeftOpen {
    /// What one search left open.
    ///
    /// # Errors
    /// If it is more than faults can leave open.
    pub fn by(cause: Option<Cause>, open: usize, of: usize) -> Result<Self, TooMuchOpen> {
        match cause {
            Some(Cause::Cancelled) => Ok(Self { cancelled: open, ..Self::default() }),
            Some(Cause::Refused) => Ok(Self { refused: open, ..Self::default() }),
            Some(Cause::Faults) if open <= OF_ONE_SEARCH => Ok(Self { faults: open, of, ..Self::default() }),
            None if open == 0 => Ok(Self { of, ..Self::default() }),
            Some(Cause::Faults) | None => Err(TooMuchOpen { open, of }),
        }
    }

    /// Adds another search.
    pub const fn add(&mut self, other: Self) {
        self.cancelled += other.cancelled;
        self.refused += other.refused;
        self.faults += other.faults;
        self.of += other.of;
    }

    /// All values that were left open.
    pub const fn all(&self) -> usize {
        self.cancelled + self.refused + self.faults
    }

    /// Holds what many searches left open against what faults can leave open.
    ///
    /// # Errors
    /// If it is more.
    pub const fn check(&self) -> Result<(), TooMuchOpen> {
        if self.faults <= self.of / ONE_IN {
            Ok(())
        } else {
            Err(TooMuchOpen { open: self.faults, of: self.of })
        }
    }
}
