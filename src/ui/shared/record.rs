//! Found records.

use std::rc::Rc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::chip::Spelling;
use super::note::Note;
use super::{Button, Chip, Folded, Look};
use crate::card::Intent;
use crate::domain::{Colour, RecordRef, StageSemantic};
use crate::i18n::{Arg, Key, Message};
use crate::lookup;
use crate::lookup::view::{Choice, DismissView, Loaded, MatchedView, PersonView, RecordView, StageView};
use crate::session::NotePlace;
use crate::ui::context::{dispatch, name_of, say, send_lookup, surroundings};
use crate::ui::erased::{Directive, If, Memo, Row, RowKey, Rows, Text, directive, each, flag, handler};

/// A list of records.
#[component]
pub(crate) fn Records(
    /// In their order.
    records: Memo<Vec<RecordView>>,
) -> impl IntoView {
    view! { <Rows class="records" each=records row=record_row/> }
}

impl Row for RecordView {
    fn key(&self) -> RowKey {
        RowKey::Record(self.reference)
    }
}

fn record_row(first: &RecordView, record: Memo<RecordView>) -> AnyView {
    view! { <RecordRow reference=first.reference record/> }.into_any()
}

/// The row of a record. The link stays the same element whatever becomes known of the record.
#[component]
fn RecordRow(
    /// Which record.
    reference: RecordRef,
    /// What is known of it.
    record: Memo<RecordView>,
) -> impl IntoView {
    let name = [reference.entity.wire(), "-", &reference.id.get().to_string()].concat();
    let is_known = Memo::new(move |_| record.with(|record| record.address.is_some()));
    // A row draws what it says in three pieces, each as a whole: each closure of its own would be compiled by itself.
    let piece = move |draw: fn(&RecordView) -> AnyView| {
        move || each(record.with(|record| Some(draw(record))), |piece| piece)
    };
    view! {
        <li
            class="record"
            data-record=move || is_known.get().then(|| name.clone())
            data-loading=move || flag(record.with(|record| record.loaded == Loaded::NotYet))
        >
            <div class="record-main">
                <If when=move || is_known.get() && record.with(|record| record.choice != Choice::Never)>
                    <Chooser reference record/>
                </If>
                <RecordLink reference record/>
                {piece(about)}
                <Note at=NotePlace::Record(reference)/>
            </div>
            {piece(deciding)}
            <If when=move || is_known.get()>
                <Folded name="why" label=say(Key::WhyLabel)>
                    {piece(reasons)}
                </Folded>
            </If>
        </li>
    }
}

/// Chooses the record to be compared.
#[component]
fn Chooser(
    /// Which record.
    reference: RecordRef,
    /// What is known of it.
    record: Memo<RecordView>,
) -> impl IntoView {
    let dispatch = dispatch();
    let choose =
        handler(move |_: MouseEvent| dispatch.send(Intent::Lookup(lookup::Intent::Choose(reference))));
    let id = reference.id.get().to_string();
    let is = move |choice| record.with(|record| record.choice == choice);
    view! {
        <input
            type="checkbox"
            name="choose"
            aria-label=name_of(Message::plain(Key::UiChoose).with("id", Arg::Text(id)))
            checked=move || flag(is(Choice::Chosen))
            disabled=move || flag(is(Choice::NoRoom))
            on:click=choose
        />
    }
}

/// What stands beside the name.
fn about(record: &RecordView) -> AnyView {
    // Until the name is there, it stands in its place.
    let is_named = record.loaded != Loaded::NotYet && record.address.is_some();
    let id = is_named.then(|| record.reference.id.get().to_string());
    view! {
        {each(record.subtitle.clone(), |title| view! { <span dir="auto">{title}</span> })}
        {each(record.company.clone(), |name| view! { <span class="quiet" dir="auto">{name}</span> })}
        {each(id, |id| view! { <span class="quiet">{filled(Key::UiRecordId, "id", Arg::Text(id))}</span> })}
        {each(record.stage.clone(), |stage| view! { <Stage stage/> })}
        {each(record.labels.clone(), |label| view! { <Chip tone="info" label=say(label)/> })}
    }
    .into_any()
}

/// What ties it to the card, whose it is, and when somebody last had to do with it.
fn deciding(record: &RecordView) -> AnyView {
    let active = record.active.clone().map(|iso| (Key::UiActive, iso));
    let date = active.or_else(|| record.created.clone().map(|iso| (Key::UiCreated, iso)));
    view! {
        <div class="record-matched" data-matched="">
            {each(record.matched.clone(), |matched| view! { <Matched matched/> })}
        </div>
        <div class="record-about quiet">
            {each(record.responsible.clone(), |person| view! { <Responsible person/> })}
            {each(date, |(key, iso)| view! { <span>{filled(key, "date", Arg::Date(iso))}</span> })}
        </div>
    }
    .into_any()
}

