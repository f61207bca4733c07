//! What can be said of a row.

use crate::domain::{RecordRef, Visibility};
use crate::lookup::Hit;

use super::{Evidence, Extent, Row};

/// What can be said of a row, by all of its values. What is said is true whatever was not checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// All of it was checked, and no record has any of it.
    New,
    /// One record has something of it, and no hidden one.
    Once(RecordRef),
    /// Several records have something of it.
    Several {
        /// How many that the user may read.
        visible: usize,
        /// How many that the user may not read.
        hidden: usize,
    },
    /// No record has any of it, and the row with this number has something of it as well.
    RepeatedIn(usize),
    /// Only records that the user may not read have something of it, so many.
    HiddenOnly(usize),
    /// Records have something of it, each only in a spelling that nobody wrote and that the portal does not take
    /// for the same.
    OnlyAnotherSpelling {
        /// How many that the user may read.
        visible: usize,
        /// How many that the user may not read.
        hidden: usize,
    },
    /// Nothing of it can be asked; or something of it cannot, and no record has the rest.
    NotValid,
    /// Records have something of it, and there may be more.
    PossiblyIncomplete {
        /// How many that the user may read.
        visible: usize,
        /// How many that the user may not read.
        hidden: usize,
        /// Why there may be more.
        cut: Cut,
    },
    /// It was not checked, or not all of it, or not yet.
    NotChecked,
}

/// Why there may be more records than are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cut {
    /// The portal names at most 20 of a type.
    Cap,
    /// Something was not checked, or a card is not loaded.
    NotChecked,
}

impl Verdict {
    /// The verdict of a row that may repeat an earlier one, by what is known of each of its values.
    pub(super) fn of<'e>(
        row: &Row,
        repeats: Option<usize>,
        values: impl Iterator<Item = &'e Evidence>,
    ) -> Self {
        let mut extent = Extent::Complete;
        let mut is_capped = false;
        // What is known of the whole row is put together as if it were one value.
        let mut all = Evidence::default();
        for value in values {
            extent = extent.min(value.extent);
            is_capped |= value.extent == Extent::Capped;
            for record in &value.records {
                all.add(record.reference, record.visibility, record.hit);
            }
        }
        if row.values.is_empty() {
            return Self::NotValid;
        }
        if all.records.is_empty() {
            return match (extent, repeats) {
                // A list that was cut is not empty: an answer that says so is none.
                (Extent::NotChecked | Extent::Capped, _) => Self::NotChecked,
                (Extent::Complete, _) if !row.unusable.is_empty() => Self::NotValid,
                (Extent::Complete, Some(earlier)) => Self::RepeatedIn(earlier),
                (Extent::Complete, None) => Self::New,
            };
        }
        Self::of_found(&all, extent, is_capped)
    }

    fn of_found(all: &Evidence, extent: Extent, is_capped: bool) -> Self {
        let of = |visibility| all.records.iter().filter(move |record| record.visibility == visibility);
        let (visible, hidden) = (of(Visibility::Visible).count(), of(Visibility::Hidden).count());
        if is_capped {
            return Self::PossiblyIncomplete { visible, hidden, cut: Cut::Cap };
        }
        if extent == Extent::NotChecked || of(Visibility::Unloaded).next().is_some() {
            return Self::PossiblyIncomplete { visible, hidden, cut: Cut::NotChecked };
        }
        match (of(Visibility::Visible).next(), visible + hidden) {
            (None, _) => Self::HiddenOnly(hidden),
            (Some(_), _) if all.records.iter().all(|record| record.hit == Hit::Derived) => {
                Self::OnlyAnotherSpelling { visible, hidden }
            }
            (Some(record), 1) => Self::Once(record.reference),
            (Some(_), _) => Self::Several { visible, hidden },
        }
    }
}
