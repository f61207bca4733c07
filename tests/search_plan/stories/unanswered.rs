//! What the portal refuses, or never answers.

use std::collections::BTreeMap;

use b24_duplicates::domain::{Completeness, Unchecked};
use b24_duplicates::protocol::{BatchReply, Command, Reason, Refusal};
use b24_duplicates::search::{Search, Strategy};

use crate::telling::*;
use crate::world::World;

super::of_both! {
    a_command_without_an_answer_is_asked_again_alone,
    a_search_that_is_stuck_goes_on_with_what_is_missing,
    what_was_parked_is_not_checked_when_the_search_is_cancelled,
    a_denial_ends_the_questions_and_leaves_the_lists,
    a_key_that_is_never_answered_is_not_checked_and_never_absent,
    a_refusal_that_asking_again_cannot_mend_is_final,
    a_record_whose_card_cannot_be_loaded_is_counted_and_not_named,
    a_list_that_is_refused_for_another_reason_hides_nothing,
    a_list_that_is_never_answered_leaves_a_reason,
    where_nothing_is_answered_at_all_a_long_list_pauses_after_two_dozen_batches,
}

/// Six times; then the search is stuck until somebody wants it to go on, and then six times more.
fn refuse_as_often_as_it_asks<S: Strategy>(search: &mut Search<S>, reason: Reason) {
    for _ in 0..2 {
        for _ in 0..6 {
            assert_eq!(search.stuck(), None);
            refuse(search, reason);
        }
        assert_eq!(search.next_batch(1), None);
        assert_ne!(search.stuck().is_some(), search.is_finished());
        assert!(search.stuck().or(search.refusal()).is_some_and(|refusal| refusal.reason == reason));
        search.go_on();
    }
}

/// A list is parked; the office is never answered either.
pub(super) fn stuck<S: Strategy>(world: &World) -> Search<S> {
    let mut search = search(&[phone(ANNA), phone(OFFICE)]);
    while search.stuck().is_none() {
        let is_anna =
            |command: &Command| matches!(command, Command::Find { spellings, .. } if spellings[0] == ANNA);
        answer(&mut search, world, is_anna);
    }
    search
}

pub(super) fn a_command_without_an_answer_is_asked_again_alone<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
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

/// What the portal does not answer in a minute it may answer after lunch: nothing is given up before the user has
/// been asked, and what was found meanwhile is not asked again.
pub(super) fn a_search_that_is_stuck_goes_on_with_what_is_missing<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
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

pub(super) fn what_was_parked_is_not_checked_when_the_search_is_cancelled<S: Strategy>() {
    let mut search = stuck::<S>(&world(&[(lead(7), ANNA)]));
    search.cancel();
    assert!(search.is_finished() && search.stuck().is_none());
    let anna = unloaded(&[lead(7)], Completeness::Complete);
    assert_eq!(states(&search), [anna, not_checked(Unchecked::Cancelled)]);
}

/// A user who may not search any more may still read what was found: that stays parked.
pub(super) fn a_denial_ends_the_questions_and_leaves_the_lists<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = stuck::<S>(&world);
    search.go_on();
    let batch = search.next_batch(1).unwrap();
    let denied = batch.commands.iter().filter(|(_, command)| matches!(command, Command::Find { .. }));
    let replies = denied.map(|(name, _)| (*name, Err(Refusal::bare(Reason::NoCrmAccess, 200))));
    search
        .answered(batch.name().unwrap(), &BatchReply { replies: replies.collect(), ..BatchReply::default() });
    answer(&mut search, &world, |_| true);
    assert!(search.is_finished());
    let anna = checked(&[lead(7)], &[], Completeness::Complete);
    assert_eq!(states(&search), [anna, not_checked(Unchecked::Failed)]);
}

pub(super) fn a_key_that_is_never_answered_is_not_checked_and_never_absent<S: Strategy>() {
    let world = world(&[]);
    let mut search = search::<S>(&[phone(ANNA), phone(OFFICE)]);
    refuse_as_often_as_it_asks(&mut search, Reason::PortalTrouble);
    assert!(search.is_finished());
    assert_eq!(search.next_batch(1), None);
    assert_eq!(states(&search), [not_checked(Unchecked::Failed), not_checked(Unchecked::Failed)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(Reason::PortalTrouble));
    assert_eq!(
        state(run::<S>(&world, &[phone(ANNA)]).report.keys[0].clone()),
        checked(&[], &[], Completeness::Complete)
    );
}

pub(super) fn a_refusal_that_asking_again_cannot_mend_is_final<S: Strategy>() {
    for reason in [Reason::NoCrmAccess, Reason::PortalBlocked, Reason::QuestionWrong] {
        let mut search = search::<S>(&[phone(ANNA)]);
        refuse(&mut search, reason);
        assert!(search.is_finished());
        assert_eq!(states(&search), [not_checked(Unchecked::Failed)]);
        assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(reason));
    }
}

pub(super) fn a_record_whose_card_cannot_be_loaded_is_counted_and_not_named<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    refuse_as_often_as_it_asks(&mut search, Reason::TimedOut);
    assert!(search.is_finished());
    assert_eq!(states(&search), [unloaded(&[lead(7)], Completeness::Complete)]);
    assert_eq!(search.report().cards, BTreeMap::new());
}

/// A long list has hundreds of questions. To ask each of them six times in vain, and the values of each pool after that,
/// would take minutes in which nobody is told anything.
pub(super) fn where_nothing_is_answered_at_all_a_long_list_pauses_after_two_dozen_batches<S: Strategy>() {
    let anna = [ANNA.to_owned()].into_iter();
    let many: Vec<_> =
        anna.chain((0..3_000).map(|n| (1_000_000 + n).to_string())).map(|each| phone(&each)).collect();
    let mut search = search::<S>(&many);
    for _ in 0..24 {
        assert_eq!(search.stuck(), None);
        refuse(&mut search, Reason::Other);
    }
    assert_eq!(search.next_batch(20), None);
    assert_eq!(search.stuck().map(|refusal| refusal.reason), Some(Reason::Other));
    assert!(states(&search).into_iter().all(|state| state == not_checked(Unchecked::Waiting)));
    search.go_on();
    let world = world(&[(lead(7), ANNA)]);
    while !search.is_finished() {
        answer(&mut search, &world, |_| true);
    }
    let states = states(&search);
    assert_eq!(states[0], checked(&[lead(7)], &[], Completeness::Complete));
    assert!(states[1..].iter().all(|state| *state == checked(&[], &[], Completeness::Complete)));
}

/// Only the words *access denied* say that a type is hidden. A missing permission says nothing about rights:
/// its records are found and not loaded, and the reason is kept.
pub(super) fn a_list_that_is_refused_for_another_reason_hides_nothing<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA)]);
    answer(&mut search, &world, |_| true);
    refuse(&mut search, Reason::ScopeMissing);
    assert!(search.is_finished());
    assert_eq!(states(&search), [unloaded(&[lead(7)], Completeness::Complete)]);
    assert_eq!(search.refusal().map(|refusal| refusal.reason), Some(Reason::ScopeMissing));
}

/// A portal that leaves a list out of every answer gives no reason of its own: that it left it out is one.
pub(super) fn a_list_that_is_never_answered_leaves_a_reason<S: Strategy>() {
    let world = world(&[(lead(7), ANNA)]);
    let mut search = search::<S>(&[phone(ANNA)]);
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
