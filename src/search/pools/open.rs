//! The pools of a search about which there is no conclusion yet.

use serde::{Deserialize, Serialize};

use crate::domain::EntityType;
use crate::protocol::limits::{RECORDS_A_VALUE, ROWS_A_LIST, VALUES_A_COMMAND};
use crate::protocol::{MAX_COMMANDS, ROWS_A_LOOK_UP};
use crate::search::ledger::{CapReading, KeyIndex, Ledger, RecordIndex};
use crate::search::plan::{Plan, Pool, Question};

use super::grid::Grid;
use super::pool::{AnsweredPool, Conclusion, fills_it, primary};
use super::waiting::{Waiting, Waits};
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
    /// The same of those of one type, which can be split before.
    of_type: Waiting<AnsweredPool>,
    /// They hold a record that no key explains: decided when all others are.
    undecided: Vec<AnsweredPool>,
    /// They could have been cut: decided when all others are, unless it turns out before that they are not.
    cut: Vec<AnsweredPool>,
    grids: Vec<Grid>,
    /// The grids all of whose columns are told.
    told: Vec<usize>,
    /// Those of them whose records are being loaded.
    ripening: Waiting<Ripening>,
    /// Their types are asked one by one; what they show by themselves counts if that is given up.
    wide: Vec<AnsweredPool>,
    /// How many pools were answered, and how many records they brought.
    pools: usize,
    records: usize,
    /// How many of the primary ones their records explain.
    explained: Explained,
    /// How often something was looked at.
    #[serde(skip)]
    looks: u64,
}

/// What the records of primary pools have explained.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Explained {
    /// So many pools were answered.
    answered: usize,
    /// The records of so many of them are there.
    looked_at: usize,
    /// In so many of those, some belong to no key.
    not: usize,
}

/// A grid that waits for its records.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Ripening {
    grid: usize,
    records: Vec<RecordIndex>,
}

