//! A list that is checked before it is imported, mailed or called: which of its rows the CRM has already.
//!
//! - [`List`] is what was read of it: [rows](Row), and the distinct values in them, each of which is asked once however
//!   often it stands there.
//! - [`Evidence`] is what a search has found out about one value, and [`Verdict`] what follows for a row from its
//!   values. A row has one verdict at any time, and never *new* where something of it was not checked.
//!
//! No application contains this room yet: the page takes a list as text, and says of values what this says of rows.

mod evidence;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod list;
mod row;
mod verdict;

pub use evidence::{Evidence, Extent};
pub use list::{List, ValueId};
pub use row::{Piece, Row};
pub use verdict::{Cut, Verdict};

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
