//! What no search can notice, held here so that it stays known.

use b24_duplicates::domain::Completeness;
use b24_duplicates::search::Strategy;

use crate::telling::*;
use crate::world::{Comparison, Filter, World};

super::of_both! {
    a_portal_that_filters_after_the_cap_is_believed,
    a_filter_does_no_harm_where_nothing_is_cut,
    where_we_join_what_the_portal_splits_the_second_spelling_is_not_asked,
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

/// Anna's number alone, and among so many that a list is asked in pools.
fn anna_alone_and_in_a_pool<S: Strategy>(world: &World) -> [State; 2] {
    let many: Vec<_> =
        [ANNA.to_owned()].into_iter().chain((0..60).map(|n| (1_000_000 + n).to_string())).collect();
    let many: Vec<_> = many.iter().map(|spelling| phone(spelling)).collect();
    [&many[..1], &many].map(|asked| state(run::<S>(world, asked).report.keys[0].clone()))
}

/// The proof takes for granted that nothing is taken away after the cap. A portal that did so would let no answer
/// reach the twenty rows by which a cut is known, and none of its answers would contradict another: what it
/// keeps back is called absent. A limit (`docs/search.md`), which this test holds: it cannot be noticed.
pub(super) fn a_portal_that_filters_after_the_cap_is_believed<S: Strategy>() {
    let mut world = leads_of_which_are_hidden(20);
    world.filter = Filter::AfterTheCap;
    let absent = checked(&[], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool::<S>(&world), [absent.clone(), absent]);
}

/// What is not cut is whole all the same: the user sees every record that he may read.
pub(super) fn a_filter_does_no_harm_where_nothing_is_cut<S: Strategy>() {
    let mut world = leads_of_which_are_hidden(12);
    world.records.retain(|record, _| record.id.get() < 20);
    world.filter = Filter::AfterTheCap;
    let readable: Vec<_> = (13..20).map(lead).collect();
    let found = checked(&readable, &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool::<S>(&world), [found.clone(), found]);
}

/// Both spellings have one key for us, and one of them is sent. Should a portal split them, it is never asked
/// for the other (`docs/portal.md`): this test holds the limit.
pub(super) fn where_we_join_what_the_portal_splits_the_second_spelling_is_not_asked<S: Strategy>() {
    let second = "8 916 123-45-67";
    assert_eq!(phone(second).key(), phone(ANNA).key());
    let mut world = world(&[(lead(7), second)]);
    let found = checked(&[lead(7)], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool::<S>(&world), [found.clone(), found]);
    world.comparison = Comparison::Splitting;
    let absent = checked(&[], &[], Completeness::Complete);
    assert_eq!(anna_alone_and_in_a_pool::<S>(&world), [absent.clone(), absent]);
}
