//! What the check says about the list, at a glance.

use leptos::prelude::*;

use super::checked;
use crate::domain::EntityType;
use crate::i18n::{Key, Message};
use crate::page::{ShareView, SummaryView, VerdictKind, View};
use crate::ui::context::{id, say};
use crate::ui::erased::{If, Memo, each};

/// One bar of all rows, by their verdicts, and bars by type and by who is responsible. What a bar shows stands beside it
/// in words; nobody needs its colours.
#[component]
pub(super) fn Summary(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let parts = move |read: fn(&SummaryView) -> Vec<Part>| {
        let summary = checked(view, |checked| checked.summary.clone());
        Memo::new(move |_| summary.with(|summary| summary.as_ref().map(read).unwrap_or_default()))
    };
    let verdicts = parts(|summary| summary.verdicts.iter().map(of_verdict).collect());
    let types = parts(|summary| summary.types.iter().map(of_type).collect());
    let people = parts(|summary| summary.people.iter().map(of_person).collect());
    let heading = id("list-summary");
    view! {
        <section class="list-summary" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{say(Key::UiListSummary)}</h3>
            {move || stacked(&verdicts.get())}
            <ul class="list-shares" data-shares="verdicts">
                {move || each(verdicts.get(), |part| view! { <li>{swatch(part.name)} {say(part.text)}</li> })}
            </ul>
            <div class="list-bars">
                <Bars title=Key::UiListByType name="types" parts=types/>
                <Bars title=Key::UiListByPeople name="people" parts=people/>
            </div>
        </section>
    }
}

/// A part of the rows.
#[derive(Clone, PartialEq)]
struct Part {
    name: &'static str,
    permille: u64,
    text: Message,
}

fn of_verdict(share: &ShareView<VerdictKind>) -> Part {
    Part { name: share.what.name(), permille: share.permille, text: share.text.clone() }
}

fn of_type(share: &ShareView<EntityType>) -> Part {
    Part { name: share.what.word(), permille: share.permille, text: share.text.clone() }
}

fn of_person(share: &ShareView<String>) -> Part {
    Part { name: "person", permille: share.permille, text: share.text.clone() }
}

/// The part that is seen at least, so that none is lost.
const LEAST: u64 = 6;

/// One bar of all parts.
fn stacked(parts: &[Part]) -> AnyView {
    let widths: Vec<u64> = parts.iter().map(|part| part.permille.max(LEAST)).collect();
    let all: u64 = widths.iter().sum();
    let begins = widths.iter().scan(0, |end, width| {
        let begin = *end;
        *end += width;
        Some(begin)
    });
    let rects = parts.iter().zip(begins).zip(&widths).map(|((part, x), width)| {
        view! {
            <rect
                class="list-part"
                data-verdict=part.name
                x=x.to_string()
                y={"0"}
                width=width.to_string()
                height={"16"}
            ></rect>
        }
    });
    let rects: Vec<_> = rects.collect();
    view! {
        <svg
            class="list-stack"
            viewBox=["0 0 ", &all.max(1).to_string(), " 16"].concat()
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            {each(rects, |rect| rect)}
        </svg>
    }
    .into_any()
}

/// The colour of a part, beside its words.
fn swatch(name: &'static str) -> AnyView {
    view! {
        <svg class="list-swatch" viewBox="0 0 12 12" aria-hidden="true">
            <rect class="list-part" data-verdict=name x={"0"} y={"0"} width={"12"} height={"12"}></rect>
        </svg>
    }
    .into_any()
}

/// A bar for each part, since a row can be in several.
#[component]
fn Bars(
    /// What they are parts by.
    title: Key,
    /// By which style sheets and tests know it.
    name: &'static str,
    /// The parts.
    parts: Memo<Vec<Part>>,
) -> impl IntoView {
    let bar = |part: Part| {
        view! {
            <li>
                <bdi>{say(part.text)}</bdi>
                <svg class="list-bar" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect
                        class="list-part"
                        x={"0"}
                        y={"0"}
                        width=part.permille.max(LEAST).to_string()
                        height={"6"}
                    ></rect>
                </svg>
            </li>
        }
    };
    view! {
        <If when=move || parts.with(|parts| !parts.is_empty())>
            <div>
                <h4>{say(title)}</h4>
                <ul class="list-shares" data-shares=name>{move || each(parts.get(), bar)}</ul>
            </div>
        </If>
    }
}
