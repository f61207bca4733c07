//! One merge, from the choice to what came of it.

use std::collections::VecDeque;

use crate::compare::Laid;
use crate::domain::{EntityType, RecordId, RecordRef};
use crate::i18n::{Key, Message};
use crate::protocol::merge::{self, Merged, Refused};
use crate::protocol::{Reason, Refusal, RestCall};
use crate::scheduler::{CallId, Response, ResponseBody};
use crate::session::Connection;

use super::candidates::{Candidate, candidates, proposed};
use super::obstacles::{Obstacle, obstacles};

/// So many records become one with each order, the one that stays included. The portal cuts an order off after 60
/// seconds; this many were never seen to come near it.
const AT_ONCE: usize = 5;

/// A merge of some records.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Merge {
    pub(super) entity: EntityType,
    pub(super) candidates: Vec<Candidate>,
    pub(super) obstacles: Vec<Obstacle>,
    pub(super) proposed: Option<RecordRef>,
    pub(super) survivor: RecordRef,
    pub(crate) state: State,
}

/// How far it is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum State {
    /// The user chooses which record stays.
    Choosing,
    /// It waits for a *yes*: it cannot be taken back.
    Confirming,
    /// An order is out.
    Merging(Order),
    /// It is over.
    Over {
        /// Those that are part of the one that stays now.
        merged: Vec<RecordId>,
        /// How it ended.
        end: End,
    },
}

/// The orders of a merge.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Order {
    call_id: CallId,
    /// What is merged by the order that is out.
    under_way: Vec<RecordId>,
    /// What comes after it.
    left: VecDeque<Vec<RecordId>>,
    /// What was merged by those before.
    merged: Vec<RecordId>,
}

/// How a merge ended.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum End {
    /// All are merged.
    Done,
    /// Values contradict: a person has to choose, on the portal's own page. Nothing was changed by this order.
    Conflict,
    /// The portal did not do it, and did not say why: mostly a right is missing.
    Refused,
    /// The record that was to stay is gone.
    SurvivorGone,
    /// The portal's plan does not hold it.
    NotInPlan,
    /// The portal did not begin.
    NotBegun(Refusal),
    /// Nobody knows whether it was done.
    Unknown(Refusal),
}

impl Merge {
    /// Whether these records can become one: they are of one type, all readable, and none is the portal owner's own
    /// company.
    pub(crate) fn is_possible(laid: &Laid) -> bool {
        let entity = laid.sheet.columns.first().map(|first| first.reference.entity);
        laid.sheet.columns.iter().all(|column| {
            Some(column.reference.entity) == entity
                && column.whole().is_some_and(|whole| !whole.card.my_company)
        })
    }

    /// What merging these records would do; `None` if they cannot become one.
    pub(crate) fn of(laid: &Laid) -> Option<Self> {
        let first = laid.sheet.columns.first().filter(|_| Self::is_possible(laid))?;
        let entity = first.reference.entity;
        let candidates = candidates(laid);
        let proposed = proposed(&candidates);
        Some(Self {
            entity,
            obstacles: obstacles(entity, laid),
            survivor: proposed.unwrap_or(first.reference),
            proposed,
            candidates,
            state: State::Choosing,
        })
    }

    /// Lets another record stay.
    pub(crate) fn survive(&mut self, reference: RecordRef) {
        let is_candidate = self.candidates.iter().any(|candidate| candidate.reference == reference);
        if matches!(self.state, State::Choosing | State::Confirming) && is_candidate {
            self.survivor = reference;
            self.state = State::Choosing;
        }
    }

    /// The record that is to stay.
    pub(crate) const fn survivor(&self) -> RecordRef {
        self.survivor
    }

    /// Asks whether it is meant.
    pub(crate) fn ask(&mut self) {
        if self.state == State::Choosing {
            self.state = State::Confirming;
        }
    }

    /// Leaves everything as it is.
    pub(crate) fn leave(&mut self) {
        if self.state == State::Confirming {
            self.state = State::Choosing;
        }
    }

    /// Orders it, once it was confirmed.
    pub(crate) fn begin(&mut self, connection: &mut Connection) {
        if self.state == State::Confirming {
            let others: Vec<RecordId> = self.others().map(|other| other.reference.id).collect();
            let left = others.chunks(AT_ONCE - 1).map(<[_]>::to_vec).collect();
            self.go_on(connection, left, Vec::new());
        }
    }

    /// The records that will be gone.
    pub(super) fn others(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.reference != self.survivor)
    }

    /// What the one that stays is called.
    pub(super) fn survivor_title(&self) -> Message {
        let survivor = self.candidates.iter().find(|candidate| candidate.reference == self.survivor);
        survivor.map_or_else(|| Key::CompareUnread.into(), |candidate| candidate.title.clone())
    }

    /// The one that stays, then the others.
    pub(super) fn ids(&self) -> Vec<RecordId> {
        let others = self.others().map(|other| other.reference.id);
        std::iter::once(self.survivor.id).chain(others).collect()
    }

    /// The portal's own page for merging these, relative to its origin.
    pub(crate) fn page_path(&self) -> String {
        merge::page_path(self.entity, &self.ids())
    }

    fn go_on(
        &mut self,
        connection: &mut Connection,
        mut left: VecDeque<Vec<RecordId>>,
        merged: Vec<RecordId>,
    ) {
        self.state = match left.pop_front() {
            Some(under_way) => {
                let order = merge::order(self.entity, self.survivor.id, &under_way);
                let call_id = connection.enqueue_once(RestCall::Single(order));
                State::Merging(Order { call_id, under_way, left, merged })
            }
            None => State::Over { merged, end: End::Done },
        };
    }

    /// Whether an order is out.
    pub(crate) const fn is_under_way(&self) -> bool {
        matches!(self.state, State::Merging(_))
    }

    /// Whether the records may be others than they were: what came of the last order is known, or nobody knows it.
    pub(crate) const fn has_changed_something(&self) -> bool {
        match &self.state {
            State::Choosing | State::Confirming | State::Merging(_) => false,
            State::Over { end, merged } => {
                !merged.is_empty() || matches!(end, End::Done | End::SurvivorGone | End::Unknown(_))
            }
        }
    }

    /// Whether this call is awaited.
    pub(crate) fn expects(&self, call_id: CallId) -> bool {
        matches!(&self.state, State::Merging(order) if order.call_id == call_id)
    }

    /// Takes what came of an order.
    pub(crate) fn responded(&mut self, connection: &mut Connection, response: Response) {
        if !self.expects(response.call_id) {
            return;
        }
        let State::Merging(order) = std::mem::replace(&mut self.state, State::Choosing) else { return };
        let Order { under_way, left, mut merged, .. } = order;
        let end = match outcome(response.outcome) {
            Ok(Merged::Success) => {
                merged.extend(under_way);
                self.go_on(connection, left, merged);
                return;
            }
            Ok(Merged::Conflict) => End::Conflict,
            Ok(Merged::Error) => End::Refused,
            Ok(Merged::NotFound) => End::SurvivorGone,
            Err(refusal) => match merge::refused(&refusal) {
                Refused::NotInPlan => End::NotInPlan,
                Refused::NotBegun => End::NotBegun(refusal),
                Refused::Unknown => End::Unknown(refusal),
            },
        };
        self.state = State::Over { merged, end };
    }
}

fn outcome(outcome: Result<ResponseBody, Refusal>) -> Result<Merged, Refusal> {
    match outcome? {
        ResponseBody::Single(answer) => Ok(merge::read(&answer)?),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
