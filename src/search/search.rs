//! The plan and the ledger of one search.

use thiserror::Error;

use crate::domain::{Communication, SearchReport, TypeChoice};
use crate::protocol::{Batch, BatchReply};

/// What a search is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchOptions {
    /// Which entity types.
    pub types: TypeChoice,
}

/// How far a search is: the numbers add up to the number of distinct keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Distinct keys of the input.
    pub keys: usize,
    /// Keys with a final state.
    pub settled: usize,
    /// Records found so far, hidden ones included.
    pub found: usize,
}

/// Why a search does not start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum SearchRefused {
    /// Nothing to ask.
    #[error("no communication to search for")]
    Empty,
    /// More distinct keys than one search takes.
    #[error("more than {limit} distinct values")]
    TooMany {
        /// How many it takes.
        limit: usize,
    },
}

/// One search: its plan, and the ledger in which every distinct key is in exactly one state.
#[derive(Clone, PartialEq, Debug)]
pub struct Search {}

impl Search {
    /// How many distinct keys one search takes.
    pub const LIMIT: usize = 500;

    /// Plans a search. Several spellings of one key count once; the first one is asked.
    ///
    /// # Errors
    /// If there is nothing to ask, or too much.
    pub fn new(asked: &[Communication], options: &SearchOptions) -> Result<Self, SearchRefused> {
        let _ = (asked, options);
        Err(SearchRefused::Empty)
    }

    /// The next questions; `None` while a batch is out and when the search is finished. Every batch that
    /// is taken must come back through [`Search::answered`], [`Search::fail`] or [`Search::cancel`].
    pub fn next_batch(&mut self) -> Option<Batch> {
        None
    }

    /// Takes the answers to the batch that is out. Commands without an answer are asked again, a limited
    /// number of times; refusals of a class that a retry can mend are asked again as well.
    pub fn answered(&mut self, reply: &BatchReply) {
        let _ = reply;
    }

    /// The batch that is out will not be answered: every key that is not settled becomes *not checked*.
    pub fn fail(&mut self) {}

    /// The user cancels: what was found stays, the rest becomes *not checked*.
    pub fn cancel(&mut self) {}

    /// Whether nothing is left to ask.
    pub fn is_finished(&self) -> bool {
        true
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        Progress::default()
    }

    /// The account so far.
    pub fn report(&self) -> SearchReport {
        SearchReport::default()
    }
}
