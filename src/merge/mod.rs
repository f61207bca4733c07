//! Records of one type become one: which of them stays, what the portal will refuse, the order, and what came of it.
//!
//! An order cannot be taken back. It is sent once, after it was confirmed, and never again; what gets no answer is said to
//! be unknown.

mod candidates;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod merge;
mod obstacles;
pub mod view;

pub(crate) use merge::Merge;

use crate::domain::RecordRef;

/// Where it is shown, as `data-focus` names it.
pub(crate) const PLACE: &str = "merge";

/// What the user can want of a merge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Look at what merging would do.
    Begin,
    /// Let this record stay.
    Survive(RecordRef),
    /// Merge, once it is confirmed.
    Ask,
    /// Yes, merge.
    ForSure,
    /// No, change nothing.
    Leave,
    /// Open the portal's own page for merging these.
    OpenPage,
    /// Put it away: nothing is to be merged, or what came of it is read.
    Close,
}
