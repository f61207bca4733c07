//! What was found.

use leptos::prelude::*;

use super::choice::arrangement_choice;
use super::list::rows;
use super::notice::tone_name;
use super::record::{group_name, record_row};
use super::value::value_item;
use super::{Look, button};
use crate::domain::EntityType;
use crate::flow::view::{AppView, CompletenessView, GroupView, HiddenView, RESULTS_HEADING, ResultsView};
use crate::flow::{Arrangement, Intent};
use crate::i18n::{Key, Message};
use crate::ui::context::{say, say_current};
use crate::ui::slices::{self, fact, shown, slice, while_there};

/// The results, as soon as there are any.
pub(crate) fn results(view: Signal<AppView>) -> AnyView {
    while_there(fact(view, |view| slices::results(view).is_some()), move || {
        let headline = of(view, |results| Some(&results.headline));
        let busy = fact(view, |view| slices::progress(view).is_some().to_string());
        let arrangement = fact(view, |view| slices::results(view).map(|results| results.arrangement));
        let any_group =
            fact(view, |view| slices::results(view).is_some_and(|results| !results.groups.is_empty()));
        view! {
            <section class="results" aria-labelledby=RESULTS_HEADING aria-busy=busy>
                <h2 id=RESULTS_HEADING class="headline" tabindex="-1">{say_current(headline)}</h2>
                {shown(of(view, |results| Some(&results.completeness)), completeness)}
                <div class="tools">
                    {arrangement_choice(arrangement)}
                    {while_there(any_group, || button("copy-all-ids", say(Key::UiCopyAllIds), Look::Quiet, Intent::CopyIds(None)))}
                </div>
                {shown(arrangement, move |arrangement| match arrangement {
                    Arrangement::ByRecord => by_record(view),
                    Arrangement::ByValue => by_value(view),
                })}
                {shown(of(view, |results| Some(&results.hidden)), |hidden| {
                    hidden.into_iter().map(hidden_records).collect::<Vec<_>>().into_any()
                })}
            </section>
        }
        .into_any()
    })
}

fn of<T, P>(view: Signal<AppView>, pick: P) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    P: Fn(&ResultsView) -> Option<&T> + Send + Sync + 'static,
{
    slice(view, move |view| slices::results(view).and_then(&pick))
}

/// Every type has its place from the start, so that a group keeps the keyboard's focus while others come.
fn by_record(view: Signal<AppView>) -> AnyView {
    EntityType::ALL.map(|entity| group(view, entity)).into_any()
}

fn group(view: Signal<AppView>, entity: EntityType) -> AnyView {
    while_there(fact(view, move |view| group_of(view, entity).is_some()), move || {
        let title = fact(view, move |view| group_of(view, entity).map(|group| Message::plain(group.title)));
        let count = slice(view, move |view| group_of(view, entity).map(|group| &group.count));
        let records = fact(view, move |view| {
            group_of(view, entity).map_or_else(Vec::new, |group| group.records.clone())
        });
        let more =
            fact(view, move |view| group_of(view, entity).map(|group| group.more).filter(|more| *more > 0));
        view! {
            <section class="group" data-group=group_name(entity)>
                <div class="group-head">
                    <h3>
                        {say_current(title)}
                        " "
                        <span class="count">{say_current(count)}</span>
                    </h3>
                    {button("copy-ids", say(Key::UiCopyIds), Look::Quiet, Intent::CopyIds(Some(entity)))}
                </div>
                <ul class="records">{rows(records, record_row)}</ul>
                {shown(more, move |more| button("more", say(Message::counting(Key::UiShowMore, more)), Look::Quiet, Intent::ShowMore(entity)))}
            </section>
        }
        .into_any()
    })
}

fn group_of(view: &AppView, entity: EntityType) -> Option<&GroupView> {
    slices::results(view)?.groups.iter().find(|group| group.entity == entity)
}

fn by_value(view: Signal<AppView>) -> AnyView {
    let values =
        fact(view, |view| slices::results(view).map_or_else(Vec::new, |results| results.values.clone()));
    let more =
        fact(view, |view| slices::results(view).map(|results| results.values_more).filter(|more| *more > 0));
    view! {
        <ul class="by-value">{rows(values, value_item)}</ul>
        {shown(more, |more| {
            button("more", say(Message::counting(Key::UiShowMore, more)), Look::Quiet, Intent::ShowMoreValues)
        })}
    }
    .into_any()
}

fn hidden_records(hidden: HiddenView) -> AnyView {
    view! { <p class="hidden-records" data-hidden=group_name(hidden.entity)>{say(hidden.text)}</p> }
        .into_any()
}

fn completeness(completeness: CompletenessView) -> AnyView {
    let lines = completeness.lines.into_iter().map(|line| view! { <p>{say(line)}</p> }.into_any());
    view! {
        <div class="completeness" data-completeness="" data-tone=tone_name(completeness.tone)>
            {lines.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
