//! How the list is saved.

use crate::i18n::Message;
use crate::protocol::files::{Turn, Unwritten, WriteAs};

/// So many parts are with the module at once: it is never idle, and nobody waits for more than that.
const AT_ONCE: u32 = 2;

/// What comes of saving.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Export {
    /// Nothing was saved.
    #[default]
    Nothing,
    /// The rows are put together and written, a part at a time.
    Writing(Box<Saving>),
    /// All so many rows are written, and the module makes a file of them.
    Ending(Turn, u64),
    /// It is saved with so many rows.
    Saved(u64),
    /// It could not be written.
    Failed(NotSaved),
}

/// Why a list is not saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum NotSaved {
    /// The module or the browser says so.
    Unwritten(Unwritten),
    /// The module has failed.
    Lost,
}

/// Rows that are being saved.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Saving {
    pub(in crate::page) format: WriteAs,
    /// Which time.
    pub(in crate::page) turn: Turn,
    /// Which rows are left, the last one first.
    pub(in crate::page) left: Vec<u32>,
    /// How many there are.
    pub(in crate::page) all: u64,
    /// So many are written.
    pub(in crate::page) written: u64,
    /// So many parts are with the module.
    pub(in crate::page) out: u32,
    /// What the file says of itself, as it was when it was to be saved.
    pub(in crate::page) about: Vec<Message>,
    /// Something was not checked when the first of its rows was put together.
    pub(in crate::page) is_unfinished: bool,
}

impl Export {
    /// Whether a file is being written.
    pub(in crate::page) const fn is_busy(&self) -> bool {
        matches!(self, Self::Writing(_) | Self::Ending(..))
    }

    /// Whether the next part is to be put together.
    pub(in crate::page) fn is_due(&self) -> bool {
        matches!(self, Self::Writing(saving) if saving.out < AT_ONCE)
    }

    /// Which time it is, if a file is being written.
    pub(in crate::page) fn turn(&self) -> Option<Turn> {
        match self {
            Self::Writing(saving) => Some(saving.turn),
            Self::Ending(turn, _) => Some(*turn),
            Self::Nothing | Self::Saved(_) | Self::Failed(_) => None,
        }
    }
}
