//! One search: what a program that carries it out sees of it.

use crate::domain::{Communication, RecordCard, Unchecked};
use crate::protocol::{Batch, Refusal};

use super::options::{SearchOptions, SearchRefused};
use super::plan::Plan;
use super::progress::ProgressCount;
use super::strategy::Strategy;

/// One search: its plan, in whose ledger every distinct key is in exactly one state, and how its keys are asked.
#[derive(Clone, PartialEq, Debug)]
pub struct Search<S: Strategy> {
    pub(super) plan: Plan<S::PoolKind>,
    pub(super) strategy: S,
    pub(super) count: ProgressCount,
    /// The last refusal that left something open.
    pub(super) refusal: Option<Refusal>,
    /// Why the last question was parked.
    pub(super) stuck: Option<Refusal>,
}

impl<S: Strategy> Search<S> {
    /// At most this many distinct keys are taken by one search.
    pub const LIMIT: usize = 200_000;

    /// Plans a search for communications with distinct keys.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    pub fn new(asked: Vec<Communication>, options: &SearchOptions) -> Result<Self, SearchRefused> {
        match asked.len() {
            0 => return Err(SearchRefused::Empty),
            keys if keys > Self::LIMIT => return Err(SearchRefused::TooMany { limit: Self::LIMIT }),
            _ => {}
        }
        let mut plan = Plan::new(asked, options.types);
        let mut strategy = S::default();
        strategy.begin(&mut plan);
        Ok(Self::with(plan, strategy))
    }

    /// A search that goes on from here.
    pub(super) fn with(plan: Plan<S::PoolKind>, strategy: S) -> Self {
        let count = ProgressCount::default();
        let mut search = Self { plan, strategy, count, refusal: None, stuck: None };
        search.recount();
        search
    }

    /// These cards are known: whoever has them does not load them again.
    pub fn know(&mut self, cards: Vec<RecordCard>) {
        for card in cards {
            self.plan.ledger.records_mut().know(card);
        }
    }

    /// The next questions, if there may be so many batches more out; one may be in any case. `None` while it is better
    /// to wait for what is out, when the search is finished, and when it is [stuck](Search::stuck). Every batch that is
    /// taken must come back through [`Search::answered`], [`Search::requeue`], [`Search::fail`] or [`Search::cancel`].
    pub fn next_batch(&mut self, room: usize) -> Option<Batch> {
        let fill = self.strategy.fill(&self.plan);
        self.plan.next_batch(fill, self.strategy.expected(), room)
    }

    /// Why [`Search::next_batch`] has just given none although the search is not finished: what is left was not
    /// answered, however often it was asked. [`Search::go_on`] asks it again.
    pub fn stuck(&self) -> Option<&Refusal> {
        self.stuck.as_ref().filter(|_| self.plan.queue.is_stuck())
    }

    /// Asks once more what was not answered. If it is not answered now either, it stays *not checked*.
    pub fn go_on(&mut self) {
        self.plan.queue.unpark();
    }

    /// What is out counts as not yet asked: nobody waits for the answers any more.
    pub fn requeue(&mut self) {
        self.plan.queue.requeue_out();
    }

    /// What is out will not be answered: every key that is not settled becomes *not checked*.
    pub fn fail(&mut self) {
        self.stop(Unchecked::Failed);
    }

    /// The user cancels: what was found stays, the rest becomes *not checked*.
    pub fn cancel(&mut self) {
        self.stop(Unchecked::Cancelled);
    }

    /// Whether nothing is left to ask.
    pub fn is_finished(&self) -> bool {
        self.plan.is_finished()
    }

    fn stop(&mut self, why: Unchecked) {
        self.plan.stop(why);
        self.strategy.abandon(&mut self.plan);
        self.recount();
    }
}
