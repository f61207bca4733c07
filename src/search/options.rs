//! What a search is given, and what it tells about itself on the way.

use thiserror::Error;

use crate::domain::{Millis, TypeChoice};

/// What a search is asked to do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SearchOptions {
    /// Which entity types.
    pub types: TypeChoice,
}

/// How far a search is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Distinct keys of the input.
    pub keys: usize,
    /// Keys about which nothing is left to ask, and whose records are all loaded or known to be hidden.
    pub settled: usize,
    /// Keys that some record has, as far as is known.
    pub found: usize,
    /// The portal will work at least so long on what is left, as far as can be told from what it took so far:
    /// an answer can lead to more questions. `None` before anything was measured.
    pub left: Option<Millis>,
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
