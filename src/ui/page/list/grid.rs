//! The table of rows. A list of 200,000 rows is as high as its scroll bar says, and a few of its rows are in the page.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::active::{self, Active, At};
use super::checked;
use super::column::column_name;
use super::row::{CELLS, Placed, TableRow, row_id};
use super::window::{Scrolled, Window};
use crate::i18n::Key;
use crate::page::{ListGrouping, ListIntent, ListRowView, ListSort, TableView, VerdictKind, View};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, id, name_of, say};
use crate::ui::erased::{If, Memo, directive, each, handler, listed};

/// The table. It has the focus as a whole, and tells a screen reader in which of its rows the keyboard is.
#[component]
pub(super) fn Grid(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let dispatch: Dispatch<ListIntent> = dispatch();
    let visible = checked(view, |checked| checked.table.visible);
    let visible = Memo::new(move |_| visible.get().unwrap_or_default());
    let first = checked(view, |checked| checked.table.first);
    let first = Memo::new(move |_| first.get().unwrap_or_default());
    let columns = checked(view, |checked| columns(&checked.table));
    let columns = Memo::new(move |_| columns.get().unwrap_or_default());
    let rows = checked(view, |checked| placed(&checked.table));
    let rows = Memo::new(move |_| rows.get().unwrap_or_default());
    let order = checked(view, |checked| order(&checked.table));

    let (grid, measure) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    let (scrolled, active) = (RwSignal::new(Scrolled::default()), RwSignal::new(At::default()));
    provide_context(Active(active));
    let window = Memo::new(move |_| Window::new(visible.get(), scrolled.get()));
    let look = move || {
        if let Some((grid, measure)) = grid.get_untracked().zip(measure.get_untracked()) {
            let (row, whole) = (f64::from(measure.offset_height()), f64::from(grid.client_height()));
            // The head of the table is as high as a row, and stays.
            let seen = (whole - row).max(0.0);
            scrolled.set(Scrolled { top: f64::from(grid.scroll_top()), seen, row });
        }
    };
    let scroll_to = move |top: f64| {
        if let Some(grid) = grid.get_untracked() {
            grid.set_scroll_top(pixels(top));
        }
        look();
    };
    let drawn = Memo::new(move |_| window.with(Window::drawn));
    Effect::new(move |_| {
        grid.track();
        look();
    });
    ask_for(dispatch, drawn);
    // Other rows, or another order: what is at the top is what was asked for.
    Effect::new(move |before: Option<Option<Order>>| {
        let order = order.get();
        if before.is_some_and(|before| before != order) {
            active.set(At::default());
            scroll_to(0.0);
        }
        order
    });
    active::follow(active, rows);
    let go = move |place: u64| {
        let place = place.min(visible.get_untracked().saturating_sub(1));
        active.set(rows.with_untracked(|rows| At::new(place, rows)));
        if let Some(top) = window.with_untracked(|window| window.scroll_to(place)) {
            scroll_to(top);
        }
    };
    let is_drawn = move |row: u32| rows.with(|rows| rows.iter().any(|placed| placed.row.row == row));
    let key = move |event: KeyboardEvent| {
        let (At { place, row }, page) = (active.get_untracked(), window.with_untracked(Window::page_rows));
        let key = event.key();
        if let Some(place) = moved(&key, place, page) {
            go(place);
            return event.prevent_default();
        }
        match key.as_str() {
            "Enter" => {
                if let Some(row) = row.filter(|row| untrack(|| is_drawn(*row))) {
                    dispatch.send(ListIntent::OpenRow(row));
                }
            }
            "Escape" => dispatch.send(ListIntent::CloseRow),
            _ => return,
        }
        event.prevent_default();
    };
    let current = move || active.try_get()?.row.filter(|row| is_drawn(*row)).map(row_id);
    let height = move || px(window.with(Window::height));
    let offset = move || px(window.with(|window| window.offset(first.get())));
    let hint = id("list-hint");
    let all_columns = move || Some(columns.with(Vec::len).saturating_add(OWN_COLUMNS).to_string());
    view! {
        <p class="unseen" id=hint.clone()>{say(Key::UiListTableHint)}</p>
        <div
            class="list-grid"
            role="grid"
            tabindex="0"
            node_ref=grid
            aria-label=name_of(Key::UiListTable)
            aria-describedby=hint
            aria-rowcount=move || Some(visible.get().saturating_add(1).to_string())
            aria-colcount=all_columns
            aria-activedescendant=current
            on:scroll=handler(move |_: Event| look())
            on:keydown=handler(key)
        >
            <div class="list-measure" node_ref=measure aria-hidden="true"></div>
            <Heads columns/>
            <div class="list-tall" role="presentation" style:block-size=height>
                <div class="list-drawn" role="rowgroup" style:inset-block-start=offset use:directive=listed(rows, draw)></div>
            </div>
        </div>
        <If when=move || visible.get() == 0>
            <p class="quiet" data-nothing="">{say(Key::UiListNoRows)}</p>
        </If>
    }
}

