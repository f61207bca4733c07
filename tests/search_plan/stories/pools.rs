//! What only a search in pools does.

use b24_duplicates::domain::{Completeness, EntityType, KeyStatus, PortalOrigin, Scheme, Unchecked};
use b24_duplicates::protocol::{Batch, BatchReply, Command, Reason};
use b24_duplicates::search::{Checkpoint, Pools, Search, SearchOptions};

use super::unanswered::stuck;
use crate::telling::*;
use crate::truth::reply;

/// A small one at first, which is answered soon.
#[test]
fn five_hundred_keys_nobody_has_take_two_requests_one_after_the_other() {
    let asked: Vec<_> = (0..500).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let run = run::<Pools>(&world(&[]), &asked);
    assert_eq!((run.batches, run.finds), (2, 39));
}

/// The batches that go out at once, and the values in each of them.
fn at_once(keys: u32, room: usize) -> Vec<usize> {
    let asked: Vec<_> = (0..keys).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let mut search = search::<Pools>(&asked);
    let values = |command: &Command| match command {
        Command::Find { spellings, .. } => spellings.len(),
        _ => 0,
    };
    let batches = (0..room).map_while(|beside| search.next_batch(room - beside));
    batches.map(|batch| batch.commands.iter().map(|(_, command)| values(command)).sum()).collect()
}

/// A thousand values are worth twenty requests; a hundred are worth five. Of a long list nothing is known yet: what goes
/// out at first is no more than a batch of ten seconds would be.
#[test]
fn a_list_is_shared_out_among_the_requests_that_may_be_under_way() {
    assert_eq!(at_once(100, 20), [20; 5]);
    assert_eq!(at_once(1_000, 20), [[51; 18].as_slice(), &[50, 32]].concat());
    assert_eq!(at_once(100_000, 20), [140; 9]);
    assert_eq!(at_once(100_000, 1), [140]);
}

/// Each answer says a little more, and in the end every batch is as full as it can be.
#[test]
fn a_long_list_is_asked_in_full_batches_once_the_portal_is_known() {
    let asked: Vec<_> = (0..100_000).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let world = world(&[]);
    let mut search = search::<Pools>(&asked);
    let mut out: Vec<Batch> = Vec::new();
    let mut sizes = Vec::new();
    loop {
        while let Some(batch) = search.next_batch(20 - out.len()) {
            sizes.push(batch.commands.len());
            out.push(batch);
        }
        if out.is_empty() {
            break;
        }
        let batch = out.remove(0);
        let took = Some(batch.commands.len() as u64 * 100);
        search.answered(batch.name().unwrap(), &BatchReply { took, ..reply(&world, &batch) });
    }
    assert!(search.is_finished());
    assert!(sizes[..9].iter().all(|commands| *commands == 7), "{sizes:?}");
    assert!(sizes[20..sizes.len() - 20].iter().all(|commands| *commands == 50), "{sizes:?}");
    assert!(sizes.len() < 125, "{} batches", sizes.len());
}

/// What an answer leads to waits until it is worth a request, or nothing is out any more.
#[test]
fn a_list_of_a_few_records_waits_for_the_other_answers() {
    let asked: Vec<_> = (0..100).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let world = world(&[(lead(7), "1000005"), (lead(8), "1000095")]);
    let mut search = search::<Pools>(&asked);
    let out: Vec<Batch> = (0..20).map_while(|beside| search.next_batch(20 - beside)).collect();
    assert_eq!(out.len(), 5);
    for batch in out.iter().rev() {
        assert_eq!(search.next_batch(20), None);
        search.answered(batch.name().unwrap(), &reply(&world, batch));
    }
    let batch = answer(&mut search, &world, |_| true);
    assert_eq!(batch.commands.len(), 1);
    assert!(search.is_finished());
    assert_eq!(states(&search)[5], checked(&[lead(7)], &[], Completeness::Complete));
}

/// Nobody waits any more for a batch that was taken back, cancelled, or answered.
#[test]
fn an_answer_to_a_batch_that_is_not_out_changes_nothing() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let world = world(&[(lead(7), "1000005")]);
    let mut search = search::<Pools>(&asked);
    let batch = search.next_batch(1).unwrap();
    search.requeue();
    let before = search.clone();
    search.answered(batch.name().unwrap(), &reply(&world, &batch));
    assert_eq!(search, before);
}

/// One number of a list has more records than the portal names. Which one it is shows in those of the pool, so that
/// nobody waits for those of its types.
#[test]
fn a_pool_that_one_key_has_filled_takes_three_requests() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let leads = (1..=15).map(|id| (lead(id), "1000005"));
    let contacts = (1..=30).map(|id| (contact(id), "1000005"));
    let run = run::<Pools>(&world(&leads.chain(contacts).collect::<Vec<_>>()), &asked);
    assert_eq!(run.batches, 3);
    let (status, matches) = state(run.report.keys[5].clone());
    assert_eq!(matches.len(), 35);
    let KeyStatus::Checked(lists) = status else { panic!("{status:?}") };
    assert_eq!((lists.lead, lists.contact), (Completeness::Complete, Completeness::Capped));
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
    let mut search = search::<Pools>(&asked);
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

/// Another page asks as often as the first one did, before anything is given up.
#[test]
fn what_was_parked_begins_anew_on_the_next_page() {
    let world = world(&[(lead(7), ANNA)]);
    let portal = PortalOrigin::new(Scheme::Https, "portal.example").unwrap();
    let kept = serde_json::to_string(&stuck::<Pools>(&world).checkpoint(&portal)).unwrap();
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
fn a_pool_that_fails_on_one_of_its_values_is_asked_value_by_value() {
    let asked: Vec<_> = (0..60).map(|n| phone(&(1_000_000 + n).to_string())).collect();
    let world = world(&[(lead(7), "1000005")]);
    let mut search = search::<Pools>(&asked);
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
    let run = run::<Pools>(&world(&records), &asked);
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
    let run = run::<Pools>(&world, &asked);
    // Two batches of pools, the lists with the second of them, and one of columns; 400 keys asked alone would be eight.
    assert_eq!((run.batches, run.finds), (3, 39 + 13));
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
    let mut search = search::<Pools>(&asked);
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
    let run = run::<Pools>(&world(&[(lead(7), ANNA)]), &asked);
    // Pools and cards, then the ten digits alone.
    assert_eq!((run.batches, run.finds), (3, 3 + 1));
    assert_eq!(state(run.report.keys[53].clone()), checked(&[], &[], Completeness::Complete));
    assert_eq!(state(run.report.keys[54].clone()), checked(&[lead(7)], &[], Completeness::Complete));
}
