//! The plan of one search: what is asked next, and what an answer leads to.

use crate::domain::{
    CommKind, Communication, EntityType, KeyReport, Reading, RecordCard, RecordRef, SearchReport, Standing,
    TypeChoice, Unchecked,
};
use crate::protocol::{
    Batch, BatchReply, Class, Command, CommandName, MAX_COMMANDS, Misshapen, Node, Reason, Refusal, cards,
    find,
};

use super::dose::{self, Dose};
use super::ledger::{Cut, KeyIndex, Ledger};
#[cfg(feature = "page")]
use super::pools::Pools;
use super::question::{Again, Desk, Part, Posed, Question};
use super::records::Fill;
#[cfg(feature = "page")]
use super::survey::Survey;
use super::terms::{Progress, SearchOptions, SearchRefused};

/// The portal takes at most this many distinct values in one command, and silently ignores the rest.
pub(super) const VALUES: usize = 20;

/// One search: its plan, and the ledger in which every distinct key is in exactly one state.
#[derive(Clone, PartialEq, Debug)]
pub struct Search {
    pub(super) types: TypeChoice,
    pub(super) desk: Desk,
    pub(super) ledger: Ledger,
    #[cfg(feature = "page")]
    pub(super) pools: Pools,
    /// Keys whose records were left out by a list of this type, and are to be asked for again.
    pub(super) unconfirmed: Vec<(KeyIndex, EntityType)>,
    pub(super) dose: Dose,
    #[cfg(feature = "page")]
    pub(super) survey: Survey,
    pub(super) refusal: Option<Refusal>,
    /// Why the last question was put aside.
    pub(super) stuck: Option<Refusal>,
}

impl Search {
    /// How many distinct keys one search takes.
    pub const LIMIT: usize = 200_000;

