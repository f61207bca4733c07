//! What a search does in one situation at a time, and how many requests it takes.

use std::collections::{BTreeMap, BTreeSet};

use b24_duplicates::domain::{
    CommKind, Communication, Completeness, EntityType, KeyReport, KeyStatus, PerType, PortalOrigin, RecordId,
    RecordRef, Scheme, TypeChoice, Unchecked, Visibility,
};
use b24_duplicates::protocol::{Batch, BatchReply, Command, Node, Reason, Refusal};
use b24_duplicates::search::{Checkpoint, SearchOptions, SearchRefused};
use rstest::rstest;

use super::chance::Chance;
use super::run::{Faults, Run, Runner, Search};
use super::truth::reply;
use super::world::{Cap, Comparison, Filter, Record, World};

const ANNA: &str = "+7 916 123-45-67";
const OFFICE: &str = "+49 30 1234567";

fn phone(spelling: &str) -> Communication {
    Communication::new(CommKind::Phone, spelling).unwrap()
}

fn record(entity: EntityType, id: u64) -> RecordRef {
    RecordRef::new(entity, RecordId::new(id).unwrap())
}

fn lead(id: u64) -> RecordRef {
    record(EntityType::Lead, id)
}

fn contact(id: u64) -> RecordRef {
    record(EntityType::Contact, id)
}

fn company(id: u64) -> RecordRef {
    record(EntityType::Company, id)
}

