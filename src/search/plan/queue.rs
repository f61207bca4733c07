//! The queue: questions that wait, and questions that are out, each under a name of its own.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::protocol::CommandName;
use crate::search::ledger::Tick;

use super::question::Question;

/// A question is sent at most this often in a row. At one answer in three lost, one in more than a thousand gets
/// none.
const TRIES: u8 = 6;

/// It is sent in at most this many such rows: one by itself, and one more when the user says so.
const ROUNDS: u8 = 2;

/// After so many batches in a row of which nothing was answered, nothing more is sent until the user says so: a few
/// more than can be under way together.
const IN_VAIN: u8 = 24;

/// A question and how often it was sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::search) struct Attempt<K> {
    pub(in crate::search) question: Question<K>,
    tries: u8,
}

impl<K> Attempt<K> {
    const fn first(question: Question<K>) -> Self {
        Self { question, tries: 0 }
    }
}

/// A question that is out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::search) struct Sent<K> {
    /// The name under which its answer comes back.
    pub(in crate::search) name: CommandName,
    pub(in crate::search) at: Tick,
    pub(in crate::search) attempt: Attempt<K>,
}

/// A batch that is out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct OutBatch<K> {
    questions: Vec<Sent<K>>,
    units: u64,
}

/// What becomes of a question that was not answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::search) enum Retry<K> {
    /// It waits for the next batch.
    Waits,
    /// It was sent often enough for now, and is parked until the user goes on.
    Parked,
    /// It was sent often enough.
    Exhausted(Question<K>),
}

/// Everything that is to be asked or is being asked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(in crate::search) struct Queue<K> {
    /// What the search begins with: the sooner all of it is answered, the more of what follows can be asked
    /// together.
    opening: VecDeque<Attempt<K>>,
    /// What an answer led to.
    following: VecDeque<Attempt<K>>,
    out: Vec<OutBatch<K>>,
    /// The work of all that waits to be sent.
    units: u64,
    /// The work of all that answers have led to.
    followed: u64,
    /// What got no answer, however often it was sent.
    parked: VecDeque<Attempt<K>>,
    /// How many batches in a row came back with nothing answered.
    #[serde(skip)]
    in_vain: u8,
    now: Tick,
}

impl<K> Default for Queue<K> {
    fn default() -> Self {
        Self {
            opening: VecDeque::new(),
            following: VecDeque::new(),
            out: Vec::new(),
            units: 0,
            followed: 0,
            parked: VecDeque::new(),
            in_vain: 0,
            now: Tick::default(),
        }
    }
}

impl<K> Queue<K> {
    /// Adds a question that the search begins with.
    pub(in crate::search) fn begin_with(&mut self, question: Question<K>) {
        self.units += question.units();
        self.opening.push_back(Attempt::first(question));
    }

    /// Adds a question that an answer led to.
    pub(in crate::search) fn push(&mut self, question: Question<K>) {
        self.followed += question.units();
        self.push_back(Attempt::first(question));
    }

    fn push_back(&mut self, attempt: Attempt<K>) {
        self.units += attempt.question.units();
        self.following.push_back(attempt);
    }

    /// Adds a question on which others wait.
    pub(super) fn push_front(&mut self, question: Question<K>) {
        self.units += question.units();
        self.followed += question.units();
        self.following.push_front(Attempt::first(question));
    }

    /// Takes the next question, under a name that no other question of the search has.
    pub(super) fn take_next(&mut self) -> Option<Sent<K>> {
        let mut attempt = self.opening.pop_front().or_else(|| self.following.pop_front())?;
        self.units = self.units.saturating_sub(attempt.question.units());
        attempt.tries = attempt.tries.saturating_add(1);
        let sent = Sent { name: CommandName(self.now.number()), at: self.now, attempt };
        self.now = self.now.next();
        Some(sent)
    }

    /// These questions go out together.
    pub(super) fn send(&mut self, questions: Vec<Sent<K>>) {
        let units = questions.iter().map(|sent| sent.attempt.question.units()).sum();
        self.out.push(OutBatch { questions, units });
    }

    /// Takes back the questions of the batch whose first one has this name. None, if it is not out any more.
    pub(in crate::search) fn take_out(&mut self, name: CommandName) -> Vec<Sent<K>> {
        let is_it = |batch: &OutBatch<K>| batch.questions.first().is_some_and(|first| first.name == name);
        let place = self.out.iter().position(is_it);
        place.map(|place| self.out.remove(place).questions).unwrap_or_default()
    }

