//! The call, for integrators.

use leptos::prelude::*;

use super::choice::{Choice, select};
use super::code::code_block;
use super::note::copying;
use super::{Look, button};
use crate::flow::view::{AppView, CallView};
use crate::flow::{CopyWhat, Intent, SnippetKind};
use crate::i18n::{Key, Message};
use crate::ui::context::{say, say_of};
use crate::ui::element::{Live, el, live, several};
use crate::ui::slices::{self, while_there};

/// The ways in which the call can be written, and how `select[name=snippet]` names them.
const SNIPPETS: [(SnippetKind, &str, Key); 6] = [
    (SnippetKind::CurlWebhook, "curl-webhook", Key::UiSnippetCurlWebhook),
    (SnippetKind::CurlToken, "curl-token", Key::UiSnippetCurlToken),
    (SnippetKind::Bx24, "bx24", Key::UiSnippetBx24),
    (SnippetKind::JsSdk, "js-sdk", Key::UiSnippetJsSdk),
    (SnippetKind::PhpSdk, "php-sdk", Key::UiSnippetPhpSdk),
    (SnippetKind::Crest, "crest", Key::UiSnippetCrest),
];

/// The call as code, and the portal's answer.
pub(crate) fn shown_call(view: ReadSignal<AppView>) -> AnyView {
    let text = move |read: fn(&CallView) -> &str| {
        live(move || view.with(|view| slices::call(view).map_or("", read).to_owned()))
    };
    let code = text(|call| if let CallView::Shown { code, .. } = call { code } else { "" });
    let answer = text(|call| if let CallView::Shown { answer, .. } = call { answer } else { "" });
    let choice = |(kind, value, label)| Choice { value, label, intent: Intent::ChooseSnippet(kind) };
    let copy = button("copy-call", say(Key::UiCopyCall), Look::Plain, Intent::CopyCall);
    let of = say_of(view, |view| match slices::call(view) {
        Some(CallView::Shown { of, .. }) if *of > 1 => Some(Message::counting(Key::UiCallOf, *of)),
        _ => None,
    });
    el("div")
        .class("call-panel")
        .child(
            el("div")
                .class("tools")
                .child(select(
                    view,
                    "snippet",
                    Key::UiSnippet,
                    SNIPPETS.into_iter().map(choice).collect(),
                    chosen,
                ))
                .child(copying(view, CopyWhat::Call, copy)),
        )
        .child(el("p").class("field-label").text(of))
        .child(code_block("call", Key::UiCallCode, code))
        .child(while_there(view, is_answered, move || shown_answer(view, answer.clone())))
        .into()
}

fn chosen(view: &AppView) -> &'static str {
    match slices::call(view) {
        Some(CallView::Shown { kind, .. }) => snippet_name(*kind),
        _ => "",
    }
}

fn is_answered(view: &AppView) -> bool {
    matches!(slices::call(view), Some(CallView::Shown { answer, .. }) if !answer.is_empty())
}

fn shown_answer(view: ReadSignal<AppView>, answer: Live<String>) -> AnyView {
    let copy = button("copy-answer", say(Key::UiCopyAnswer), Look::Plain, Intent::CopyAnswer);
    several(vec![
        el("div")
            .class("tools")
            .child(el("p").class("field-label").text(say(Key::UiAnswer)))
            .child(copying(view, CopyWhat::Answer, copy))
            .into(),
        code_block("answer", Key::UiAnswer, answer),
    ])
}

fn snippet_name(wanted: SnippetKind) -> &'static str {
    SNIPPETS.into_iter().find(|(kind, ..)| *kind == wanted).map_or("", |(_, name, _)| name)
}