fn world(records: &[(RecordRef, &str)]) -> World {
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

fn search(asked: &[Communication]) -> Search {
    Search::new(asked.to_vec(), &SearchOptions::default()).unwrap()
}

fn run(world: &World, asked: &[Communication]) -> Run {
    Runner::new(asked, TypeChoice::All).finish(world, Faults::default(), &mut Chance::new(1))
}

/// What is said of a key.
type State = (KeyStatus, Vec<(RecordRef, Visibility)>);

/// Asked and answered, but no card was loaded: nobody knows whether the user may read the records.
fn unloaded(records: &[RecordRef], completeness: Completeness) -> State {
    let matches = records.iter().map(|record| (*record, Visibility::Unloaded)).collect();
    (all_types(completeness), matches)
}

fn checked(visible: &[RecordRef], hidden: &[RecordRef], completeness: Completeness) -> State {
    let visible = visible.iter().map(|record| (*record, Visibility::Visible));
    let hidden = hidden.iter().map(|record| (*record, Visibility::Hidden));
    let mut matches: Vec<_> = visible.chain(hidden).collect();
    matches.sort_by_key(|(record, _)| *record);
    (all_types(completeness), matches)
}

fn all_types(completeness: Completeness) -> KeyStatus {
    KeyStatus::Checked(PerType { lead: completeness, contact: completeness, company: completeness })
}

const fn not_checked(why: Unchecked) -> State {
    (KeyStatus::NotChecked(why), Vec::new())
}

fn state(key: KeyReport) -> State {
    (key.status, key.matches)
}

fn states(search: &Search) -> Vec<State> {
    search.report().keys.into_iter().map(state).collect()
}

/// Answers the next batch: with what the world says, or without an answer for some commands.
fn answer(search: &mut Search, world: &World, is_answered: impl Fn(&Command) -> bool) -> Batch {
    let batch = search.next_batch().unwrap();
    let mut answers = reply(world, &batch);
    let kept: BTreeSet<_> =
        batch.commands.iter().filter(|(_, command)| is_answered(command)).map(|(name, _)| *name).collect();
    answers.replies.retain(|(name, _)| kept.contains(name));
    search.answered(&answers);
    batch
}

fn refuse(search: &mut Search, reason: Reason) {
    let batch = search.next_batch().unwrap();
    let refusals = batch.commands.iter().map(|(name, _)| (*name, Err(Refusal::bare(reason, 400))));
    search.answered(&BatchReply { replies: refusals.collect(), ..BatchReply::default() });
}

#[test]
fn a_card_takes_one_batch_to_find_and_one_to_load_all_types() {
    let world = world(&[(lead(7), "8 (916) 123-45-67"), (contact(3), ANNA), (company(5), OFFICE)]);
    let run = run(&world, &[phone(ANNA), phone(OFFICE), phone("+49 30 7654321")]);
    assert_eq!((run.batches, run.finds, run.lists), (2, 3, 3));
    let states: Vec<_> = run.report.keys.into_iter().map(state).collect();
    assert_eq!(
        states,
        [
            checked(&[lead(7), contact(3)], &[], Completeness::Complete),
            checked(&[company(5)], &[], Completeness::Complete),
            checked(&[], &[], Completeness::Complete),
        ]
    );
    assert_eq!(run.report.cards.len(), 3);
}

/// The key of `+86 10 …` begins with 86; sent as such, the portal would make another key of it.
#[test]
fn a_key_is_asked_in_the_words_in_which_it_was_written() {
    let mut search = search(&[phone("+86 10 1234 5678")]);
    let batch = search.next_batch().unwrap();
    let [(_, Command::Find { kind, spellings, entity })] = batch.commands.as_slice() else { panic!() };
    assert_eq!((*kind, *entity), (CommKind::Phone, None));
    assert_eq!(spellings, &["+86 10 1234 5678"]);
}

#[rstest]
#[case(0, Err(SearchRefused::Empty))]
#[case(Search::LIMIT, Ok(()))]
#[case(Search::LIMIT + 1, Err(SearchRefused::TooMany { limit: Search::LIMIT }))]
fn a_search_has_an_upper_and_a_lower_limit(#[case] keys: usize, #[case] expected: Result<(), SearchRefused>) {
    let asked: Vec<_> = (0..keys).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    assert_eq!(Search::new(asked, &SearchOptions::default()).map(drop), expected);
}

#[test]
fn five_hundred_keys_nobody_has_take_one_request() {
    let asked: Vec<_> = (0..500).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let run = run(&world(&[]), &asked);
    assert_eq!((run.batches, run.finds), (1, 25));
}

#[test]
fn a_key_at_the_cap_is_asked_once_for_each_type() {
    let mut records: Vec<_> = (1..=25).map(|id| (lead(id), ANNA)).collect();
    records.extend([(contact(40), ANNA), (company(50), ANNA)]);
    let run = run(&world(&records), &[phone(ANNA)]);
    assert_eq!((run.batches, run.finds), (3, 4));
    let (status, matches) = state(run.report.keys[0].clone());
    assert_eq!(matches.len(), 22);
    assert_eq!(
        status,
        KeyStatus::Checked(PerType {
            lead: Completeness::AtLeast20,
            contact: Completeness::Complete,
            company: Completeness::Complete
        })
    );
}

#[test]
fn a_search_for_one_type_asks_for_one_type_and_leaves_the_others_unknown() {
    let world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    let runner = Runner::new(&[phone(ANNA)], TypeChoice::Only(EntityType::Contact));
    let run = runner.finish(&world, Faults::default(), &mut Chance::new(1));
    let (status, matches) = state(run.report.keys[0].clone());
    assert_eq!(matches, [(contact(3), Visibility::Visible)]);
    assert_eq!(
        status,
        KeyStatus::Checked(PerType {
            lead: Completeness::Unknown,
            contact: Completeness::Complete,
            company: Completeness::Unknown
        })
    );
}

#[test]
fn a_hidden_record_is_asked_for_once_more_and_counted() {
    let mut world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    world.records.get_mut(&lead(7)).unwrap().hidden = true;
    let run = run(&world, &[phone(ANNA)]);
    assert_eq!((run.batches, run.finds, run.lists), (3, 2, 2));
    assert_eq!(state(run.report.keys[0].clone()), checked(&[contact(3)], &[lead(7)], Completeness::Complete));
}

#[test]
fn a_record_that_is_gone_when_it_is_loaded_is_no_hidden_one() {
    let mut world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    world.records.clear();
    answer(&mut search, &world, |_| true);
    assert_eq!(states(&search), [checked(&[], &[lead(7)], Completeness::Complete)]);
    assert_eq!(search.progress().settled, 0);
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search), [checked(&[], &[], Completeness::Complete)]);
}