impl Waits for Ripening {
    fn first_unsettled(&self, from: RecordIndex, ledger: &Ledger) -> Option<RecordIndex> {
        ledger.records().first_unsettled(&self.records, from)
    }
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
            PoolKind::Primary => {
                self.explained.answered += 1;
                self.answered.push(pool);
            }
            PoolKind::Cross(index) => {
                if let Some(grid) = self.grids.get_mut(index.grid)
                    && grid.answered(index.column, pool.found)
                {
                    self.told.push(index.grid);
                }
            }
        }
        Vec::new()
    }

    const fn are_records_sparse(&self) -> bool {
        self.records < self.pools * SPARSE + RECORDS_A_VALUE
    }

    /// The work to which the answers that are still to come will lead, if they are like those that came. So many primary
    /// pools are not answered yet.
    pub(super) fn expected(&self, unanswered: usize) -> u64 {
        let Explained { answered, looked_at, not } = self.explained;
        let records = share(self.records, unanswered, self.pools);
        let lists = records.div_ceil(ROWS_A_LOOK_UP as u64) + records.div_ceil(ROWS_A_LIST as u64);
        let waiting = unanswered + answered.saturating_sub(looked_at);
        let crossed = share(waiting, not, looked_at) + self.undecided.len() as u64;
        lists + crossed * (VALUES_A_COMMAND as u64 + 1)
    }

    /// Whether pools wait for the records that they brought.
    pub(super) fn wait_for_records(&self) -> bool {
        !self.answered.is_empty() || !self.waiting.is_empty() || !self.of_type.is_empty()
    }

    /// A pool was not answered; its keys are asked alone.
    pub(super) fn failed(&mut self, kind: PoolKind) {
        match kind {
            PoolKind::Primary => {}
            PoolKind::Cross(index) => {
                if let Some(grid) = self.grids.get_mut(index.grid)
                    && grid.failed(index.column)
                {
                    self.told.push(index.grid);
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
        ready.extend(self.of_type.settle(settled, ledger));
        if cap == CapReading::PerValue {
            ready.append(&mut self.cut);
        }
        for pool in std::mem::take(&mut self.answered) {
            let waiting = if pool.entity.is_some() { &mut self.of_type } else { &mut self.waiting };
            ready.extend(waiting.wait(pool, ledger));
        }
        for pool in ready {
            self.looks += 1;
            if cap.may_cut(pool.found.rows) {
                self.cut.push(pool);
                continue;
            }
            let attribution = pool.attribute(ledger);
            self.explained.looked_at += 1;
            if attribution.unexplained.is_empty() {
                found.conclusions.extend(pool.conclude(attribution));
            } else {
                self.explained.not += 1;
                self.undecided.push(pool);
            }
        }
        for index in self.ripe(settled, ledger) {
            let Some(grid) = self.grids.get_mut(index) else { continue };
            let concluded = grid.conclude(cap, ledger);
            found.conclusions.extend(concluded.conclusions);
            found.contradicted.extend(concluded.contradicted);
        }
        found.questions.extend(self.cross(ledger, Least::FullGrid));
        found
    }

    /// The grids about which nothing more will be learnt.
    fn ripe(&mut self, settled: &[RecordIndex], ledger: &Ledger) -> Vec<usize> {
        let mut ripe = self.ripening.settle(settled, ledger);
        for grid in std::mem::take(&mut self.told) {
            let records = self.grids.get(grid).map(Grid::found).unwrap_or_default();
            ripe.extend(self.ripening.wait(Ripening { grid, records }, ledger));
        }
        ripe.into_iter().map(|ripe| ripe.grid).collect()
    }

    /// Splits the pools of one type that could have been cut as a whole, where the records of the pool of all types
    /// are there and belong to one key: that key has filled them too. Their own records need not be waited for.
    fn split_at_once(&mut self, cap: CapReading, ledger: &Ledger) -> Vec<Question<PoolKind>> {
        let wide = &self.wide;
        if wide.is_empty() || cap == CapReading::PerValue {
            return Vec::new();
        }
        let looks = &mut self.looks;
        let mut filled = |pool: &AnsweredPool| {
            *looks += wide.len() as u64;
            let of_all =
                wide.iter().find(|wide| wide.keys == pool.keys).filter(|wide| wide.is_settled(ledger))?;
            Some(of_all.attribute(ledger)).filter(|attribution| attribution.findings.iter().any(fills_it))
        };
        let mut questions = Vec::new();
        let of_type = self.of_type.take_all();
        for pool in std::mem::take(&mut self.answered).into_iter().chain(of_type) {
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
        let (undecided, cut) = (std::mem::take(&mut self.undecided), std::mem::take(&mut self.cut));
        for pool in undecided.into_iter().chain(cut) {
            self.looks += 1;
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
            found.questions.extend(self.cross(ledger, Least::AnyGrid));
        }
        found
    }

    /// Lays cross pools across primary pools of one kind and type, so that each key stands in one of either.
    fn cross(&mut self, ledger: &Ledger, least: Least) -> Vec<Question<PoolKind>> {
        let mut questions = Vec::new();
        let mut pools = std::mem::take(&mut self.undecided);
        self.looks += pools.len() as u64;
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

    /// How often something was looked at.
    #[cfg(all(test, not(target_arch = "wasm32")))]
    pub(super) const fn looks(&self) -> u64 {
        self.looks + self.waiting.looks() + self.of_type.looks() + self.ripening.looks()
    }

    /// What the records of all pools say so far.
    pub(super) fn abandon(mut self, ledger: &Ledger) -> Vec<Conclusion> {
        let waiting = self.waiting.take_all().into_iter().chain(self.of_type.take_all());
        let rows = self.grids.into_iter().flat_map(Grid::into_rows);
        let pools = self
            .answered
            .into_iter()
            .chain(waiting)
            .chain(self.undecided)
            .chain(self.cut)
            .chain(rows)
            .chain(self.wide);
        pools.flat_map(|pool| pool.each_alone(pool.attribute(ledger))).collect()
    }
}

/// `count` times `part` of `whole`, none of nothing. In a browser a `usize` would not hold the product of a long list.
fn share(count: usize, part: usize, whole: usize) -> u64 {
    (count as u64 * part as u64).checked_div(whole as u64).unwrap_or_default()
}
