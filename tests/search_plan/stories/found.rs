//! What is found, and what the portal is asked for it.

use b24_duplicates::domain::{
    CommKind, Completeness, EntityType, KeyStatus, PerType, TypeChoice, Unchecked, Visibility,
};
use b24_duplicates::protocol::{BatchReply, Command, Node};
use b24_duplicates::search::{Search, SearchOptions, SearchRefused, Strategy};

use crate::chance::Chance;
use crate::run::{Faults, Runner};
use crate::telling::*;

super::of_both! {
    a_card_takes_one_batch_to_find_and_one_to_load_all_types,
    a_key_is_asked_in_the_words_in_which_it_was_written,
    a_search_has_an_upper_and_a_lower_limit,
    a_key_at_the_cap_is_asked_once_for_each_type,
    a_search_for_one_type_asks_for_one_type_and_leaves_the_others_unknown,
    a_record_that_does_not_show_why_it_was_found_is_a_match_all_the_same,
    an_answer_of_no_known_shape_is_not_taken_for_nothing_found,
    cancelling_keeps_what_was_found_and_says_what_was_not_asked,
}

pub(super) fn a_card_takes_one_batch_to_find_and_one_to_load_all_types<S: Strategy>() {
    let world = world(&[(lead(7), "8 (916) 123-45-67"), (contact(3), ANNA), (company(5), OFFICE)]);
    let run = run::<S>(&world, &[phone(ANNA), phone(OFFICE), phone("+49 30 7654321")]);
    // Once to find, and once for each type, along with its list.
    assert_eq!((run.batches, run.finds, run.lists), (2, 3 + 3, 3));
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
pub(super) fn a_key_is_asked_in_the_words_in_which_it_was_written<S: Strategy>() {
    let mut search = search::<S>(&[phone("+86 10 1234 5678")]);
    let batch = search.next_batch(1).unwrap();
    let [(_, Command::Find { kind, spellings, entity })] = batch.commands.as_slice() else { panic!() };
    assert_eq!((*kind, *entity), (CommKind::Phone, None));
    assert_eq!(spellings, &["+86 10 1234 5678"]);
}

pub(super) fn a_search_has_an_upper_and_a_lower_limit<S: Strategy>() {
    let limit = Search::<S>::LIMIT;
    for (keys, expected) in
        [(0, Err(SearchRefused::Empty)), (limit, Ok(())), (limit + 1, Err(SearchRefused::TooMany { limit }))]
    {
        let asked = (0..keys).map(|n| phone(&(1_000_000 + n).to_string())).collect();
        assert_eq!(Search::<S>::new(asked, &SearchOptions::default()).map(drop), expected, "{keys}");
    }
}

pub(super) fn a_key_at_the_cap_is_asked_once_for_each_type<S: Strategy>() {
    let mut records: Vec<_> = (1..=25).map(|id| (lead(id), ANNA)).collect();
    records.extend([(contact(40), ANNA), (company(50), ANNA)]);
    let run = run::<S>(&world(&records), &[phone(ANNA)]);
    assert_eq!((run.batches, run.finds), (3, 1 + 3 + 3));
    let (status, matches) = state(run.report.keys[0].clone());
    assert_eq!(matches.len(), 22);
    assert_eq!(
        status,
        KeyStatus::Checked(PerType {
            lead: Completeness::Capped,
            contact: Completeness::Complete,
            company: Completeness::Complete
        })
    );
}

pub(super) fn a_search_for_one_type_asks_for_one_type_and_leaves_the_others_unknown<S: Strategy>() {
    let world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    let runner = Runner::<S>::new(&[phone(ANNA)], TypeChoice::Only(EntityType::Contact));
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

pub(super) fn a_record_that_does_not_show_why_it_was_found_is_a_match_all_the_same<S: Strategy>() {
    let mut world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    world.records.get_mut(&lead(7)).unwrap().spellings.clear();
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search), [checked(&[lead(7)], &[], Completeness::Complete)]);
}

pub(super) fn an_answer_of_no_known_shape_is_not_taken_for_nothing_found<S: Strategy>() {
    let mut search = search::<S>(&[phone(ANNA)]);
    let batch = search.next_batch(1).unwrap();
    let odd = Node::List(vec![Node::Number(275.0)]);
    let replies = batch.commands.iter().map(|(name, _)| (*name, Ok(odd.clone()))).collect();
    search.answered(batch.name().unwrap(), &BatchReply { replies, ..BatchReply::default() });
    assert_eq!(states(&search), [not_checked(Unchecked::Waiting)]);
    assert!(search.next_batch(1).is_some());
}

pub(super) fn cancelling_keeps_what_was_found_and_says_what_was_not_asked<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
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
    assert_eq!(search.next_batch(1), None);
    assert!(search.is_finished());
}