/// Anna has a hidden contact. The office has so many leads that its contacts, hidden as well, show only by type.
fn two_with_hidden_contacts() -> World {
    let leads = (1..=20).map(|id| (lead(id), OFFICE));
    let contacts = (1..=5).map(|id| (contact(id), OFFICE));
    let mut world = world(&leads.chain(contacts).chain([(contact(50), ANNA)]).collect::<Vec<_>>());
    for (record, each) in &mut world.records {
        each.hidden = record.entity == EntityType::Contact;
    }
    world
}

/// Where records were left out before, whether they are still named is asked along with the next list, not after it.
#[test]
fn a_list_takes_the_question_along_whether_what_it_leaves_out_is_still_there() {
    let mut world = two_with_hidden_contacts();
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |_| true);
    world.records.remove(&contact(5));
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    let [anna, (_, of_office)] = &states(&search)[..] else { panic!("two keys") };
    assert_eq!(*anna, checked(&[], &[contact(50)], Completeness::Complete));
    let contacts: Vec<_> =
        of_office.iter().filter(|(record, _)| record.entity == EntityType::Contact).copied().collect();
    assert_eq!(contacts, [1, 2, 3, 4].map(|id| (contact(id), Visibility::Hidden)));
}

/// If the list got no answer, what came along says nothing about what the next one leaves out.
#[test]
fn a_question_that_came_along_with_a_lost_list_is_asked_again() {
    let mut world = two_with_hidden_contacts();
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |command| matches!(command, Command::Find { .. }));
    world.records.remove(&contact(5));
    while !search.is_finished() {
        answer(&mut search, &world, |_| true);
    }
    let [_, (_, of_office)] = &states(&search)[..] else { panic!("two keys") };
    assert!(!of_office.iter().any(|(record, _)| *record == contact(5)), "{of_office:?}");
}

/// A portal that names other hidden records each time it is asked whether the last ones are still there. Where that
/// could have been cut, each key is asked by itself whether they are, and for nothing new.
#[test]
fn a_portal_that_names_ever_new_hidden_records_is_not_asked_for_ever() {
    let mut world = world(&[]);
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    let mut next = 1;
    let batches = (0..100).take_while(|_| {
        world.records.clear();
        for id in next..next + 20 {
            let spellings = [ANNA, OFFICE].map(|spelling| (CommKind::Phone, spelling.to_owned())).into();
            world.records.insert(lead(id), Record { spellings, hidden: true });
        }
        next += 1;
        let batch = search.next_batch();
        if let Some(batch) = &batch {
            search.answered(&reply(&world, batch));
        }
        batch.is_some()
    });
    let batches = batches.count();
    assert!(search.is_finished() && batches < 20, "{batches} batches");
}

/// One number of a list has more records than the portal names. Which one it is shows in those of the pool, so that
/// nobody waits for those of its types.
#[test]
fn a_pool_that_one_key_has_filled_takes_three_requests() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let leads = (1..=15).map(|id| (lead(id), "1000005"));
    let contacts = (1..=30).map(|id| (contact(id), "1000005"));
    let run = run(&world(&leads.chain(contacts).collect::<Vec<_>>()), &asked);
    assert_eq!(run.batches, 3);
    let (status, matches) = state(run.report.keys[5].clone());
    assert_eq!(matches.len(), 35);
    let KeyStatus::Checked(lists) = status else { panic!("{status:?}") };
    assert_eq!((lists.lead, lists.contact), (Completeness::Complete, Completeness::AtLeast20));
}

