//! The words in which stories are told: who has which number, what the portal answers, and what is said then.

use std::collections::BTreeSet;

use b24_duplicates::domain::{
    CommKind, Communication, Completeness, EntityType, KeyReport, KeyStatus, PerType, RecordId, RecordRef,
    TypeChoice, Unchecked, Visibility,
};
use b24_duplicates::protocol::{Batch, BatchReply, Command, Reason, Refusal};
use b24_duplicates::search::{Search, SearchOptions, Strategy};

use super::chance::Chance;
use super::run::{Faults, Run, Runner};
use super::truth::reply;
use super::world::{Cap, Comparison, Filter, Record, World};

pub(crate) const ANNA: &str = "+7 916 123-45-67";
pub(crate) const OFFICE: &str = "+49 30 1234567";

pub(crate) fn phone(spelling: &str) -> Communication {
    Communication::new(CommKind::Phone, spelling).unwrap()
}

pub(crate) fn record(entity: EntityType, id: u64) -> RecordRef {
    RecordRef::new(entity, RecordId::new(id).unwrap())
}

pub(crate) fn lead(id: u64) -> RecordRef {
    record(EntityType::Lead, id)
}

pub(crate) fn contact(id: u64) -> RecordRef {
    record(EntityType::Contact, id)
}

pub(crate) fn company(id: u64) -> RecordRef {
    record(EntityType::Company, id)
}

pub(crate) fn world(records: &[(RecordRef, &str)]) -> World {
    let with =
        |spelling: &str| Record { spellings: vec![(CommKind::Phone, spelling.to_owned())], hidden: false };
    World {
        records: records.iter().map(|(reference, spelling)| (*reference, with(spelling))).collect(),
        refused: BTreeSet::new(),
        comparison: Comparison::AsWeThink,
        cap: Cap::PerValue,
        filter: Filter::Never,
    }
}

pub(crate) fn search<S: Strategy>(asked: &[Communication]) -> Search<S> {
    Search::new(asked.to_vec(), &SearchOptions::default()).unwrap()
}

pub(crate) fn run<S: Strategy>(world: &World, asked: &[Communication]) -> Run {
    Runner::<S>::new(asked, TypeChoice::All).finish(world, Faults::default(), &mut Chance::new(1))
}

/// What is said of a key.
pub(crate) type State = (KeyStatus, Vec<(RecordRef, Visibility)>);

/// Asked and answered, but no card was loaded: nobody knows whether the user may read the records.
pub(crate) fn unloaded(records: &[RecordRef], completeness: Completeness) -> State {
    let matches = records.iter().map(|record| (*record, Visibility::Unloaded)).collect();
    (all_types(completeness), matches)
}

pub(crate) fn checked(visible: &[RecordRef], hidden: &[RecordRef], completeness: Completeness) -> State {
    let visible = visible.iter().map(|record| (*record, Visibility::Visible));
    let hidden = hidden.iter().map(|record| (*record, Visibility::Hidden));
    let mut matches: Vec<_> = visible.chain(hidden).collect();
    matches.sort_by_key(|(record, _)| *record);
    (all_types(completeness), matches)
}

pub(crate) fn all_types(completeness: Completeness) -> KeyStatus {
    KeyStatus::Checked(PerType { lead: completeness, contact: completeness, company: completeness })
}

pub(crate) const fn not_checked(why: Unchecked) -> State {
    (KeyStatus::NotChecked(why), Vec::new())
}

pub(crate) fn state(key: KeyReport) -> State {
    (key.status, key.matches)
}

pub(crate) fn states<S: Strategy>(search: &Search<S>) -> Vec<State> {
    search.report().keys.into_iter().map(state).collect()
}

/// Answers the next batch: with what the world says, or without an answer for some commands.
pub(crate) fn answer<S: Strategy>(
    search: &mut Search<S>,
    world: &World,
    is_answered: impl Fn(&Command) -> bool,
) -> Batch {
    let batch = search.next_batch(1).unwrap();
    let mut answers = reply(world, &batch);
    let kept: BTreeSet<_> =
        batch.commands.iter().filter(|(_, command)| is_answered(command)).map(|(name, _)| *name).collect();
    answers.replies.retain(|(name, _)| kept.contains(name));
    search.answered(batch.name().unwrap(), &answers);
    batch
}

pub(crate) fn refuse<S: Strategy>(search: &mut Search<S>, reason: Reason) {
    let batch = search.next_batch(1).unwrap();
    let refusals = batch.commands.iter().map(|(name, _)| (*name, Err(Refusal::bare(reason, 400))));
    search.answered(
        batch.name().unwrap(),
        &BatchReply { replies: refusals.collect(), ..BatchReply::default() },
    );
}
