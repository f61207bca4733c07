//! The plan of one search: what is asked next.

use crate::domain::{CommKind, Communication, EntityType, TypeChoice, Unchecked};
use crate::protocol::{Batch, Command, MAX_COMMANDS, Refusal};

use super::batch_sizer::{self, BatchSizer};
use super::ledger::{KeyIndex, Ledger};
#[cfg(feature = "page")]
use super::pools::Pools;
use super::question::{Desk, Part, Question};
use super::records::Fill;
#[cfg(feature = "page")]
use super::survey::Survey;
use super::terms::{SearchOptions, SearchRefused};

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
    pub(super) sizer: BatchSizer,
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
            sizer: BatchSizer::default(),
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
        while commands.len() < MAX_COMMANDS && self.sizer.has_room(units) {
            // A full list takes no more commands now than later, and what it shows may need further questions.
            if let Some(load) = self.ledger.records_mut().next_load(fill) {
                self.desk.put_before(load);
            }
            if let Some((name, question)) = self.desk.send_next() {
                units += batch_sizer::units(&question);
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