/// A record that a row names and no column contradicts what we know of the portal. Its values are asked one by one,
/// and the report says so: it is not hidden.
#[test]
fn answers_that_contradict_each_other_are_counted_and_asked_for_one_by_one() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let holders = [(lead(7), "1000005"), (lead(8), "1000025"), (lead(9), "1000045")];
    let mut world = world(&holders);
    for record in world.records.values_mut() {
        record.hidden = true;
    }
    let mut search = search(&asked);
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |_| true);
    assert_eq!(search.report().contradicted, 0);
    world.records.remove(&lead(7));
    answer(&mut search, &world, |_| true);
    assert_eq!(search.report().contradicted, 20);
    let batch = answer(&mut search, &world, |_| true);
    assert_eq!(batch.commands.len(), 20);
    assert!(search.is_finished());
    let states = states(&search);
    assert_eq!(states[5], checked(&[], &[], Completeness::Complete));
    assert_eq!(states[25], checked(&[], &[lead(8)], Completeness::Complete));
    assert_eq!(search.report().contradicted, 20);
}

#[test]
fn a_type_that_may_not_be_listed_is_hidden_without_asking_again() {
    let mut world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    world.refused.insert(EntityType::Lead);
    let run = run(&world, &[phone(ANNA)]);
    assert_eq!(run.batches, 2);
    assert_eq!(state(run.report.keys[0].clone()), checked(&[contact(3)], &[lead(7)], Completeness::Complete));
}

#[test]
fn a_record_that_does_not_show_why_it_was_found_is_a_match_all_the_same() {
    let mut world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    world.records.get_mut(&lead(7)).unwrap().spellings.clear();
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search), [checked(&[lead(7)], &[], Completeness::Complete)]);
}

#[test]
fn a_command_without_an_answer_is_asked_again_alone() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    let spells = |command: &Command, wanted: &str| matches!(command, Command::Find { spellings, .. } if spellings.iter().any(|each| each == wanted));
    answer(&mut search, &world, |command| spells(command, OFFICE));
    for _ in 0..4 {
        let batch = answer(&mut search, &world, |command| !spells(command, ANNA));
        assert_eq!(batch.commands.len(), 1);
        assert_eq!(states(&search)[0], not_checked(Unchecked::Waiting));
    }
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search)[0], checked(&[lead(7)], &[], Completeness::Complete));
}

/// Six times; then the search is stuck until somebody wants it to go on, and then six times more.
fn refuse_as_often_as_it_asks(search: &mut Search, reason: Reason) {
    for _ in 0..2 {
        for _ in 0..6 {
            assert_eq!(search.stuck(), None);
            refuse(search, reason);
        }
        assert_eq!(search.next_batch(), None);
        assert_ne!(search.stuck().is_some(), search.is_finished());
        assert!(search.stuck().or(search.refusal()).is_some_and(|refusal| refusal.reason == reason));
        search.go_on();
    }
}

/// What the portal does not answer in a minute it may answer after lunch: nothing is given up before the user has
/// been asked, and what was found meanwhile is not asked again.
#[test]
fn a_search_that_is_stuck_goes_on_with_what_is_missing() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    let is_anna =
        |command: &Command| matches!(command, Command::Find { spellings, .. } if spellings[0] == ANNA);
    while search.stuck().is_none() {
        answer(&mut search, &world, |command| !is_anna(command));
    }
    assert_eq!(states(&search)[0], not_checked(Unchecked::Waiting));
    assert_eq!(states(&search)[1], checked(&[], &[], Completeness::Complete));
    search.go_on();
    let batch = answer(&mut search, &world, |_| true);
    assert_eq!(batch.commands.len(), 1);
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search)[0], checked(&[lead(7)], &[], Completeness::Complete));
}

/// A list is put aside; the office is never answered either.
fn stuck(world: &World) -> Search {
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    while search.stuck().is_none() {
        let is_anna =
            |command: &Command| matches!(command, Command::Find { spellings, .. } if spellings[0] == ANNA);
        answer(&mut search, world, is_anna);
    }
    search
}

