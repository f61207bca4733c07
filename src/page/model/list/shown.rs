//! How the table of rows is shown.

use std::collections::BTreeMap;

use crate::list::{Arrangement, Wanted};

/// How the table of rows is shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::page) struct Shown {
    pub(in crate::page) wanted: Wanted,
    pub(in crate::page) arrangement: Arrangement,
    /// Verdicts have changed since the rows were arranged.
    pub(in crate::page) is_stale: bool,
    /// So many rows were judged since.
    pub(in crate::page) judged: usize,
    /// The text that is searched for.
    pub(in crate::page) text: String,
    /// The text that was searched for, of which the rows that are shown are: without what is around it.
    pub(in crate::page) found_for: Option<String>,
    /// The text that the module is asked for. One at a time, because the next letter makes it another one.
    pub(in crate::page) finding: Option<String>,
    /// The first of the visible rows that the table shows, and how many it shows.
    pub(in crate::page) window: (u32, u32),
    /// The cells of rows that are shown, or were just now.
    pub(in crate::page) cells: BTreeMap<u32, Vec<String>>,
    /// Cells are asked for.
    pub(in crate::page) are_cells_out: bool,
    /// The row that is opened.
    pub(in crate::page) opened: Option<u32>,
}

impl Shown {
    /// A table shows so many rows before it says how many it has room for.
    const AT_FIRST: u32 = 50;

    /// Cells of so many rows are kept.
    pub(in crate::page) const KEPT_CELLS: usize = 1_500;

    /// As it is shown at first.
    pub(in crate::page) fn new() -> Self {
        Self { window: (0, Self::AT_FIRST), ..Self::default() }
    }

    /// The text that is to be searched for, if it is not the one that was.
    pub(in crate::page) fn wanted_text(&self) -> Option<&str> {
        let text = self.text.trim();
        (!text.is_empty() && self.found_for.as_deref() != Some(text)).then_some(text)
    }

    /// Nobody searches any more: the text is again the one that was searched for.
    pub(in crate::page) fn forget_search(&mut self) {
        self.finding = None;
        if self.wanted_text().is_some() {
            self.text = self.found_for.clone().unwrap_or_default();
        }
    }

    /// The rows in the window, by their places in a list of so many rows.
    pub(in crate::page) fn rows(&self, all: usize) -> Vec<u32> {
        let (first, count) = self.window;
        self.arrangement.window(first as usize, count as usize, all)
    }
}
