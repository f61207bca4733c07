//! Records side by side.

mod merging;
mod table;
mod ties;

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::portal::Portal;
use super::select;
use crate::app::FocusTarget;
use crate::compare::view::CompareView;
use crate::compare::{Arrangement, Intent, Shown};
use crate::i18n::Key;
use crate::merge;
use crate::page::{self, CompareExit, View};
use crate::session::view::NoticeView;
use crate::ui::context::{dispatch, id, say, say_of, send};
use crate::ui::erased::{Given, If, Memo, flag, handler};
use crate::ui::shared::{Button, Look, TheNotice};
use merging::Merging;
use table::Table;
use ties::Ties;

/// Two to five records, field by field or by what ties them, and what merging them would do.
#[component]
pub(super) fn CompareScreen(
    /// What the whole page shows.
    view: ReadSignal<View>,
    /// What keeps everything.
    halted: Memo<Option<NoticeView<page::Intent>>>,
) -> impl IntoView {
    let compare = Memo::new(move |_| view.with(|view| select::compare(view).cloned()));
    let of = move |read: fn(&CompareView) -> bool| {
        Memo::new(move |_| compare.with(|compare| compare.as_ref().is_some_and(read)))
    };
    let notice = Memo::new(move |_| compare.with(|compare| compare.as_ref()?.notice.clone()));
    let merge = Memo::new(move |_| view.with(|view| select::merge(view).cloned()));
    let can_merge =
        Memo::new(move |_| view.with(|view| select::can_merge(view) && select::merge(view).is_none()));
    let has_rows = of(|compare| compare.summary.is_some());
    let goes_back = Memo::new(move |_| view.with(select::compare_exit) == Some(CompareExit::Back));
    view! {
        <header class="page-head">
            <h1 data-focus=FocusTarget::Heading.name() tabindex="-1">{say(Key::CompareTitle)}</h1>
            <Portal host=move || view.with(|view| view.portal.clone())/>
            <If when=goes_back>
                <Button name="back" look=Look::Quiet press=send(Intent::Back) label=say(Key::UiCompareBack)/>
            </If>
        </header>
        <TheNotice notice=halted/>
        <TheNotice notice/>
        <p class="compare-summary" aria-busy=move || flag(!has_rows.get())>
            {say_of(move || compare.with(|compare| {
                let compare = compare.as_ref()?;
                compare.summary.clone().or_else(|| compare.waiting.clone())
            }))}
        </p>
        <If when=has_rows>
            <div class="tools compare-tools">
                <Choice
                    legend=Key::UiCompareArrangement
                    choices=[
                        (Intent::Arrange(Arrangement::Fields), "fields", Key::UiCompareFields),
                        (Intent::Arrange(Arrangement::Ties), "ties", Key::UiCompareTies),
                    ]
                    first=of(|compare| compare.arrangement == Arrangement::Fields)
                />
                <If when=of(|compare| compare.arrangement == Arrangement::Fields)>
                    <Choice
                        legend=Key::UiCompareShown
                        choices=[
                            (Intent::Show(Shown::All), "all", Key::UiCompareAll),
                            (Intent::Show(Shown::Differences), "differences", Key::UiCompareDifferences),
                        ]
                        first=of(|compare| compare.shown == Shown::All)
                    />
                </If>
                <Button
                    name="again"
                    look=Look::Quiet
                    press=send(Intent::Again)
                    label=say(Key::UiCompareAgain)
                />
                <Button
                    name="print"
                    look=Look::Quiet
                    press=send(Intent::Print)
                    label=say(Key::UiComparePrint)
                />
                <If when=can_merge>
                    <Button
                        name="merge"
                        look=Look::Plain
                        press=send(merge::Intent::Begin)
                        label=say(Key::UiMergeBegin)
                    />
                </If>
            </div>
        </If>
        <Given value=merge let:merge>
            <Merging merge opens_pages=move || view.with(select::opens_pages)/>
        </Given>
        <If when=of(|compare| compare.summary.is_some() && compare.arrangement == Arrangement::Fields)>
            <Table compare/>
        </If>
        <If when=of(|compare| compare.summary.is_some() && compare.arrangement == Arrangement::Ties)>
            <Ties compare/>
        </If>
    }
}

/// A choice between two.
#[component]
fn Choice(
    /// What is chosen.
    legend: Key,
    /// What each says, its `value` and its label.
    choices: [(Intent, &'static str, Key); 2],
    /// Whether the first is chosen.
    first: Memo<bool>,
) -> impl IntoView {
    let [one, other] = choices;
    let name = id(one.1);
    view! {
        <fieldset class="segments">
            <legend class="unseen">{say(legend)}</legend>
            <Segment name=name.clone() choice=one chosen=first/>
            <Segment name choice=other chosen=Memo::new(move |_| !first.get())/>
        </fieldset>
    }
}

/// One of the two.
#[component]
fn Segment(
    /// The name of the choice.
    name: String,
    /// What it says, its `value` and its label.
    choice: (Intent, &'static str, Key),
    /// Whether it is chosen.
    chosen: Memo<bool>,
) -> impl IntoView {
    let (intent, value, label) = choice;
    let dispatch = dispatch();
    let choose = handler(move |_: MouseEvent| dispatch.send(intent));
    view! {
        <label class="segment">
            <input
                type="radio"
                name=name
                value=value
                checked=move || chosen.get().then(String::new)
                on:click=choose
            />
            <span>{say(label)}</span>
        </label>
    }
}
