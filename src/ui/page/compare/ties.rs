//! Which values tie which records together: drawn, and in a table that says the same.

use leptos::prelude::*;

use crate::compare::Intent;
use crate::compare::view::{ColumnView, CompareView, TieView};
use crate::domain::CommKind;
use crate::i18n::{Key, Message};
use crate::ui::context::{id, say, send};
use crate::ui::erased::{Memo, each};

/// The drawing has so many units a row; its width is one hundred.
const ROW: usize = 10;

/// So many pixels high is a row, as `--tie` in the style sheet.
const ROW_HEIGHT: usize = 56;

/// Values on one side, records on the other, and a line for each record that has a value.
#[component]
pub(super) fn Ties(
    /// What is shown.
    compare: Memo<Option<CompareView>>,
) -> impl IntoView {
    let columns = Memo::new(move |_| {
        compare.with(|compare| compare.as_ref().map(|compare| compare.columns.clone()).unwrap_or_default())
    });
    let ties = Memo::new(move |_| {
        compare.with(|compare| compare.as_ref().map(|compare| compare.ties.clone()).unwrap_or_default())
    });
    view! {
        <div class="ties">
            <ul class="ties-values">
                {move || each(ties.get().into_iter().enumerate(), |(place, tie)| view! { <Node place tie/> })}
            </ul>
            {move || drawing(&ties.get(), columns.with(Vec::len))}
            <ul class="ties-records">
                {move || each(columns.get(), |column| view! { <Record column/> })}
            </ul>
        </div>
        <Listed ties columns/>
    }
}

/// A value: a button that makes its ties stand out.
#[component]
fn Node(
    /// Its place.
    place: usize,
    /// What it ties.
    tie: TieView,
) -> impl IntoView {
    let TieView { kind, spelling, text, picked, .. } = tie;
    let icon = match kind {
        CommKind::Phone => "phone",
        CommKind::Email => "email",
    };
    let press = send(Intent::Pick(place));
    view! {
        <li>
            <button class="tie" type="button" name="tie" aria-pressed=picked.to_string() on:click=move |_| press()>
                <bdi class="spelling" dir="ltr" data-icon=icon>{spelling}</bdi>
                <span class="quiet">{say(text)}</span>
            </button>
        </li>
    }
}

/// A record.
#[component]
fn Record(
    /// Which.
    column: ColumnView,
) -> impl IntoView {
    let ColumnView { title, kind, address, .. } = column;
    view! {
        <li>
            <a class="link" href=address target="_blank" rel="noopener noreferrer" dir="auto">{say(title)}</a>
            <span class="quiet">{say(kind)}</span>
        </li>
    }
}

/// The lines. What they say stands in the table below, so that they say nothing by themselves.
fn drawing(ties: &[TieView], records: usize) -> AnyView {
    let height = ties.len().max(records) * ROW;
    let middle = |place: usize| (place * ROW + ROW / 2).to_string();
    let is_any_picked = ties.iter().any(|tie| tie.picked);
    let lines = ties.iter().enumerate().flat_map(|(value, tie)| {
        let width = 2 * tie.records.len() - 1;
        let look = match (tie.picked, is_any_picked, tie.records.len()) {
            (true, ..) => "picked",
            (false, true, _) => "faint",
            (false, false, 1) => "single",
            (false, false, _) => "shared",
        };
        tie.records.iter().map(move |record| (value, *record, width, look))
    });
    let line = |(value, record, width, look): (usize, usize, usize, &'static str)| {
        view! {
            <line
                class="tie-line"
                data-look=look
                x1="0"
                y1=middle(value)
                x2="100"
                y2=middle(record)
                stroke-width=width.to_string()
            />
        }
    };
    view! {
        <svg
            class="ties-lines"
            viewBox=["0 0 100 ", &height.to_string()].concat()
            preserveAspectRatio="none"
            height=(height / ROW * ROW_HEIGHT).to_string()
            aria-hidden="true"
        >
            {each(lines, line)}
        </svg>
    }
    .into_any()
}

/// The same as a table.
#[component]
fn Listed(
    /// The values.
    ties: Memo<Vec<TieView>>,
    /// The records.
    columns: Memo<Vec<ColumnView>>,
) -> impl IntoView {
    let caption = id("ties");
    let titles = move |places: &[usize]| {
        columns.with(|columns| {
            places
                .iter()
                .filter_map(|place| columns.get(*place))
                .map(|column| column.title.clone())
                .collect::<Vec<Message>>()
        })
    };
    view! {
        <table class="compare ties-table" aria-labelledby=caption.clone()>
            <caption class="unseen" id=caption.clone()>{say(Key::UiCompareTies)}</caption>
            <thead>
                <tr class={"compare-head"}>
                    <th scope="col">{say(Key::UiCompareValue)}</th>
                    <th scope="col">{say(Key::UiCompareWho)}</th>
                </tr>
            </thead>
            <tbody>
                {move || each(ties.get(), |tie| {
                    let records = titles(&tie.records);
                    view! {
                        <tr>
                            <th scope="row"><bdi dir="ltr">{tie.spelling}</bdi></th>
                            <td>
                                <ul class={"compare-values"}>
                                    {each(records, |title| view! { <li><bdi>{say(title)}</bdi></li> })}
                                </ul>
                            </td>
                        </tr>
                    }
                })}
            </tbody>
        </table>
    }
}
