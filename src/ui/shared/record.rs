//! Found records.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Chip;
use super::chip::Spelling;
use super::note::Note;
use crate::domain::{RecordRef, StageSemantic};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::Intent;
use crate::lookup::view::{MatchedView, RecordView};
use crate::session::NotePlace;
use crate::ui::context::{dispatch, say, surroundings};
use crate::ui::erased::{Memo, Row, RowKey, Rows, Text, handler};

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
    view! {
        <li class="record" data-record=name>
            <div class="record-main">
                <RecordLink reference record/>
                <span class="quiet">{filled(Key::UiRecordId, "id", Arg::Text(id))}</span>
                {move || record.with(chips).into_any()}
                <Note at=NotePlace::Record(reference)/>
            </div>
            <div class="record-matched" data-matched="">
                {move || record.with(matched).into_any()}
            </div>
            <div class="record-about quiet">{move || record.with(about).into_any()}</div>
        </li>
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

/// The stage of a lead, and what else there is to know at a glance.
fn chips(record: &RecordView) -> Vec<AnyView> {
    let stage = record
        .stage
        .clone()
        .map(|(name, semantic)| view! { <Chip tone=stage_tone(semantic)>{name}</Chip> }.into_any());
    let labels = record.labels.iter().cloned();
    let labels = labels.map(|label| view! { <Chip tone="info">{say(label)}</Chip> }.into_any());
    stage.into_iter().chain(labels).collect()
}

const fn stage_tone(semantic: StageSemantic) -> &'static str {
    match semantic {
        StageSemantic::Open => "info",
        StageSemantic::Won => "good",
        StageSemantic::Lost => "lost",
    }
}

/// The values that tie the record to what was searched.
fn matched(record: &RecordView) -> Vec<AnyView> {
    let value = |MatchedView { kind, stored, asked }: MatchedView| {
        let asked = asked.map(|asked| {
            let asked = filled(Key::UiAskedAs, "value", Arg::Text(asked));
            view! { <span class="quiet">{asked}</span> }.into_any()
        });
        view! {
            <span class="matched">
                <Spelling kind=Some(kind) spelling=stored/>
                {asked}
            </span>
        }
        .into_any()
    };
    record.matched.iter().cloned().map(value).collect()
}

/// Whose it is, and since when.
fn about(record: &RecordView) -> Vec<AnyView> {
    let responsible = record.responsible.clone().map(|name| {
        let responsible = filled(Key::UiResponsible, "name", Arg::Text(name));
        view! { <span dir="auto">{responsible}</span> }.into_any()
    });
    let created = record.created.clone().map(|iso| {
        let created = filled(Key::UiCreated, "date", Arg::Date(iso));
        view! { <span>{created}</span> }.into_any()
    });
    responsible.into_iter().chain(created).collect()
}

fn filled(key: Key, place: &'static str, arg: Arg) -> Text {
    say(Message::plain(key).with(place, arg))
}
