//! Where the keyboard is in the table: a row, wherever verdicts and filters move it.

use leptos::prelude::*;

use super::row::Placed;
use crate::ui::erased::Memo;

/// The row in which the keyboard is. Rows find it in their context.
#[derive(Clone, Copy)]
pub(super) struct Active(pub(super) RwSignal<At>);

/// A place, and the row that was there when the keyboard came.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct At {
    /// From 0, among the rows that are shown.
    pub(super) place: u64,
    /// `None` as long as that row is on its way.
    pub(super) row: Option<u32>,
}

/// Rows come, go and move while verdicts do. The keyboard stays in its own.
pub(super) fn follow(active: RwSignal<At>, rows: Memo<Vec<Placed>>) {
    Effect::new(move |_| {
        let Some(before) = active.try_get() else { return };
        let now = rows.with(|rows| before.among(rows));
        if now != before {
            active.set(now);
        }
    });
}

impl At {
    /// This place.
    pub(super) fn new(place: u64, rows: &[Placed]) -> Self {
        let here = rows.iter().find(|placed| placed.place == place);
        Self { place, row: here.map(|placed| placed.row.row) }
    }

    /// The same once other rows are shown: the row, where it is now. Where it is shown no more, what has come in its place.
    pub(super) fn among(self, rows: &[Placed]) -> Self {
        let same = self.row.and_then(|row| rows.iter().find(|placed| placed.row.row == row));
        match same {
            Some(placed) => Self { place: placed.place, ..self },
            None if rows.iter().any(|placed| placed.place == self.place) => Self::new(self.place, rows),
            None => self,
        }
    }
}
