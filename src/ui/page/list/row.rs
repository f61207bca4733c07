//! A row of the table.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::active::{Active, At};
use super::column::row_number;
use super::opened::verdict_of;
use super::record::{Reach, records};
use crate::page::{ListIntent, ListRowView};
use crate::ui::context::{dispatch, id, say_of};
use crate::ui::erased::{Memo, Row, RowKey, each, flag, handler};

/// So many of a row's own cells stand in the table; its details have all.
pub(super) const CELLS: usize = 12;

/// A row, and its place among those that are shown.
#[derive(Clone, PartialEq)]
pub(super) struct Placed {
    /// From 0.
    pub(super) place: u64,
    /// How many of the file's columns the table shows.
    pub(super) columns: usize,
    /// Whether it is the first of those that stand together.
    pub(super) begins_group: bool,
    /// The row.
    pub(super) row: ListRowView,
}

impl Row for Placed {
    fn key(&self) -> RowKey {
        RowKey::Value(self.row.row.to_string())
    }
}

/// The `id` of a row.
pub(super) fn row_id(row: u32) -> String {
    id(&["list-row-", &row.to_string()].concat())
}

/// A row. A click opens it; the keyboard does so from the table.
#[component]
pub(super) fn TableRow(
    /// Which, from 0 in the list.
    row: u32,
    /// Its number in the file, from 1.
    number: u64,
    /// What it is.
    now: Memo<Placed>,
) -> impl IntoView {
    let (dispatch, active) = (dispatch(), expect_context::<Active>().0);
    let place = Memo::new(move |_| now.with(|row| row.place));
    let verdict = piece(now, |placed| placed.row.verdict.clone());
    let found = piece(now, |placed| (placed.row.records.clone(), placed.row.records_more));
    let cells = piece(now, cells);
    let begins = piece(now, |placed| placed.begins_group);
    let open = handler(move |_: MouseEvent| {
        active.set(At { place: place.get_untracked(), row: Some(row) });
        dispatch.send(ListIntent::OpenRow(row));
    });
    // The head of the table is its first row.
    let index = move || Some(place.get().saturating_add(2).to_string());
    let cell = |text: String| view! { <div class="list-cell" role="gridcell" dir="auto">{text}</div> };
    view! {
        <div
            class="list-row"
            role="row"
            id=row_id(row)
            aria-rowindex=index
            aria-selected=move || Some(active.try_get().is_some_and(|at| at.row == Some(row)).to_string())
            data-row=number.to_string()
            data-begins=move || flag(begins.get() == Some(true))
            on:click=open
        >
            <div class="list-cell list-number" role="rowheader">
                {say_of(move || Some(row_number(number)))}
            </div>
            <div class="list-cell list-verdict" role="gridcell">{move || each(verdict.get(), verdict_of)}</div>
            <div class="list-cell list-records" role="gridcell">
                {move || each(found.get(), |(found, more)| records(found, more, Reach::Pointer))}
            </div>
            {move || each(cells.get().unwrap_or_default(), cell)}
        </div>
    }
}

fn piece<T>(now: Memo<Placed>, read: fn(&Placed) -> T) -> Memo<Option<T>>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| now.with(|placed| Some(read(placed))))
}

/// A cell for each column that is shown, empty as long as the file's own are on their way.
fn cells(placed: &Placed) -> Vec<String> {
    let mut cells = placed.row.cells.clone().unwrap_or_default();
    cells.resize(placed.columns, String::new());
    cells
}
