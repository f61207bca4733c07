//! One merge, from the choice to what came of it.

use crate::compare::Laid;
use crate::domain::{Chosen, EntityType, RecordId, RecordRef};
use crate::i18n::{Key, Message};
use crate::protocol::merge::{self, Merged, Refused};
use crate::protocol::{Reason, Refusal, RestCall};
use crate::scheduler::{CallId, Response, ResponseBody};
use crate::session::Connection;

use super::candidates::{Candidate, candidates, proposed};
use super::obstacles::{Obstacle, obstacles};

/// So many records become one with an order, the one that stays included. The portal cuts an order off after 60 seconds;
/// this many were never seen to come near it. As many stand side by side: there is no second order.
const AT_ONCE: usize = 5;
const _: () = assert!(Chosen::MOST <= AT_ONCE);

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
    /// The order is out.
    Merging(CallId),
    /// It is over.
    Over(End),
}

/// How a merge ended.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum End {
    /// All are merged.
    Done,
    /// Values contradict: a person has to choose, on the portal's own page. Nothing was changed.
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
            let order = merge::order(self.entity, self.survivor.id, &others);
            self.state = State::Merging(connection.enqueue_once(RestCall::Single(order)));
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

    /// Whether an order is out.
    pub(crate) const fn is_under_way(&self) -> bool {
        matches!(self.state, State::Merging(_))
    }

    /// Whether it can be put away: not while an order is out, nor where nobody knows what came of one, which has to stay in sight
    /// until the records are read again.
    pub(crate) const fn can_be_closed(&self) -> bool {
        !matches!(self.state, State::Merging(_) | State::Over(End::Unknown(_)))
    }

    /// Whether the records may be others than they were: what came of the order is known, or nobody knows it.
    pub(crate) const fn has_changed_something(&self) -> bool {
        matches!(self.state, State::Over(End::Done | End::SurvivorGone | End::Unknown(_)))
    }

    /// Whether this call is awaited.
    pub(crate) fn expects(&self, call_id: CallId) -> bool {
        self.state == State::Merging(call_id)
    }

    /// Takes what came of the order.
    pub(crate) fn responded(&mut self, response: Response) {
        if self.expects(response.call_id) {
            self.state = State::Over(match outcome(response.outcome) {
                Ok(Merged::Success) => End::Done,
                Ok(Merged::Conflict) => End::Conflict,
                Ok(Merged::Error) => End::Refused,
                Ok(Merged::NotFound) => End::SurvivorGone,
                Err(refusal) => match merge::refused(&refusal) {
                    Refused::NotInPlan => End::NotInPlan,
                    Refused::NotBegun => End::NotBegun(refusal),
                    Refused::Unknown => End::Unknown(refusal),
                },
            });
        }
    }
}

fn outcome(outcome: Result<ResponseBody, Refusal>) -> Result<Merged, Refusal> {
    match outcome? {
        ResponseBody::Single(answer) => Ok(merge::read(&answer)?),
        ResponseBody::Batch(_) => Err(Refusal::bare(Reason::AnswerUnreadable, 200)),
    }
}
