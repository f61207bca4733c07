//! The check of a list.

mod checked;
mod export;
mod file;
mod kept;
mod kind;
mod read;
mod run;
mod shown;

pub(in crate::page) use checked::{AtHand, Checked, People, Reopening};
pub(in crate::page) use export::{Export, NotSaved, Saving};
pub(in crate::page) use file::{File, How, TableOf};
pub(in crate::page) use kept::{
    Corrected, Head, KeepWish, Keeping, Kept, NotKept, ResumeStep, Resuming, is_old,
};
pub use kind::FILE_KINDS;
pub(in crate::page) use kind::refused_by_name;
pub(in crate::page) use read::{Correction, Read, Reading, UnusableAt, print};
pub(in crate::page) use run::{Out, Run};
pub(in crate::page) use shown::Shown;

use crate::domain::TypeChoice;
use crate::protocol::files::{FileId, Refused, Turn};

/// The check of a list, from the file that is chosen to the verdicts of its rows.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Checking {
    /// The file that was opened last. What is said of another one is old.
    pub(in crate::page) last: FileId,
    /// How often something was read of a file. What is said of another time is old.
    pub(in crate::page) turn: Turn,
    pub(in crate::page) step: Step,
    /// Which types are to be asked for. Verdicts of a check that has asked for others are out of date.
    pub(in crate::page) types: TypeChoice,
    /// What was checked, while it is looked at how the file is read. A check goes on there.
    pub(in crate::page) behind: Option<Box<Checked>>,
    /// What was read and not asked about, while it is looked at how the file is read: with what was corrected in it.
    pub(in crate::page) read_behind: Option<Box<Read>>,
    /// The module that reads files has failed, and no file is there.
    pub(in crate::page) is_lost: bool,
    /// Whether this list is to be kept once it is checked.
    pub(in crate::page) keep: KeepWish,
    /// The list that was kept and is gone on with, until its rows are there.
    pub(in crate::page) resuming: Option<Box<Resuming>>,
}

/// How far it is.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) enum Step {
    /// There is no file.
    #[default]
    Idle,
    /// The browser is asked for the file.
    Taking,
    /// The file is being read.
    Opening(File),
    /// It is not read.
    Refused(File, Refused),
    /// It is looked at how it is read.
    Preview(Box<TableOf>),
    /// Its phones and e-mails are being read.
    Reading(Box<Reading>),
    /// They are.
    Ready(Box<Read>),
    /// They are being checked, or were.
    Checked(Box<Checked>),
}

impl Checking {
    /// The number of the next file. What was wanted of the one before is not wanted of it.
    pub(in crate::page) fn next_file(&mut self) -> FileId {
        self.keep = KeepWish::No;
        self.resuming = None;
        self.last = FileId(self.last.0.wrapping_add(1));
        self.last
    }

    /// The number of the next time that something is read.
    pub(in crate::page) const fn next_turn(&mut self) -> Turn {
        self.turn = Turn(self.turn.0.wrapping_add(1));
        self.turn
    }

    /// What is being checked or was, wherever it is.
    pub(in crate::page) fn checked(&self) -> Option<&Checked> {
        match &self.step {
            Step::Checked(checked) => Some(checked),
            _ => self.behind.as_deref(),
        }
    }

    /// The same, to go on with it.
    pub(in crate::page) fn checked_mut(&mut self) -> Option<&mut Checked> {
        match &mut self.step {
            Step::Checked(checked) => Some(checked),
            _ => self.behind.as_deref_mut(),
        }
    }
}
