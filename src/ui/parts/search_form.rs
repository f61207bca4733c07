//! The search box and what belongs to it.

use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::prelude::*;

use super::attachment::attachment;
use super::choice::{Choice, select};
use super::{Look, button, button_while};
use crate::domain::{CommKind, EntityType};
use crate::flow::Intent;
use crate::flow::view::{ATTACH_ABOVE_BYTES, AppView, FormView, InvalidView, SEARCH_BOX};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{dispatch, say, say_current};
use crate::ui::slices::{self, fact, shown, slice, while_there};

const HINT: &str = "b24d-values-hint";
const INVALID: &str = "b24d-invalid";

/// The search box. It stays while the view has a form: only its slices change.
pub(crate) fn search_form(view: Signal<AppView>) -> AnyView {
    let reads =
        move |read: fn(&FormView) -> bool| fact(view, move |view| slices::form(view).is_some_and(read));
    let summary = slice(view, |view| slices::form(view)?.summary.as_ref());
    let can_search = reads(|form| form.can_search && !form.running);
    let label = say_current(slice(view, |view| slices::form(view).map(|form| &form.search_label)));
    view! {
        <div class="form" role="search">
            <label class="field-label" for=SEARCH_BOX>{say(Key::UiValues)}</label>
            {search_box(view)}
            <p id=HINT class="quiet" data-summary="">{say_current(summary)}</p>
            {shown(slice(view, |view| slices::form(view)?.attachment.as_ref()), attachment)}
            {while_there(reads(|form| form.can_undo), || button("undo-detach", say(Key::UiUndoDetach), Look::Quiet, Intent::UndoDetach))}
            {invalid(view)}
            <div class="tools">
                {kind_choice(view)}
                {entity_choice(view)}
                {button_while("search", label, Look::Primary, Intent::Search, Some(can_search))}
                {button("clear", say(Key::UiClear), Look::Quiet, Intent::Clear)}
            </div>
        </div>
    }
    .into_any()
}

fn search_box(view: Signal<AppView>) -> AnyView {
    let dispatch = dispatch();
    let text = fact(view, |view| slices::form(view).map_or_else(String::new, |form| form.text.clone()));
    let is_invalid =
        fact(view, |view| slices::form(view).is_some_and(|form| !form.invalid.is_empty()).then_some("true"));
    let search = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            dispatch.send(Intent::Search);
        }
    };
    view! {
        <textarea
            id=SEARCH_BOX
            name="values"
            rows="3"
            dir="auto"
            spellcheck="false"
            autocomplete="off"
            aria-describedby=[HINT, " ", INVALID].concat()
            aria-invalid=is_invalid
            placeholder=say(Key::UiValuesExample)
            prop:value=text
            on:input=move |event| dispatch.send(Intent::Type(event_target_value(&event)))
            on:paste=move |event| attach_if_long(&event, |text| dispatch.send(Intent::Attach(text)))
            on:keydown=search
        ></textarea>
    }
    .into_any()
}

/// A text of megabytes would freeze the field that lays it out, so it never reaches it.
fn attach_if_long(event: &ClipboardEvent, attach: impl FnOnce(String)) {
    let pasted = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    if let Some(text) = pasted.filter(|text| text.len() > ATTACH_ABOVE_BYTES) {
        event.prevent_default();
        attach(text);
    }
}

fn kind_choice(view: Signal<AppView>) -> AnyView {
    let choice = |kind: Option<CommKind>, label| Choice {
        value: kind.map_or("", CommKind::wire),
        label,
        intent: Intent::ChooseKind(kind),
    };
    let chosen = fact(view, |view| slices::form(view).and_then(|form| form.kind).map_or("", CommKind::wire));
    let choices = vec![
        choice(None, Key::UiKindAuto),
        choice(Some(CommKind::Phone), Key::UiKindPhone),
        choice(Some(CommKind::Email), Key::UiKindEmail),
    ];
    select("kind", Key::UiKind, choices, chosen)
}

fn entity_choice(view: Signal<AppView>) -> AnyView {
    let choice = |entity: Option<EntityType>, label| Choice {
        value: entity.map_or("", EntityType::wire),
        label,
        intent: Intent::ChooseType(entity),
    };
    let chosen =
        fact(view, |view| slices::form(view).and_then(|form| form.entity).map_or("", EntityType::wire));
    let choices = vec![
        choice(None, Key::UiEntityAll),
        choice(Some(EntityType::Lead), Key::UiEntityLead),
        choice(Some(EntityType::Contact), Key::UiEntityContact),
        choice(Some(EntityType::Company), Key::UiEntityCompany),
    ];
    select("entity", Key::UiEntity, choices, chosen)
}

/// What is wrong, value by value. Its place is there from the start: the search box refers to it.
fn invalid(view: Signal<AppView>) -> AnyView {
    let values = slice(view, |view| slices::form(view).map(|form| &form.invalid));
    let more = fact(view, |view| slices::form(view).map(|form| form.invalid_more).filter(|more| *more > 0));
    view! {
        <ul id=INVALID class="invalid">
            {shown(values, |values| values.into_iter().map(invalid_value).collect::<Vec<_>>().into_any())}
            {shown(more, |more| {
                view! { <li>{say(Message::counting(Key::UiMoreInvalid, more))}</li> }.into_any()
            })}
        </ul>
    }
    .into_any()
}

fn invalid_value(value: InvalidView) -> AnyView {
    let InvalidView { line, value, why } = value;
    let line_name = Message::plain(Key::UiLine).with("line", Arg::Number(line));
    view! {
        <li data-invalid=line>
            <span class="quiet">{say(line_name)}</span>
            " "
            <bdi>{value}</bdi>
            " "
            <span class="field-error">{say(why)}</span>
        </li>
    }
    .into_any()
}
