//! Pools: up to twenty keys in one command, and what the answers prove about each of them.

use std::collections::BTreeSet;

use crate::domain::{CommKind, Communication, RecordRef};
use crate::protocol::MAX_COMMANDS;

use super::attribute::{Attribution, Certainty, attribute};
use super::columns::Block;
use super::ledger::{CAP, KeyIndex, Ledger};
use super::question::{ColumnName, Part, Question};
use super::records::Records;

/// The portal takes at most this many distinct values in one command, and silently ignores the rest.
pub(super) const POOL: usize = 20;

/// A pool and its answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pool {
    pub(super) keys: Vec<KeyIndex>,
    pub(super) found: BTreeSet<RecordRef>,
}

/// What is known about a key of a pool.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Conclusion {
    pub(super) key: KeyIndex,
    /// Records that certainly have it.
    pub(super) records: BTreeSet<RecordRef>,
    pub(super) next: Next,
}

/// What is left to do about a key of a pool.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Next {
    /// Nothing: these are all its records.
    Nothing,
    /// It has so many that its answer was cut.
    EachType,
    /// It is to be asked alone.
    Alone,
}

impl Next {
    /// What follows when all records in the answer of a key are known: an answer of fewer than 20 is whole.
    pub(super) const fn after(records: usize) -> Self {
        if records < CAP { Self::Nothing } else { Self::EachType }
    }
}

/// What the answers of this portal have shown about the cap of 20 rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum CapReading {
    /// No pool has brought more than 20 records: the cap could be one for the whole command.
    #[default]
    Unproved,
    /// A pool has brought more than 20: each value has a cap of its own.
    PerValue,
}

impl CapReading {
    /// Whether an answer could have been cut as a whole.
    pub(super) fn may_cut(self, found: &BTreeSet<RecordRef>) -> bool {
        self == Self::Unproved && found.len() == CAP
    }
}

/// Every pool of a search that has an answer and no conclusion.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Pools {
    /// Their records are being loaded.
    answered: Vec<Pool>,
    /// They hold a record that no key explains, or could have been cut: decided when all others are.
    undecided: Vec<Pool>,
    blocks: Vec<Block>,
    cap: CapReading,
}

impl Pools {
    /// Takes the answer to a pool.
    pub(super) fn answered(&mut self, part: Part, keys: &[KeyIndex], found: BTreeSet<RecordRef>) {
        if found.len() > CAP {
            self.cap = CapReading::PerValue;
        }
        match part {
            Part::Row => self.answered.push(Pool { keys: keys.to_vec(), found }),
            Part::Column(name) => self.column(name, |block, place| block.answered(place, found)),
        }
    }

    /// A pool was not answered; its keys are asked alone.
    pub(super) fn failed(&mut self, part: Part) {
        match part {
            Part::Row => {}
            Part::Column(name) => self.column(name, Block::failed),
        }
    }

    fn column(&mut self, name: ColumnName, tell: impl FnOnce(&mut Block, usize)) {
        if let Some(block) = self.blocks.get_mut(name.block) {
            tell(block, name.column);
        }
    }

    /// Concludes every pool whose records are all accounted for.
    pub(super) fn settle(&mut self, ledger: &Ledger, records: &Records) -> Vec<Conclusion> {
        let mut conclusions = Vec::new();
        let settled = |pool: &mut Pool| pool.found.iter().all(|record| records.is_settled(*record));
        for pool in self.answered.extract_if(.., settled) {
            let attribution = pool.attribute(ledger, records);
            if attribution.unexplained.is_empty() && !self.cap.may_cut(&pool.found) {
                conclusions.extend(pool.conclude(attribution));
            } else {
                self.undecided.push(pool);
            }
        }
        for block in &mut self.blocks {
            if block.is_ripe(records) {
                conclusions.extend(block.conclude(self.cap, ledger, records));
            }
        }
        conclusions
    }

