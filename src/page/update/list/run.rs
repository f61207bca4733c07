//! The portal is asked about a list.

use crate::app::{Effect, Effects, Moment};
use crate::domain::{EntityType, TypeChoice, UserId};
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
    /// Asks the portal: about what was read, or once more about what was checked for other types than are chosen now.
    pub(super) fn begin(&mut self, connection: &mut Connection, at: Moment, effects: &mut Effects<Extra>) {
        let types = self.types;
        self.step = match std::mem::take(&mut self.step) {
            Step::Ready(read) if read.list.values().len() > 0 => {
                let read = Read { not_corrected: None, ..*read };
                let mut checked = Checked::new(read, types, at.now);
                if self.is_lost {
                    checked.at_hand = AtHand::Lost { is_other: false };
                }
                self.is_lost = false;
                if self.keep == KeepWish::Yes {
                    checked.keeping = Keeping::Wanted;
                }
                begun(checked, connection, effects)
            }
            Step::Checked(mut checked) if checked.is_for_other_types(types) => {
                checked.stop(connection, effects);
                checked.stop_saving(effects);
                let keeping = checked.keeping.of_next();
                let Checked { read, at_hand, names, saved, .. } = *checked;
                let read = Read { not_corrected: None, ..read };
                let anew = Checked::new(read, types, at.now);
                begun(Checked { names, at_hand, saved, keeping, ..anew }, connection, effects)
            }
            step => step,
        };
    }

    /// Which types are asked for is chosen between two checks: one that is under way goes on as it was begun.
    pub(super) fn choose_type(&mut self, entity: Option<EntityType>) {
        if self.resuming.is_none() && self.checked().is_none_or(|checked| checked.run.is_over()) {
            self.types = entity.map_or(TypeChoice::All, TypeChoice::Only);
        }
    }
}

fn begun(checked: Checked, connection: &mut Connection, effects: &mut Effects<Extra>) -> Step {
    connection.resume();
    effects.push(heading());
    Step::Checked(Box::new(checked))
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
        self.run = if self.check.stuck().is_some() { Run::Stuck } else { self.all_asked() };
    }

    /// Whether the next search is to be begun: there is room beside what is asked.
    pub(super) fn wants_portion(&self, connection: &Connection) -> bool {
        let Run::Asking(out) = &self.run else { return false };
        self.check.has_waiting() && self.check.stuck().is_none() && (out.is_empty() || connection.room() > 0)
    }

    /// Whether the verdicts are of other types than these, and nothing is asked any more.
    pub(in crate::page) fn is_for_other_types(&self, types: TypeChoice) -> bool {
        self.run.is_over() && self.check.types() != types
    }

    fn all_asked(&mut self) -> Run {
        self.people = People::default();
        Run::Counting
    }

    /// Once all rows are counted: the names of those who are responsible for most of them.
    pub(super) fn ask_names(&mut self, connection: &mut Connection) {
        let mut people: Vec<(&UserId, &u64)> = self.people.rows.iter().collect();
        people.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
        let is_new = |user: &UserId| !self.named.contains(user);
        let people = people.into_iter().map(|(user, _)| *user);
        let new: Vec<UserId> = people.take(MOST_PEOPLE).filter(is_new).collect();
        self.named.extend(&new);
        self.run = match self.names.ask(connection, new.into_iter(), false) {
            Some(batch) => Run::Naming(connection.enqueue(RestCall::Batch(batch))),
            None => Run::Done,
        };
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
                self.run = self.all_asked();
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
            Run::Counting => self.run = Run::Done,
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
        if let Run::Counting | Run::Done | Run::Stopped(_) = self.run {
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
