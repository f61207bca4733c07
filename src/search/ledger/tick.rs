//! The search's own time, by which it tells what an answer can know of.

use serde::{Deserialize, Serialize};

/// When a question was sent, counted in questions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub(in crate::search) struct Tick(u32);

impl Tick {
    /// The next one.
    pub(in crate::search) const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// A number that no other moment of the search has.
    pub(in crate::search) const fn number(self) -> u32 {
        self.0
    }
}
