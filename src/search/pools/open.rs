//! The pools of a search about which there is no conclusion yet.

use serde::{Deserialize, Serialize};

use crate::domain::EntityType;
use crate::protocol::MAX_COMMANDS;
use crate::protocol::limits::{RECORDS_A_VALUE, VALUES_A_COMMAND};
use crate::search::ledger::{CapReading, KeyIndex, Ledger, RecordIndex};
use crate::search::plan::{Plan, Pool, Question};

use super::grid::Grid;
use super::pool::{AnsweredPool, Conclusion, fills_it, primary};
use super::waiting::Waiting;
use super::{CrossIndex, PoolKind};

/// Records are sparse where a pool brings fewer than this.
const SPARSE: usize = 5;

/// How many primary pools make a grid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Least {
    /// As many as a cross pool can have keys.
    FullGrid,
    /// As many as there are.
    AnyGrid,
}

impl Least {
    const fn rows(self) -> usize {
        match self {
            Self::FullGrid => VALUES_A_COMMAND,
            Self::AnyGrid => 1,
        }
    }
}

/// What was found out about pools.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Found {
    pub(super) conclusions: Vec<Conclusion>,
    /// What that leaves open.
    pub(super) questions: Vec<Question<PoolKind>>,
    /// The keys that are asked alone because the answers about them contradict each other.
    pub(super) contradicted: Vec<KeyIndex>,
}

/// Every pool that has an answer and no conclusion.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct OpenPools {
    /// They were just answered.
    answered: Vec<AnsweredPool>,
    /// Their records are being loaded.
    waiting: Waiting<AnsweredPool>,
    /// They hold a record that no key explains, or could have been cut: decided when all others are.
    undecided: Vec<AnsweredPool>,
    grids: Vec<Grid>,
    /// Their types are asked one by one; what they show by themselves counts if that is given up.
    wide: Vec<AnsweredPool>,
    /// How many pools were answered, and how many records they brought.
    pools: usize,
    records: usize,
}

impl OpenPools {
    /// Takes the answer to a pool, and says what is to be asked at once. Fewer than 20 records in all: nothing
    /// was cut, since a key whose own answer is cut brings 20 by itself. With 20 or more where records are
    /// sparse, it is one key that has them, and its answer is cut: asking by type before the cards are there
    /// saves a round. Where they are dense, most pools of 20 are not cut, and the cards will tell.
    pub(super) fn answered(&mut self, kind: PoolKind, pool: AnsweredPool) -> Vec<Question<PoolKind>> {
        let rows = pool.found.rows;
        self.pools += 1;
        self.records += rows;
        let may_be_cut = pool.entity.is_none() && rows >= RECORDS_A_VALUE;
        match kind {
            PoolKind::Primary if may_be_cut && self.are_records_sparse() => {
                let questions = EntityType::ALL.map(|entity| primary(pool.keys.clone(), Some(entity)));
                self.wide.push(pool);
                return questions.into();
            }
            PoolKind::Primary => self.answered.push(pool),
            PoolKind::Cross(index) => {
                if let Some(grid) = self.grids.get_mut(index.grid) {
                    grid.answered(index.column, pool.found);
                }
            }
        }
        Vec::new()
    }

    const fn are_records_sparse(&self) -> bool {
        self.records < self.pools * SPARSE + RECORDS_A_VALUE
    }

    /// Whether pools wait for the records that they brought.
    pub(super) fn wait_for_records(&self) -> bool {
        !self.answered.is_empty() || !self.waiting.is_empty()
    }

    /// A pool was not answered; its keys are asked alone.
    pub(super) fn failed(&mut self, kind: PoolKind) {
        match kind {
            PoolKind::Primary => {}
            PoolKind::Cross(index) => {
                if let Some(grid) = self.grids.get_mut(index.grid) {
                    grid.failed(index.column);
                }
            }
        }
    }

    /// Concludes every pool whose records are all accounted for, and lays cross pools across those that hold
    /// something unexplained as soon as they fill a grid.
    pub(super) fn settle<K>(&mut self, plan: &Plan<K>, settled: &[RecordIndex]) -> Found {
        let (cap, ledger) = (plan.cap, &plan.ledger);
        let mut found = Found { questions: self.split_at_once(cap, ledger), ..Found::default() };
        let mut ready = self.waiting.settle(settled, ledger);
        for pool in std::mem::take(&mut self.answered) {
            ready.extend(self.waiting.wait(pool, ledger));
        }
        for pool in ready {
            let attribution = pool.attribute(ledger);
            if attribution.unexplained.is_empty() && !cap.may_cut(pool.found.rows) {
                found.conclusions.extend(pool.conclude(attribution));
            } else {
                self.undecided.push(pool);
            }
        }
        for grid in &mut self.grids {
            if grid.is_ripe(ledger) {
                let concluded = grid.conclude(cap, ledger);
                found.conclusions.extend(concluded.conclusions);
                found.contradicted.extend(concluded.contradicted);
            }
        }
        found.questions.extend(self.cross(cap, ledger, Least::FullGrid));
        found
    }

