//! How the keys of a search are asked: the part of a search that an application chooses.

use std::convert::Infallible;
use std::fmt::Debug;

use super::ledger::{Fill, Named};
use super::plan::{Plan, Pool};

/// How the keys of a search are asked, with what that has to remember.
///
/// A strategy puts questions into the plan's queue and writes what the answers prove into its ledger. Keys that are
/// asked by themselves need nothing more; of pools, in which several keys are asked together, only the strategy
/// knows what an answer means.
pub trait Strategy: Clone + Default + PartialEq + Debug {
    /// Where a pool belongs. Uninhabited if there are none: all that is done with them is left out then.
    type PoolKind: Copy + PartialEq + Debug;

    /// Whether it is for so few keys that all that is known of them may be looked at after each answer.
    const IS_OF_FEW: bool;

    /// Puts the questions with which a search begins.
    fn begin(&mut self, plan: &mut Plan<Self::PoolKind>);

    /// How full a list of records has to be before it is asked for.
    fn fill(&self, plan: &Plan<Self::PoolKind>) -> Fill;

    /// The work to which the answers that are still to come will lead, as far as those that came can tell.
    fn expected(&self) -> u64;

    /// The portal named these records for the keys of a pool.
    fn answered(&mut self, plan: &mut Plan<Self::PoolKind>, pool: &Pool<Self::PoolKind>, found: Named);

    /// A pool gets no answer. Its keys are asked alone, or not at all: that is done already.
    fn failed(&mut self, kind: Self::PoolKind);

    /// Concludes what can be concluded after a batch was answered, and asks what that leaves open.
    fn settle(&mut self, plan: &mut Plan<Self::PoolKind>);

    /// Nothing more is asked. Records that a key is known to have are not forgotten.
    fn abandon(&mut self, plan: &mut Plan<Self::PoolKind>);

    /// How many keys were asked alone because the answers about them contradicted each other.
    fn contradicted(&self) -> usize;
}

/// Each key is asked by itself, so that no answer has to be attributed: fifty keys fill one batch.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OneByOne;

impl Strategy for OneByOne {
    type PoolKind = Infallible;

    const IS_OF_FEW: bool = true;

    fn begin(&mut self, plan: &mut Plan<Infallible>) {
        plan.begin_one_by_one();
    }

    fn fill(&self, _: &Plan<Infallible>) -> Fill {
        Fill::Whole
    }

    fn expected(&self) -> u64 {
        0
    }

    fn answered(&mut self, _: &mut Plan<Infallible>, pool: &Pool<Infallible>, _: Named) {
        match pool.kind {}
    }

    fn failed(&mut self, kind: Infallible) {
        match kind {}
    }

    fn settle(&mut self, _: &mut Plan<Infallible>) {}

    fn abandon(&mut self, _: &mut Plan<Infallible>) {}

    fn contradicted(&self) -> usize {
        0
    }
}
