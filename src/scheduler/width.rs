//! How many requests are under way at once. This is the one place where that is decided; what goes into each of them
//! is decided by the search (`search/plan/batch_sizer.rs`), and both rules together stand in `docs/search.md`.
//!
//! A portal has so many workers. Up to that number, requests side by side take no longer than one alone; beyond it
//! they wait for each other, and nothing is won but a queue in which colleagues stand as well. Nobody tells the number,
//! but each answer tells how long the portal worked on it: what was longer on its way than that has waited.
//!
//! - **Begin with as many as there may be.** The search sees to it that what it does not know the portal by is small:
//!   twenty small requests are no more work than one large one. To begin with one and to double would cost a list of a
//!   thousand values more time than all of its questions.
//! - **An answer that did not wait, while all places were taken: one more.**
//! - **One that waited: as many as were worked on at once meanwhile.** That is the portal's working time in all that
//!   was answered while it was under way, by the time that it was under way (Little's law): one step to the right
//!   number, where halving takes several, each with a queue.
//! - **A refusal for asking too often, a fault, a deadline: half as many**, once for all that were under way together:
//!   what fails at the same time fails for the same reason.
//! - **At most twenty, and never more than the bucket would still hold** (`rate_limiter`): so half of what can be sent
//!   at once stays for whoever shares the address.
//! - **Near the limit on operating time one after the other** (`quota`): what is under way is not told of yet.

use crate::domain::Millis;

/// More than these are never under way.
const MOST: usize = 20;

/// So much later is no wait: the way takes a little longer now and then.
const SLACK: Millis = 200;

/// Less work tells more about the way than about the portal, in units of [`super::call::work`].
const TELLING: u64 = 20;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Width {
    pub(super) most: usize,
    /// How long the portal has worked on all that was answered.
    pub(super) worked: Millis,
    /// The shortest way there and back.
    way: Millis,
    /// What one unit of work took last, in microseconds.
    unit: u64,
}

impl Width {
    pub(super) const fn new() -> Self {
        Self { most: MOST, worked: 0, way: Millis::MAX, unit: 0 }
    }

    /// A request was under way for so long, of which the portal `worked` on it. `before` is how long it had worked on
    /// everything when the request was sent; `is_full` if no more were allowed beside it.
    pub(super) fn answered(&mut self, took: Millis, worked: Millis, before: Millis, is_full: bool) {
        self.worked = self.worked.saturating_add(worked);
        let way = took.saturating_sub(worked);
        self.way = self.way.min(way);
        if way.saturating_sub(self.way) > SLACK.max(worked / 2) {
            let at_once = self.worked.saturating_sub(before).div_ceil(took.max(1));
            self.most = usize::try_from(at_once).unwrap_or(MOST).clamp(1, MOST);
        } else if is_full {
            self.most = self.most.saturating_add(1).min(MOST);
        }
    }

    /// Something went wrong with what was under way.
    pub(super) fn halve(&mut self) {
        self.most = self.most.div_ceil(2);
    }

    /// So much work took the portal so long.
    pub(super) const fn measured(&mut self, work: u64, worked: Millis) {
        if work >= TELLING {
            self.unit = worked.saturating_mul(1_000) / work;
        }
    }

    /// How long the portal will work on so much, as far as is known.
    pub(super) const fn forecast(&self, work: u64) -> Millis {
        work.saturating_mul(self.unit) / 1_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Twenty requests of a second each at once, in a portal with so many workers.
    fn after_twenty(workers: u64) -> usize {
        let mut width = Width::new();
        for place in 0..20 {
            let took = (place / workers + 1) * 1_000;
            width.answered(took + 80, 1_000, 0, true);
        }
        width.most
    }

    #[test]
    fn as_many_as_are_worked_on_at_once_are_sent_at_once() {
        assert_eq!([1, 2, 4, 10, 20].map(after_twenty), [1, 2, 4, 10, 20]);
    }

    /// Eight workers: the queue that is found ends where there is none.
    #[test]
    fn it_grows_as_long_as_nothing_waits() {
        let mut width = Width::new();
        width.halve();
        width.halve();
        width.halve();
        assert_eq!(width.most, 3);
        for _ in 0..40 {
            let before = width.worked;
            let most = width.most as u64;
            for place in 0..most {
                width.answered((place / 8 + 1) * 1_000 + 80, 1_000, before, true);
            }
        }
        assert!((5..=13).contains(&width.most), "{}", width.most);
    }

    #[test]
    fn what_was_not_used_does_not_grow_and_half_of_one_is_one() {
        let mut width = Width::new();
        for _ in 0..9 {
            width.halve();
        }
        assert_eq!(width.most, 1);
        width.answered(1_080, 1_000, 0, false);
        assert_eq!(width.most, 1);
        width.answered(1_080, 1_000, 0, true);
        assert_eq!(width.most, 2);
    }

    /// A long way is no queue.
    #[test]
    fn a_far_portal_is_asked_as_much_at_once_as_a_near_one() {
        let mut width = Width::new();
        for _ in 0..20 {
            width.answered(900, 100, 0, true);
        }
        assert_eq!(width.most, 20);
    }
}
