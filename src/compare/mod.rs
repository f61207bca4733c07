//! Two to five records side by side, field by field: read-only, and honest about what could not be read.
//!
//! Two batches: the records with what their fields are called, then the names of what they point to. Nothing of it is in
//! a card's module.

#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod compare;
mod names;
mod reading;
mod rows;
mod sheet;
mod ties;
pub mod view;

pub(crate) use compare::{Compare, Laid};
pub(crate) use rows::{Cell, Row, Verdict};
pub(crate) use sheet::OpenDeals;

/// What the user can want of a comparison.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Read the records again.
    Again,
    /// Show these rows.
    Show(Shown),
    /// Show it in this way.
    Arrange(Arrangement),
    /// Make these ties stand out, or no more: those of the value at this place.
    Pick(usize),
    /// Print it.
    Print,
    /// Go back to where it was opened from.
    Back,
}

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shown {
    /// Every field that any of the records has filled.
    #[default]
    All,
    /// Those in which the records are not equal.
    Differences,
}

/// In which way it is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Arrangement {
    /// A row a field, a column a record.
    #[default]
    Fields,
    /// Which values tie which records together.
    Ties,
}
