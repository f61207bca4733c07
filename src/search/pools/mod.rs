//! Pools: up to twenty keys in one command, a thousand in one request, and what the answers prove about each key.
//!
//! - Each key stands in one *primary* pool. Its records are loaded, and `attribution` reads from them which key each
//!   belongs to; `look_alike` says where that reading could be wrong, so that the portal itself is asked.
//! - What no record explains is asked in *cross* pools: `grid` lays them across primary ones, so that a record
//!   belongs to the key at which its two pools meet. `open` holds the pools about which there is no conclusion yet.
//! - `checkpoint` keeps such a search, so that another page can go on with it.

mod attribution;
mod checkpoint;
mod grid;
mod look_alike;
mod open;
mod pool;
mod waiting;

use serde::{Deserialize, Serialize};

use super::ledger::{Fill, KeyIndex, Named, sets};
use super::plan::{PIECES, Plan, Pool, Question};
#[cfg(all(test, not(target_arch = "wasm32")))]
use super::search::Search;
use super::strategy::Strategy;
use crate::domain::{CommKind, Communication, Completeness};
use crate::protocol::MAX_COMMANDS;
use crate::protocol::limits::VALUES_A_COMMAND;

pub use checkpoint::{Checkpoint, NotThisSearch};
use open::{Found, OpenPools};
use pool::{AnsweredPool, Conclusion, Next, primary};

/// Up to 50 keys are asked one by one, because they fill one batch and no answer needs attribution; more are asked
/// in pools.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Pools {
    open: OpenPools,
    /// How many primary pools wait to be asked or are out.
    primary: usize,
    /// The keys that were asked alone because a grid contradicted what we know of the portal.
    contradicted: Vec<KeyIndex>,
}

/// Where a pool belongs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum PoolKind {
    /// Every key stands in one of these.
    Primary,
    /// A second pool for keys whose primary pools left something unexplained.
    Cross(CrossIndex),
}

/// One column of one grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CrossIndex {
    /// The grid's place among those of the search.
    grid: usize,
    /// The column's place in it.
    column: usize,
}

impl Strategy for Pools {
    type PoolKind = PoolKind;

    const IS_OF_FEW: bool = false;

    fn begin(&mut self, plan: &mut Plan<PoolKind>) {
        if plan.ledger.len() <= MAX_COMMANDS {
            return plan.begin_one_by_one();
        }
        let of_kind = |kind| {
            let is_of_it =
                |key: &KeyIndex| plan.ledger.communication(*key).map(Communication::kind) == Some(kind);
            plan.ledger.keys().filter(is_of_it).collect::<Vec<KeyIndex>>()
        };
        let by_kind = CommKind::ALL.map(of_kind);
        let size = pool_size(&by_kind);
        for keys in by_kind {
            for pool in evenly(&keys, keys.len().div_ceil(size)) {
                let question = match pool {
                    [key] => plan.alone(*key),
                    keys => primary(keys.to_vec(), plan.only_type()),
                };
                self.primary += usize::from(is_primary(&question));
                plan.queue.begin_with(question);
            }
        }
    }

    /// While primary pools are asked, the next answer can fill the lists that are not full. After that, pools wait
    /// for what stands in them.
    fn fill(&self, _: &Plan<PoolKind>) -> Fill {
        if self.open.wait_for_records() && self.primary == 0 { Fill::Rest } else { Fill::Whole }
    }

    fn expected(&self) -> u64 {
        self.open.expected(self.primary)
    }

    fn answered(&mut self, plan: &mut Plan<PoolKind>, pool: &Pool<PoolKind>, found: Named) {
        plan.cap.read(found.rows);
        self.is_over(pool.kind);
        let answered = AnsweredPool { keys: pool.keys.clone(), entity: pool.entity, found };
        let questions = self.open.answered(pool.kind, answered);
        self.ask(questions, plan);
    }

    fn failed(&mut self, kind: PoolKind) {
        self.is_over(kind);
        self.open.failed(kind);
    }

    fn settle(&mut self, plan: &mut Plan<PoolKind>) {
        let settled = plan.ledger.records_mut().take_settled();
        let found = self.open.settle(plan, &settled);
        self.follow(found, plan);
        if self.primary == 0 {
            let found = self.open.refine(plan);
            self.follow(found, plan);
        }
    }

