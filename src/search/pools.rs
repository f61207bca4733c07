//! Pools: up to twenty keys in one command, and what the answers prove about each of them.

use serde::{Deserialize, Serialize};

use crate::domain::{CommKind, Communication, Completeness, EntityType, TypeChoice};
use crate::protocol::MAX_COMMANDS;

use super::attribute::{Attribution, Certainty, KeyFinding, attribute};
use super::columns::Block;
use super::ledger::{CAP, KeyIndex, Ledger, Named};
use super::plan::VALUES;
use super::question::{ColumnName, Part, Question};
use super::records::RecordIndex;
use super::sets;

/// Records are sparse where a pool brings fewer than this.
const SPARSE: usize = 5;

/// A pool and its answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Pool {
    pub(super) keys: Vec<KeyIndex>,
    /// The only type that was searched.
    pub(super) entity: Option<EntityType>,
    pub(super) found: Named,
}

/// How many rows make a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Least {
    /// As many as a column can have keys.
    FullBlock,
    /// As many as there are.
    AnyBlock,
}

impl Least {
    const fn rows(self) -> usize {
        match self {
            Self::FullBlock => VALUES,
            Self::AnyBlock => 1,
        }
    }
}

/// What is known about a key of a pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Conclusion {
    pub(super) key: KeyIndex,
    /// The only type that it is about.
    pub(super) entity: Option<EntityType>,
    /// Records that certainly have the key.
    pub(super) records: Vec<RecordIndex>,
    pub(super) next: Next,
}

/// What is left to do about a key of a pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Next {
    /// Nothing: so much is proved.
    Proved(Completeness),
    /// It is to be asked alone.
    Alone,
}

impl Next {
    /// What follows when all records in the answer of a key are known: an answer of fewer than 20 is whole.
    pub(super) const fn after(records: usize) -> Self {
        Self::Proved(if records < CAP { Completeness::Complete } else { Completeness::AtLeast20 })
    }
}

/// What the answers of this portal have shown about the cap of 20 rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) enum CapReading {
    /// No pool has brought more than 20 records: the cap could be one for the whole command.
    #[default]
    Unproved,
    /// A pool has brought more than 20: each value has a cap of its own.
    PerValue,
}

impl CapReading {
    /// Whether an answer could have been cut as a whole.
    pub(super) fn may_cut(self, rows: usize) -> bool {
        self == Self::Unproved && rows == CAP
    }
}

/// Every pool of a search that has an answer and no conclusion.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Pools {
    /// Their records are being loaded.
    answered: Vec<Pool>,
    /// They hold a record that no key explains, or could have been cut: decided when all others are.
    undecided: Vec<Pool>,
    blocks: Vec<Block>,
    /// Their types are asked one by one; what they show by themselves counts if that is given up.
    wide: Vec<Pool>,
    /// How many pools were answered, and how many records they brought.
    rows: usize,
    named: usize,
    cap: CapReading,
    /// The keys that were asked alone because a block contradicted what we know of the portal.
    contradicted: Vec<KeyIndex>,
}

impl Pools {
    /// Takes the answer to a pool, and says what is to be asked at once. Fewer than 20 records in all: nothing
    /// was cut, since a key whose own answer is cut brings 20 by itself. With 20 or more where records are
    /// sparse, it is one key that has them, and its answer is cut: asking by type before the cards are there
    /// saves a round. Where they are dense, most pools of 20 are not cut, and the cards will tell.
    pub(super) fn answered(&mut self, part: Part, pool: Pool, types: TypeChoice) -> Vec<Question> {
        let rows = pool.found.rows;
        if rows > CAP {
            self.cap = CapReading::PerValue;
        }
        self.rows += 1;
        self.named += rows;
        match part {
            Part::Row if pool.entity.is_none() && rows >= CAP && self.are_types_asked(types) => {
                let of_type = |entity| Question::Pool {
                    keys: pool.keys.clone(),
                    entity: Some(entity),
                    part: Part::Row,
                };
                self.wide.push(pool.clone());
                return types.wanted().map(of_type).collect();
            }
            Part::Row => self.answered.push(pool),
            Part::Column(name) => {
                let is_cut = matches!(types, TypeChoice::Without(_)) && pool.entity.is_none() && rows >= CAP;
                self.column(
                    name,
                    |block, place| {
                        if is_cut { block.cut(place) } else { block.answered(place, pool.found) }
                    },
                );
            }
            Part::Again => {}
        }
        Vec::new()
    }

    /// With one type left out, its records can have taken the place of others, and no card would tell.
    fn are_types_asked(&self, types: TypeChoice) -> bool {
        let are_records_sparse = self.named < self.rows * SPARSE + CAP;
        are_records_sparse || matches!(types, TypeChoice::Without(_))
    }

