//! The plan: what is asked next, how much of it in one batch, and the ledger in which the answers are kept.

mod batch_sizer;
mod confirmations;
mod question;
mod queue;

use serde::{Deserialize, Serialize};

use crate::domain::{CommKind, Communication, EntityType, Millis, TypeChoice, Unchecked};
use crate::protocol::{Batch, Command, MAX_COMMANDS};

use super::ledger::{CapReading, Fill, KeyIndex, Ledger};
pub(super) use batch_sizer::PIECES;
use batch_sizer::{BatchSizer, Work};
use confirmations::Confirmations;
pub(super) use question::{Pool, Question};
pub(super) use queue::{Attempt, Queue, Retry, Sent};

/// Of so few keys it is asked along with the first lists whether their records are still named: to look once more is
/// quicker than a request of its own, if a list leaves some of them out.
const FEW_KEYS: usize = 8;

/// What is known and what is left to ask: all of a search but how its keys are asked.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Plan<K> {
    pub(super) types: TypeChoice,
    pub(super) queue: Queue<K>,
    pub(super) ledger: Ledger,
    pub(super) cap: CapReading,
    pub(super) confirmations: Confirmations,
    pub(super) sizer: BatchSizer,
}

impl<K> Plan<K> {
    /// A plan in which nothing is asked yet.
    pub(super) fn new(asked: Vec<Communication>, types: TypeChoice) -> Self {
        Self {
            types,
            queue: Queue::default(),
            ledger: Ledger::new(asked, types),
            cap: CapReading::default(),
            confirmations: Confirmations::default(),
            sizer: BatchSizer::default(),
        }
    }

    /// Begins with a question for each key by itself.
    pub(super) fn begin_one_by_one(&mut self) {
        if self.ledger.len() <= FEW_KEYS {
            self.ledger.records_mut().expect_omissions();
        }
        for key in self.ledger.keys() {
            self.queue.begin_with(self.alone(key));
        }
    }

    /// The next questions, if that many batches more may be out. `None` if there are none, or none yet that are worth
    /// a request beside those that are out.
    pub(super) fn next_batch(&mut self, fill: Fill, expected: u64, room: usize) -> Option<Batch> {
        let goal = self.goal(fill, expected, room)?;
        let is_alone = self.queue.out().0 == 0;
        let mut questions = Vec::new();
        let mut units = 0;
        while questions.len() < MAX_COMMANDS && !self.sizer.is_full(units, questions.len(), goal) {
            // A full list takes no more commands now than later, and what it shows may need further questions.
            if let Some(load) = self.next_load(fill) {
                self.queue.push_front(load);
            }
            if let Some(sent) = self.queue.take_next() {
                units += sent.attempt.question.units();
                if let Question::Load { entity, ids } = &sent.attempt.question
                    && self.ledger.records().has_omitted(*entity)
                {
                    // This list may leave records out, like those before it. That their keys are asked again goes
                    // along with it instead of being a request of its own.
                    let again = self.ledger.confirm_along(*entity, ids);
                    self.confirmations.extend(again, &self.ledger);
                }
                questions.push(sent);
            } else if let Some(load) = is_alone.then(|| self.next_load(Fill::Rest)).flatten() {
                self.queue.push(load);
            } else if let Some(again) = self.confirmations.next() {
                self.queue.push(again);
            } else {
                break;
            }
        }
        let command = |sent: &Sent<K>| (sent.name, command(&sent.attempt.question, &self.ledger));
        let commands: Vec<_> = questions.iter().map(command).collect();
        if commands.is_empty() {
            return None;
        }
        self.queue.send(questions);
        Some(Batch { commands })
    }

    /// How long the portal is to work on the next batch. `None` if it is better to wait for what is out.
    fn goal(&mut self, fill: Fill, expected: u64, room: usize) -> Option<Millis> {
        let (beside, out) = self.queue.out();
        // Where nothing is out, every list goes along.
        let fill = if beside == 0 { Fill::Rest } else { fill };
        let lists = self.ledger.records().lists_waiting(fill);
        let more = lists.saturating_add(self.confirmations.units());
        let left = self.queue.units().saturating_add(more);
        let following = self
            .queue
            .has_begun()
            .then(|| self.queue.followed().saturating_add(more).saturating_add(expected));
        self.sizer.goal(&Work { left, out, beside, room, following })
    }

    fn next_load(&mut self, fill: Fill) -> Option<Question<K>> {
        let (entity, ids) = self.ledger.records_mut().next_load(fill)?;
        Some(Question::Load { entity, ids })
    }

    /// Whether nothing is left to ask.
    pub(super) fn is_finished(&self) -> bool {
        self.queue.is_empty() && !self.ledger.records().has_waiting() && self.confirmations.is_empty()
    }

    /// Nothing is asked any more. What is known stays.
    pub(super) fn stop(&mut self, why: Unchecked) {
        self.queue.clear();
        self.confirmations.clear();
        self.ledger.records_mut().give_up();
        self.ledger.stop(why);
    }

    /// The question about a key by itself.
    pub(super) const fn alone(&self, key: KeyIndex) -> Question<K> {
        Question::Key { key, entity: self.only_type() }
    }

    /// The type that alone is searched.
    pub(super) const fn only_type(&self) -> Option<EntityType> {
        match self.types {
            TypeChoice::All => None,
            TypeChoice::Only(only) => Some(only),
        }
    }

    /// Asks for each wanted type of a key.
    pub(super) fn ask_each_type(&mut self, key: KeyIndex) {
        for entity in self.types.wanted() {
            self.queue.push(Question::Key { key, entity: Some(entity) });
        }
    }

    /// Asks for each of these keys by itself.
    pub(super) fn ask_each_key(&mut self, keys: &[KeyIndex], entity: Option<EntityType>) {
        for key in keys {
            self.queue.push(Question::Key { key: *key, entity });
        }
    }

    /// Asks for each of these keys whether the records that a list left out are still named.
    pub(super) fn confirm_one_by_one(&mut self, keys: &[KeyIndex], entity: EntityType) {
        for key in keys {
            self.queue.push(Question::Confirm { keys: vec![*key], entity });
        }
    }
}

/// The command that asks a question.
fn command<K>(question: &Question<K>, ledger: &Ledger) -> Command {
    let entity = match question {
        Question::Load { entity, ids } => {
            return Command::ListRecords { entity: *entity, ids: ids.clone() };
        }
        Question::Key { entity, .. } | Question::Pool(Pool { entity, .. }) => *entity,
        Question::Confirm { entity, .. } => Some(*entity),
    };
    let asked: Vec<&Communication> =
        question.keys().iter().filter_map(|key| ledger.communication(*key)).collect();
    Command::Find {
        kind: asked.first().map_or(CommKind::Phone, |first| first.kind()),
        spellings: asked.iter().map(|each| each.spelling().to_owned()).collect(),
        entity,
    }
}
