//! The first rows as a table, with what each column has above it.

use leptos::prelude::*;

use super::pick::{Offer, Pick, written};
use crate::i18n::{Arg, Key, Message};
use crate::page::{ColumnView, Holds, Intent, ListIntent, PreviewView};
use crate::ui::Dispatch;
use crate::ui::context::{dispatch, id, say, say_of, surroundings};
use crate::ui::erased::{Memo, attribute, each};

/// The table. It is wider than a narrow frame, and then scrolls by itself; the keyboard scrolls it as well.
#[component]
pub(super) fn First(
    /// What is shown.
    preview: Memo<PreviewView>,
) -> impl IntoView {
    let columns = Memo::new(move |_| preview.with(|preview| preview.columns.len()));
    let rows = Memo::new(move |_| preview.with(|preview| (preview.first_number, preview.first.to_vec())));
    let more = move || {
        let more = preview.with(|preview| preview.columns_more);
        (more > 0).then(|| Message::counting(Key::UiListMoreColumns, more))
    };
    let numbered = move || {
        let (first, rows) = rows.get();
        each((first..).zip(rows), |(number, cells)| view! { <Line number cells/> })
    };
    let caption = id("list-first");
    view! {
        <div class="compare-scroll list-first" role="region" tabindex="0" aria-labelledby=caption.clone()>
            <table class="compare">
                <caption class="unseen" id=caption.clone()>{say(Key::UiListPreview)}</caption>
                <thead>
                    <tr class={"compare-head"}>
                        <th scope="col">{say(Key::UiListNumber)}</th>
                        {move || each(0..columns.get(), |place| view! { <Column preview place/> })}
                    </tr>
                </thead>
                <tbody>{numbered}</tbody>
            </table>
        </div>
        <p class="quiet">{say_of(more)}</p>
    }
}

/// The head of a column: its name, and what it has.
#[component]
fn Column(
    /// What is shown.
    preview: Memo<PreviewView>,
    /// Which of its columns.
    place: usize,
) -> impl IntoView {
    let (dispatch, surroundings): (Dispatch<Intent>, _) = (dispatch(), surroundings());
    let column = Memo::new(move |_| preview.with(|preview| preview.columns.get(place).cloned()));
    let name = move || column.with(|column| column.as_ref().map(name_of_column));
    let called = attribute(move || {
        let holds = Message::plain(Key::UiListHolds).with("column", Arg::Message(name()?));
        Some(surroundings.write(&holds))
    });
    let offers = Memo::new(move |_| column.with(|column| column.as_ref().map(offers).unwrap_or_default()));
    let choose = move |chosen: usize| {
        let column = column.with_untracked(|column| column.as_ref().map(|column| column.place));
        if let Some((column, (holds, _))) = column.zip(HOLDS.get(chosen)) {
            dispatch.send(ListIntent::SetColumn(column, *holds).into());
        }
    };
    let holds =
        move || column.with(|column| column.as_ref().map(|column| holds_name(column.holds).to_owned()));
    view! {
        <th scope="col" data-holds=holds>
            <span dir="auto">{say_of(name)}</span>
            <Pick name="column" called=Some(called) offers choose=Box::new(choose)/>
        </th>
    }
}

/// What a column can have, and how that is called.
const HOLDS: [(Holds, Key); 4] = [
    (Holds::Phones, Key::UiListPhones),
    (Holds::Emails, Key::UiListEmails),
    (Holds::Both, Key::UiListBoth),
    (Holds::Other, Key::UiListOther),
];

/// As `data-holds` names it.
const fn holds_name(holds: Holds) -> &'static str {
    match holds {
        Holds::Phones => "phones",
        Holds::Emails => "emails",
        Holds::Both => "both",
        Holds::Other => "other",
    }
}

fn offers(column: &ColumnView) -> Vec<Offer> {
    HOLDS.iter().map(|(holds, name)| Offer::new(*name, *holds == column.holds)).collect()
}

/// Its own name, or its place.
pub(super) fn name_of_column(column: &ColumnView) -> Message {
    column_name(&column.name, u64::from(column.place))
}

/// The name of the column at a place, from 0.
pub(super) fn column_name(name: &str, place: u64) -> Message {
    if name.is_empty() {
        Message::plain(Key::UiListColumn).with("number", Arg::Number(place.saturating_add(1)))
    } else {
        written(name)
    }
}

/// One of the first rows.
#[component]
fn Line(
    /// Its number in the file.
    number: u64,
    /// What stands in it.
    cells: Vec<String>,
) -> impl IntoView {
    view! {
        <tr data-row=number.to_string()>
            <th scope="row">{say(row_number(number))}</th>
            {each(cells, |cell| view! { <td dir="auto">{cell}</td> })}
        </tr>
    }
}

/// A row's number, as the language writes it.
pub(super) fn row_number(number: u64) -> Message {
    Message::plain(Key::UiListNumbered).with("line", Arg::Number(number))
}
