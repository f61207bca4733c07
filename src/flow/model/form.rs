//! The search box: what was typed, what was attached, and how it was read.

use crate::domain::{CommKind, InputValue, KindChoice, MatchKey, Pasted, TypeChoice};
use crate::search::Search;

/// The search box.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Form {
    pub(in crate::flow) text: String,
    /// The text, read.
    pub(in crate::flow) typed: Intake,
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
    pub(in crate::flow) scan: Scan,
    pub(in crate::flow) intake: Intake,
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

/// What a text was read as. Distinct values are kept up to one more than a search takes, values that
/// cannot be asked up to [`Intake::INVALID_KEPT`]; all of them are counted.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Intake {
    /// In the order of the text: each distinct communication once, and what cannot be asked.
    pub(in crate::flow) values: Vec<InputValue>,
    pub(in crate::flow) phones: u64,
    pub(in crate::flow) emails: u64,
    pub(in crate::flow) invalid: u64,
    /// Sorted.
    keys: Vec<MatchKey>,
    invalid_kept: usize,
}

impl Intake {
    /// So many values that cannot be asked are kept to be listed.
    pub(in crate::flow) const INVALID_KEPT: usize = 1000;

    /// Adds what was read from a part of the text that begins after so many lines.
    pub(in crate::flow) fn add(&mut self, part: Pasted, lines_before: usize) {
        for value in part.values {
            self.take(InputValue { line: value.line + lines_before, ..value });
        }
    }

    fn take(&mut self, value: InputValue) {
        if let Ok(communication) = &value.reading {
            let Err(place) = self.keys.binary_search(communication.key()) else { return };
            *self.count_mut(communication.kind()) += 1;
            if self.keys.len() > Search::LIMIT {
                return;
            }
            self.keys.insert(place, communication.key().clone());
        } else {
            self.invalid += 1;
            if self.invalid_kept == Self::INVALID_KEPT {
                return;
            }
            self.invalid_kept += 1;
        }
        self.values.push(value);
    }

    const fn count_mut(&mut self, kind: CommKind) -> &mut u64 {
        match kind {
            CommKind::Phone => &mut self.phones,
            CommKind::Email => &mut self.emails,
        }
    }

    /// This and another reading as one. What the other one counted without keeping stays counted.
    pub(in crate::flow) fn joined(&self, other: &Self) -> Self {
        let mut all = self.clone();
        let kept = |kind| other.keys.iter().filter(|key| key.kind() == kind).count() as u64;
        all.phones += other.phones.saturating_sub(kept(CommKind::Phone));
        all.emails += other.emails.saturating_sub(kept(CommKind::Email));
        all.invalid += other.invalid_more();
        for value in &other.values {
            all.take(value.clone());
        }
        all
    }

    /// Values that cannot be asked and were not kept.
    pub(in crate::flow) fn invalid_more(&self) -> u64 {
        self.invalid.saturating_sub(self.invalid_kept as u64)
    }

    /// Whether it fits into one search.
    pub(in crate::flow) fn size(&self) -> Size {
        match self.keys.len() {
            0 => Size::Empty,
            fitting if fitting <= Search::LIMIT => Size::Fits(fitting as u64),
            _ => Size::TooMany,
        }
    }
}

/// Whether an input fits into one search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Size {
    /// There is nothing to ask.
    Empty,
    /// So many distinct values.
    Fits(u64),
    /// More than one search takes.
    TooMany,
}

impl Form {
    /// Everything that a search would take now.
    pub(in crate::flow) fn intake(&self) -> Intake {
        match &self.attached {
            Some(attachment) => self.typed.joined(&attachment.intake),
            None => self.typed.clone(),
        }
    }

    /// A long text is still being read.
    pub(in crate::flow) fn is_reading(&self) -> bool {
        self.attached.as_ref().is_some_and(|attachment| attachment.scan != Scan::Read)
    }
}
