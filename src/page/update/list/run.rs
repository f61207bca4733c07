//! The portal is asked about a list.

use std::collections::BTreeSet;

use crate::app::{Effect, Effects, Moment};
use crate::domain::UserId;
use crate::list::PortionId;
use crate::lookup::batch_reply;
use crate::page::Extra;
use crate::page::model::Checking;
use crate::page::model::list::{AtHand, Checked, Export, KeepWish, Keeping, Out, People, Read, Run, Step};
use crate::protocol::{Batch, BatchReply, Refusal, RestCall};
use crate::scheduler::Response;
use crate::session::Connection;

use super::heading;

/// The names of so many people are asked for at most: more than fit into one batch are no help at a glance.
const MOST_PEOPLE: usize = 2_000;

impl Checking {
    /// Asks the portal.
    pub(super) fn begin(&mut self, connection: &mut Connection, at: Moment, effects: &mut Effects<Extra>) {
        self.step = match std::mem::take(&mut self.step) {
            Step::Ready(read) if read.list.values().len() > 0 => {
                connection.resume();
                let read = Read { not_corrected: None, ..*read };
                let mut checked = Checked::new(read, connection.last_request(), at.now);
                if self.is_lost {
                    checked.at_hand = AtHand::Lost { is_other: false };
                }
                self.is_lost = false;
                if self.keep == KeepWish::Yes {
                    checked.keeping = Keeping::Wanted;
                }
                effects.push(heading());
                Step::Checked(Box::new(checked))
            }
            step => step,
        };
    }
}

impl Checked {
    /// Asks as much as may be under way. What waits for its turn is begun as a chore.
    pub(super) fn ask(&mut self, connection: &mut Connection) {
        let Run::Asking(out) = &mut self.run else { return };
        while let Some((of, batch)) = self.check.next_batch(connection.room()) {
            out.extend(sent(connection, of, batch));
        }
        if !out.is_empty() || self.wants_portion(connection) {
            return;
        }
        self.run = if self.check.stuck().is_some() { Run::Stuck } else { self.ask_names(connection) };
    }

    /// Whether the next search is to be begun: there is room beside what is asked.
    pub(super) fn wants_portion(&self, connection: &Connection) -> bool {
        let Run::Asking(out) = &self.run else { return false };
        self.check.has_waiting() && self.check.stuck().is_none() && (out.is_empty() || connection.room() > 0)
    }

    fn ask_names(&mut self, connection: &mut Connection) -> Run {
        let people: BTreeSet<UserId> = self.check.cards().filter_map(|card| card.responsible).collect();
        let new: Vec<UserId> = people.difference(&self.named).copied().take(MOST_PEOPLE).collect();
        self.named.extend(&new);
        self.people = People::default();
        match self.names.ask(connection, new.into_iter(), false) {
            Some(batch) => Run::Naming(connection.enqueue(RestCall::Batch(batch))),
            None => Run::Done,
        }
    }

    /// Takes the portal's answer.
    pub(super) fn responded(&mut self, connection: &mut Connection, response: Response) {
        if let Run::Naming(_) = self.run {
            if let Ok(reply) = batch_reply(response) {
                self.names.learn(&reply);
            }
            self.run = Run::Done;
            return;
        }
        let (Run::Asking(out) | Run::Pausing(out)) = &mut self.run else { return };
        let answered = out.extract_if(.., |out| out.call_id == response.call_id).next();
        let Some(answered) = answered else { return };
        match batch_reply(response) {
            Ok(reply) => self.learn(answered, &reply, connection),
            Err(refusal) => self.refused(refusal, connection),
        }
    }

    fn learn(&mut self, answered: Out, reply: &BatchReply, connection: &mut Connection) {
        let values = self.check.answered(answered.of, answered.name, reply);
        let list = &self.read.list;
        let rows: Vec<usize> = values.into_iter().flat_map(|value| list.rows_with(value)).collect();
        self.look_again(rows);
        match &self.run {
            Run::Pausing(out) if out.is_empty() && self.check.is_finished() => {
                self.run = self.ask_names(connection);
            }
            Run::Pausing(out) if out.is_empty() => self.run = Run::Paused,
            _ => self.ask(connection),
        }
    }

    /// Nothing more is asked, and nothing of what was found is lost: what was out can be asked again.
    fn refused(&mut self, refusal: Refusal, connection: &mut Connection) {
        for out in self.run.out() {
            connection.cancel(out.call_id);
        }
        self.check.requeue();
        self.run = Run::Stopped(Some(refusal));
        self.people = People::default();
    }

    /// The user pauses: what is under way is still answered.
    pub(super) fn pause(&mut self) {
        if let Run::Asking(out) = &mut self.run {
            self.run = if out.is_empty() { Run::Paused } else { Run::Pausing(std::mem::take(out)) };
        }
    }

    /// The user goes on, whatever has held it: a pause, or what has halted the scheduler meanwhile.
    pub(super) fn go_on(&mut self, connection: &mut Connection) {
        if self.run.is_over() {
            return;
        }
        connection.resume();
        self.run = match std::mem::replace(&mut self.run, Run::Done) {
            Run::Pausing(out) => Run::Asking(out),
            Run::Paused => Run::Asking(Vec::new()),
            Run::Stuck => {
                self.check.go_on();
                Run::Asking(Vec::new())
            }
            run => run,
        };
        self.ask(connection);
    }

    /// The user stops: nobody waits for what is out, and what was found stays.
    pub(super) fn stop(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        let mut abort = |call_id| effects.extend(connection.cancel(call_id).map(Effect::Abort));
        match &self.run {
            Run::Asking(_) | Run::Pausing(_) | Run::Paused | Run::Stuck => {
                self.run.out().iter().for_each(|out| abort(out.call_id));
                self.check.requeue();
                self.run = Run::Stopped(None);
                self.people = People::default();
            }
            Run::Naming(call_id) => {
                abort(*call_id);
                self.run = Run::Done;
            }
            Run::Done | Run::Stopped(_) => {}
        }
    }

    /// What was not checked is checked.
    pub(super) fn go_on_with_rest(&mut self, connection: &mut Connection, effects: &mut Effects<Extra>) {
        if let Run::Naming(call_id) = self.run {
            effects.extend(connection.cancel(call_id).map(Effect::Abort));
            // They are asked for once more when the rest is checked; those that are known are not.
            self.named.clear();
            self.run = Run::Done;
        }
        if let Run::Done | Run::Stopped(_) = self.run {
            if let Export::Saved(_) | Export::Failed(_) = self.export {
                self.export = Export::Nothing;
            }
            self.people = People::default();
            self.read.not_corrected = None;
            self.check.go_on();
            self.check.plan_rest(&self.read.list);
            self.run = Run::Asking(Vec::new());
            connection.resume();
            self.ask(connection);
        }
    }
}

fn sent(connection: &mut Connection, of: PortionId, batch: Batch) -> Option<Out> {
    let name = batch.name()?;
    Some(Out { call_id: connection.enqueue(RestCall::Batch(batch)), of, name })
}
