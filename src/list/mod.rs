//! A list that is checked before it is imported, mailed or called: which of its rows the CRM has already.
//!
//! - [`List`] is what was read of it: [rows](Row), and the distinct values in them, each of which is asked once however
//!   often it stands there.
//! - [`Evidence`] is what a search has found out about one value, and [`Verdict`] what follows for a row from its
//!   values. A row has one verdict at any time, and never *new* where something of it was not checked.
//! - [`Check`] is the searches for its values, which can be [kept](KeptCheck) and gone on with in another page, [`Standings`] what follows for all rows, and [`Arrangement`] which of them
//!   are shown, in which order.

mod arrangement;
mod check;
mod evidence;
mod kept;
mod kind;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod list;
mod row;
mod shares;
mod standings;
mod verdict;

pub use arrangement::{Arrangement, ListGrouping, ListSort, Wanted};
pub use check::{Check, PortionId, Progress};
pub use evidence::{Evidence, Extent};
pub use kept::{KeptCheck, KeptStamp};
pub use kind::VerdictKind;
pub use list::{List, ValueId};
pub use row::{Piece, Row};
pub use shares::{hundredths, hundredths_of};
pub use standings::{Limit, Standing, Standings};
pub use verdict::{Cut, Verdict};

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
