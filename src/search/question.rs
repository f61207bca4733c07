//! The desk: questions that wait, and questions that are out, each under a name of its own.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::domain::{EntityType, RecordId};
use crate::protocol::CommandName;

use super::ledger::KeyIndex;

/// How often a question is sent in a row. At one answer in three lost, one in more than a thousand gets none.
const TRIES: u8 = 6;

/// How often it is taken up: once by itself, and once more when the user says so.
const ROUNDS: u8 = 2;

/// What one command asks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
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
        /// The only type to search.
        entity: Option<EntityType>,
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
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) enum Part {
    /// Every key stands in one of these.
    #[cfg(feature = "page")]
    Row,
    /// A second pool for keys whose rows left something unexplained.
    #[cfg(feature = "page")]
    Column(ColumnName),
    /// A list left out records that the portal had named for these keys: does it name them still?
    Again,
}

/// One column of one block.
#[cfg(feature = "page")]
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
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

    #[cfg(feature = "page")]
    const fn is_row(&self) -> bool {
        matches!(self, Self::Pool { part: Part::Row, .. })
    }

    /// Whether its keys are asked one by one if it gets no answer: one of them may be the reason.
    const fn is_divisible(&self) -> bool {
        match self {
            #[cfg(feature = "page")]
            Self::Pool { part: Part::Row | Part::Column(_), .. } => true,
            Self::Pool { part: Part::Again, .. } | Self::Key { .. } | Self::Load { .. } => false,
        }
    }
}

/// A question and how often it was sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Posed {
    pub(super) question: Question,
    tries: u8,
}

/// Whether a question goes back on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Again {
    /// It waits for the next batch.
    Waits,
    /// It was sent often enough for now, and is put aside until the user goes on.
    PutAside,
    /// It was sent often enough.
    Exhausted(Question),
}

/// Everything that is to be asked or is being asked.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Desk {
    /// What the search begins with: the sooner all of it is answered, the more of what follows can be asked
    /// together.
    first: VecDeque<Posed>,
    /// What an answer led to.
    next: VecDeque<Posed>,
    out: Vec<(CommandName, Posed)>,
    /// What got no answer, however often it was sent.
    aside: VecDeque<Posed>,
    names: u32,
}

impl Desk {
    /// Puts a question that the search begins with.
    pub(super) fn put(&mut self, question: Question) {
        self.first.push_back(Posed { question, tries: 0 });
    }

    /// Puts a question that an answer led to.
    pub(super) fn put_next(&mut self, question: Question) {
        self.next.push_back(Posed { question, tries: 0 });
    }

    /// Puts a question on which others wait.
    pub(super) fn put_before(&mut self, question: Question) {
        self.next.push_front(Posed { question, tries: 0 });
    }

    /// Sends the next question out under a name that no other question of the run has.
    pub(super) fn send_next(&mut self) -> Option<(CommandName, Question)> {
        let mut posed = self.first.pop_front().or_else(|| self.next.pop_front())?;
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

    /// A question that the portal did not look at.
    pub(super) fn put_off(&mut self, mut posed: Posed) {
        posed.tries = posed.tries.saturating_sub(1);
        self.next.push_back(posed);
    }

    /// A question that was not answered.
    pub(super) fn ask_again(&mut self, posed: Posed) -> Again {
        if !posed.tries.is_multiple_of(TRIES) {
            self.next.push_back(posed);
            Again::Waits
        } else if posed.question.is_divisible() || posed.tries >= TRIES * ROUNDS {
            Again::Exhausted(posed.question)
        } else {
            self.aside.push_back(posed);
            Again::PutAside
        }
    }

    /// Whether nothing is left but what was put aside.
    pub(super) fn is_stuck(&self) -> bool {
        self.has_nothing_to_send() && !self.aside.is_empty()
    }

    fn has_nothing_to_send(&self) -> bool {
        self.next.is_empty() && self.first.is_empty() && self.out.is_empty()
    }

    /// What was put aside is asked again.
    pub(super) fn take_up(&mut self) {
        self.next.append(&mut self.aside);
    }

    /// Takes away every find that waits.
    pub(super) fn drop_finds(&mut self) -> Vec<Question> {
        let mut finds = Vec::new();
        for queue in [&mut self.next, &mut self.first, &mut self.aside] {
            for posed in std::mem::take(queue) {
                if matches!(posed.question, Question::Load { .. }) {
                    queue.push_back(posed);
                } else {
                    finds.push(posed.question);
                }
            }
        }
        finds
    }

    /// Takes everything away. Names go on, so that a late answer fits nothing.
    pub(super) fn clear(&mut self) {
        self.next.clear();
        self.first.clear();
        self.out.clear();
        self.aside.clear();
    }

    /// What was put aside begins anew: it is another page that asks.
    #[cfg(feature = "page")]
    pub(super) fn begin_anew(&mut self) {
        let aside = std::mem::take(&mut self.aside);
        self.next.extend(aside.into_iter().map(|posed| Posed { tries: 0, ..posed }));
    }

    /// What is out has not been asked: nobody waits for the answer any more.
    #[cfg(feature = "page")]
    pub(super) fn take_back(&mut self) {
        for (_, mut posed) in std::mem::take(&mut self.out).into_iter().rev() {
            posed.tries = posed.tries.saturating_sub(1);
            self.next.push_front(posed);
        }
    }

    /// What waits or is out.
    fn all(&self) -> impl Iterator<Item = &Posed> {
        let out = self.out.iter().map(|(_, posed)| posed);
        [&self.next, &self.first, &self.aside].into_iter().flatten().chain(out)
    }

    /// Whether a batch is out.
    pub(super) const fn is_out(&self) -> bool {
        !self.out.is_empty()
    }

    /// Whether nothing waits and nothing is out.
    pub(super) fn is_empty(&self) -> bool {
        self.has_nothing_to_send() && self.aside.is_empty()
    }

    /// Every question that waits or is out.
    #[cfg(feature = "page")]
    pub(super) fn questions(&self) -> impl Iterator<Item = &Question> {
        self.all().map(|posed| &posed.question)
    }

    /// Whether a row waits or is out.
    #[cfg(feature = "page")]
    pub(super) fn has_rows(&self) -> bool {
        self.questions().any(Question::is_row)
    }

    /// Every key with a question that waits or is out; a key can come up more than once.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        self.all().flat_map(|posed| posed.question.keys().iter().copied())
    }
}
