//! What a report may claim.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    CommKind, Communication, Completeness, EntityType, KeyStatus, MatchKey, RecordRef, SearchReport,
    TypeChoice, Unchecked, Visibility,
};
use b24_duplicates::protocol::{Batch, BatchReply};

use super::chance::Chance;
use super::world::{CAP, World};

/// Whether a report may leave something open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    None,
    Allowed,
}

/// Compares a finished report with the world.
pub(crate) fn check(world: &World, types: TypeChoice, report: &SearchReport, doubt: Doubt) {
    for key in &report.keys {
        let truth = world.truth(&key.asked);
        match &key.status {
            KeyStatus::NotChecked(why) => {
                assert_eq!(doubt, Doubt::Allowed, "{:?} was not checked", key.asked);
                assert_ne!(*why, Unchecked::Waiting, "{:?} waits in a finished search", key.asked);
                assert_eq!(key.matches, []);
            }
            KeyStatus::Checked(completeness) => {
                for entity in EntityType::ALL {
                    let of_type = |record: &&RecordRef| record.entity == entity;
                    let truth: BTreeSet<_> = truth.iter().filter(of_type).copied().collect();
                    let named = key.matches.iter().map(|(record, _)| record);
                    let found: BTreeSet<_> = named.filter(of_type).copied().collect();
                    if !types.includes(entity) {
                        assert!(found.is_empty());
                        assert_eq!(*completeness.get(entity), Completeness::Unknown);
                        continue;
                    }
                    assert!(
                        found.is_subset(&truth),
                        "{:?}: invented {found:?}, true is {truth:?}",
                        key.asked
                    );
                    match completeness.get(entity) {
                        Completeness::Complete => assert_eq!(found, truth, "{:?} {entity:?}", key.asked),
                        Completeness::Capped => {
                            assert!(truth.len() >= CAP, "{:?}: {} are not 20", key.asked, truth.len());
                            let first: BTreeSet<_> = truth.iter().take(CAP).copied().collect();
                            assert!(found.is_superset(&first), "{:?}: not the first 20", key.asked);
                        }
                        Completeness::Unknown => {
                            assert_eq!(doubt, Doubt::Allowed, "{:?} {entity:?} unknown", key.asked);
                        }
                    }
                }
                for (record, visibility) in &key.matches {
                    match visibility {
                        Visibility::Hidden => {
                            assert!(world.is_hidden(*record), "{record:?} is called hidden");
                        }
                        Visibility::Unloaded => {
                            assert_eq!(doubt, Doubt::Allowed, "{record:?} is not loaded");
                        }
                        Visibility::Visible => {
                            assert!(report.cards.contains_key(record), "{record:?} is not loaded");
                            assert!(!world.is_hidden(*record), "{record:?} is hidden and was read");
                        }
                    }
                }
            }
        }
    }
}

/// A whole and honest answer.
pub(crate) fn reply(world: &World, batch: &Batch) -> BatchReply {
    let replies = batch.commands.iter().map(|(name, command)| (*name, world.answer(command))).collect();
    BatchReply { replies, ..BatchReply::default() }
}

/// Something happens in the portal: a record goes, is hidden or shown, or loses or gets a communication.
pub(crate) fn change(world: &mut World, chance: &mut Chance) {
    let all: Vec<RecordRef> = world.records.keys().copied().collect();
    if all.is_empty() {
        return;
    }
    let one = chance.pick(&all);
    let stolen: Vec<(CommKind, String)> = world.records[&chance.pick(&all)].spellings.clone();
    match chance.below(4) {
        0 => drop(world.records.remove(&one)),
        1 => {
            let each = world.records.get_mut(&one).expect("it is there");
            each.hidden = !each.hidden;
        }
        2 => world.records.get_mut(&one).expect("it is there").spellings.clear(),
        _ => world.records.get_mut(&one).expect("it is there").spellings.extend(stolen),
    }
}

/// Every match that was true at some moment.
pub(crate) struct Ever(BTreeSet<(MatchKey, RecordRef)>);

impl Ever {
    pub(crate) fn new(world: &World, asked: &[Communication]) -> Self {
        let mut ever = Self(BTreeSet::new());
        ever.note(world, asked);
        ever
    }

    pub(crate) fn note(&mut self, world: &World, asked: &[Communication]) {
        for each in asked {
            self.0.extend(world.truth(each).into_iter().map(|record| (each.key().clone(), record)));
        }
    }

    /// A hidden record that changes within seconds can be taken for a match of another key; it had one.
    pub(crate) fn check(&self, report: &SearchReport) {
        for key in &report.keys {
            for (record, visibility) in &key.matches {
                if *visibility == Visibility::Hidden {
                    assert!(self.0.iter().any(|(_, of)| of == record), "{record:?} never matched anything");
                } else {
                    let claim = (key.asked.key().clone(), *record);
                    assert!(self.0.contains(&claim), "{claim:?} was never true");
                }
            }
        }
    }
}
