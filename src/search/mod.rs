//! Which questions are asked, in which order, and what the answers prove.
//!
//! [`Search`] is the plan and the ledger: it yields batches and takes answers, and knows neither time nor
//! network. It does not know [`crate::scheduler`] either; `flow` brings the two together.
//!
//! `plan` says what is asked next, `question` keeps what waits and what is under way, `batch_sizer` how much goes
//! into one batch, `answers` what an answer leads to, `ledger` the account of the keys and `records` that of the
//! records; `account` reads both. For many keys, `lists` asks in pools and `pools` draws the conclusions:
//! `attribute` finds out which key a record belongs to, `alike` where that could be wrong, and `columns` what no
//! record explains. `checkpoint` keeps a search, so that it can go on elsewhere.

mod account;
#[cfg(feature = "page")]
mod alike;
mod answers;
#[cfg(feature = "page")]
mod attribute;
mod batch_sizer;
#[cfg(feature = "page")]
mod checkpoint;
#[cfg(feature = "page")]
mod columns;
mod ledger;
#[cfg(feature = "page")]
mod lists;
mod plan;
#[cfg(feature = "page")]
mod pools;
mod question;
mod records;
mod sets;
#[cfg(feature = "page")]
mod survey;
mod terms;

#[cfg(feature = "page")]
pub use checkpoint::{Checkpoint, NotThisSearch};
pub use ledger::KeyIndex;
pub use plan::Search;
pub use terms::{Progress, SearchOptions, SearchRefused};