    /// Decides about the pools that hold something unexplained, once every pool is answered: gives
    /// conclusions, and further questions.
    pub(super) fn refine(&mut self, ledger: &Ledger, records: &Records) -> (Vec<Conclusion>, Vec<Question>) {
        let mut conclusions = Vec::new();
        let mut rows = Vec::new();
        if !self.answered.is_empty() {
            return (conclusions, Vec::new());
        }
        for pool in std::mem::take(&mut self.undecided) {
            let attribution = pool.attribute(ledger, records);
            if self.cap.may_cut(&pool.found) {
                conclusions.extend(pool.each_alone(attribution));
            } else if attribution.unexplained.is_empty() {
                conclusions.extend(pool.conclude(attribution));
            } else {
                rows.push(pool);
            }
        }
        // What fits into one batch is asked alone: that takes no more requests, and explains everything.
        if rows.iter().map(|row| row.keys.len()).sum::<usize>() <= MAX_COMMANDS {
            let alone = |row: Pool| row.each_alone(row.attribute(ledger, records));
            conclusions.extend(rows.into_iter().flat_map(alone));
            return (conclusions, Vec::new());
        }
        (conclusions, self.cross(&rows, ledger))
    }

    /// Puts columns across rows of one kind, so that each key stands in one of either.
    fn cross(&mut self, rows: &[Pool], ledger: &Ledger) -> Vec<Question> {
        let mut questions = Vec::new();
        for kind in CommKind::ALL {
            let of_kind = rows.iter().filter(|row| row.kind(ledger) == Some(kind));
            for rows in of_kind.cloned().collect::<Vec<_>>().chunks(POOL) {
                let name = self.blocks.len();
                let block = Block::new(rows.to_vec());
                let part = |column| Part::Column(ColumnName { block: name, column });
                let columns = block.columns().enumerate();
                questions.extend(columns.map(|(column, keys)| Question::Pool { keys, part: part(column) }));
                self.blocks.push(block);
            }
        }
        questions
    }

    /// Takes away every pool, and gives what its records say so far.
    pub(super) fn abandon(&mut self, ledger: &Ledger, records: &Records) -> Vec<Conclusion> {
        let given_up = std::mem::take(self);
        let rows = given_up.blocks.into_iter().flat_map(Block::into_rows);
        let pools = given_up.answered.into_iter().chain(given_up.undecided).chain(rows);
        pools.flat_map(|pool| pool.each_alone(pool.attribute(ledger, records))).collect()
    }

    /// The keys about which there is no conclusion yet.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyIndex> {
        let rows = self.blocks.iter().flat_map(Block::rows);
        self.answered.iter().chain(&self.undecided).chain(rows).flat_map(|pool| pool.keys.iter().copied())
    }
}

impl Pool {
    fn kind(&self, ledger: &Ledger) -> Option<CommKind> {
        self.keys.first().and_then(|key| ledger.communication(*key)).map(Communication::kind)
    }

    /// What the loaded records say about its keys.
    pub(super) fn attribute(&self, ledger: &Ledger, records: &Records) -> Attribution {
        let asked: Vec<&Communication> =
            self.keys.iter().filter_map(|key| ledger.communication(*key)).collect();
        attribute(&asked, &self.found, records)
    }

    /// Fewer than 20 records in all: nothing was cut, since a key whose own answer is cut brings 20 by itself.
    /// More: only a key to which 20 belong can have been cut. For this, every record must be explained, and
    /// each value must have its own cap.
    fn conclude(&self, attribution: Attribution) -> impl Iterator<Item = Conclusion> {
        self.keys.iter().zip(attribution.findings).map(|(key, finding)| Conclusion {
            key: *key,
            next: match finding.certainty {
                Certainty::Lookalike => Next::Alone,
                Certainty::Clear => Next::after(finding.records.len()),
            },
            records: finding.records,
        })
    }

    fn each_alone(&self, attribution: Attribution) -> Vec<Conclusion> {
        let alone = |(key, records)| Conclusion { key, records, next: Next::Alone };
        let records = attribution.findings.into_iter().map(|finding| finding.records);
        self.keys.iter().copied().zip(records).map(alone).collect()
    }
}
