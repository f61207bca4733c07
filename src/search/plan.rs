//! The plan of one search: what is asked next, and what an answer leads to.

use std::collections::BTreeSet;

use crate::domain::{CommKind, Communication, Completeness, EntityType, SearchReport, TypeChoice, Unchecked};
use crate::protocol::{
    Batch, BatchReply, Class, Command, CommandName, MAX_COMMANDS, Misshapen, Node, Reason, Refusal, cards,
};

use super::answer::Found;
use super::ledger::{Cut, KeyIndex, Ledger, wanted};
use super::pools::{Conclusion, Next, POOL, Pools};
use super::question::{Again, Desk, Part, Posed, Question};
use super::records::Records;
use super::terms::{Progress, SearchOptions, SearchRefused};

/// Up to this many keys are asked one a command: they fill one batch, and no answer needs attribution.
const FEW: usize = MAX_COMMANDS;

/// One search: its plan, and the ledger in which every distinct key is in exactly one state.
#[derive(Clone, PartialEq, Debug)]
pub struct Search {
    types: TypeChoice,
    desk: Desk,
    ledger: Ledger,
    records: Records,
    pools: Pools,
    refusal: Option<Refusal>,
}

impl Search {
    /// How many distinct keys one search takes.
    pub const LIMIT: usize = 500;

