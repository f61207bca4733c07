//! One search, from its first question to the names of the found records.

use crate::domain::{PerType, RecordRef, TypeChoice, UserId};
use crate::protocol::{Batch, Refusal};
#[cfg(feature = "page")]
use crate::protocol::{Command, CommandName, Node};
use crate::scheduler::CallId;

use super::super::Arrangement;
#[cfg(feature = "page")]
use super::super::SnippetKind;
use super::{Findings, Input, Search};

/// One search and what came of it.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Run {
    pub(in crate::flow) search: Search,
    /// The input as it was when the search began, values that cannot be asked included.
    pub(in crate::flow) input: Input,
    pub(in crate::flow) extent: Extent,
    pub(in crate::flow) types: TypeChoice,
    /// Records that are the card itself or its clients.
    pub(in crate::flow) own: Vec<RecordRef>,
    /// How many of them the user may not read.
    pub(in crate::flow) unreadable: u64,
    pub(in crate::flow) phase: Phase,
    pub(in crate::flow) findings: Findings,
    pub(in crate::flow) names: Names,
    #[cfg(feature = "page")]
    pub(in crate::flow) trail: Option<Trail>,
    /// How many requests had been sent when it began.
    #[cfg(feature = "page")]
    pub(in crate::flow) requests_before: u64,
}

/// How much of the input is searched.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::flow) enum Extent {
    /// All that can be.
    #[default]
    Whole,
    /// As many of the first values as one search takes.
    FirstPart,
}

/// How far a search is.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Phase {
    /// A batch is out.
    Asking {
        /// Its call.
        call_id: CallId,
    },
    /// Nothing is asked until the user goes on.
    Paused(Pause),
    /// Everything is found; names of people and stages are still asked for.
    Naming {
        /// The call.
        call_id: CallId,
        /// What was asked.
        batch: Batch,
    },
    /// Finished.
    Finished,
    /// Stopped by the user.
    Cancelled,
    /// Stopped by a refusal that no repetition mends.
    Stopped(Refusal),
}

/// Why a search is paused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::flow) enum Pause {
    /// The user wanted it.
    #[cfg(feature = "page")]
    ByUser,
    /// What is left to ask was not answered, however often it was asked.
    Unanswered,
}

/// Names of people and of lead stages.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Names {
    pub(in crate::flow) users: Vec<(UserId, String)>,
    pub(in crate::flow) stages: Vec<(String, String)>,
}

impl Names {
    /// The name of a user.
    pub(in crate::flow) fn user(&self, id: UserId) -> Option<&str> {
        self.users.iter().find(|(of, _)| *of == id).map(|(_, name)| name.as_str())
    }

    /// The name of a lead stage.
    pub(in crate::flow) fn stage(&self, id: &str) -> Option<&str> {
        self.stages.iter().find(|(of, _)| of == id).map(|(_, name)| name.as_str())
    }
}

/// The first question of a search, and what the portal said to it: for *show the call*.
#[cfg(feature = "page")]
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Trail {
    pub(in crate::flow) name: CommandName,
    pub(in crate::flow) command: Command,
    /// How many questions its batch asked.
    pub(in crate::flow) of: u64,
    pub(in crate::flow) answer: Option<Answer>,
}

/// What the portal said to a question.
#[cfg(feature = "page")]
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Answer {
    /// It answered.
    Result {
        /// What.
        result: Node,
        /// `Null` where the portal told no time.
        time: Node,
    },
    /// It refused.
    Refused(Refusal),
}

/// How results are shown.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Display {
    pub(in crate::flow) arrangement: Arrangement,
    /// Records that are shown, by type.
    pub(in crate::flow) records: PerType<usize>,
    /// Values that are shown.
    pub(in crate::flow) values: usize,
    /// Values whose records are all shown, by their place in the report.
    pub(in crate::flow) opened: Vec<usize>,
    #[cfg(feature = "page")]
    pub(in crate::flow) call: CallFold,
    #[cfg(feature = "page")]
    pub(in crate::flow) snippet: SnippetKind,
}

/// Whether the call is shown.
#[cfg(feature = "page")]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::flow) enum CallFold {
    /// It is not.
    #[default]
    Folded,
    /// It is.
    Shown,
}

/// How many records, or values, are shown at first and with each *more*.
pub(in crate::flow) const PAGE: usize = 50;

impl Default for Display {
    fn default() -> Self {
        Self {
            arrangement: Arrangement::default(),
            records: PerType { lead: PAGE, contact: PAGE, company: PAGE },
            values: PAGE,
            opened: Vec::new(),
            #[cfg(feature = "page")]
            call: CallFold::Folded,
            #[cfg(feature = "page")]
            snippet: SnippetKind::default(),
        }
    }
}

impl Display {
    /// Back to the first page, for new results.
    pub(in crate::flow) fn rewind(&mut self) {
        let first = Self::default();
        self.records = first.records;
        self.values = first.values;
        self.opened = first.opened;
    }
}

impl Run {
    /// Nothing more will be found.
    pub(in crate::flow) const fn is_over(&self) -> bool {
        !matches!(self.phase, Phase::Asking { .. } | Phase::Paused(_))
    }

    /// The call that is out.
    pub(in crate::flow) const fn call_id(&self) -> Option<CallId> {
        match &self.phase {
            Phase::Asking { call_id } | Phase::Naming { call_id, .. } => Some(*call_id),
            Phase::Paused(_) | Phase::Finished | Phase::Cancelled | Phase::Stopped(_) => None,
        }
    }
}
