//! Which questions are asked, in which order and at what pace, and what the answers prove.
//!
//! [`Search`] is the plan and the ledger: it yields batches and takes answers, and knows neither time nor
//! network. [`Courier`] carries requests to the portal: paced, retried, paused. Neither knows the other;
//! `flow` brings them together.
//!
//! The search, from the question to the verdict: `plan` says what is asked next, `question` puts it on the
//! desk and under a name, `dose` how much of it goes into one batch, `answers` what an answer leads to, `ledger`
//! keeps the account of the keys and `records` that of the records, and `account` reads both. `lists` is the plan for many keys, `survey` counts how far it is, and `pools` draws the
//! conclusions about keys that were asked together: `attribute`
//! finds out which key a record belongs to, `alike` where that could be wrong, and `columns` what no record
//! explains. `checkpoint` keeps a search, so that another page can go on with it.
//!
//! The courier: `errand` has its words, `pace` keeps it below the portal's rate, `patience` says when it asks
//! again and when it stops, `operating` when the portal's limit on operating time ends.

mod account;
#[cfg(feature = "page")]
mod alike;
mod answers;
#[cfg(feature = "page")]
mod attribute;
#[cfg(feature = "page")]
mod checkpoint;
#[cfg(feature = "page")]
mod columns;
mod courier;
mod dose;
mod errand;
mod ledger;
#[cfg(feature = "page")]
mod lists;
mod operating;
mod pace;
mod patience;
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
pub use courier::Courier;
pub use errand::{Delivered, Delivery, Dispatch, Errand, Halt, Millis, Outgoing, Renewal, RequestId, Wait};
pub use ledger::KeyIndex;
pub use plan::Search;
pub use terms::{Progress, SearchOptions, SearchRefused};