    /// How many keys were asked alone because the answers about them contradicted each other.
    pub(super) const fn contradicted(&self) -> usize {
        self.contradicted.len()
    }

    /// Whether pools wait for the records that they brought.
    pub(super) const fn wait_for_records(&self) -> bool {
        !self.answered.is_empty()
    }

    /// What is known about the cap.
    pub(super) const fn cap(&self) -> CapReading {
        self.cap
    }

    /// A pool was not answered; its keys are asked alone.
    pub(super) fn failed(&mut self, part: Part) {
        match part {
            Part::Row | Part::Again => {}
            Part::Column(name) => self.column(name, Block::failed),
        }
    }

    fn column(&mut self, name: ColumnName, tell: impl FnOnce(&mut Block, usize)) {
        if let Some(block) = self.blocks.get_mut(name.block) {
            tell(block, name.column);
        }
    }

    /// Concludes every pool whose records are all accounted for, and puts columns across those that hold
    /// something unexplained as soon as they fill a block.
    pub(super) fn settle(&mut self, ledger: &Ledger) -> (Vec<Conclusion>, Vec<Question>) {
        let mut conclusions = Vec::new();
        let mut questions = self.split_at_once(ledger);
        for pool in self.answered.extract_if(.., |pool| pool.is_settled(ledger)) {
            let attribution = pool.attribute(ledger);
            if attribution.unexplained.is_empty() && !self.cap.may_cut(pool.found.rows) {
                conclusions.extend(pool.conclude(attribution));
            } else {
                self.undecided.push(pool);
            }
        }
        for block in &mut self.blocks {
            if block.is_ripe(ledger) {
                let concluded = block.conclude(self.cap, ledger);
                for key in concluded.contradicted {
                    sets::insert(&mut self.contradicted, key);
                }
                conclusions.extend(concluded.conclusions);
            }
        }
        questions.extend(self.cross(ledger, Least::FullBlock));
        (conclusions, questions)
    }

    /// Splits the pools of one type that could have been cut as a whole, where the records of the pool of all types
    /// are there and belong to one key: that key has filled them too. Their own records need not be waited for.
    fn split_at_once(&mut self, ledger: &Ledger) -> Vec<Question> {
        let (cap, wide) = (self.cap, &self.wide);
        if wide.is_empty() || cap == CapReading::PerValue {
            return Vec::new();
        }
        let filled = |pool: &Pool| {
            let of_all =
                wide.iter().find(|wide| wide.keys == pool.keys).filter(|wide| wide.is_settled(ledger))?;
            Some(of_all.attribute(ledger)).filter(|attribution| attribution.findings.iter().any(fills_it))
        };
        let mut questions = Vec::new();
        for pool in std::mem::take(&mut self.answered) {
            let may_split = pool.entity.is_some() && cap.may_cut(pool.found.rows);
            match may_split.then(|| filled(&pool)).flatten() {
                Some(attribution) => questions.extend(pool.split(&attribution)),
                None => self.answered.push(pool),
            }
        }
        questions
    }

