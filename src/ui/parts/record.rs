//! One found record.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::note::note;
use crate::domain::{CommKind, RecordRef, StageSemantic};
use crate::flow::view::{AppView, MatchedView, RecordView};
use crate::flow::{Intent, NotePlace};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{dispatch, say};
use crate::ui::element::{Element, Live, el};

/// The row of a record.
pub(crate) fn record_row(view: ReadSignal<AppView>, record: RecordView) -> AnyView {
    let RecordView { reference, title, address, matched, responsible, stage, created, labels } = record;
    let id = filled(Key::UiRecordId, "id", Arg::Text(reference.id.get().to_string()));
    let responsible = responsible.map(|name| filled(Key::UiResponsible, "name", Arg::Text(name)));
    let created = created.map(|iso| filled(Key::UiCreated, "date", Arg::Date(iso)));
    el("li")
        .class("record")
        .attr("data-record", [reference.entity.wire(), "-", &reference.id.get().to_string()].concat())
        .child(
            el("div")
                .class("record-main")
                .child(link(view, reference, title, address))
                .child(el("span").class("quiet").text(id))
                .children(stage.map(|(name, semantic)| chip(stage_tone(semantic)).words(name).into()))
                .children(labels.into_iter().map(|label| chip("info").text(say(label)).into()))
                .child(note(view, NotePlace::Record(reference))),
        )
        .child(
            el("div")
                .class("record-matched")
                .attr("data-matched", "")
                .children(matched.into_iter().map(matched_value)),
        )
        .child(
            el("div")
                .class("record-about quiet")
                .children(responsible.map(|text| el("span").attr("dir", "auto").text(text).into()))
                .children(created.map(|text| el("span").text(text).into())),
        )
        .into()
}

fn filled(key: Key, place: &'static str, arg: Arg) -> Live<String> {
    say(Message::plain(key).with(place, arg))
}

/// The title is a link to the record, and can be opened in a tab or copied like any other. Inside the
/// portal a plain click opens the portal's slider instead. Whether it does is asked at the click: rows are not
/// drawn anew for it.
fn link(
    view: ReadSignal<AppView>,
    reference: RecordRef,
    title: Result<String, Key>,
    address: String,
) -> Element {
    let dispatch = dispatch();
    let link = el("a")
        .class("link")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .attr("dir", "auto")
        .on("click", move |event| {
            let in_slider = view.with_untracked(|view| view.cards_open.in_slider(reference));
            if in_slider && is_plain_click(&event) {
                event.prevent_default();
                dispatch.send(Intent::Open(reference));
            }
        });
    match title {
        Ok(title) => link.words(title),
        Err(unnamed) => link.text(say(unnamed)),
    }
}

fn is_plain_click(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_none_or(|click| {
        click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
    })
}

fn matched_value(matched: MatchedView) -> AnyView {
    let MatchedView { kind, stored, asked } = matched;
    let asked = asked.map(|asked| filled(Key::UiAskedAs, "value", Arg::Text(asked)));
    el("span")
        .class("matched")
        .child(spelling(Some(kind), stored))
        .children(asked.map(|asked| el("span").class("quiet").text(asked).into()))
        .into()
}

/// A phone or an e-mail, which is written from left to right in every language.
pub(crate) fn spelling(kind: Option<CommKind>, spelling: String) -> Element {
    let icon = kind.map(|kind| match kind {
        CommKind::Phone => "phone",
        CommKind::Email => "email",
    });
    el("bdi").class("spelling").attr("dir", "ltr").maybe("data-icon", icon).words(spelling)
}

/// A short label in a coloured field.
pub(crate) fn chip(tone: &'static str) -> Element {
    el("span").class("chip").attr("data-tone", tone)
}

const fn stage_tone(semantic: StageSemantic) -> &'static str {
    match semantic {
        StageSemantic::Open => "info",
        StageSemantic::Won => "good",
        StageSemantic::Lost => "lost",
    }
}
