//! The search box: what was typed, what was attached, and how it was read.

use std::rc::Rc;

use crate::domain::{KindChoice, TypeChoice};

use super::{FormInput, Intake};

/// A pasted text of more bytes becomes an attachment instead of freezing the search box.
pub const ATTACH_ABOVE_BYTES: usize = 100_000;

/// The search box.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Form {
    pub(in crate::page) text: String,
    /// The text, read.
    pub(in crate::page) typed: Rc<Intake>,
    /// A long text beside the search box.
    pub(in crate::page) attached: Option<Box<Attachment>>,
    /// What was taken out of the box and can be brought back, the latest last.
    pub(in crate::page) removed: Vec<Removed>,
    pub(in crate::page) kind: KindChoice,
    pub(in crate::page) types: TypeChoice,
}

/// What one step took out of the box. Either may be empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::page) struct Removed {
    pub(in crate::page) typed: String,
    pub(in crate::page) attached: String,
}

/// A long text.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Attachment {
    pub(in crate::page) text: String,
    pub(in crate::page) rest: Rest,
    pub(in crate::page) scan: Scan,
    pub(in crate::page) intake: Rc<Intake>,
}

/// Whether all of a long text is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Rest {
    /// More of it is coming.
    Awaited,
    /// It is.
    Here,
}

/// How far a long text is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Scan {
    /// It is being read, slice by slice.
    Reading {
        /// The byte at which the next slice begins.
        at: usize,
        /// The lines before it.
        lines: usize,
    },
    /// It is read.
    Read,
}

impl Form {
    /// Everything that a search would take now.
    pub(in crate::page) fn input(&self) -> FormInput {
        let attached = self.attached.as_ref().map(|attachment| Rc::clone(&attachment.intake));
        FormInput::new(Rc::clone(&self.typed), attached)
    }

    /// A long text is still coming, or being read.
    pub(in crate::page) fn is_reading(&self) -> bool {
        self.attached.as_ref().is_some_and(|attachment| attachment.scan != Scan::Read)
    }
}
