//! Which questions are asked, in which order and at what pace, and what the answers prove.
//!
//! [`Search`] is the plan and the ledger: it yields batches and takes answers, and knows neither time nor
//! network. [`Courier`] carries requests to the portal: paced, retried, paused. Neither knows the other;
//! `flow` brings them together.
//!
//! The search, from the question to the verdict: `plan` says what is asked next, `question` puts it on the
//! desk and into a command, `answer` reads what came back, `ledger` keeps the account of the keys and
//! `records` that of the records, `attribute` finds out which key of a pool a record belongs to, and `alike`
//! where that could be wrong.

mod alike;
mod answer;
mod attribute;
mod courier;
mod ledger;
mod plan;
mod question;
mod records;

pub use courier::{Courier, Delivery, Dispatch, Errand, Halt, Millis, Outgoing, Renewal, RequestId, Wait};
pub use plan::{Progress, Search, SearchOptions, SearchRefused};
