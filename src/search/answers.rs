//! What an answer leads to, and what its absence does.

use crate::protocol::{BatchReply, Class, CommandName, Misshapen, Node, Reason, Refusal, cards, find};

use super::ledger::{Cut, Tick};
use super::plan::{Attempt, Question, Retry, Sent};
use super::search::Search;
use super::strategy::Strategy;

impl<S: Strategy> Search<S> {
    /// Takes the answers to the batch whose first command has this name; to one that is not out, nothing happens.
    /// Commands without an answer are asked again, a limited number of times; refusals of a class that a retry can mend
    /// are asked again as well.
    pub fn answered(&mut self, name: CommandName, reply: &BatchReply) {
        let out = self.plan.queue.take_out(name);
        if out.is_empty() {
            return;
        }
        // What nobody has asked for is of no interest any more.
        self.plan.ledger.forget_changes();
        self.plan.sizer.answered();
        self.measure(&out, reply);
        let asked = out.len();
        let mut refusals = Vec::new();
        for Sent { name, at, attempt } in out {
            let refusal = match reply.of(name) {
                Some(Ok(result)) => match self.take(at, &attempt.question, result) {
                    Ok(()) => continue,
                    Err(misshapen) => misshapen.into(),
                },
                Some(Err(refusal)) => refusal.clone(),
                None => Refusal::bare(Reason::NotAnswered, 200),
            };
            self.refused(attempt, &refusal);
            refusals.push(refusal);
        }
        if refusals.len() < asked {
            self.plan.queue.answered();
        } else if self.plan.queue.asked_in_vain() {
            self.stuck = refusals.pop();
        }
        self.strategy.settle(&mut self.plan);
        self.count_on();
    }

    /// Learns how quick the portal is.
    fn measure(&mut self, out: &[Sent<S::PoolKind>], reply: &BatchReply) {
        let units = out.iter().map(|sent| sent.attempt.question.units()).sum();
        if let Some(took) = reply.took {
            let is_whole = out.iter().all(|sent| matches!(reply.of(sent.name), Some(Ok(_))));
            self.plan.sizer.measured(units, took, is_whole);
            if is_whole {
                self.plan.sizer.looked_for(units, took);
            }
        }
    }

    fn take(&mut self, at: Tick, question: &Question<S::PoolKind>, result: &Node) -> Result<(), Misshapen> {
        let plan = &mut self.plan;
        match question {
            Question::Key { key, entity } => {
                let found = find::read(result)?;
                if plan.ledger.answered(*key, *entity, at, &found) == Cut::AcrossTypes {
                    plan.ask_each_type(*key);
                }
            }
            Question::Pool(pool) => {
                let found = plan.ledger.named(&find::read(result)?);
                self.strategy.answered(plan, pool, found);
            }
            Question::Confirm { keys, entity } => {
                let found = find::read(result)?;
                // With one key, there is nothing to cut off.
                if keys.len() > 1 && plan.cap.may_cut(found.len()) {
                    plan.confirm_one_by_one(keys, *entity);
                } else {
                    plan.ledger.confirmed(keys, *entity, at, &found);
                }
            }
            Question::Load { entity, ids } => {
                let cards = cards::records(*entity, result)?;
                let left_out = plan.ledger.records_mut().listed(at, *entity, ids, cards);
                let again = plan.ledger.unconfirmed(&left_out);
                plan.confirmations.extend(again, &plan.ledger);
            }
        }
        Ok(())
    }

    fn refused(&mut self, attempt: Attempt<S::PoolKind>, refusal: &Refusal) {
        match refusal.reason.class() {
            // The portal did not look at it: it waits for its turn like one that was not sent.
            Class::Rate | Class::Operating | Class::Token => self.plan.queue.requeue(attempt),
            Class::Transient | Class::Unknown => self.unanswered(attempt, refusal),
            Class::Stop | Class::Record => self.denied(attempt.question, refusal),
            Class::Bug => self.failed(attempt.question, refusal),
        }
    }

    /// There is no answer, or none that can be read: the portal may give one when it is asked again.
    fn unanswered(&mut self, attempt: Attempt<S::PoolKind>, refusal: &Refusal) {
        match self.plan.queue.retry(attempt) {
            Retry::Waits => {}
            Retry::Parked => self.stuck = Some(refusal.clone()),
            Retry::Exhausted(question) => self.failed(question, refusal),
        }
    }

    /// The portal does not do this for this user. For a list, the type is hidden if the portal says that the
    /// user may not read it, and cannot be loaded if it says anything else; for a find, no other find would be
    /// answered either.
    fn denied(&mut self, question: Question<S::PoolKind>, refusal: &Refusal) {
        if let Question::Load { entity, ids } = &question
            && matches!(refusal.reason, Reason::NoCrmAccess | Reason::RecordDenied)
        {
            return self.plan.ledger.records_mut().type_refused(*entity, ids);
        }
        self.refusal = Some(refusal.clone());
        if let Question::Load { entity, ids } = question {
            return self.plan.ledger.records_mut().type_closed(entity, &ids);
        }
        let dropped = self.plan.queue.drop_finds();
        for question in dropped.into_iter().chain([question]) {
            if !matches!(question, Question::Confirm { .. }) {
                question.keys().iter().for_each(|key| self.plan.ledger.failed(*key));
            }
            if let Question::Pool(pool) = question {
                self.strategy.failed(pool.kind);
            }
        }
    }

    /// This question gets no answer.
    fn failed(&mut self, question: Question<S::PoolKind>, refusal: &Refusal) {
        match question {
            // One of its values may be the reason.
            Question::Pool(pool) => {
                self.strategy.failed(pool.kind);
                self.plan.ask_each_key(&pool.keys, pool.entity);
                return;
            }
            // They stay hidden, which is what the list says.
            Question::Confirm { .. } => {}
            Question::Key { key, .. } => self.plan.ledger.failed(key),
            Question::Load { entity, ids } => self.plan.ledger.records_mut().not_loaded(entity, &ids),
        }
        self.refusal = Some(refusal.clone());
    }
}
