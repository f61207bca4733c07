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
    /// The user pauses it, and looks after it again a minute later.
    Pause,
    /// The user wants to go on, paused or not.
    GoOn,
    /// The page goes away, whatever is under way. Another one goes on from the checkpoint.
    Kill,
}

impl Happening {
    /// Each of them once, the end of all first.
    pub const ALL: [Self; 7] =
        [Self::Cancel, Self::Sleep, Self::Offline, Self::TokenLost, Self::Pause, Self::GoOn, Self::Kill];
}

/// What happens, each after so many steps. A step is one thing that the scheduler does; sending a request is one,
/// and getting its answer another, so that things happen while it is under way.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Happenings(VecDeque<(u64, Happening)>);

impl Happenings {
    /// One thing after so many steps.
    pub fn one(after: u64, happening: Happening) -> Self {
        Self([(after, happening)].into())
    }

    /// These, each after so many steps.
    pub fn these(happenings: impl IntoIterator<Item = (u64, Happening)>) -> Self {
        Self(happenings.into_iter().collect())
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
