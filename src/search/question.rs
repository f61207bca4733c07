//! The desk: questions that wait, and questions that are out, each under a name of its own.

use std::collections::VecDeque;

use crate::domain::{EntityType, RecordId};
use crate::protocol::CommandName;

use super::ledger::KeyIndex;

/// How often a command is sent before it counts as failed. At one answer in three lost, one command in more
/// than a thousand fails.
const TRIES: u8 = 6;

/// What one command asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Question {
    /// Which records have this key? Without a type, all three are searched.
    Key {
        /// The key.
        key: KeyIndex,
        /// The only type to search.
        entity: Option<EntityType>,
    },
    /// Which records have at least one of these keys?
    Pool {
        /// Up to twenty keys of one kind.
        keys: Vec<KeyIndex>,
        /// Where the pool belongs.
        part: Part,
    },
    /// What stands in these records?
    Load {
        /// Their type.
        entity: EntityType,
        /// Up to 50 ids.
        ids: Vec<RecordId>,
    },
}

/// The part of a pool in the plan.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Every key stands in one of these.
    Row,
    /// A second pool for keys whose rows left something unexplained.
    Column(ColumnName),
}

/// One column of one block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ColumnName {
    /// The block's place among the blocks of the search.
    pub(super) block: usize,
    /// The column's place in it.
    pub(super) column: usize,
}

impl Question {
    /// The keys that wait for its answer.
    pub(super) fn keys(&self) -> &[KeyIndex] {
        match self {
            Self::Key { key, .. } => std::slice::from_ref(key),
            Self::Pool { keys, .. } => keys,
            Self::Load { .. } => &[],
        }
    }
}

/// A question and how often it was sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Posed {
    pub(super) question: Question,
    tries: u8,
}

/// Whether a question goes back on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Again {
    /// It waits for the next batch.
    Waits,
    /// It was sent often enough.
    Exhausted(Question),
}

/// Everything that is to be asked or is being asked.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Desk {
    finds: VecDeque<Posed>,
    loads: VecDeque<Posed>,
    out: Vec<(CommandName, Posed)>,
    names: u32,
}

impl Desk {
    /// Puts a question behind those that wait. Finds go before loads, so that loads are well filled.
    pub(super) fn put(&mut self, question: Question) {
        self.put_back(Posed { question, tries: 0 });
    }

    fn put_back(&mut self, posed: Posed) {
        match posed.question {
            Question::Load { .. } => self.loads.push_back(posed),
            Question::Key { .. } | Question::Pool { .. } => self.finds.push_back(posed),
        }
    }

    /// Sends the next question out under a name that no other question of the run has.
    pub(super) fn send_next(&mut self) -> Option<(CommandName, Question)> {
        let mut posed = self.finds.pop_front().or_else(|| self.loads.pop_front())?;
        posed.tries = posed.tries.saturating_add(1);
        let name = CommandName(self.names);
        self.names = self.names.saturating_add(1);
        let question = posed.question.clone();
        self.out.push((name, posed));
        Some((name, question))
    }

    /// Takes back everything that is out.
    pub(super) fn take_out(&mut self) -> Vec<(CommandName, Posed)> {
        std::mem::take(&mut self.out)
    }

    /// A question that was not answered.
    pub(super) fn ask_again(&mut self, posed: Posed) -> Again {
        if posed.tries >= TRIES {
            return Again::Exhausted(posed.question);
        }
        self.put_back(posed);
        Again::Waits
    }

    /// Takes away every find that waits.
    pub(super) fn drop_finds(&mut self) -> impl Iterator<Item = Question> {
        std::mem::take(&mut self.finds).into_iter().map(|posed| posed.question)
    }

    /// Takes everything away. Names go on, so that a late answer fits nothing.
    pub(super) fn clear(&mut self) {
        self.finds.clear();
        self.loads.clear();
        self.out.clear();
    }

    /// Whether a batch is out.
    pub(super) fn is_out(&self) -> bool {
        !self.out.is_empty()
    }

    /// Whether nothing waits and nothing is out.
    pub(super) fn is_empty(&self) -> bool {
        self.finds.is_empty() && self.loads.is_empty() && self.out.is_empty()
    }

    /// Whether a pool waits or is out.
    pub(super) fn has_pools(&self) -> bool {
        let out = self.out.iter().map(|(_, posed)| posed);
        self.finds.iter().chain(out).any(|posed| matches!(posed.question, Question::Pool { .. }))
    }

    /// Every key with a question that waits or is out; a key can come up more than once.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        let out = self.out.iter().map(|(_, posed)| posed);
        self.finds.iter().chain(out).flat_map(|posed| posed.question.keys().iter().copied())
    }
}
