//! What happens to a search on its way: the user, the browser, the machine.

use std::collections::VecDeque;

use crate::Chance;

/// Something that happens to a search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happening {
    /// The user cancels it.
    Cancel,
    /// The tab is suspended for an hour.
    Sleep,
    /// The browser is offline for some minutes.
    Offline,
    /// The access token is taken back, and the parent window does not answer the next time it is asked.
    TokenLost,
    /// The page goes away, whatever is under way. Another one goes on from the checkpoint.
    Kill,
}

impl Happening {
    /// Each of them once, the end of all first.
    pub const ALL: [Self; 5] = [Self::Cancel, Self::Sleep, Self::Offline, Self::TokenLost, Self::Kill];
}

/// What happens, each after so many steps, a step being one thing that the courier does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Happenings(VecDeque<(u64, Happening)>);

impl Happenings {
    /// One thing after so many steps.
    pub fn one(after: u64, happening: Happening) -> Self {
        Self([(after, happening)].into())
    }

    /// So many of these, at any of the first steps.
    pub fn any(number: u64, within: u64, of: &[Happening], chance: &mut Chance) -> Self {
        let mut happenings: Vec<(u64, Happening)> =
            (0..number).map(|_| (chance.below(within), chance.pick(of))).collect();
        happenings.sort_by_key(|(after, _)| *after);
        Self(happenings.into())
    }

    /// Whether this is among them.
    pub fn has(&self, wanted: Happening) -> bool {
        self.0.iter().any(|(_, happening)| *happening == wanted)
    }

    /// The next one whose step has come.
    pub(crate) fn due(&mut self, step: u64) -> Option<Happening> {
        self.0.pop_front_if(|(after, _)| *after <= step).map(|(_, happening)| happening)
    }
}
