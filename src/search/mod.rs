//! Which questions are asked, in which order, and what the answers prove.
//!
//! [`Search`] yields batches of questions and takes their answers. It knows neither time nor network, nor
//! [`crate::scheduler`]: who sends the batches brings the two together.
//!
//! - `plan` is what is asked: the questions that wait and are under way, and how many go into one batch.
//! - `ledger` is what is known: of each key which records have it and whether those are all, of each record
//!   whether the user may read it.
//! - A [`Strategy`] says how the keys are asked. [`OneByOne`] asks each by itself, which is all that a card needs;
//!   [`Pools`] asks twenty in one command and finds out which record belongs to which key. What only that needs
//!   is in `pools`, and a program that does not name it does not contain it.

mod answers;
mod ledger;
mod options;
mod plan;
mod pools;
mod progress;
mod report;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod search;
mod strategy;

pub use ledger::{Changes, KeyIndex, Standing};
pub use options::{Progress, SearchOptions, SearchRefused};
pub use pools::{Checkpoint, NotThisSearch, Pools};
pub use search::Search;
pub use strategy::{OneByOne, Strategy};
