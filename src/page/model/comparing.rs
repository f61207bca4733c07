//! Records side by side, and what becomes of them.

use crate::compare::Compare;
use crate::merge::Merge;

/// Records side by side, as the page shows them.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::page) struct Comparing {
    pub(in crate::page) compare: Compare,
    /// The merge that was begun.
    pub(in crate::page) merge: Option<Merge>,
    pub(in crate::page) from: From,
    pub(in crate::page) records: Records,
}

/// Whether the records are what they were when they were found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum Records {
    /// Nothing is known of a change.
    AsFound,
    /// A merge has changed them, or may have.
    Changed,
}

/// From where they were opened, which is where the user goes back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::page) enum From {
    /// From a tab, in the portal's slider: it is closed by the portal.
    Slider,
    /// From a tab, in its place.
    Tab,
    /// From the results of the search box.
    Search,
}