/// Why it is here, what else there is to know of it, and that it is none.
fn reasons(record: &RecordView) -> AnyView {
    view! {
        {each(record.matched.clone(), |matched| view! { <Why matched/> })}
        <div class="record-more">
            {each(record.others.clone(), |(kind, spelling)| view! { <Spelling kind=Some(kind) spelling/> })}
            {each(record.created.clone(), |iso| {
                view! { <span class="quiet">{filled(Key::UiCreated, "date", Arg::Date(iso))}</span> }
            })}
        </div>
        {each(record.dismiss.clone(), |dismiss| view! { <Dismiss dismiss/> })}
    }
    .into_any()
}

/// The title is a link to the record, and can be opened in a tab or copied like any other. Inside the portal a plain
/// click opens the portal's slider instead. Whether it does is asked at the click.
#[component]
fn RecordLink(
    /// Which record.
    reference: RecordRef,
    /// What is known of it.
    record: Memo<RecordView>,
) -> impl IntoView {
    let (surroundings, dispatch) = (surroundings(), dispatch());
    let click = handler(move |event: MouseEvent| {
        if surroundings.opens_in_slider(reference) && is_plain_click(&event) {
            event.prevent_default();
            dispatch.send(Intent::Lookup(lookup::Intent::Open(reference)));
        }
    });
    let title = move |record: &RecordView| match &record.title {
        Ok(title) => title.clone(),
        Err(unnamed) => {
            let id = Arg::Text(reference.id.get().to_string());
            surroundings.write(&Message::plain(*unnamed).with("id", id))
        }
    };
    view! {
        <a
            class="link"
            href=move || record.with(|record| record.address.clone())
            target="_blank"
            rel="noopener noreferrer"
            dir="auto"
            on:click=click
        >
            {move || record.with(title)}
        </a>
    }
}

fn is_plain_click(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}

/// A stage, with a mark in the portal's colour for it.
#[component]
fn Stage(
    /// Which.
    stage: StageView,
) -> impl IntoView {
    let StageView { name, semantic, colour } = stage;
    view! {
        <span class="chip" data-tone=stage_tone(semantic)>
            {each(colour, |colour| view! { <i class="dot" aria-hidden="true" use:directive=paint(colour)></i> })}
            {name}
        </span>
    }
}

/// A button that dismisses something, or brings it back.
#[component]
pub(crate) fn Dismiss(
    /// What it says.
    dismiss: DismissView,
) -> impl IntoView {
    let DismissView { label, intent } = dismiss;
    view! { <Button name="dismiss" look=Look::Quiet press=send_lookup(intent) label=say(label)/> }
}

/// Paints an element. The page's policy allows no style that is written in an attribute.
fn paint(colour: Colour) -> Directive {
    Rc::new(move |element| {
        if let Some(element) = element.dyn_ref::<HtmlElement>() {
            // It fails only for what is no colour, and then there is none.
            let _ = element.style().set_property("background", colour.as_str());
        }
    })
}

/// Who is responsible: the first letters, and the name.
#[component]
fn Responsible(
    /// Who.
    person: PersonView,
) -> impl IntoView {
    let PersonView { name, initials } = person;
    view! {
        <span class="person" dir="auto">
            <i class="initials" aria-hidden="true">{initials}</i>
            <span class="unseen">{say(Key::UiResponsible)}</span>
            {name}
        </span>
    }
}

const fn stage_tone(semantic: StageSemantic) -> &'static str {
    match semantic {
        StageSemantic::Open => "info",
        StageSemantic::Won => "good",
        StageSemantic::Lost => "lost",
    }
}

/// A value that ties the record to what was searched.
#[component]
fn Matched(
    /// The value, and what is to be said of its spelling.
    matched: MatchedView,
) -> impl IntoView {
    let MatchedView { kind, spelling, remark, .. } = matched;
    view! {
        <span class="matched">
            <Spelling kind=Some(kind) spelling/>
            {each(remark, |remark| view! { <span class="quiet">{say(remark)}</span> })}
        </span>
    }
}

/// Why a value ties the record to what was searched.
#[component]
fn Why(
    /// The value.
    matched: MatchedView,
) -> impl IntoView {
    view! {
        <p>{say(matched.why)}</p>
        <Steps steps=matched.reading/>
    }
}

/// How the portal reads a value.
#[component]
pub(crate) fn Steps(
    /// A sentence a step.
    steps: Vec<Message>,
) -> impl IntoView {
    view! { <ol class="steps">{each(steps, |step| view! { <li>{say(step)}</li> })}</ol> }
}

fn filled(key: Key, place: &'static str, arg: Arg) -> Text {
    say(Message::plain(key).with(place, arg))
}
