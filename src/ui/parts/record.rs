//! One found record.

use leptos::prelude::*;

use crate::domain::{CommKind, RecordRef, StageSemantic};
use crate::flow::Intent;
use crate::flow::view::{MatchedView, RecordView};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{dispatch, say};
use crate::ui::element::{Element, el};

/// The row of a record.
pub(crate) fn record_row(record: RecordView) -> AnyView {
    let RecordView { reference, title, address, in_slider, matched, responsible, stage, created, labels } =
        record;
    let id = filled(Key::UiRecordId, "id", Arg::Text(reference.id.get().to_string()));
    let responsible = responsible.map(|name| filled(Key::UiResponsible, "name", Arg::Text(name)));
    let created = created.map(|iso| filled(Key::UiCreated, "date", Arg::Date(iso)));
    el("li")
        .class("record")
        .attr("data-record", [reference.entity.wire(), "-", &reference.id.get().to_string()].concat())
        .child(
            el("div")
                .class("record-main")
                .child(link(reference, title, address, in_slider))
                .child(el("span").class("quiet").text(id))
                .children(stage.map(|(name, semantic)| chip(stage_tone(semantic)).words(name).into()))
                .children(labels.into_iter().map(|label| chip("info").text(say(label)).into())),
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

fn filled(key: Key, place: &'static str, arg: Arg) -> Signal<String> {
    say(Message::plain(key).with(place, arg))
}

/// The title leads to the record: through the portal's slider where we are inside of the portal.
fn link(reference: RecordRef, title: Result<String, Key>, address: String, in_slider: bool) -> Element {
    let link = if in_slider {
        let dispatch = dispatch();
        el("button")
            .attr("type", "button")
            .attr("name", "open")
            .on("click", move |_| dispatch.send(Intent::Open(reference)))
    } else {
        el("a").attr("href", address).attr("target", "_blank").attr("rel", "noopener noreferrer")
    };
    let link = link.class("link").attr("dir", "auto");
    match title {
        Ok(title) => link.words(title),
        Err(unnamed) => link.text(say(unnamed)),
    }
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
