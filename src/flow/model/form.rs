//! The search box: what was typed, what was attached, and how it was read.

use std::rc::Rc;

use crate::domain::{KindChoice, TypeChoice};

use super::{Input, Intake};

/// The search box.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Form {
    pub(in crate::flow) text: String,
    /// The text, read.
    pub(in crate::flow) typed: Rc<Intake>,
    /// A long text beside the search box.
    pub(in crate::flow) attached: Option<Box<Attachment>>,
    /// What was taken out of the box and can be brought back, the latest last.
    pub(in crate::flow) removed: Vec<Removed>,
    pub(in crate::flow) kind: KindChoice,
    pub(in crate::flow) types: TypeChoice,
}

/// What one step took out of the box. Either may be empty.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::flow) struct Removed {
    pub(in crate::flow) typed: String,
    pub(in crate::flow) attached: String,
}

/// A long text.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Attachment {
    pub(in crate::flow) text: String,
    pub(in crate::flow) rest: Rest,
    pub(in crate::flow) scan: Scan,
    pub(in crate::flow) intake: Rc<Intake>,
}

/// Whether all of a long text is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Rest {
    /// More of it is coming.
    Awaited,
    /// It is.
    Here,
}

/// How far a long text is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Scan {
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
    pub(in crate::flow) fn input(&self) -> Input {
        let attached = self.attached.as_ref().map(|attachment| Rc::clone(&attachment.intake));
        Input::new(Rc::clone(&self.typed), attached)
    }

    /// A long text is still coming, or being read.
    pub(in crate::flow) fn is_reading(&self) -> bool {
        self.attached.as_ref().is_some_and(|attachment| attachment.scan != Scan::Read)
    }
}
