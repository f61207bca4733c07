//! Which questions are asked, in which order and at what pace, and what the answers prove.
//!
//! [`Search`] is the plan and the ledger: it yields batches and takes answers, and knows neither time nor
//! network. [`Courier`] carries requests to the portal: paced, retried, paused. Neither knows the other;
//! `flow` brings them together.
//!
//! The search, from the question to the verdict: `plan` says what is asked next, `question` puts it on the
//! desk and under a name, `dose` how much of it goes into one batch, `ledger` keeps the account of the keys and
//! `records` that of the records. `pools` draws the conclusions about keys that were asked together: `attribute`
//! finds out which key a record belongs to, `alike` where that could be wrong, and `columns` what no record
//! explains. `checkpoint` keeps a search, so that another page can go on with it.
//!
//! The courier: `errand` has its words, `pace` keeps it below the portal's rate, `patience` says when it asks
//! again and when it stops, `operating` when the portal's limit on operating time ends.

mod alike;
mod attribute;
mod checkpoint;
mod columns;
mod courier;
mod dose;
mod errand;
mod ledger;
mod operating;
mod pace;
mod patience;
mod plan;
mod pools;
mod question;
mod records;
mod sets;
mod terms;

pub use checkpoint::{Checkpoint, NotThisSearch};
pub use courier::Courier;
pub use errand::{Delivered, Delivery, Dispatch, Errand, Halt, Millis, Outgoing, Renewal, RequestId, Wait};
pub use ledger::KeyIndex;
pub use plan::Search;
pub use terms::{Progress, SearchOptions, SearchRefused};
