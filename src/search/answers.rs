//! What an answer leads to, and what its absence does.

use crate::protocol::{BatchReply, Class, CommandName, Misshapen, Node, Reason, Refusal, cards, find};

use super::batch_sizer;
use super::ledger::Cut;
use super::plan::Search;
use super::question::{Again, Part, Posed, Question};

impl Search {
    /// Takes the answers to the batch that is out. Commands without an answer are asked again, a limited
    /// number of times; refusals of a class that a retry can mend are asked again as well.
    pub fn answered(&mut self, reply: &BatchReply) {
        let out = self.desk.take_out();
        let units: u64 = out.iter().map(|(_, posed)| batch_sizer::units(&posed.question)).sum();
        if let Some(took) = reply.took {
            #[cfg(feature = "page")]
            let is_whole = out.iter().all(|(name, _)| matches!(reply.of(*name), Some(Ok(_))));
            // What a card asks is too little to tell how quick a portal is.
            #[cfg(not(feature = "page"))]
            let is_whole = false;
            self.sizer.measured(units, took, is_whole);
            #[cfg(feature = "page")]
            if is_whole {
                let values = out.iter().map(|(_, posed)| posed.question.keys().len() as u64);
                self.sizer.looked_for(values.sum(), took);
            }
        }
        for (name, posed) in out {
            match reply.of(name) {
                Some(Ok(result)) => match self.take(name, &posed.question, result) {
                    Ok(()) => {}
                    Err(misshapen) => self.unanswered(posed, &misshapen.into()),
                },
                Some(Err(refusal)) => self.refused(posed, refusal),
                None => self.unanswered(posed, &Refusal::bare(Reason::NotAnswered, 200)),
            }
        }
        #[cfg(feature = "page")]
        {
            self.settle_pools();
            self.survey(units);
        }
    }

    fn take(&mut self, name: CommandName, question: &Question, result: &Node) -> Result<(), Misshapen> {
        match question {
            Question::Key { key, entity } => {
                let found = find::read(result)?;
                if self.ledger.answered(*key, *entity, name, &found) == Cut::AcrossTypes {
                    self.ask_each_type(*key);
                }
            }
            Question::Pool { keys, entity, part: Part::Again } => {
                let found = find::read(result)?;
                #[cfg(feature = "page")]
                if self.may_be_cut(keys, found.len()) {
                    self.ask_again_one_by_one(keys, *entity);
                    return Ok(());
                }
                self.ledger.confirmed(keys, *entity, name, &found);
            }
            #[cfg(feature = "page")]
            Question::Pool { keys, entity, part } => self.take_pool(keys, *entity, *part, result)?,
            Question::Load { entity, ids } => {
                let cards = cards::records(*entity, result)?;
                let left_out = self.ledger.records_mut().listed(name, *entity, ids, cards);
                self.unconfirmed.extend(self.ledger.unconfirmed(&left_out));
            }
        }
        Ok(())
    }

    fn refused(&mut self, posed: Posed, refusal: &Refusal) {
        match refusal.reason.class() {
            // The portal did not look at it: it waits for its turn like one that was not sent.
            Class::Rate | Class::Operating | Class::Token => self.desk.put_off(posed),
            Class::Transient => self.unanswered(posed, refusal),
            Class::Stop | Class::Record => self.denied(posed.question, refusal),
            Class::Bug => self.failed(posed.question, refusal),
        }
    }

    /// There is no answer, or none that can be read: the portal may give one when it is asked again.
    fn unanswered(&mut self, posed: Posed, refusal: &Refusal) {
        match self.desk.ask_again(posed) {
            Again::Waits => {}
            Again::PutAside => self.stuck = Some(refusal.clone()),
            Again::Exhausted(question) => self.failed(question, refusal),
        }
    }

    /// The portal does not do this for this user. For a list, the type is hidden if the portal says that the
    /// user may not read it, and cannot be loaded if it says anything else; for a find, no other find would be
    /// answered either.
    fn denied(&mut self, question: Question, refusal: &Refusal) {
        if let Question::Load { entity, ids } = &question
            && matches!(refusal.reason, Reason::NoCrmAccess | Reason::RecordDenied)
        {
            return self.ledger.records_mut().type_refused(*entity, ids);
        }
        self.refusal = Some(refusal.clone());
        if let Question::Load { entity, ids } = question {
            return self.ledger.records_mut().type_closed(entity, &ids);
        }
        let dropped: Vec<Question> = self.desk.drop_finds().into_iter().chain([question]).collect();
        for question in dropped {
            if !matches!(question, Question::Pool { part: Part::Again, .. }) {
                question.keys().iter().for_each(|key| self.ledger.failed(*key));
            }
            #[cfg(feature = "page")]
            if let Question::Pool { part, .. } = question {
                self.pools.failed(part);
            }
        }
    }

    /// This question gets no answer.
    fn failed(&mut self, question: Question, refusal: &Refusal) {
        match question {
            // They stay hidden, which is what the list says.
            Question::Pool { part: Part::Again, .. } => self.refusal = Some(refusal.clone()),
            #[cfg(feature = "page")]
            Question::Pool { keys, entity, part } => self.pool_failed(keys, entity, part),
            Question::Key { key, .. } => {
                self.refusal = Some(refusal.clone());
                self.ledger.failed(key);
            }
            Question::Load { entity, ids } => {
                self.refusal = Some(refusal.clone());
                self.ledger.records_mut().not_loaded(entity, &ids);
            }
        }
    }
}