    /// A question that the portal did not look at.
    pub(in crate::search) fn requeue(&mut self, mut attempt: Attempt<K>) {
        attempt.tries = attempt.tries.saturating_sub(1);
        self.push_back(attempt);
    }

    /// What is out has not been asked: nobody waits for the answers any more.
    pub(in crate::search) fn requeue_out(&mut self) {
        let out = std::mem::take(&mut self.out).into_iter().flat_map(|batch| batch.questions);
        for Sent { mut attempt, .. } in out.collect::<Vec<_>>().into_iter().rev() {
            attempt.tries = attempt.tries.saturating_sub(1);
            self.units += attempt.question.units();
            self.following.push_front(attempt);
        }
    }

    /// A question that was not answered.
    pub(in crate::search) fn retry(&mut self, attempt: Attempt<K>) -> Retry<K> {
        if !attempt.tries.is_multiple_of(TRIES) {
            self.push_back(attempt);
            Retry::Waits
        } else if attempt.question.is_divisible() || attempt.tries >= TRIES * ROUNDS {
            Retry::Exhausted(attempt.question)
        } else {
            self.parked.push_back(attempt);
            Retry::Parked
        }
    }

    /// Some of a batch was answered.
    pub(in crate::search) const fn answered(&mut self) {
        self.in_vain = 0;
    }

    /// Nothing of a batch was answered. `true` if that was once too often: then all that waits is parked.
    pub(in crate::search) fn asked_in_vain(&mut self) -> bool {
        self.in_vain = self.in_vain.saturating_add(1);
        let is_enough = self.in_vain >= IN_VAIN;
        if is_enough {
            self.parked.append(&mut self.opening);
            self.parked.append(&mut self.following);
            self.units = 0;
        }
        is_enough
    }

    /// Whether nothing is left but what is parked.
    pub(in crate::search) fn is_stuck(&self) -> bool {
        self.has_nothing_to_send() && !self.parked.is_empty()
    }

    fn has_nothing_to_send(&self) -> bool {
        self.following.is_empty() && self.opening.is_empty() && self.out.is_empty()
    }

    /// What is parked is asked again.
    pub(in crate::search) fn unpark(&mut self) {
        self.in_vain = 0;
        for attempt in std::mem::take(&mut self.parked) {
            self.push_back(attempt);
        }
    }

    /// What is parked begins anew: it is another page that asks.
    pub(in crate::search) fn renew_parked(&mut self) {
        for attempt in std::mem::take(&mut self.parked) {
            self.push_back(Attempt::first(attempt.question));
        }
    }

    /// Takes away every find that waits.
    pub(in crate::search) fn drop_finds(&mut self) -> Vec<Question<K>> {
        let mut finds = Vec::new();
        for queue in [&mut self.following, &mut self.opening, &mut self.parked] {
            for attempt in std::mem::take(queue) {
                if matches!(attempt.question, Question::Load { .. }) {
                    queue.push_back(attempt);
                } else {
                    finds.push(attempt.question);
                }
            }
        }
        let waiting = self.following.iter().chain(&self.opening);
        self.units = waiting.map(|attempt| attempt.question.units()).sum();
        finds
    }

    /// Takes everything away. Time goes on, so that a late answer fits nothing.
    pub(super) fn clear(&mut self) {
        *self = Self { now: self.now, ..Self::default() };
    }

    /// How many batches are out, and the work that they are.
    pub(super) fn out(&self) -> (usize, u64) {
        (self.out.len(), self.out.iter().map(|batch| batch.units).sum())
    }

    /// Whether all that the search begins with was sent.
    pub(super) fn has_begun(&self) -> bool {
        self.opening.is_empty()
    }

    /// The work of all that answers have led to so far, whether or not it was sent.
    pub(super) const fn followed(&self) -> u64 {
        self.followed
    }

    /// The work of all that waits to be sent. What the answers lead to is not known.
    pub(in crate::search) const fn units(&self) -> u64 {
        self.units
    }

    /// Whether nothing waits and nothing is out.
    pub(super) fn is_empty(&self) -> bool {
        self.has_nothing_to_send() && self.parked.is_empty()
    }
}
