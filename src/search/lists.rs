//! The plan for a long list: keys are asked in pools, and what the pools leave open is asked again.

use crate::domain::{CommKind, Communication, Completeness, EntityType};
use crate::protocol::{Misshapen, Node, find};

use super::ledger::KeyIndex;
use super::plan::{Search, VALUES};
use super::pools::{Conclusion, Next, Pool};
use super::question::{Part, Question};
use super::records::Fill;

impl Search {
    /// Puts every key into a pool of its kind.
    pub(super) fn open_pools(&mut self) {
        for kind in CommKind::ALL {
            let of_kind = |key: &KeyIndex| self.asked(*key).map(Communication::kind) == Some(kind);
            let keys: Vec<KeyIndex> = self.keys().filter(of_kind).collect();
            for pool in keys.chunks(VALUES) {
                self.desk.put(match pool {
                    [key] => self.alone(*key),
                    keys => Question::Pool { keys: keys.to_vec(), entity: self.only_type(), part: Part::Row },
                });
            }
        }
    }

    /// While rows are asked, the next answer can fill the lists that are not full. After that, pools wait for what
    /// stands in them.
    pub(super) fn fill(&self) -> Fill {
        if self.pools.wait_for_records() && !self.desk.has_rows() { Fill::Rest } else { Fill::Whole }
    }

    /// Takes the answer to a pool.
    pub(super) fn take_pool(
        &mut self,
        keys: &[KeyIndex],
        entity: Option<EntityType>,
        part: Part,
        result: &Node,
    ) -> Result<(), Misshapen> {
        let found = self.ledger.named(&find::read(result)?);
        let pool = Pool { keys: keys.to_vec(), entity, found };
        for question in self.pools.answered(part, pool, self.types) {
            self.desk.put_next(question);
        }
        Ok(())
    }

    /// A pool may have failed on one of its values: each is asked alone.
    pub(super) fn pool_failed(&mut self, keys: Vec<KeyIndex>, entity: Option<EntityType>, part: Part) {
        self.pools.failed(part);
        for key in keys {
            self.desk.put_next(Question::Key { key, entity });
        }
    }

    /// The portal was asked again for several keys, and its answer could have been cut as a whole.
    pub(super) fn may_be_cut(&mut self, keys: &[KeyIndex], rows: usize) -> bool {
        keys.len() > 1 && self.pools.cap().may_cut(rows)
    }

    /// That a record is still named is asked for each of several keys: with one key, there is nothing to cut off.
    pub(super) fn ask_again_one_by_one(&mut self, keys: &[KeyIndex], entity: Option<EntityType>) {
        for key in keys {
            self.desk.put_next(Question::Pool { keys: vec![*key], entity, part: Part::Again });
        }
    }

    /// Concludes what can be concluded about pools, and asks what that leaves open.
    pub(super) fn settle_pools(&mut self) {
        let (conclusions, questions) = self.pools.settle(&self.ledger);
        self.follow(conclusions, questions);
        if !self.desk.has_rows() {
            let (conclusions, questions) = self.pools.refine(&self.ledger);
            self.follow(conclusions, questions);
        }
    }

    /// Gives the pools up. Records that a pool's key is known to have are not forgotten.
    pub(super) fn abandon_pools(&mut self) {
        for conclusion in self.pools.abandon(&self.ledger) {
            self.ledger.found(conclusion.key, &conclusion.records);
        }
    }

    fn follow(&mut self, conclusions: Vec<Conclusion>, questions: Vec<Question>) {
        for Conclusion { key, entity, records, next } in conclusions {
            self.ledger.found(key, &records);
            match next {
                Next::Alone => self.desk.put_next(Question::Key { key, entity }),
                // Which of the types was cut is not known.
                Next::Proved(Completeness::AtLeast20) if entity.is_none() => self.ask_each_type(key),
                Next::Proved(completeness) => self.ledger.proved(key, entity, completeness),
            }
        }
        for question in questions {
            self.desk.put_next(question);
        }
    }
}