#[test]
fn what_was_put_aside_is_not_checked_when_the_search_is_cancelled() {
    let mut search = stuck(&world(&[(lead(7), ANNA)]));
    search.cancel();
    assert!(search.is_finished() && search.stuck().is_none());
    let anna = unloaded(&[lead(7)], Completeness::Complete);
    assert_eq!(states(&search), [anna, not_checked(Unchecked::Cancelled)]);
}

/// A user who may not search any more may still read what was found: that stays put aside.
#[test]
fn a_denial_ends_the_questions_and_leaves_the_lists() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = stuck(&world);
    search.go_on();
    let batch = search.next_batch().unwrap();
    let denied = batch.commands.iter().filter(|(_, command)| matches!(command, Command::Find { .. }));
    let replies = denied.map(|(name, _)| (*name, Err(Refusal::bare(Reason::NoCrmAccess, 200))));
    search.answered(&BatchReply { replies: replies.collect(), ..BatchReply::default() });
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    let anna = checked(&[lead(7)], &[], Completeness::Complete);
    assert_eq!(states(&search), [anna, not_checked(Unchecked::Failed)]);
}

/// Another page asks as often as the first one did, before anything is given up.
#[test]
fn what_was_put_aside_begins_anew_on_the_next_page() {
    let world = world(&[(lead(7), ANNA)]);
    let portal = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    let kept = serde_json::to_string(&stuck(&world).checkpoint(&portal)).unwrap();
    let checkpoint: Checkpoint = serde_json::from_str(&kept).unwrap();
    let asked = vec![phone(ANNA), phone(OFFICE)];
    let mut search = Search::resumed(checkpoint, asked, &SearchOptions::default(), &portal).unwrap();
    for _ in 0..6 {
        assert_eq!(search.stuck(), None);
        refuse(&mut search, Reason::PortalTrouble);
    }
    assert!(search.stuck().is_some());
}

#[test]
fn a_key_that_is_never_answered_is_not_checked_and_never_absent() {
    let world = world(&[]);
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    refuse_as_often_as_it_asks(&mut search, Reason::PortalTrouble);
    assert!(search.is_finished());
    assert_eq!(search.next_batch(), None);
    assert_eq!(states(&search), [not_checked(Unchecked::Failed), not_checked(Unchecked::Failed)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(Reason::PortalTrouble));
    assert_eq!(
        state(run(&world, &[phone(ANNA)]).report.keys[0].clone()),
        checked(&[], &[], Completeness::Complete)
    );
}

#[rstest]
#[case(Reason::NoCrmAccess)]
#[case(Reason::PortalBlocked)]
#[case(Reason::QuestionWrong)]
fn a_refusal_that_asking_again_cannot_mend_is_final(#[case] reason: Reason) {
    let mut search = search(&[phone(ANNA)]);
    refuse(&mut search, reason);
    assert!(search.is_finished());
    assert_eq!(states(&search), [not_checked(Unchecked::Failed)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(reason));
}

#[test]
fn a_record_whose_card_cannot_be_loaded_is_counted_and_not_named() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    refuse_as_often_as_it_asks(&mut search, Reason::TimedOut);
    assert!(search.is_finished());
    assert_eq!(states(&search), [unloaded(&[lead(7)], Completeness::Complete)]);
    assert_eq!(search.report().cards, BTreeMap::new());
}

/// Only the words *access denied* say that a type is hidden. A missing permission says nothing about rights:
/// its records are found and not loaded, and the reason is kept.
#[test]
fn a_list_that_is_refused_for_another_reason_hides_nothing() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    refuse(&mut search, Reason::ScopeMissing);
    assert!(search.is_finished());
    assert_eq!(states(&search), [unloaded(&[lead(7)], Completeness::Complete)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(Reason::ScopeMissing));
}

/// A portal that leaves a list out of every answer gives no reason of its own: that it left it out is one.
#[test]
fn a_list_that_is_never_answered_leaves_a_reason() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    for _ in 0..2 {
        while search.stuck().is_none() && !search.is_finished() {
            answer(&mut search, &world, |_| false);
        }
        search.go_on();
    }
    assert_eq!(states(&search), [unloaded(&[lead(7)], Completeness::Complete)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(Reason::NotAnswered));
}

#[test]
fn a_pool_that_fails_on_one_of_its_values_is_asked_value_by_value() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let world = world(&[(lead(7), "1000005")]);
    let mut search = search(&asked);
    refuse(&mut search, Reason::QuestionWrong);
    let batch = answer(&mut search, &world, |_| true);
    assert_eq!(batch.commands.len(), 50);
    while !search.is_finished() {
        answer(&mut search, &world, |_| true);
    }
    let states = states(&search);
    assert_eq!(states[5], checked(&[lead(7)], &[], Completeness::Complete));
    assert!(states.iter().all(|state| matches!(state, (KeyStatus::Checked(_), _))));
}

