//! The search of a list that is killed on its way, held against the same one that was left alone.

use b24_duplicates::domain::SearchReport;
use b24_duplicates::search::Pools;

use crate::{Chance, Disproved, Happening, Happenings, Outcome, Setting, Size, check, run};

/// The search of a seed that nothing happens to, in a portal that stands still.
#[derive(Clone, Debug)]
pub struct Unharmed {
    seed: u64,
    size: Size,
    report: SearchReport,
}

impl Unharmed {
    /// Carries it out.
    ///
    /// # Errors
    /// The first thing that is not as it should be.
    pub fn of(seed: u64, size: Size) -> Result<Self, Disproved> {
        let report = carried_out(seed, size, Happenings::default())?.report;
        Ok(Self { seed, size, report })
    }

    /// Carries it out once more, and kills the page after so many steps. `false` if it has ended before.
    ///
    /// # Errors
    /// If it is not as it should be, or comes to another report.
    pub fn killed_after(&self, step: u64) -> Result<bool, Disproved> {
        let outcome = carried_out(self.seed, self.size, Happenings::one(step, Happening::Kill))?;
        if outcome.report == self.report {
            Ok(outcome.resumed > 0)
        } else {
            Err(Disproved::OtherReport { step })
        }
    }
}

fn carried_out(seed: u64, size: Size, happenings: Happenings) -> Result<Outcome, Disproved> {
    let mut chance = Chance::new(seed);
    let mut setting = Setting::of(size, &mut chance);
    setting.happenings = happenings;
    setting.change_percent = 0;
    let outcome = run::<Pools>(&mut setting, &mut chance)?;
    check(&setting, &outcome)?;
    Ok(outcome)
}
