//! The search box and what belongs to it.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::choice::{Choice, select};
use super::{Look, Part, button, button_while, paste};
use crate::domain::{CommKind, EntityType};
use crate::flow::Intent;
use crate::flow::view::{AppView, FormView, InvalidView, SEARCH_BOX};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{Dispatch, dispatch, say, say_of};
use crate::ui::element::{el, live};
use crate::ui::slices::{self, shown, while_there};

const HINT: &str = "b24d-values-hint";
const INVALID: &str = "b24d-invalid";

/// The search box. It stays while the view has a form: only what it shows changes.
pub(crate) fn search_form(view: ReadSignal<AppView>) -> AnyView {
    let label = say_of(view, |view| Some(slices::form(view)?.search_label.clone()));
    el("div")
        .class("form")
        .attr("role", "search")
        .child(el("label").class("field-label").attr("for", SEARCH_BOX).text(say(Key::UiValues)))
        .child(search_box(view))
        .child(
            el("p")
                .class("quiet")
                .attr("id", HINT)
                .attr("data-summary", "")
                .text(say_of(view, |view| slices::form(view)?.summary.clone())),
        )
        .child(shown(view, |view| slices::form(view)?.attachment.clone().map(Part::Attachment)))
        .child(while_there(
            view,
            |view| is(view, |form| form.can_undo),
            || button("undo-detach", say(Key::UiUndoDetach), Look::Quiet, Intent::UndoDetach),
        ))
        .child(invalid(view))
        .child(
            el("div")
                .class("tools")
                .child(kind_choice(view))
                .child(entity_choice(view))
                .child(button_while(view, is_ready, "search", label, Look::Primary, Intent::Search))
                .child(button("clear", say(Key::UiClear), Look::Quiet, Intent::Clear)),
        )
        .into()
}

fn is(view: &AppView, read: fn(&FormView) -> bool) -> bool {
    slices::form(view).is_some_and(read)
}

fn is_ready(view: &AppView) -> bool {
    is(view, |form| form.can_search && !form.running)
}

fn search_box(view: ReadSignal<AppView>) -> AnyView {
    let dispatch = dispatch();
    el("textarea")
        .attr("id", SEARCH_BOX)
        .attr("name", "values")
        .attr("rows", "3")
        .attr("dir", "auto")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("aria-describedby", [HINT, " ", INVALID].concat())
        .live("aria-invalid", move || {
            view.with(|view| is(view, |form| !form.invalid.is_empty())).then(|| "true".to_owned())
        })
        .labelled("placeholder", say(Key::UiValuesExample))
        .value(live(move || view.with(|view| text(view).to_owned())))
        .on("input", move |event| dispatch.send(Intent::Type(event_target_value(&event))))
        .on("paste", move |event| keep_long(dispatch, &event))
        .on("drop", move |event| keep_long(dispatch, &event))
        .on("keydown", move |event| {
            let lines = if view.with_untracked(|view| text(view).contains('\n')) {
                Lines::Several
            } else {
                Lines::One
            };
            if is_search_key(&event, lines) {
                event.prevent_default();
                dispatch.send(Intent::Search);
            }
        })
        .into()
}

/// A text that is too long for the box is attached instead.
fn keep_long(dispatch: Dispatch, event: &Event) {
    if let Some(text) = paste::too_long_for_the_box(event) {
        event.prevent_default();
        paste::attach(dispatch, text);
    }
}

fn text(view: &AppView) -> &str {
    slices::form(view).map_or("", |form| form.text.as_str())
}

/// How many lines the search box holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Several,
}

/// One value is searched by Enter, as in any search box. A list is written in lines, so there Enter begins
/// the next one; Shift and Enter begins the first of them, Ctrl or Cmd and Enter always searches.
fn is_search_key(event: &Event, lines: Lines) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|event| {
        let always = event.ctrl_key() || event.meta_key();
        let plain = lines == Lines::One && !event.shift_key() && !event.is_composing();
        event.key() == "Enter" && (always || plain)
    })
}

fn kind_choice(view: ReadSignal<AppView>) -> AnyView {
    let choice = |kind: Option<CommKind>, label| Choice {
        value: kind.map_or("", CommKind::wire),
        label,
        intent: Intent::ChooseKind(kind),
    };
    let choices = vec![
        choice(None, Key::UiKindAuto),
        choice(Some(CommKind::Phone), Key::UiKindPhone),
        choice(Some(CommKind::Email), Key::UiKindEmail),
    ];
    select(view, "kind", Key::UiKind, choices, |view| {
        slices::form(view).and_then(|form| form.kind).map_or("", CommKind::wire)
    })
}

fn entity_choice(view: ReadSignal<AppView>) -> AnyView {
    let choice = |entity: Option<EntityType>, label| Choice {
        value: entity.map_or("", EntityType::wire),
        label,
        intent: Intent::ChooseType(entity),
    };
    let choices = vec![
        choice(None, Key::UiEntityAll),
        choice(Some(EntityType::Lead), Key::UiEntityLead),
        choice(Some(EntityType::Contact), Key::UiEntityContact),
        choice(Some(EntityType::Company), Key::UiEntityCompany),
    ];
    select(view, "entity", Key::UiEntity, choices, |view| {
        slices::form(view).and_then(|form| form.entity).map_or("", EntityType::wire)
    })
}

/// What is wrong, value by value. Its place is there from the start: the search box refers to it.
fn invalid(view: ReadSignal<AppView>) -> AnyView {
    let more = say_of(view, |view| {
        let more = slices::form(view)?.invalid_more;
        (more > 0).then(|| Message::counting(Key::UiMoreInvalid, more))
    });
    el("div")
        .class("invalid")
        .attr("id", INVALID)
        .child(shown(view, |view| Some(Part::Invalid(slices::form(view)?.invalid.clone()))))
        .child(el("p").text(more))
        .into()
}

/// One value that cannot be asked: where it stands, what it is, what is wrong.
pub(crate) fn invalid_value(value: InvalidView) -> AnyView {
    let InvalidView { line, value, why } = value;
    el("p")
        .attr("data-invalid", line.to_string())
        .child(
            el("span").class("quiet").text(say(Message::plain(Key::UiLine).with("line", Arg::Number(line)))),
        )
        .child(el("bdi").words(value))
        .child(el("span").class("field-error").text(say(why)))
        .into()
}