#[test]
fn records_of_pools_are_loaded_together_and_attributed() {
    let asked: Vec<_> = (0..100).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let spellings: Vec<_> = (0..40).map(|n| (1_000_000 + n).to_string()).collect();
    let records: Vec<_> = spellings.iter().zip(1..).map(|(each, id)| (contact(id), each.as_str())).collect();
    let run = run(&world(&records), &asked);
    // Two pools bring exactly 20 records each: asked by type. Of contacts it is 20 again, which could be a cap
    // for the whole command: asked in halves.
    assert_eq!((run.batches, run.lists), (3, 1));
    assert_eq!(run.finds, 5 + 3 + 2 * 2);
    for (n, key) in run.report.keys.iter().enumerate() {
        let expected: Vec<_> = records.get(n).map(|(record, _)| *record).into_iter().collect();
        assert_eq!(state(key.clone()), checked(&expected, &[], Completeness::Complete));
    }
}

#[test]
fn hidden_records_of_many_keys_are_found_by_columns_across_the_pools() {
    let asked: Vec<_> = (0..500).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let spellings: Vec<_> = (0..20).map(|n| (1_000_000 + 25 * n).to_string()).collect();
    let records: Vec<_> = spellings.iter().zip(1..).map(|(each, id)| (contact(id), each.as_str())).collect();
    let mut world = world(&records);
    world.refused.insert(EntityType::Contact);
    let run = run(&world, &asked);
    // One batch of pools, one of lists, one of columns; 400 keys asked alone would be eight.
    assert_eq!((run.batches, run.finds), (3, 25 + 20));
    for (n, key) in run.report.keys.iter().enumerate() {
        let expected: Vec<_> = if n % 25 == 0 { vec![contact(n as u64 / 25 + 1)] } else { Vec::new() };
        assert_eq!(state(key.clone()), checked(&[], &expected, Completeness::Complete));
    }
}

#[test]
fn a_refusal_in_the_middle_of_the_columns_ends_the_search() {
    let asked: Vec<_> = (0..100).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let mut world = world(&[(lead(1), "1000000"), (lead(2), "1000030"), (lead(3), "1000060")]);
    world.refused.insert(EntityType::Lead);
    let mut search = search(&asked);
    answer(&mut search, &world, |_| true);
    answer(&mut search, &world, |_| true);
    refuse(&mut search, Reason::PortalBlocked);
    assert!(search.is_finished());
    assert_eq!(search.progress().settled, 100);
    let states = states(&search);
    assert_eq!(states[0], not_checked(Unchecked::Failed));
    assert_eq!(states[99], checked(&[], &[], Completeness::Complete));
}

#[test]
fn a_lookalike_in_the_pool_makes_a_key_worth_a_question_of_its_own() {
    let mut asked: Vec<_> = (0..53).map(|n| phone(&(2_000_000 + n).to_string())).collect();
    asked.push(phone("9161234567"));
    asked.push(phone(ANNA));
    let run = run(&world(&[(lead(7), ANNA)]), &asked);
    // Pools and cards, then the ten digits alone.
    assert_eq!((run.batches, run.finds), (3, 3 + 1));
    assert_eq!(state(run.report.keys[53].clone()), checked(&[], &[], Completeness::Complete));
    assert_eq!(state(run.report.keys[54].clone()), checked(&[lead(7)], &[], Completeness::Complete));
}

