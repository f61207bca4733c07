//! Which rows of a table are seen: the arithmetic of a table that is longer than what is drawn of it.

use crate::page::MAX_WINDOW;

/// No browser scrolls a page of any height; in a higher table a pixel of the scroll bar is more than one of the rows.
const TALLEST: f64 = 8_000_000.0;

/// Before the table is laid out nothing is seen of it, and the first rows are drawn all the same. Nor is it worth while to
/// draw fewer where it is low.
const LEAST_DRAWN: f64 = 320.0;

/// Rows that are drawn above and below those that are seen.
const BEYOND: f64 = 8.0;

/// A new part is asked for in steps, and not at each row.
const STEP: f64 = 8.0;

/// What the browser says of the table.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Scrolled {
    /// How far it is scrolled.
    pub(super) top: f64,
    /// The height of what is seen of the rows.
    pub(super) seen: f64,
    /// The height of a row.
    pub(super) row: f64,
}

/// A table of so many rows, as it is scrolled.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Window {
    rows: f64,
    scrolled: Scrolled,
}

impl Window {
    pub(super) fn new(rows: u64, scrolled: Scrolled) -> Self {
        Self { rows: approximate(rows), scrolled }
    }

    /// How high all rows are together, for the scroll bar.
    pub(super) fn height(&self) -> f64 {
        (self.rows * self.scrolled.row).min(TALLEST)
    }

    /// The place of the row at the upper edge, and how much of it is above that edge.
    fn edge(&self) -> f64 {
        let Scrolled { top, seen, row } = self.scrolled;
        if row <= 0.0 {
            return 0.0;
        }
        if !self.is_shortened() {
            return top / row;
        }
        let way = (TALLEST - seen).max(1.0);
        (top / way).clamp(0.0, 1.0) * (self.rows - self.page()).max(0.0)
    }

    fn is_shortened(&self) -> bool {
        self.rows * self.scrolled.row > TALLEST
    }

    /// So many rows are seen at once.
    fn page(&self) -> f64 {
        let Scrolled { seen, row, .. } = self.scrolled;
        if row > 0.0 { seen / row } else { 0.0 }
    }

    /// How far a key goes that turns a page.
    pub(super) fn page_rows(&self) -> u64 {
        whole((self.page() - 1.0).floor().max(1.0))
    }

    /// The first row to be drawn, and how many.
    pub(super) fn drawn(&self) -> (u32, u32) {
        let first = ((self.edge() - BEYOND) / STEP).floor().max(0.0) * STEP;
        let Scrolled { seen, row, .. } = self.scrolled;
        let page = if row > 0.0 { seen.max(LEAST_DRAWN) / row } else { 0.0 };
        let count = page.ceil() + 2.0 * BEYOND + STEP;
        (small(first), small(count).clamp(1, MAX_WINDOW))
    }

    /// Where the rows from this one on stand, from the upper end of the table.
    pub(super) fn offset(&self, first: u64) -> f64 {
        let Scrolled { top, row, .. } = self.scrolled;
        if self.is_shortened() {
            top - (self.edge() - approximate(first)) * row
        } else {
            approximate(first) * row
        }
    }

    /// How far to scroll so that this row is seen; `None` where it is.
    pub(super) fn scroll_to(&self, place: u64) -> Option<f64> {
        let (place, edge, page) = (approximate(place), self.edge(), self.page());
        let upper = if place < edge {
            place
        } else if place + 1.0 > edge + page {
            place + 1.0 - page
        } else {
            return None;
        };
        if !self.is_shortened() {
            return Some(upper * self.scrolled.row);
        }
        let last = (self.rows - page).max(1.0);
        Some(upper / last * (TALLEST - self.scrolled.seen).max(1.0))
    }
}

/// No list has as many rows as a float cannot count.
#[expect(clippy::cast_precision_loss, reason = "a list has a million rows at most")]
fn approximate(rows: u64) -> f64 {
    rows as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float becomes the nearest number"
)]
fn small(number: f64) -> u32 {
    number as u32
}

fn whole(number: f64) -> u64 {
    u64::from(small(number))
}
