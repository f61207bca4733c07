//! One search and its results, as every application contains it: question by question, then the names of what it
//! found; how far it is, what it proves for the user, and how much of it is shown.
//!
//! [`Lookup`] brings [`crate::search`] and the connection's scheduler together. What differs between applications
//! they bring along as a [`Mode`]; [`ResultsState`] stays when one lookup follows another. A search knows keys, and
//! the user values: between the two stand the [`Spellings`].

mod findings;
mod input;
mod intent;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod lookup;
mod mode;
mod names;
mod order;
mod relation;
mod results_state;
mod shared_line;
mod spellings;
pub mod view;

pub(crate) use findings::Findings;
pub use findings::Verdict;
pub(crate) use input::Input;
pub use intent::{Arrangement, Intent, IsDismissed};
pub(crate) use intent::{Left, wanted};
pub(crate) use lookup::{EarlyAnswer, Lookup, Order, PausedBy, Phase, Scope, batch_reply};
pub(crate) use mode::{Mode, Narrowed, Trace};
pub(crate) use names::Names;
pub use order::{RecordOrder, Selection};
pub use relation::{Own, Relation};
pub(crate) use results_state::ResultsState;
pub(crate) use shared_line::SharedLine;
pub use spellings::{EverySpelling, FewSpellings, Hit, Spellings, ValueIndex};

/// How many records, or values, a list shows at first and with each *more*.
pub const PAGE_SIZE: usize = 50;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
