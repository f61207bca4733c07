//! Field by field: a row a field, a column a record.

use leptos::prelude::*;

use crate::compare::view::{CellView, ColumnView, CompareView, RowView, ValueView};
use crate::i18n::Key;
use crate::ui::context::{id, say};
use crate::ui::erased::{Memo, each};

/// The table. It is wider than a narrow frame, and then scrolls by itself; the keyboard scrolls it as well.
#[component]
pub(super) fn Table(
    /// What is shown.
    compare: Memo<Option<CompareView>>,
) -> impl IntoView {
    let columns = Memo::new(move |_| compare.with(|compare| columns_of(compare.as_ref())));
    let rows = Memo::new(move |_| compare.with(|compare| rows_of(compare.as_ref())));
    let nothing = Memo::new(move |_| compare.with(|compare| compare.as_ref()?.nothing));
    let caption = id("compare");
    view! {
        <div class="compare-scroll" role="region" tabindex="0" aria-labelledby=caption.clone()>
            <table class="compare">
                <caption class="unseen" id=caption.clone()>{say(Key::CompareTitle)}</caption>
                <thead>
                    <tr class={"compare-head"}>
                        <th scope="col">{say(Key::UiCompareField)}</th>
                        {move || each(columns.get(), |column| view! { <Head column/> })}
                        <th scope="col">{say(Key::UiCompareVerdict)}</th>
                    </tr>
                </thead>
                <tbody>{move || each(rows.get(), |row| view! { <Line row/> })}</tbody>
            </table>
        </div>
        {move || each(nothing.get(), |nothing| view! { <p class={"quiet"}>{say(nothing)}</p> })}
    }
}

fn columns_of(compare: Option<&CompareView>) -> Vec<ColumnView> {
    compare.map(|compare| compare.columns.clone()).unwrap_or_default()
}

fn rows_of(compare: Option<&CompareView>) -> Vec<RowView> {
    compare.map(|compare| compare.rows.clone()).unwrap_or_default()
}

/// The head of a record's column.
#[component]
fn Head(
    /// Which record.
    column: ColumnView,
) -> impl IntoView {
    let ColumnView { reference, title, kind, address, unread } = column;
    let name = [reference.entity.wire(), "-", &reference.id.get().to_string()].concat();
    view! {
        <th scope="col" data-record=name>
            <span class={"quiet"}>{say(kind)}</span>
            <a class="link" href=address target="_blank" rel="noopener noreferrer" dir="auto">{say(title)}</a>
            {each(unread, |unread| view! { <span class={"compare-unread"}>{say(unread)}</span> })}
        </th>
    }
}

/// One field.
#[component]
fn Line(
    /// What stands in it.
    row: RowView,
) -> impl IntoView {
    let RowView { code, label, verdict, text, cells } = row;
    view! {
        <tr data-field=code data-verdict=verdict>
            <th scope="row" dir="auto">{label}</th>
            {each(cells, |cell| view! { <td>{of_cell(cell)}</td> })}
            <td class="compare-verdict"><span class="compare-sign" data-verdict=verdict></span>{say(text)}</td>
        </tr>
    }
}

fn of_cell(cell: CellView) -> AnyView {
    match cell {
        CellView::Nothing(why) => view! { <span class={"quiet"}>{say(why)}</span> }.into_any(),
        CellView::Values(values) => {
            view! { <ul class={"compare-values"}>{each(values, |value| view! { <Value value/> })}</ul> }
                .into_any()
        }
    }
}

/// A value. That another record has it too is said, and not only shown.
#[component]
fn Value(
    /// The value.
    value: ValueView,
) -> impl IntoView {
    let ValueView { text, shared } = value;
    view! {
        <li>
            <bdi>{say(text)}</bdi>
            {each(shared.then_some(()), |()| {
                view! { <span class="compare-shared"><span class={"unseen"}>{say(Key::CompareShared)}</span></span> }
            })}
        </li>
    }
}
