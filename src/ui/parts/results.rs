//! What was found.

use leptos::prelude::*;

use super::arrangement::arrangement_choice;
use super::list::{List, rows};
use super::note::copying;
use super::notice::tone_name;
use super::{Look, Part, button};
use crate::domain::EntityType;
use crate::flow::view::{AppView, CompletenessView, HiddenView, RESULTS_HEADING, RunState, group_heading};
use crate::flow::{Arrangement, CopyWhat, Intent};
use crate::i18n::{Key, Message};
use crate::ui::context::{say, say_of};
use crate::ui::element::{el, several};
use crate::ui::slices::{self, shown, while_there};

/// The results, as soon as there are any.
pub(crate) fn results(view: ReadSignal<AppView>) -> AnyView {
    while_there(
        view,
        |view| slices::results(view).is_some(),
        move || {
            let headline = say_of(view, |view| Some(slices::results(view)?.headline.clone()));
            el("section")
                .class("results")
                .attr("aria-labelledby", RESULTS_HEADING)
                .live("aria-busy", move || {
                    let is_busy = view.with(slices::state) == Some(RunState::Searching);
                    is_busy.then(|| "true".to_owned())
                })
                .child(
                    el("div")
                        .class("tools")
                        .child(
                            el("h2")
                                .class("headline")
                                .attr("id", RESULTS_HEADING)
                                .attr("tabindex", "-1")
                                .text(headline),
                        )
                        .child(refresh(view)),
                )
                .child(shown(view, |view| {
                    Some(Part::Completeness(slices::results(view)?.completeness.clone()))
                }))
                .child(el("div").class("tools").child(arrangement_choice(view)).child(while_there(
                    view,
                    |view| slices::results(view).is_some_and(|results| !results.groups.is_empty()),
                    move || copy_ids(view, None),
                )))
                .child(shown(view, |view| Some(Part::Arranged(slices::results(view)?.arrangement))))
                .child(shown(view, |view| Some(Part::Hidden(slices::results(view)?.hidden.clone()))))
                .into()
        },
    )
}

/// Reads the card again. A notice that stands instead of the results brings its own button.
fn refresh(view: ReadSignal<AppView>) -> AnyView {
    while_there(
        view,
        |view| slices::card(view).is_some() && slices::progress(view).is_none(),
        || button("refresh", say(Key::CardRefresh), Look::Quiet, Intent::Refresh),
    )
}

/// The records by type, or the values with their records.
pub(crate) fn arranged(view: ReadSignal<AppView>, arrangement: Arrangement) -> AnyView {
    match arrangement {
        // Every type has its place from the start: a group stays where it is while others come.
        Arrangement::ByRecord => {
            several(EntityType::ALL.into_iter().map(|entity| group(view, entity)).collect())
        }
        Arrangement::ByValue => by_value(view),
    }
}

fn group(view: ReadSignal<AppView>, entity: EntityType) -> AnyView {
    while_there(
        view,
        move |view| slices::group(view, entity).is_some(),
        move || {
            let title = say_of(view, move |view| Some(slices::group(view, entity)?.title.into()));
            let count = say_of(view, move |view| Some(slices::group(view, entity)?.count.clone()));
            el("section")
                .class("group")
                .attr("data-group", entity.word())
                .child(
                    el("div")
                        .class("group-head")
                        .child(el("h3").attr("id", group_heading(entity)).attr("tabindex", "-1").text(title))
                        .child(el("span").class("count").text(count))
                        .child(copy_ids(view, Some(entity))),
                )
                .child(el("ul").class("records").child(rows(view, List::Records(entity))))
                .child(more(view, Intent::ShowMore(entity)))
                .into()
        },
    )
}

/// Each says of which type its ids are: three buttons of one name are one to a screen reader.
fn copy_ids(view: ReadSignal<AppView>, entity: Option<EntityType>) -> AnyView {
    let (name, label) = match entity {
        None => ("copy-all-ids", Key::UiCopyAllIds),
        Some(EntityType::Lead) => ("copy-ids", Key::UiCopyIdsLead),
        Some(EntityType::Contact) => ("copy-ids", Key::UiCopyIdsContact),
        Some(EntityType::Company) => ("copy-ids", Key::UiCopyIdsCompany),
    };
    let button = button(name, say(label), Look::Quiet, Intent::CopyIds(entity));
    copying(view, CopyWhat::Ids(entity), button)
}

fn by_value(view: ReadSignal<AppView>) -> AnyView {
    several(vec![
        el("ul").class("by-value").child(rows(view, List::Values)).into(),
        more(view, Intent::ShowMoreValues),
    ])
}

/// A button that shows what is left out. It stays the same element while there is more, so that it keeps the
/// focus.
pub(crate) fn more(view: ReadSignal<AppView>, intent: Intent) -> AnyView {
    let (while_left, counted) = (intent.clone(), intent.clone());
    while_there(
        view,
        move |view| left(view, &while_left) > 0,
        move || {
            let counted = counted.clone();
            let label =
                say_of(view, move |view| Some(Message::counting(Key::UiShowMore, left(view, &counted))));
            button("more", label, Look::Quiet, intent.clone())
        },
    )
}

/// How many the next press shows.
fn left(view: &AppView, intent: &Intent) -> u64 {
    match intent {
        Intent::ShowMore(entity) => slices::group(view, *entity).map_or(0, |group| group.more),
        _ => slices::results(view).map_or(0, |results| results.values_more),
    }
}

/// How many records of one type cannot be named.
pub(crate) fn hidden_records(hidden: HiddenView) -> AnyView {
    el("p").attr("data-hidden", hidden.entity.word()).text(say(hidden.text)).into()
}

/// The statement of completeness.
pub(crate) fn completeness(completeness: CompletenessView) -> AnyView {
    el("div")
        .class("completeness")
        .attr("data-completeness", "")
        .attr("data-tone", tone_name(completeness.tone))
        .children(completeness.lines.into_iter().map(|line| el("p").text(say(line)).into()))
        .into()
}
