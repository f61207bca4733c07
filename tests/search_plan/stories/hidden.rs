//! Records that a list leaves out: hidden, or gone since.

use b24_duplicates::domain::{CommKind, Completeness, EntityType, Visibility};
use b24_duplicates::protocol::Command;
use b24_duplicates::search::Strategy;

use crate::telling::*;
use crate::truth::reply;
use crate::world::{Cap, Record, World};

super::of_both! {
    a_hidden_record_is_asked_for_once_more_and_counted,
    of_more_keys_that_is_asked_only_when_a_list_has_left_something_out,
    a_record_that_is_gone_when_it_is_loaded_is_no_hidden_one,
    a_list_takes_the_question_along_whether_what_it_leaves_out_is_still_there,
    a_question_that_came_along_with_a_lost_list_is_asked_again,
    a_portal_that_names_ever_new_hidden_records_is_not_asked_for_ever,
    a_type_that_may_not_be_listed_is_hidden_without_asking_again,
    where_the_cap_holds_for_a_whole_command_a_hidden_record_is_not_called_absent,
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

pub(super) fn a_hidden_record_is_asked_for_once_more_and_counted<S: Strategy>() {
    let mut world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    world.records.get_mut(&lead(7)).unwrap().hidden = true;
    let run = run::<S>(&world, &[phone(ANNA)]);
    // Whether the lead and the contact are still named goes along with their lists.
    assert_eq!((run.batches, run.finds, run.lists), (2, 3, 2));
    assert_eq!(state(run.report.keys[0].clone()), checked(&[contact(3)], &[lead(7)], Completeness::Complete));
}

/// To ask along costs the portal a look-up for each key that somebody has, needed or not.
pub(super) fn of_more_keys_that_is_asked_only_when_a_list_has_left_something_out<S: Strategy>() {
    let others: Vec<String> = (1..=8).map(|number| format!("+49 30 100000{number}")).collect();
    let keys: Vec<_> = others.iter().map(String::as_str).chain([ANNA]).map(phone).collect();
    let mut world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    let run_of = |world: &World| {
        let run = run::<S>(world, &keys);
        (run.batches, run.finds, run.lists)
    };
    assert_eq!(run_of(&world), (2, 9, 2));
    world.records.get_mut(&lead(7)).unwrap().hidden = true;
    assert_eq!(run_of(&world), (3, 10, 2));
}

pub(super) fn a_record_that_is_gone_when_it_is_loaded_is_no_hidden_one<S: Strategy>() {
    let mut world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    assert_eq!(search.progress().settled, 0);
    world.records.clear();
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    assert_eq!(states(&search), [checked(&[], &[], Completeness::Complete)]);
}

/// Where records were left out before, whether they are still named is asked along with the next list, not after it.
pub(super) fn a_list_takes_the_question_along_whether_what_it_leaves_out_is_still_there<S: Strategy>() {
    let mut world = two_with_hidden_contacts();
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
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
pub(super) fn a_question_that_came_along_with_a_lost_list_is_asked_again<S: Strategy>() {
    let mut world = two_with_hidden_contacts();
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
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
pub(super) fn a_portal_that_names_ever_new_hidden_records_is_not_asked_for_ever<S: Strategy>() {
    let mut world = world(&[]);
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
    let mut next = 1;
    let batches = (0..100).take_while(|_| {
        world.records.clear();
        for id in next..next + 20 {
            let spellings = [ANNA, OFFICE].map(|spelling| (CommKind::Phone, spelling.to_owned())).into();
            world.records.insert(lead(id), Record { spellings, hidden: true });
        }
        next += 1;
        let batch = search.next_batch(1);
        if let Some(batch) = &batch {
            search.answered(batch.name().unwrap(), &reply(&world, batch));
        }
        batch.is_some()
    });
    let batches = batches.count();
    assert!(search.is_finished() && batches < 20, "{batches} batches");
}

pub(super) fn a_type_that_may_not_be_listed_is_hidden_without_asking_again<S: Strategy>() {
    let mut world = world(&[(lead(7), ANNA), (contact(3), ANNA)]);
    world.refused.insert(EntityType::Lead);
    let run = run::<S>(&world, &[phone(ANNA)]);
    assert_eq!(run.batches, 2);
    assert_eq!(state(run.report.keys[0].clone()), checked(&[contact(3)], &[lead(7)], Completeness::Complete));
}

/// Several keys are asked again in one command whether their hidden records are still named. Where the cap holds for
/// a whole command, the records of the others push Anna's out of the answer: she would be called absent.
pub(super) fn where_the_cap_holds_for_a_whole_command_a_hidden_record_is_not_called_absent<S: Strategy>() {
    const HOME: &str = "+49 30 7654321";
    let of_office: Vec<_> = (1..=19).map(lead).collect();
    let leads = of_office.iter().map(|record| (*record, OFFICE)).chain([(lead(20), HOME), (lead(50), ANNA)]);
    let mut world = world(&leads.collect::<Vec<_>>());
    world.cap = Cap::PerCommand;
    for record in world.records.values_mut() {
        record.hidden = true;
    }
    let run = run::<S>(&world, &[phone(ANNA), phone(OFFICE), phone(HOME)]);
    let hidden = [&[lead(50)], of_office.as_slice(), &[lead(20)]];
    let expected = hidden.map(|records| checked(&[], records, Completeness::Complete));
    assert_eq!(run.report.keys.into_iter().map(state).collect::<Vec<_>>(), expected);
    // One batch to find, one to load and to ask again together, and one to ask again one by one.
    assert_eq!((run.batches, run.finds), (3, 3 + 1 + 3));
}
