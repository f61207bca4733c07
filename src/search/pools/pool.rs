//! A pool that was answered, and what is concluded about its keys.

use serde::{Deserialize, Serialize};

use crate::domain::{CommKind, Communication, Completeness, EntityType};
use crate::protocol::limits::RECORDS_A_VALUE;
use crate::search::ledger::{KeyIndex, Ledger, Named, RecordIndex};
use crate::search::plan::{Pool, Question};

use super::PoolKind;
use super::attribution::{Attribution, Certainty, KeyFinding, attribute};
use super::waiting::Waits;

/// A pool and its answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct AnsweredPool {
    pub(super) keys: Vec<KeyIndex>,
    /// The only type that was searched.
    pub(super) entity: Option<EntityType>,
    pub(super) found: Named,
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

/// A record that lost the key after the portal had named it, or got it after its card was loaded, is not counted for it. So
/// many of them in the seconds of a search do not make an answer that was cut look whole.
const CHANGED_MEANWHILE: usize = 5;

impl Next {
    /// What follows when so many records in an answer are read as those of a key: fewer than 20 are all of them. Of a key with
    /// nearly as many, the portal may have named 20.
    pub(super) const fn after(records: usize) -> Self {
        if records >= RECORDS_A_VALUE {
            Self::Proved(Completeness::Capped)
        } else if records + CHANGED_MEANWHILE >= RECORDS_A_VALUE {
            Self::Alone
        } else {
            Self::Proved(Completeness::Complete)
        }
    }
}

/// Whether a key alone explains all of an answer that could have been cut.
pub(super) const fn fills_it(finding: &KeyFinding) -> bool {
    finding.records.len() == RECORDS_A_VALUE
}

impl Waits for AnsweredPool {
    fn first_unsettled(&self, from: RecordIndex, ledger: &Ledger) -> Option<RecordIndex> {
        ledger.records().first_unsettled(&self.found.records, from)
    }
}

impl AnsweredPool {
    /// Whether nothing more will be learnt about its records.
    pub(super) fn is_settled(&self, ledger: &Ledger) -> bool {
        self.found.records.iter().all(|record| ledger.records().is_settled(*record))
    }

    /// Of phones or of e-mails.
    pub(super) fn kind(&self, ledger: &Ledger) -> Option<CommKind> {
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
    pub(super) fn conclude(&self, attribution: Attribution) -> impl Iterator<Item = Conclusion> {
        self.keys.iter().zip(attribution.findings).map(|(key, finding)| Conclusion {
            key: *key,
            entity: self.entity,
            next: match finding.certainty {
                Certainty::LookAlike => Next::Alone,
                // No value has filled an answer that has room left.
                Certainty::Clear if self.found.rows < RECORDS_A_VALUE => Next::Proved(Completeness::Complete),
                Certainty::Clear => Next::after(finding.records.len()),
            },
            records: finding.records,
        })
    }

    /// Its answer could have been cut as a whole. A key that alone explains all of it is asked alone; the
    /// others, or else both halves, are asked as smaller pools.
    pub(super) fn split(&self, attribution: &Attribution) -> Vec<Question<PoolKind>> {
        let fills_it =
            |(index, _): &(usize, &KeyIndex)| attribution.findings.get(*index).is_some_and(fills_it);
        let (full, others): (Vec<_>, Vec<_>) = self.keys.iter().enumerate().partition(fills_it);
        let middle = if full.is_empty() { others.len() / 2 } else { others.len() };
        let (first, second) = others.split_at_checked(middle).unwrap_or_default();
        let mut questions: Vec<Question<PoolKind>> =
            full.into_iter().map(|(_, key)| self.alone(*key)).collect();
        for part in [first, second] {
            match part {
                [] => {}
                [(_, key)] => questions.push(self.alone(**key)),
                keys => {
                    let keys = keys.iter().map(|(_, key)| **key).collect();
                    questions.push(primary(keys, self.entity));
                }
            }
        }
        questions
    }

    const fn alone(&self, key: KeyIndex) -> Question<PoolKind> {
        Question::Key { key, entity: self.entity }
    }

    /// Each of its keys is asked alone; what the records say of them is kept.
    pub(super) fn each_alone(&self, attribution: Attribution) -> Vec<Conclusion> {
        let entity = self.entity;
        let alone = |(key, records)| Conclusion { key, entity, records, next: Next::Alone };
        let records = attribution.findings.into_iter().map(|finding| finding.records);
        self.keys.iter().copied().zip(records).map(alone).collect()
    }
}

/// The question about a pool in which its keys stand for the first time.
pub(super) const fn primary(keys: Vec<KeyIndex>, entity: Option<EntityType>) -> Question<PoolKind> {
    Question::Pool(Pool { keys, entity, kind: PoolKind::Primary })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use rstest::rstest;

    use crate::domain::{RecordId, RecordRef, TypeChoice};

    use super::*;

    /// The portal had named twenty records for a number and five for another one. Before its card was loaded, one of the
    /// twenty had lost the number, and the nineteen were called all there are.
    #[rstest]
    #[case::all_that_the_portal_names(20, 25, Next::Proved(Completeness::Capped))]
    #[case::one_has_lost_it(19, 25, Next::Alone)]
    #[case::five_have_lost_it(15, 25, Next::Alone)]
    #[case::far_fewer(14, 25, Next::Proved(Completeness::Complete))]
    #[case::the_answer_had_room_left(19, 19, Next::Proved(Completeness::Complete))]
    fn what_is_nearly_cut_is_asked_alone(#[case] held: usize, #[case] rows: u64, #[case] next: Next) {
        let asked = Communication::new(CommKind::Phone, "+7 916 123-45-67").unwrap();
        let mut ledger = Ledger::new(vec![asked], TypeChoice::All);
        let record = |id| RecordRef::new(EntityType::Contact, RecordId::new(id).unwrap());
        let found = ledger.named(&(1..=rows).map(record).collect::<Vec<_>>());
        let records = found.records.iter().take(held).copied().collect();
        let findings = vec![KeyFinding { records, certainty: Certainty::Clear }];
        let pool = AnsweredPool { keys: ledger.keys().collect(), entity: None, found };
        let concluded = pool.conclude(Attribution { findings, unexplained: Vec::new() });
        assert_eq!(concluded.map(|conclusion| conclusion.next).collect::<Vec<_>>(), [next]);
    }
}