    /// Splits the pools of one type that could have been cut as a whole, where the records of the pool of all types
    /// are there and belong to one key: that key has filled them too. Their own records need not be waited for.
    fn split_at_once(&mut self, cap: CapReading, ledger: &Ledger) -> Vec<Question<PoolKind>> {
        let wide = &self.wide;
        if wide.is_empty() || cap == CapReading::PerValue {
            return Vec::new();
        }
        let filled = |pool: &AnsweredPool| {
            let of_all =
                wide.iter().find(|wide| wide.keys == pool.keys).filter(|wide| wide.is_settled(ledger))?;
            Some(of_all.attribute(ledger)).filter(|attribution| attribution.findings.iter().any(fills_it))
        };
        let mut questions = Vec::new();
        let waiting = self.waiting.take_all();
        for pool in std::mem::take(&mut self.answered).into_iter().chain(waiting) {
            let may_split = pool.entity.is_some() && cap.may_cut(pool.found.rows);
            match may_split.then(|| filled(&pool)).flatten() {
                Some(attribution) => questions.extend(pool.split(&attribution)),
                None => self.answered.push(pool),
            }
        }
        questions
    }

    /// Decides about the pools that hold something unexplained, once every pool is answered.
    pub(super) fn refine<K>(&mut self, plan: &Plan<K>) -> Found {
        let (cap, ledger) = (plan.cap, &plan.ledger);
        let mut found = Found::default();
        if self.wait_for_records() {
            return found;
        }
        let mut unexplained = Vec::new();
        for pool in std::mem::take(&mut self.undecided) {
            let attribution = pool.attribute(ledger);
            if cap.may_cut(pool.found.rows) {
                found.questions.extend(pool.split(&attribution));
            } else if attribution.unexplained.is_empty() {
                found.conclusions.extend(pool.conclude(attribution));
            } else {
                unexplained.push(pool);
            }
        }
        // What fits into one batch is asked alone: that takes no more requests, and explains everything.
        if unexplained.iter().map(|pool| pool.keys.len()).sum::<usize>() <= MAX_COMMANDS {
            let alone = |pool: AnsweredPool| pool.each_alone(pool.attribute(ledger));
            found.conclusions.extend(unexplained.into_iter().flat_map(alone));
        } else {
            self.undecided = unexplained;
            found.questions.extend(self.cross(cap, ledger, Least::AnyGrid));
        }
        found
    }

    /// Lays cross pools across primary pools of one kind and type, so that each key stands in one of either.
    fn cross(&mut self, cap: CapReading, ledger: &Ledger, least: Least) -> Vec<Question<PoolKind>> {
        let mut questions = Vec::new();
        let mut pools = std::mem::take(&mut self.undecided);
        self.undecided = pools.extract_if(.., |pool| cap.may_cut(pool.found.rows)).collect();
        while let Some(first) = pools.first() {
            let (kind, entity) = (first.kind(ledger), first.entity);
            let is_of_these = |pool: &mut AnsweredPool| pool.entity == entity && pool.kind(ledger) == kind;
            let mut rows: Vec<AnsweredPool> = pools.extract_if(.., is_of_these).collect();
            while rows.len() >= least.rows() {
                let left = rows.split_off(rows.len().min(VALUES_A_COMMAND));
                questions.extend(self.lay(entity, std::mem::replace(&mut rows, left)));
            }
            self.undecided.extend(rows);
        }
        questions
    }

    fn lay(&mut self, entity: Option<EntityType>, rows: Vec<AnsweredPool>) -> Vec<Question<PoolKind>> {
        let grid = Grid::new(rows);
        let kind = |column| PoolKind::Cross(CrossIndex { grid: self.grids.len(), column });
        let columns = grid.columns().enumerate();
        let questions =
            columns.map(|(column, keys)| Question::Pool(Pool { keys, entity, kind: kind(column) })).collect();
        self.grids.push(grid);
        questions
    }

    /// What the records of all pools say so far.
    pub(super) fn abandon(mut self, ledger: &Ledger) -> Vec<Conclusion> {
        let waiting = self.waiting.take_all();
        let rows = self.grids.into_iter().flat_map(Grid::into_rows);
        let pools =
            self.answered.into_iter().chain(waiting).chain(self.undecided).chain(rows).chain(self.wide);
        pools.flat_map(|pool| pool.each_alone(pool.attribute(ledger))).collect()
    }

    /// The keys about which there is no conclusion yet.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        let rows = self.grids.iter().flat_map(Grid::rows);
        let answered = self.answered.iter().chain(self.waiting.iter());
        answered.chain(&self.undecided).chain(rows).flat_map(|pool| pool.keys.iter().copied())
    }
}
