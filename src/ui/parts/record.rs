//! One found record.

use leptos::prelude::*;

use crate::domain::{CommKind, EntityType, RecordRef, StageSemantic};
use crate::flow::Intent;
use crate::flow::view::{MatchedView, RecordView};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{dispatch, say};

/// The row of a record.
pub(crate) fn record_row(record: RecordView) -> AnyView {
    let RecordView { reference, title, address, in_slider, matched, responsible, stage, created, labels } =
        record;
    let id = Message::plain(Key::UiRecordId).with("id", Arg::Text(reference.id.get().to_string()));
    let created = created.map(|iso| Message::plain(Key::UiCreated).with("date", Arg::Date(iso)));
    view! {
        <li class="record" data-record=name_of(reference)>
            <div class="record-main">
                {link(reference, title, address, in_slider)}
                <span class="quiet">{say(id)}</span>
                {labels.into_iter().map(|label| chip(say(label), "info")).collect::<Vec<_>>()}
                {stage.map(|(name, semantic)| chip(Signal::stored(name), stage_tone(semantic)))}
            </div>
            <div class="record-matched" data-matched="">
                {matched.into_iter().map(matched_value).collect::<Vec<_>>()}
            </div>
            <div class="record-about quiet">
                {responsible.map(|name| {
                    let responsible = Message::plain(Key::UiResponsible).with("name", Arg::Text(name));
                    view! { <span dir="auto">{say(responsible)}</span> }.into_any()
                })}
                {created.map(|created| view! { <span>{say(created)}</span> }.into_any())}
            </div>
        </li>
    }
    .into_any()
}

/// `CONTACT-275`.
fn name_of(reference: RecordRef) -> String {
    [reference.entity.wire(), "-", &reference.id.get().to_string()].concat()
}

/// The title leads to the record: through the portal's slider where we are inside of the portal.
fn link(reference: RecordRef, title: Result<String, Key>, address: String, in_slider: bool) -> AnyView {
    let title = match title {
        Ok(title) => Signal::stored(title),
        Err(unnamed) => say(unnamed),
    };
    if in_slider {
        let dispatch = dispatch();
        let open = move |_| dispatch.send(Intent::Open(reference));
        view! { <button type="button" class="link" name="open" dir="auto" on:click=open>{title}</button> }
            .into_any()
    } else {
        view! {
            <a class="link" href=address target="_blank" rel="noopener noreferrer" dir="auto">{title}</a>
        }
        .into_any()
    }
}

fn matched_value(matched: MatchedView) -> AnyView {
    let MatchedView { kind, stored, asked } = matched;
    view! {
        <span class="matched">
            {spelling(Some(kind), stored)}
            {asked.map(|asked| {
                let asked = Message::plain(Key::UiAskedAs).with("value", Arg::Text(asked));
                view! { <span class="quiet">{say(asked)}</span> }
            })}
        </span>
    }
    .into_any()
}

/// A phone or an e-mail, which is written from left to right in every language.
pub(crate) fn spelling(kind: Option<CommKind>, spelling: String) -> AnyView {
    let icon = kind.map(|kind| match kind {
        CommKind::Phone => "phone",
        CommKind::Email => "email",
    });
    view! { <bdi class="spelling" dir="ltr" data-icon=icon>{spelling}</bdi> }.into_any()
}

/// A short label in a coloured field.
pub(crate) fn chip(text: Signal<String>, tone: &'static str) -> AnyView {
    view! { <span class="chip" data-tone=tone>{text}</span> }.into_any()
}

const fn stage_tone(semantic: StageSemantic) -> &'static str {
    match semantic {
        StageSemantic::Open => "info",
        StageSemantic::Won => "good",
        StageSemantic::Lost => "lost",
    }
}

/// As `data-group` and `data-hidden` name the type.
pub(crate) const fn group_name(entity: EntityType) -> &'static str {
    entity.word()
}
