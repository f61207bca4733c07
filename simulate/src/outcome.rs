//! What became of a search.

use std::time::Duration;

use b24_duplicates::domain::Millis;
use b24_duplicates::domain::SearchReport;
use b24_duplicates::lookup::Verdict;
use b24_duplicates::search::SearchRefused;
use sandbox::crm::Moment;
use thiserror::Error;

use crate::{Past, Unbalanced};

/// A finished search and what it took.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What it found out.
    pub report: SearchReport,
    /// What is said of each value of the input, whose spellings are the keys of the report.
    pub said: Vec<Verdict>,
    /// What was true meanwhile.
    pub past: Past,
    /// HTTP requests.
    pub requests: u64,
    /// Commands that asked for keys.
    pub finds: u64,
    /// Commands that loaded records.
    pub lists: u64,
    /// How often the scheduler stopped and was told to go on.
    pub halts: u64,
    /// How often something got no answer, however often it was asked, and the user wanted it to go on.
    pub stuck: u64,
    /// How often the user paused it.
    pub pauses: u64,
    /// After each answer, when it came and how long the search said that it would take at least.
    pub forecasts: Vec<(Moment, Option<Millis>)>,
    /// How often another page went on from a checkpoint.
    pub resumed: u64,
    /// How often another page began anew.
    pub reopened: u64,
    /// Requests of the neighbours.
    pub neighbours: u64,
    /// Those of them that were refused as too often.
    pub neighbours_refused: u64,
    /// Whether the portal refused the search as a whole.
    pub refused: bool,
    /// Whether the user cancelled it.
    pub cancelled: bool,
    /// From the first question to the last answer.
    pub took: Duration,
}

/// A search that does what no search may do.
#[derive(Debug, Error)]
pub enum Broken {
    /// The search does not take the input.
    #[error(transparent)]
    Refused(#[from] SearchRefused),
    /// It goes on for ever.
    #[error("it does not end")]
    Endless,
    /// Its account does not add up.
    #[error("its account does not add up: {0}")]
    Account(#[from] Unbalanced),
    /// It cannot be gone on with.
    #[error("it cannot be gone on with: {0}")]
    Lost(String),
    /// It keeps a credential.
    #[error("its checkpoint holds a credential")]
    Credential,
    /// It does not know that a request is under way, or believes that one is.
    #[error("it is wrong about what is under way")]
    NotAborted,
    /// Alone at its address, it asked faster than the portal lets it.
    #[error("it filled the portal's counter of requests")]
    TooFast,
}