    /// Plans a search for communications with distinct keys.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    pub fn new(asked: Vec<Communication>, options: &SearchOptions) -> Result<Self, SearchRefused> {
        match asked.len() {
            0 => return Err(SearchRefused::Empty),
            keys if keys > Self::LIMIT => return Err(SearchRefused::TooMany { limit: Self::LIMIT }),
            _ => {}
        }
        let mut search = Self {
            types: options.types,
            desk: Desk::default(),
            ledger: Ledger::new(asked, options.types),
            #[cfg(feature = "page")]
            pools: Pools::default(),
            unconfirmed: Vec::new(),
            dose: Dose::default(),
            #[cfg(feature = "page")]
            survey: Survey::default(),
            refusal: None,
            stuck: None,
        };
        search.open();
        #[cfg(feature = "page")]
        search.survey(u64::MAX);
        Ok(search)
    }

    /// Up to 50 keys are asked one a command: they fill one batch, and no answer needs attribution. Without
    /// pools, that is what happens to all.
    fn open(&mut self) {
        #[cfg(feature = "page")]
        if self.len() > MAX_COMMANDS {
            return self.open_pools();
        }
        for key in self.keys() {
            self.desk.put(self.alone(key));
        }
    }

    /// The next questions; `None` while a batch is out, when the search is finished, and when it is
    /// [stuck](Search::stuck). Every batch that is taken must come back through [`Search::answered`],
    /// [`Search::take_back`], [`Search::fail`] or [`Search::cancel`].
    pub fn next_batch(&mut self) -> Option<Batch> {
        if self.desk.is_out() {
            return None;
        }
        let mut commands = Vec::new();
        let mut units = 0;
        #[cfg(feature = "page")]
        let fill = self.fill();
        #[cfg(not(feature = "page"))]
        let fill = Fill::Whole;
        while commands.len() < MAX_COMMANDS && self.dose.has_room(units) {
            // A full list takes no more commands now than later, and what it shows may need further questions.
            if let Some(load) = self.ledger.records_mut().next_load(fill) {
                self.desk.put_before(load);
            }
            if let Some((name, question)) = self.desk.send_next() {
                units += dose::units(&question);
                #[cfg(feature = "page")]
                self.expect_omissions(&question);
                commands.push((name, self.command(question)));
            } else if let Some(load) = self.ledger.records_mut().next_load(Fill::Rest) {
                self.desk.put_next(load);
            } else if let Some(again) = self.next_confirmation() {
                self.desk.put_next(again);
            } else {
                break;
            }
        }
        (!commands.is_empty()).then_some(Batch { commands })
    }

    /// A list that follows lists which left records out will probably leave some out as well. That their keys are
    /// asked again goes along with it instead of being a request of its own.
    #[cfg(feature = "page")]
    fn expect_omissions(&mut self, question: &Question) {
        if let Question::Load { entity, ids } = question
            && self.ledger.records().has_omitted(*entity)
        {
            self.unconfirmed.extend(self.ledger.confirm_along(*entity, ids));
        }
    }

    /// Keys of one kind and type that are to be asked again, together: that the records are still named is
    /// all that is asked.
    fn next_confirmation(&mut self) -> Option<Question> {
        let (first, entity) = *self.unconfirmed.first()?;
        let kind_of = |ledger: &Ledger, key| ledger.communication(key).map(Communication::kind);
        let kind = kind_of(&self.ledger, first);
        let mut keys = Vec::new();
        self.unconfirmed.retain(|(key, of)| {
            let is_alike = *of == entity && kind_of(&self.ledger, *key) == kind;
            let is_taken = is_alike && keys.len() < VALUES;
            if is_taken {
                keys.push(*key);
            }
            !is_taken
        });
        Some(Question::Pool { keys, entity: Some(entity), part: Part::Again })
    }

    fn command(&self, question: Question) -> Command {
        let (keys, entity) = match question {
            Question::Load { entity, ids } => return Command::ListRecords { entity, ids },
            Question::Key { key, entity } => (vec![key], entity),
            Question::Pool { keys, entity, .. } => (keys, entity),
        };
        let asked: Vec<&Communication> =
            keys.iter().filter_map(|key| self.ledger.communication(*key)).collect();
        Command::Find {
            kind: asked.first().map_or(CommKind::Phone, |first| first.kind()),
            spellings: asked.iter().map(|each| each.spelling().to_owned()).collect(),
            entity,
        }
    }

    /// Why [`Search::next_batch`] has just given none although the search is not finished: what is left was not
    /// answered, however often it was asked. [`Search::go_on`] asks it again.
    pub fn stuck(&self) -> Option<&Refusal> {
        self.stuck.as_ref().filter(|_| self.desk.is_stuck())
    }

    /// Asks once more what was not answered. If it is not answered now either, it stays *not checked*.
    pub fn go_on(&mut self) {
        self.desk.take_up();
    }

    /// The batch that is out counts as not yet asked: nobody waits for its answer any more.
    #[cfg(feature = "page")]
    pub fn take_back(&mut self) {
        self.desk.take_back();
    }

    /// Takes the answers to the batch that is out. Commands without an answer are asked again, a limited
    /// number of times; refusals of a class that a retry can mend are asked again as well.
    pub fn answered(&mut self, reply: &BatchReply) {
        let out = self.desk.take_out();
        let units: u64 = out.iter().map(|(_, posed)| dose::units(&posed.question)).sum();
        if let Some(took) = reply.took {
            #[cfg(feature = "page")]
            let is_whole = out.iter().all(|(name, _)| matches!(reply.of(*name), Some(Ok(_))));
            // What a card asks is too little to tell how quick a portal is.
            #[cfg(not(feature = "page"))]
            let is_whole = false;
            self.dose.measured(units, took, is_whole);
            #[cfg(feature = "page")]
            if is_whole {
                let values = out.iter().map(|(_, posed)| posed.question.keys().len() as u64);
                self.dose.looked_for(values.sum(), took);
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
        self.desk.is_empty() && !self.ledger.records().has_waiting() && self.unconfirmed.is_empty()
    }

    /// How far it is. Of a long search, a hundredth may be settled and not counted yet.
    pub fn progress(&self) -> Progress {
        #[cfg(feature = "page")]
        return self.surveyed();
        #[cfg(not(feature = "page"))]
        return Progress { keys: self.len(), settled: self.count_settled() };
    }

    /// How many keys were asked for by themselves because the answers about them contradicted each other.
    #[cfg(feature = "page")]
    pub const fn contradicted(&self) -> usize {
        self.pools.contradicted()
    }

    pub(super) fn count_settled(&self) -> usize {
        let mut is_open = vec![false; self.ledger.len()];
        let unconfirmed = self.unconfirmed.iter().map(|(key, _)| *key);
        let open = self.desk.keys().chain(unconfirmed);
        #[cfg(feature = "page")]
        let open = open.chain(self.pools.keys());
        for key in open {
            if let Some(is_open) = is_open.get_mut(key.place()) {
                *is_open = true;
            }
        }
        let records = self.ledger.records();
        let is_loading = |key| self.ledger.matches(key).iter().any(|record| !records.is_settled(*record));
        self.ledger.keys().zip(is_open).filter(|(key, is_open)| !is_open && !is_loading(*key)).count()
    }

    /// How many keys are searched.
    pub const fn len(&self) -> usize {
        self.ledger.len()
    }

    /// Never: a search has at least one key.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every key, in the order of the input.
    pub fn keys(&self) -> impl Iterator<Item = KeyIndex> + use<> {
        self.ledger.keys()
    }

    /// The spelling that is sent for a key.
    pub fn asked(&self, key: KeyIndex) -> Option<&Communication> {
        self.ledger.communication(key)
    }

    /// What can be said about a key.
    pub fn standing(&self, key: KeyIndex) -> Standing {
        self.ledger.standing(key)
    }

    /// The records that have a key.
    pub fn matches(&self, key: KeyIndex) -> impl Iterator<Item = (RecordRef, Reading)> {
        self.ledger.readings(key)
    }

    /// Every record that has a key, in the portal's order, with its keys in the order of the input.
    pub fn records(&self) -> impl DoubleEndedIterator<Item = (RecordRef, Reading, &[KeyIndex])> {
        self.ledger.records().matched()
    }

    /// The keys that a record has, in the order of the input.
    pub fn keys_of(&self, record: RecordRef) -> &[KeyIndex] {
        self.ledger.records().keys_of(record)
    }

    /// The card of a record, once it is loaded.
    pub fn card(&self, record: RecordRef) -> Option<&RecordCard> {
        self.ledger.records().card_of(record)
    }

    /// The account so far, as a whole.
    pub fn report(&self) -> SearchReport {
        let key = |key: KeyIndex| {
            let mut matches: Vec<(RecordRef, Reading)> = self.matches(key).collect();
            matches.sort_unstable_by_key(|(record, _)| *record);
            Some(KeyReport { asked: self.asked(key)?.clone(), standing: self.standing(key), matches })
        };
        let card =
            |(record, ..): (RecordRef, Reading, &[KeyIndex])| Some((record, self.card(record)?.clone()));
        SearchReport {
            keys: self.keys().filter_map(key).collect(),
            cards: self.records().filter_map(card).collect(),
            #[cfg(feature = "page")]
            contradicted: self.contradicted(),
        }
    }

    /// The last refusal because of which a key was not checked or a record not loaded.
    pub const fn refusal(&self) -> Option<&Refusal> {
        self.refusal.as_ref()
    }

    pub(super) const fn only_type(&self) -> Option<EntityType> {
        match self.types {
            TypeChoice::All | TypeChoice::Without(_) => None,
            TypeChoice::Only(only) => Some(only),
        }
    }

    pub(super) const fn alone(&self, key: KeyIndex) -> Question {
        Question::Key { key, entity: self.only_type() }
    }

    pub(super) fn ask_each_type(&mut self, key: KeyIndex) {
        for entity in self.types.wanted() {
            self.desk.put_next(Question::Key { key, entity: Some(entity) });
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

    /// Stops at once. What is known stays.
    fn stop(&mut self, why: Unchecked) {
        self.desk.clear();
        self.unconfirmed.clear();
        self.ledger.records_mut().give_up();
        #[cfg(feature = "page")]
        self.abandon_pools();
        self.ledger.stop(why);
        #[cfg(feature = "page")]
        self.survey(0);
    }
}