    /// Plans a search. Several spellings of one key count once; the first one is asked.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    pub fn new(asked: &[Communication], options: &SearchOptions) -> Result<Self, SearchRefused> {
        let ledger = Ledger::new(asked, options.types);
        match ledger.len() {
            0 => return Err(SearchRefused::Empty),
            keys if keys > Self::LIMIT => return Err(SearchRefused::TooMany { limit: Self::LIMIT }),
            _ => {}
        }
        let mut search = Self {
            types: options.types,
            desk: Desk::default(),
            ledger,
            records: Records::default(),
            pools: Pools::default(),
            refusal: None,
        };
        search.open();
        Ok(search)
    }

    fn open(&mut self) {
        if self.ledger.len() <= FEW {
            for key in self.ledger.keys() {
                self.ask_alone(key);
            }
            return;
        }
        for kind in CommKind::ALL {
            let of_kind = |key: &KeyIndex| self.ledger.communication(*key).is_some_and(|c| c.kind() == kind);
            let keys: Vec<KeyIndex> = self.ledger.keys().filter(of_kind).collect();
            for pool in keys.chunks(POOL) {
                match pool {
                    [key] => self.ask_alone(*key),
                    keys => self.desk.put(Question::Pool { keys: keys.to_vec(), part: Part::Row }),
                }
            }
        }
    }

    /// The next questions; `None` while a batch is out and when the search is finished. Every batch that
    /// is taken must come back through [`Search::answered`], [`Search::fail`] or [`Search::cancel`].
    pub fn next_batch(&mut self) -> Option<Batch> {
        if self.desk.is_out() {
            return None;
        }
        let mut commands = Vec::new();
        while commands.len() < MAX_COMMANDS {
            if let Some((name, question)) = self.desk.send_next() {
                commands.push((name, self.command(question)));
            } else if let Some(load) = self.records.next_load() {
                self.desk.put(load);
            } else {
                break;
            }
        }
        (!commands.is_empty()).then_some(Batch { commands })
    }

    fn command(&self, question: Question) -> Command {
        let (keys, entity) = match question {
            Question::Load { entity, ids } => return Command::ListRecords { entity, ids },
            Question::Key { key, entity } => (vec![key], entity),
            Question::Pool { keys, .. } => (keys, self.only_type()),
        };
        let asked: Vec<&Communication> =
            keys.iter().filter_map(|key| self.ledger.communication(*key)).collect();
        Command::Find {
            kind: asked.first().map_or(CommKind::Phone, |first| first.kind()),
            spellings: asked.iter().map(|each| each.spelling().to_owned()).collect(),
            entity,
        }
    }

    /// Takes the answers to the batch that is out. Commands without an answer are asked again, a limited
    /// number of times; refusals of a class that a retry can mend are asked again as well.
    pub fn answered(&mut self, reply: &BatchReply) {
        for (name, posed) in self.desk.take_out() {
            match reply.replies.get(&name) {
                Some(Ok(result)) => match self.take(name, &posed.question, result) {
                    Ok(()) => {}
                    Err(misshapen) => self.unanswered(posed, &misshapen.into()),
                },
                Some(Err(refusal)) => self.refused(posed, refusal),
                None => self.unanswered(posed, &Refusal::bare(Reason::NotAnswered, 200)),
            }
        }
        self.settle_pools();
    }

    /// The batch that is out will not be answered: every key that is not settled becomes *not checked*.
    pub fn fail(&mut self) {
        self.stop(Unchecked::Failed);
    }

    /// The user cancels: what was found stays, the rest becomes *not checked*.
    pub fn cancel(&mut self) {
        self.stop(Unchecked::Cancelled);
    }

    /// Whether nothing is left to ask.
    pub fn is_finished(&self) -> bool {
        self.desk.is_empty() && !self.records.has_waiting()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let mut open = vec![false; self.ledger.len()];
        for key in self.desk.keys().chain(self.pools.keys()) {
            if let Some(open) = open.get_mut(key.0) {
                *open = true;
            }
        }
        let mut found = BTreeSet::new();
        let mut settled = 0;
        for (key, open) in self.ledger.keys().zip(open) {
            let mut loading = false;
            for record in self.ledger.records(key) {
                loading |= !self.records.is_settled(record);
                found.insert(record);
            }
            settled += usize::from(!open && !loading);
        }
        Progress { keys: self.ledger.len(), settled, found: found.len() }
    }

    /// The account so far.
    pub fn report(&self) -> SearchReport {
        let keys = self.ledger.reports(&self.records);
        let cards = self
            .ledger
            .keys()
            .flat_map(|key| self.ledger.records(key))
            .filter_map(|record| self.records.card(record).map(|card| (record, card.clone())))
            .collect();
        SearchReport { keys, cards }
    }

    /// The last refusal because of which a key was not checked or a record not loaded.
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    const fn only_type(&self) -> Option<EntityType> {
        match self.types {
            TypeChoice::All => None,
            TypeChoice::Only(only) => Some(only),
        }
    }

    fn ask_alone(&mut self, key: KeyIndex) {
        self.desk.put(Question::Key { key, entity: self.only_type() });
    }

    fn ask_each_type(&mut self, key: KeyIndex) {
        for entity in wanted(self.types) {
            self.desk.put(Question::Key { key, entity: Some(entity) });
        }
    }

    fn take(&mut self, name: CommandName, question: &Question, result: &Node) -> Result<(), Misshapen> {
        match question {
            Question::Key { key, entity } => {
                let found = Found::read(result)?;
                self.records.named(found.records());
                if self.ledger.answered(*key, *entity, name, &found) == Cut::AcrossTypes {
                    self.ask_each_type(*key);
                }
            }
            Question::Pool { keys, part } => {
                let found = Found::read(result)?.into_set();
                self.records.named(found.iter().copied());
                self.pools.answered(*part, keys, found);
            }
            Question::Load { entity, ids } => {
                let cards = cards::records(*entity, result)?;
                let left_out = self.records.listed(name, *entity, ids, cards);
                for (key, entity) in self.ledger.unconfirmed(&left_out, &self.records) {
                    self.desk.put(Question::Key { key, entity: Some(entity) });
                }
            }
        }
        Ok(())
    }

    fn refused(&mut self, posed: Posed, refusal: &Refusal) {
        match refusal.reason.class() {
            Class::Rate | Class::Operating | Class::Token | Class::Transient => {
                self.unanswered(posed, refusal);
            }
            Class::Stop | Class::Record => self.denied(posed.question, refusal),
            Class::Bug => self.failed(posed.question, refusal),
        }
    }

    /// There is no answer, or none that can be read: the portal may give one when it is asked again.
    fn unanswered(&mut self, posed: Posed, refusal: &Refusal) {
        if let Again::Exhausted(question) = self.desk.ask_again(posed) {
            self.failed(question, refusal);
        }
    }

    /// The portal does not do this for this user. For a list, the type is hidden if the portal says that the
    /// user may not read it, and cannot be loaded if it says anything else; for a find, no other find would be
    /// answered either.
    fn denied(&mut self, question: Question, refusal: &Refusal) {
        if let Question::Load { entity, ids } = &question
            && matches!(refusal.reason, Reason::NoCrmAccess | Reason::RecordDenied)
        {
            return self.records.type_refused(*entity, ids);
        }
        self.refusal = Some(refusal.clone());
        if let Question::Load { entity, ids } = question {
            return self.records.type_closed(entity, &ids);
        }
        let dropped: Vec<Question> = self.desk.drop_finds().chain([question]).collect();
        for question in dropped {
            question.keys().iter().for_each(|key| self.ledger.failed(*key));
            if let Question::Pool { part, .. } = question {
                self.pools.failed(part);
            }
        }
    }

    /// This question gets no answer. A pool may have failed on one of its values: each is asked alone.
    fn failed(&mut self, question: Question, refusal: &Refusal) {
        match question {
            Question::Pool { keys, part } => {
                self.pools.failed(part);
                for key in keys {
                    self.ask_alone(key);
                }
            }
            Question::Key { key, .. } => {
                self.refusal = Some(refusal.clone());
                self.ledger.failed(key);
            }
            Question::Load { entity, ids } => {
                self.refusal = Some(refusal.clone());
                self.records.not_loaded(entity, &ids);
            }
        }
    }

    /// Concludes what can be concluded about pools, and asks what that leaves open.
    fn settle_pools(&mut self) {
        let conclusions = self.pools.settle(&self.ledger, &self.records);
        self.conclude(conclusions);
        if !self.desk.has_pools() {
            let (conclusions, questions) = self.pools.refine(&self.ledger, &self.records);
            self.conclude(conclusions);
            for question in questions {
                self.desk.put(question);
            }
        }
    }

    fn conclude(&mut self, conclusions: Vec<Conclusion>) {
        for Conclusion { key, records, next } in conclusions {
            self.ledger.found(key, records);
            match next {
                Next::Alone => self.ask_alone(key),
                Next::Nothing => self.ledger.proved(key, Completeness::Complete),
                Next::EachType if self.only_type().is_some() => {
                    self.ledger.proved(key, Completeness::AtLeast20);
                }
                Next::EachType => self.ask_each_type(key),
            }
        }
    }

    /// Stops at once. What is known stays: records that a pool's key is known to have are not forgotten.
    fn stop(&mut self, why: Unchecked) {
        self.desk.clear();
        self.records.give_up();
        for conclusion in self.pools.abandon(&self.ledger, &self.records) {
            self.ledger.found(conclusion.key, conclusion.records);
        }
        self.ledger.stop(why);
    }
}