    fn abandon(&mut self, plan: &mut Plan<PoolKind>) {
        for conclusion in std::mem::take(&mut self.open).abandon(&plan.ledger) {
            plan.ledger.found(conclusion.key, &conclusion.records);
        }
    }

    fn contradicted(&self) -> usize {
        self.contradicted.len()
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
impl Search<Pools> {
    /// How often something was looked at.
    pub(crate) fn looks(&self) -> u64 {
        self.count.looks() + self.strategy.open.looks()
    }
}

impl Pools {
    /// Writes what was found out into the ledger, and asks what is left open.
    fn follow(&mut self, found: Found, plan: &mut Plan<PoolKind>) {
        for Conclusion { key, entity, records, next } in found.conclusions {
            plan.ledger.found(key, &records);
            match next {
                Next::Alone => plan.queue.push(Question::Key { key, entity }),
                // Which of the types was cut is not known.
                Next::Proved(Completeness::Capped) if entity.is_none() => plan.ask_each_type(key),
                Next::Proved(completeness) => plan.ledger.proved(key, entity, completeness),
            }
        }
        self.ask(found.questions, plan);
        for key in found.contradicted {
            sets::insert(&mut self.contradicted, key);
        }
    }

    fn ask(&mut self, questions: Vec<Question<PoolKind>>, plan: &mut Plan<PoolKind>) {
        for question in questions {
            self.primary += usize::from(is_primary(&question));
            plan.queue.push(question);
        }
    }

    /// A pool was answered, or will not be.
    fn is_over(&mut self, kind: PoolKind) {
        if kind == PoolKind::Primary {
            self.primary = self.primary.saturating_sub(1);
        }
    }
}

/// How many keys a pool has: as many as it takes, or fewer if that makes as many pools for each of the requests that go
/// out together. Of a thousand keys in fifty pools, ten requests would have three and ten two, and all would wait for the three.
fn pool_size(by_kind: &[Vec<KeyIndex>]) -> usize {
    let keys: usize = by_kind.iter().map(Vec::len).sum();
    let full: usize = by_kind.iter().map(|keys| keys.len().div_ceil(VALUES_A_COMMAND)).sum();
    if full > PIECES { keys.div_ceil(full.next_multiple_of(PIECES)) } else { VALUES_A_COMMAND }
}

/// Keys in so many parts, of which none is bigger than another one by more than one.
fn evenly(keys: &[KeyIndex], parts: usize) -> impl Iterator<Item = &[KeyIndex]> {
    let mut rest = keys;
    (0..parts).rev().map_while(move |left| {
        let (part, others) = rest.split_at_checked(rest.len().div_ceil(left + 1))?;
        rest = others;
        Some(part)
    })
}

/// Whether its keys stand in a pool for the first time.
fn is_primary(question: &Question<PoolKind>) -> bool {
    matches!(question, Question::Pool(pool) if pool.kind == PoolKind::Primary)
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::protocol::{Batch, Command};
    use crate::search::SearchOptions;

    use super::*;

    fn values(batch: &Batch) -> usize {
        let find = |command: &Command| match command {
            Command::Find { spellings, .. } => spellings.len(),
            _ => 0,
        };
        batch.commands.iter().map(|(_, command)| find(command)).sum()
    }

    /// In pools of twenty, ten of twenty requests had sixty values and were waited for. Phones and e-mails stand in pools of
    /// their own, the last of which is as full as the others.
    #[test]
    fn a_thousand_values_are_shared_out_evenly_among_twenty_requests() {
        for emails in [0, 1, 30, 237, 250, 999] {
            let asked = (0..1_000).filter_map(|number| {
                if number < emails {
                    Communication::new(CommKind::Email, &format!("anna{number}@example.com"))
                } else {
                    Communication::new(CommKind::Phone, &format!("+7 916 {:07}", 1_000_000 + number))
                }
            });
            let mut search = Search::<Pools>::new(asked.collect(), &SearchOptions::default()).unwrap();
            let batches: Vec<Batch> = (0..20).rev().map_while(|left| search.next_batch(left + 1)).collect();
            let values: Vec<usize> = batches.iter().map(values).collect();
            assert_eq!(values.iter().sum::<usize>(), 1_000, "{emails} e-mails: {values:?}");
            assert!(values.iter().all(|values| *values <= 54), "{emails} e-mails: {values:?}");
        }
    }
}
