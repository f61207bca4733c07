//! The call, for integrators.

use leptos::prelude::*;

use super::choice::{Choice, select};
use super::{Look, button};
use crate::flow::view::{AppView, CallView};
use crate::flow::{Intent, SnippetKind};
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};
use crate::ui::slices::{self, fact, while_there};

/// The ways in which the call can be written, and how `select[name=snippet]` names them.
const SNIPPETS: [(SnippetKind, &str, Key); 6] = [
    (SnippetKind::CurlWebhook, "curl-webhook", Key::UiSnippetCurlWebhook),
    (SnippetKind::CurlToken, "curl-token", Key::UiSnippetCurlToken),
    (SnippetKind::Bx24, "bx24", Key::UiSnippetBx24),
    (SnippetKind::JsSdk, "js-sdk", Key::UiSnippetJsSdk),
    (SnippetKind::PhpSdk, "php-sdk", Key::UiSnippetPhpSdk),
    (SnippetKind::Crest, "crest", Key::UiSnippetCrest),
];

/// A button that shows the call, and the call.
pub(crate) fn call_panel(view: Signal<AppView>) -> AnyView {
    let is_there = fact(view, |view| !matches!(slices::call(view), None | Some(CallView::None)));
    while_there(is_there, move || {
        let dispatch = dispatch();
        let is_shown = fact(view, |view| matches!(slices::call(view), Some(CallView::Shown { .. })));
        view! {
            <div class="call">
                <button
                    type="button"
                    class="button"
                    name="show-call"
                    data-look="quiet"
                    aria-expanded=Signal::derive(move || is_shown.get().to_string())
                    on:click=move |_| dispatch.send(Intent::ToggleCall)
                >
                    {say(Key::UiShowCall)}
                </button>
                {while_there(is_shown, move || shown_call(view))}
            </div>
        }
        .into_any()
    })
}

fn shown_call(view: Signal<AppView>) -> AnyView {
    let chosen = fact(view, |view| match slices::call(view) {
        Some(CallView::Shown { kind, .. }) => snippet_name(*kind),
        _ => "",
    });
    let code = fact(view, |view| match slices::call(view) {
        Some(CallView::Shown { code, .. }) => code.clone(),
        _ => String::new(),
    });
    let answer = fact(view, |view| match slices::call(view) {
        Some(CallView::Shown { answer, .. }) => answer.clone(),
        _ => String::new(),
    });
    let choices = SNIPPETS
        .into_iter()
        .map(|(kind, value, label)| Choice { value, label, intent: Intent::ChooseSnippet(kind) })
        .collect();
    view! {
        <div class="call-panel">
            <div class="tools">
                {select("snippet", Key::UiSnippet, choices, chosen)}
                {button("copy-call", say(Key::UiCopyCall), Look::Plain, Intent::CopyCall)}
            </div>
            {code_block("call", Key::UiCallCode, code)}
            <p class="field-label">{say(Key::UiAnswer)}</p>
            {code_block("answer", Key::UiAnswer, answer)}
        </div>
    }
    .into_any()
}

fn snippet_name(wanted: SnippetKind) -> &'static str {
    SNIPPETS.into_iter().find(|(kind, ..)| *kind == wanted).map_or("", |(_, name, _)| name)
}

/// Code can be wider than the frame, so it scrolls, and what scrolls is reached by keyboard.
fn code_block(name: &'static str, label: Key, code: Memo<String>) -> AnyView {
    view! {
        <pre class="code" dir="ltr" tabindex="0" role="region" aria-label=say(label) data-code-block=name>
            <code>{code}</code>
        </pre>
    }
    .into_any()
}