/// The names of the columns, which stay where they are.
#[component]
fn Heads(
    /// Those of the file.
    columns: Memo<Vec<String>>,
) -> impl IntoView {
    let head = |(place, name): (u64, String)| {
        view! { <div class="list-cell" role="columnheader" dir="auto">{say(column_name(&name, place))}</div> }
    };
    view! {
        <div class="list-columns" role="rowgroup">
            <div class="list-row" role="row" aria-rowindex="1">
                <div class="list-cell list-number" role="columnheader">{say(Key::UiListNumber)}</div>
                <div class="list-cell list-verdict" role="columnheader">{say(Key::UiListVerdict)}</div>
                <div class="list-cell list-records" role="columnheader">{say(Key::UiListRecords)}</div>
                {move || each((0..).zip(columns.get()).take(CELLS), head)}
            </div>
        </div>
    }
}

/// Number, verdict and records stand before the file's own columns.
const OWN_COLUMNS: usize = 3;

/// Asks for the rows that are to be drawn.
fn ask_for(dispatch: Dispatch<ListIntent>, drawn: Memo<(u32, u32)>) {
    Effect::new(move |_| {
        let (first, count) = drawn.get();
        dispatch.send(ListIntent::ShowRows { first, count });
    });
}

/// Where a key goes from a place; `None` if it goes nowhere.
fn moved(key: &str, from: u64, page: u64) -> Option<u64> {
    Some(match key {
        "ArrowDown" => from.saturating_add(1),
        "ArrowUp" => from.saturating_sub(1),
        "PageDown" => from.saturating_add(page),
        "PageUp" => from.saturating_sub(page),
        "Home" => 0,
        "End" => u64::MAX,
        _ => return None,
    })
}

fn draw(first: &Placed, now: Memo<Placed>) -> AnyView {
    view! { <TableRow row=first.row.row number=first.row.number now/> }.into_any()
}

/// The names of the columns. Where the file names none, there are as many as a row has cells.
fn columns(table: &TableView) -> Vec<String> {
    let cells = table.rows.iter().filter_map(|row| row.cells.as_ref()).map(Vec::len).max();
    let mut columns = table.columns.clone();
    columns.resize(columns.len().max(cells.unwrap_or_default()), String::new());
    columns
}

/// Rows, each with its place.
fn placed(table: &TableView) -> Vec<Placed> {
    let columns = columns(table).len().min(CELLS);
    let rows = (table.first..).zip(&table.rows);
    let placed = |(place, row): (u64, &ListRowView)| Placed {
        place,
        columns,
        begins_group: row.begins_group && table.grouping == ListGrouping::ByRecord,
        row: row.clone(),
    };
    rows.map(placed).collect()
}

/// Which rows are shown, and in which order.
type Order = (Vec<VerdictKind>, String, ListSort, ListGrouping);

fn order(table: &TableView) -> Order {
    let chosen = table.filters.iter().filter(|filter| filter.is_chosen);
    (chosen.map(|filter| filter.verdict).collect(), table.search.clone(), table.sort, table.grouping)
}

fn px(length: f64) -> String {
    [&length.to_string(), "px"].concat()
}

#[expect(clippy::cast_possible_truncation, reason = "no table is higher than that")]
fn pixels(length: f64) -> i32 {
    length as i32
}
