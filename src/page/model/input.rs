//! What the search box holds, as it was read from a text.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::domain::{CommKind, InputValue, MatchKey, Pasted};
use crate::lookup::{Input, Scope};

use super::Search;

/// What a text was read as. Distinct values are kept up to one more than a search takes, values that
/// cannot be asked up to [`Intake::INVALID_KEPT`]; all of them are counted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct Intake {
    /// In the order of the text: each distinct communication once, and what cannot be asked.
    values: Vec<Rc<InputValue>>,
    phones: u64,
    emails: u64,
    invalid: u64,
    keys: BTreeSet<MatchKey>,
    invalid_kept: usize,
}

impl Intake {
    /// At most this many values that cannot be asked are kept to be listed.
    pub(in crate::page) const INVALID_KEPT: usize = 1000;

    /// Adds what was read from a part of the text that begins after so many lines.
    pub(in crate::page) fn add(&mut self, part: Pasted, lines_before: usize) {
        for value in part.values {
            self.take(InputValue { line: value.line + lines_before, ..value });
        }
    }

    fn take(&mut self, value: InputValue) {
        if let Ok(communication) = &value.reading {
            let key = communication.identity();
            if self.keys.contains(key) {
                return;
            }
            match key.kind() {
                CommKind::Phone => self.phones += 1,
                CommKind::Email => self.emails += 1,
            }
            if self.keys.len() > Search::LIMIT {
                return;
            }
            self.keys.insert(key.clone());
        } else {
            self.invalid += 1;
            if self.invalid_kept == Self::INVALID_KEPT {
                return;
            }
            self.invalid_kept += 1;
        }
        self.values.push(Rc::new(value));
    }

    /// How many values there are, those that were not kept included.
    pub(in crate::page) const fn count(&self) -> u64 {
        self.phones + self.emails + self.invalid
    }
}

/// What the search box holds: the typed values, then those of an attached text that are not among them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in crate::page) struct FormInput {
    typed: Rc<Intake>,
    attached: Rc<Intake>,
    /// Distinct phones.
    pub(in crate::page) phones: u64,
    /// Distinct e-mails.
    pub(in crate::page) emails: u64,
    /// Values that cannot be asked, those that were not kept included.
    pub(in crate::page) invalid: u64,
}

impl FormInput {
    /// Joins what was typed and what was attached.
    pub(in crate::page) fn new(typed: Rc<Intake>, attached: Option<Rc<Intake>>) -> Self {
        let attached = attached.unwrap_or_default();
        let twice = |kind| {
            let both = typed.keys.iter().filter(|key| key.kind() == kind && attached.keys.contains(*key));
            both.count() as u64
        };
        let (phones, emails) = (twice(CommKind::Phone), twice(CommKind::Email));
        Self {
            phones: typed.phones + attached.phones - phones,
            emails: typed.emails + attached.emails - emails,
            invalid: typed.invalid + attached.invalid,
            typed,
            attached,
        }
    }

    /// The values that were kept, each distinct communication once.
    pub(in crate::page) fn values(&self) -> impl Iterator<Item = &Rc<InputValue>> {
        let is_new = |value: &&Rc<InputValue>| {
            value.reading.as_ref().map_or(true, |reading| !self.typed.keys.contains(reading.identity()))
        };
        self.typed.values.iter().chain(self.attached.values.iter().filter(is_new))
    }

    /// What a search takes of it.
    pub(in crate::page) fn taken(&self, scope: Scope) -> Input {
        let mut left = match scope {
            Scope::Whole => usize::MAX,
            Scope::FirstPart => Search::LIMIT,
        };
        let values = self.values().filter(|value| {
            let is_within = value.reading.is_err() || left > 0;
            left = left.saturating_sub(usize::from(value.reading.is_ok()));
            is_within
        });
        Input { values: values.cloned().collect(), invalid: self.invalid }
    }

    /// Whether it fits into one search.
    pub(in crate::page) fn size(&self) -> Size {
        match self.phones + self.emails {
            0 => Size::Empty,
            fitting if fitting <= Search::LIMIT as u64 => Size::Fits(fitting),
            _ => Size::TooMany,
        }
    }
}

/// Whether an input fits into one search.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Size {
    /// There is nothing to ask.
    Empty,
    /// So many distinct values.
    Fits(u64),
    /// More than one search takes.
    TooMany,
}