    /// Decides about the pools that hold something unexplained, once every pool is answered: gives
    /// conclusions, and further questions.
    pub(super) fn refine(&mut self, ledger: &Ledger) -> (Vec<Conclusion>, Vec<Question>) {
        let (mut conclusions, mut questions, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        if !self.answered.is_empty() {
            return (conclusions, questions);
        }
        for pool in std::mem::take(&mut self.undecided) {
            let attribution = pool.attribute(ledger);
            if self.cap.may_cut(pool.found.rows) {
                questions.extend(pool.split(&attribution));
            } else if attribution.unexplained.is_empty() {
                conclusions.extend(pool.conclude(attribution));
            } else {
                rows.push(pool);
            }
        }
        // What fits into one batch is asked alone: that takes no more requests, and explains everything.
        if rows.iter().map(|row| row.keys.len()).sum::<usize>() <= MAX_COMMANDS {
            let alone = |row: Pool| row.each_alone(row.attribute(ledger));
            conclusions.extend(rows.into_iter().flat_map(alone));
        } else {
            self.undecided = rows;
            questions.extend(self.cross(ledger, Least::AnyBlock));
        }
        (conclusions, questions)
    }

    /// Puts columns across rows of one kind and type, so that each key stands in one of either.
    fn cross(&mut self, ledger: &Ledger, least: Least) -> Vec<Question> {
        let mut questions = Vec::new();
        let mut rows = std::mem::take(&mut self.undecided);
        self.undecided = rows.extract_if(.., |row| self.cap.may_cut(row.found.rows)).collect();
        while let Some(first) = rows.first() {
            let (kind, entity) = (first.kind(ledger), first.entity);
            let is_alike = |row: &mut Pool| row.entity == entity && row.kind(ledger) == kind;
            let mut alike: Vec<Pool> = rows.extract_if(.., is_alike).collect();
            while alike.len() >= least.rows() {
                let left = alike.split_off(alike.len().min(VALUES));
                questions.extend(self.lay(entity, std::mem::replace(&mut alike, left)));
            }
            self.undecided.extend(alike);
        }
        questions
    }

    fn lay(&mut self, entity: Option<EntityType>, rows: Vec<Pool>) -> Vec<Question> {
        let block = Block::new(rows);
        let part = |column| Part::Column(ColumnName { block: self.blocks.len(), column });
        let columns = block.columns().enumerate();
        let questions =
            columns.map(|(place, keys)| Question::Pool { keys, entity, part: part(place) }).collect();
        self.blocks.push(block);
        questions
    }

    /// Takes away every pool, and gives what its records say so far.
    pub(super) fn abandon(&mut self, ledger: &Ledger) -> Vec<Conclusion> {
        let contradicted = std::mem::take(&mut self.contradicted);
        let given_up = std::mem::replace(self, Self { contradicted, ..Self::default() });
        let rows = given_up.blocks.into_iter().flat_map(Block::into_rows);
        let pools = given_up.answered.into_iter().chain(given_up.undecided).chain(rows).chain(given_up.wide);
        pools.flat_map(|pool| pool.each_alone(pool.attribute(ledger))).collect()
    }

    /// The keys about which there is no conclusion yet.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        let rows = self.blocks.iter().flat_map(Block::rows);
        self.answered.iter().chain(&self.undecided).chain(rows).flat_map(|pool| pool.keys.iter().copied())
    }
}

/// Whether a key alone explains all of an answer that could have been cut.
const fn fills_it(finding: &KeyFinding) -> bool {
    finding.records.len() == CAP
}

impl Pool {
    /// Whether nothing more will be learnt about its records.
    fn is_settled(&self, ledger: &Ledger) -> bool {
        self.found.records.iter().all(|record| ledger.records().is_settled(*record))
    }

    fn kind(&self, ledger: &Ledger) -> Option<CommKind> {
        self.keys.first().and_then(|key| ledger.communication(*key)).map(Communication::kind)
    }

    /// What the loaded records say about its keys.
    pub(super) fn attribute(&self, ledger: &Ledger) -> Attribution {
        let asked: Vec<&Communication> =
            self.keys.iter().filter_map(|key| ledger.communication(*key)).collect();
        attribute(&asked, &self.found.records, ledger.records())
    }

    /// Every record is explained, and each value has its own cap: only a key to which 20 records belong can
    /// have been cut.
    fn conclude(&self, attribution: Attribution) -> impl Iterator<Item = Conclusion> {
        self.keys.iter().zip(attribution.findings).map(|(key, finding)| Conclusion {
            key: *key,
            entity: self.entity,
            next: match finding.certainty {
                Certainty::Lookalike => Next::Alone,
                Certainty::Clear => Next::after(finding.records.len()),
            },
            records: finding.records,
        })
    }

    /// Its answer could have been cut as a whole. A key that alone explains all of it is asked alone; the
    /// others, or else both halves, are asked as smaller pools.
    fn split(&self, attribution: &Attribution) -> Vec<Question> {
        let fills_it =
            |(place, _): &(usize, &KeyIndex)| attribution.findings.get(*place).is_some_and(fills_it);
        let (full, others): (Vec<_>, Vec<_>) = self.keys.iter().enumerate().partition(fills_it);
        let middle = if full.is_empty() { others.len() / 2 } else { others.len() };
        let (first, second) = others.split_at_checked(middle).unwrap_or_default();
        let mut questions: Vec<Question> = full.into_iter().map(|(_, key)| self.alone(*key)).collect();
        for part in [first, second] {
            match part {
                [] => {}
                [(_, key)] => questions.push(self.alone(**key)),
                keys => questions.push(Question::Pool {
                    keys: keys.iter().map(|(_, key)| **key).collect(),
                    entity: self.entity,
                    part: Part::Row,
                }),
            }
        }
        questions
    }

    const fn alone(&self, key: KeyIndex) -> Question {
        Question::Key { key, entity: self.entity }
    }

    fn each_alone(&self, attribution: Attribution) -> Vec<Conclusion> {
        let entity = self.entity;
        let alone = |(key, records)| Conclusion { key, entity, records, next: Next::Alone };
        let records = attribution.findings.into_iter().map(|finding| finding.records);
        self.keys.iter().copied().zip(records).map(alone).collect()
    }
}
