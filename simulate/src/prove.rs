//! One seed: a search, its report held against the truth, and a second search for what the first left open.

use crate::{
    Broken, Cause, Chance, LeftOpen, Outcome, Page, Setting, Size, TooMuchOpen, Verdicts, Wrong, check, run,
};

use thiserror::Error;

/// A search whose report is true, and after which nothing stayed open.
#[derive(Clone, Debug)]
pub struct Proved {
    /// The search.
    pub outcome: Outcome,
    /// Its verdicts.
    pub verdicts: Verdicts,
    /// The values that it left open. A second search without faults has checked them all.
    pub left_open: LeftOpen,
}

/// Why a seed proves the opposite.
#[derive(Debug, Error)]
pub enum Disproved {
    /// The search does what no search may do.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// A claim of its report is not true.
    #[error(transparent)]
    Wrong(#[from] Wrong),
    /// It says of too many values that they were not checked.
    #[error(transparent)]
    TooMuchOpen(#[from] TooMuchOpen),
    /// It comes to another report after the page was killed.
    #[error("killed at step {step}, it comes to another report")]
    OtherReport {
        /// When it was killed.
        step: u64,
    },
}

/// Carries out the search of a seed, and a second one for what it left open.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn prove<P: Page>(seed: u64, size: Size) -> Result<Proved, Disproved> {
    let mut chance = Chance::new(seed);
    prove_setting::<P>(&mut Setting::of(size, &mut chance), &mut chance)
}

/// The same for a setting that was made or changed by hand.
///
/// # Errors
/// The first thing that is not as it should be.
pub fn prove_setting<P: Page>(setting: &mut Setting, chance: &mut Chance) -> Result<Proved, Disproved> {
    let outcome = run::<P>(setting, chance)?;
    let verdicts = check(setting, &outcome)?;
    let (cause, asked) = (Cause::of(setting, &outcome), setting.asked.len());
    let is_open = setting.asks_again(&outcome);
    let left_open = LeftOpen::by(cause, setting.asked.len(), asked)?;
    if is_open {
        let again = run::<P>(setting, chance)?;
        check(setting, &again)?;
    }
    Ok(Proved { outcome, verdicts, left_open })
}
