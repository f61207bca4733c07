//! A message with what to do next.

use leptos::prelude::AnyView;

use super::{Look, button};
use crate::flow::view::{ActionView, NoticeView, Tone};
use crate::ui::context::say;
use crate::ui::element::el;

/// A notice. Only a stop speaks up by itself (`role=alert`).
pub(crate) fn notice(notice: NoticeView) -> AnyView {
    let NoticeView { tone, code, title, hint, detail, actions } = notice;
    let support = (!code.is_empty() || detail.is_some()).then(|| {
        el("p")
            .class("notice-support")
            .child(el("code").words(code.to_owned()))
            .children(detail.map(|detail| el("bdi").words(detail).into()))
            .into()
    });
    let buttons = (!actions.is_empty())
        .then(|| el("div").class("tools").children(actions.into_iter().map(action)).into());
    el("div")
        .class("notice")
        .maybe("role", (tone == Tone::Alert).then_some("alert"))
        .attr("data-code", code)
        .attr("data-tone", tone_name(tone))
        .child(el("p").class("notice-title").text(say(title)))
        .children(hint.map(|hint| el("p").text(say(hint)).into()))
        .children(support)
        .children(buttons)
        .into()
}

fn action(action: ActionView) -> AnyView {
    let ActionView { name, label, intent } = action;
    button(name, say(label), Look::Plain, intent)
}

/// As `data-tone` names it.
pub(crate) const fn tone_name(tone: Tone) -> &'static str {
    match tone {
        Tone::Info => "info",
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Alert => "alert",
    }
}
