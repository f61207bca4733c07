//! Everything that is known of one row.

use leptos::prelude::*;

use super::checked;
use super::column::column_name;
use super::piece::Pieces;
use super::record::{Reach, records};
use crate::i18n::{Arg, Key, Message};
use crate::page::{ListIntent, ListValueView, ListVerdictView, OpenedRowView, View};
use crate::ui::context::{id, say, say_of, send};
use crate::ui::erased::{Given, If, Memo, each};
use crate::ui::shared::{Button, Look, tone_name};

/// The row that is opened, while one is.
#[component]
pub(super) fn Opened(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let opened = checked(view, |checked| checked.table.opened.as_deref().cloned());
    let opened = Memo::new(move |_| opened.get().flatten());
    view! {
        <Given value=opened let:opened>
            <Details opened/>
        </Given>
    }
}

#[component]
fn Details(
    /// The row.
    opened: Memo<OpenedRowView>,
) -> impl IntoView {
    let heading = id("list-opened");
    let number =
        |opened: &OpenedRowView| Message::plain(Key::UiListOpened).with("line", Arg::Number(opened.number));
    let verdict = Memo::new(move |_| opened.with(|opened| Some(opened.verdict.clone())));
    let repeats = move |opened: &OpenedRowView| {
        let number = opened.repeats?;
        Some(Message::plain(Key::UiListRepeats).with("line", Arg::Number(number)))
    };
    let values = Memo::new(move |_| opened.with(|opened| opened.values.clone()));
    let pieces = Memo::new(move |_| opened.with(|opened| opened.pieces.clone()));
    let cells = Memo::new(move |_| opened.with(|opened| opened.cells.clone()));
    let none = Memo::new(|_| 0);
    let cell = |(place, (name, text)): (u64, (String, String))| {
        view! {
            <div>
                <dt dir={"auto"}>{say(column_name(&name, place))}</dt>
                <dd dir={"auto"}>{text}</dd>
            </div>
        }
    };
    view! {
        <section class="list-opened" data-opened="" aria-labelledby=heading.clone()>
            <div class="list-head">
                <h3 id=heading.clone()>{say_of(move || opened.with(|opened| Some(number(opened))))}</h3>
                <Button
                    name="close-row"
                    look=Look::Quiet
                    press=send(ListIntent::CloseRow)
                    label=say(Key::UiListClose)
                />
            </div>
            <p>{move || each(verdict.get(), verdict_of)}</p>
            <p class="quiet">{say_of(move || opened.with(repeats))}</p>
            <ul class="list-values">{move || each(values.get(), |value| view! { <Value value/> })}</ul>
            <If when=move || pieces.with(|pieces| !pieces.is_empty())>
                <Pieces pieces more=none/>
            </If>
            <dl class="list-cells">{move || each((0..).zip(cells.get()), cell)}</dl>
        </section>
    }
}

/// A verdict, as it is said of a row.
pub(super) fn verdict_of(verdict: ListVerdictView) -> AnyView {
    let ListVerdictView { kind, tone, text } = verdict;
    view! { <span class="chip" data-tone=tone_name(tone) data-verdict=kind.name()>{say(text)}</span> }
        .into_any()
}

/// A value, with who has it.
#[component]
fn Value(
    /// The value.
    value: ListValueView,
) -> impl IntoView {
    let ListValueView { spelling, text, records: found, records_more } = value;
    view! {
        <li>
            <bdi class={"list-value"} dir="ltr">{spelling}</bdi>
            <span class={"quiet"}>{say(text)}</span>
            {records(found, records_more, Reach::ByTab)}
        </li>
    }
}