#[test]
fn an_answer_of_no_known_shape_is_not_taken_for_nothing_found() {
    let mut search = search(&[phone(ANNA)]);
    let batch = search.next_batch().unwrap();
    let odd = Node::List(vec![Node::Number(275.0)]);
    let replies = batch.commands.iter().map(|(name, _)| (*name, Ok(odd.clone()))).collect();
    search.answered(&BatchReply { replies, ..BatchReply::default() });
    assert_eq!(states(&search), [not_checked(Unchecked::Waiting)]);
    assert!(search.next_batch().is_some());
}

#[test]
fn cancelling_keeps_what_was_found_and_says_what_was_not_asked() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    answer(
        &mut search,
        &world,
        |command| matches!(command, Command::Find { spellings, .. } if spellings[0] == ANNA),
    );
    search.cancel();
    assert_eq!(
        states(&search),
        [unloaded(&[lead(7)], Completeness::Complete), not_checked(Unchecked::Cancelled)]
    );
    assert_eq!(search.next_batch(), None);
    assert!(search.is_finished());
}

/// Twenty-five leads with Anna's number, of which the user may not read the first ones.
fn leads_of_which_are_hidden(hidden: u64) -> World {
    let records: Vec<_> = (1..=25).map(|id| (lead(id), ANNA)).collect();
    let mut world = world(&records);
    for id in 1..=hidden {
        world.records.get_mut(&lead(id)).unwrap().hidden = true;
    }
    world
}

/// Anna's number alone, and among so many that they are asked in pools.
fn anna_alone_and_in_a_pool(world: &World) -> [(KeyStatus, Vec<(RecordRef, Visibility)>); 2] {
    let many: Vec<_> =
        [ANNA.to_owned()].into_iter().chain((0..60).map(|n| (1_000_000 + n).to_string())).collect();
    let many: Vec<_> = many.iter().map(|spelling| phone(spelling)).collect();
    [&many[..1], &many].map(|asked| state(run(world, asked).report.keys[0].clone()))
}

/// The proof takes for granted that nothing is taken away after the cap. A portal that did so would let no answer
/// reach the twenty rows by which a cut is known, and none of its answers would contradict another: what it
/// keeps back is called absent. A limit (`docs/search.md`), which this test holds: it cannot be noticed.
#[test]
fn a_portal_that_filters_after_the_cap_is_believed() {
    let mut world = leads_of_which_are_hidden(20);
    world.filter = Filter::AfterTheCap;
    let absent = checked(&[], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool(&world), [absent.clone(), absent]);
}

/// What is not cut is whole all the same: the user sees every record that he may read.
#[test]
fn a_filter_does_no_harm_where_nothing_is_cut() {
    let mut world = leads_of_which_are_hidden(12);
    world.records.retain(|record, _| record.id.get() < 20);
    world.filter = Filter::AfterTheCap;
    let readable: Vec<_> = (13..20).map(lead).collect();
    let found = checked(&readable, &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool(&world), [found.clone(), found]);
}

/// Both spellings have one key for us, and one of them is sent. Should a portal split them, it is never asked
/// for the other (`docs/portal.md`): this test holds the limit.
#[test]
fn where_we_join_what_the_portal_splits_the_second_spelling_is_not_asked() {
    let second = "8 916 123-45-67";
    assert_eq!(phone(second).key(), phone(ANNA).key());
    let mut world = world(&[(lead(7), second)]);
    let found = checked(&[lead(7)], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool(&world), [found.clone(), found]);
    world.comparison = Comparison::Splitting;
    let absent = checked(&[], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool(&world), [absent.clone(), absent]);
}
