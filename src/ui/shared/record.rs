//! Found records.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::chip::Spelling;
use super::note::Note;
use super::{Chip, Folded};
use crate::domain::{Colour, RecordRef, StageSemantic};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::Intent;
use crate::lookup::view::{Choice, Loaded, MatchedView, PersonView, RecordView, StageView};
use crate::session::NotePlace;
use crate::ui::context::{dispatch, name_of, say, surroundings};
use crate::ui::erased::{If, Memo, Row, RowKey, Rows, Text, each, flag, handler};

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
    let id = reference.id.get().to_string();
    let name = [reference.entity.wire(), "-", &id].concat();
    let is_known = Memo::new(move |_| record.with(|record| record.address.is_some()));
    let matched = move || record.with(|record| record.matched.clone());
    let stage = move || record.with(|record| record.stage.clone());
    let labels = move || record.with(|record| record.labels.clone());
    let responsible = move || record.with(|record| record.responsible.clone());
    let date = move || {
        record.with(|record| {
            let active = record.active.clone().map(|iso| (Key::UiActive, iso));
            active.or_else(|| record.created.clone().map(|iso| (Key::UiCreated, iso)))
        })
    };
    let subtitle = move || record.with(|record| record.subtitle.clone());
    let company = move || record.with(|record| record.company.clone());
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
                {move || each(subtitle(), |title| view! { <span dir="auto">{title}</span> })}
                {move || each(company(), |name| view! { <span class="quiet" dir="auto">{name}</span> })}
                {move || each(is_known.get().then(|| id.clone()), |id| {
                    view! { <span class="quiet">{filled(Key::UiRecordId, "id", Arg::Text(id))}</span> }
                })}
                {move || each(stage(), |stage| view! { <Stage stage/> })}
                {move || each(labels(), |label| view! { <Chip tone="info">{say(label)}</Chip> })}
                <Note at=NotePlace::Record(reference)/>
            </div>
            <div class="record-matched" data-matched="">
                {move || each(matched(), |matched| view! { <Matched matched/> })}
            </div>
            <div class="record-about quiet">
                {move || each(responsible(), |person| view! { <Responsible person/> })}
                {move || each(date(), |(key, iso)| {
                    view! { <span>{filled(key, "date", Arg::Date(iso))}</span> }
                })}
            </div>
            <Folded name="why" label=say(Key::WhyLabel)>
                {move || each(matched(), |matched| view! { <Why matched/> })}
                <More record/>
            </Folded>
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
    let choose = handler(move |_: MouseEvent| dispatch.send(Intent::Choose(reference)));
    let id = reference.id.get().to_string();
    let is = move |choice| record.with(|record| (record.choice == choice).then(String::new));
    view! {
        <input
            type="checkbox"
            name="choose"
            aria-label=name_of(Message::plain(Key::UiChoose).with("id", Arg::Text(id)))
            checked=move || is(Choice::Chosen)
            disabled=move || is(Choice::NoRoom)
            on:click=choose
        />
    }
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
            dispatch.send(Intent::Open(reference));
        }
    });
    let title = move |record: &RecordView| match &record.title {
        Ok(title) => title.clone(),
        Err(unnamed) => surroundings.write(&Message::plain(*unnamed)),
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
        <Chip tone=stage_tone(semantic)>
            {each(colour, |colour| view! { <i class="dot" aria-hidden="true" use:paint=colour></i> })}
            {name}
        </Chip>
    }
}

/// Paints an element. The page's policy allows no style that is written in an attribute.
fn paint(element: Element, colour: Colour) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // It fails only for what is no colour, and then there is none.
        let _ = element.style().set_property("background", colour.as_str());
    }
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

/// What else there is to know of a record, on demand: its other phones and e-mails, and when it was created.
#[component]
fn More(
    /// The record.
    record: Memo<RecordView>,
) -> impl IntoView {
    let others = move || record.with(|record| record.others.clone());
    let created = move || record.with(|record| record.created.clone());
    view! {
        <div class="record-more">
            {move || each(others(), |(kind, spelling)| view! { <Spelling kind=Some(kind) spelling/> })}
            {move || each(created(), |iso| {
                view! { <span class="quiet">{filled(Key::UiCreated, "date", Arg::Date(iso))}</span> }
            })}
        </div>
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
