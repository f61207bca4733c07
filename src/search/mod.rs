//! Which questions are asked, in which order and at what pace, and what the answers prove.
//!
//! [`Search`] is the plan and the ledger: it yields batches and takes answers, and knows neither time nor
//! network. [`Courier`] carries requests to the portal: paced, retried, paused. Neither knows the other;
//! `flow` brings them together.

mod courier;
mod search;

pub use courier::{Courier, Delivery, Dispatch, Errand, Halt, Millis, Outgoing, Renewal, RequestId, Wait};
pub use search::{Progress, Search, SearchOptions, SearchRefused};
