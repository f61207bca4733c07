//! The call, for integrators.

use leptos::prelude::*;

use super::choice::{Choice, Select};
use crate::app::CopyWhat;
use crate::card::CallView;
use crate::i18n::{Key, Message};
use crate::page::{CallIntent, Intent, SnippetKind};
use crate::ui::context::{say, say_of, send};
use crate::ui::erased::{If, Memo, text};
use crate::ui::shared::{CodeBlock, CopyButton, Look};

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
#[component]
pub(super) fn ShownCall(
    /// The call.
    call: Memo<CallView>,
) -> impl IntoView {
    let read = move |read: fn(&CallView) -> &str| call.with(|call| read(call).to_owned());
    let of = |call: &CallView| match call {
        CallView::Shown { of, .. } if *of > 1 => Some(Message::counting(Key::UiCallOf, *of)),
        _ => None,
    };
    let choice =
        |(kind, value, label)| Choice { value, label, intent: Intent::Call(CallIntent::Choose(kind)) };
    let choices = SNIPPETS.into_iter().map(choice).collect();
    view! {
        <div class="call-panel">
            <div class="tools">
                <Select name="snippet" label=Key::UiSnippet choices chosen=move || call.with(chosen)/>
                <CopyButton
                    name="copy-call"
                    look=Look::Plain
                    label=Key::UiCopyCall
                    what=CopyWhat::Call
                    press=send(Intent::Call(CallIntent::CopyCall))
                />
            </div>
            <p class="field-label">{say_of(move || call.with(of))}</p>
            <If when=move || call.with(|call| beside(call).is_some())>
                <p class="field-label" data-beside="">{say_of(move || call.with(beside))}</p>
            </If>
            <p class="field-label" data-methods="">{say_of(move || call.with(methods))}</p>
            <CodeBlock name="call" label=Key::UiCallCode code=text(move || read(code))/>
            <If when=move || call.with(|call| !answer(call).is_empty())>
                <div class="tools">
                    <p class="field-label">{say(Key::UiAnswer)}</p>
                    <CopyButton
                        name="copy-answer"
                        look=Look::Plain
                        label=Key::UiCopyAnswer
                        what=CopyWhat::Answer
                        press=send(Intent::Call(CallIntent::CopyAnswer))
                    />
                </div>
                <CodeBlock name="answer" label=Key::UiAnswer code=text(move || read(answer))/>
            </If>
        </div>
    }
}

fn beside(call: &CallView) -> Option<Message> {
    if let CallView::Shown { beside, .. } = call { beside.clone() } else { None }
}

fn methods(call: &CallView) -> Option<Message> {
    if let CallView::Shown { methods, .. } = call { Some(methods.clone()) } else { None }
}

fn code(call: &CallView) -> &str {
    if let CallView::Shown { code, .. } = call { code } else { "" }
}

fn answer(call: &CallView) -> &str {
    if let CallView::Shown { answer, .. } = call { answer } else { "" }
}

fn chosen(call: &CallView) -> &'static str {
    let CallView::Shown { kind: wanted, .. } = call else { return "" };
    SNIPPETS.into_iter().find(|(kind, ..)| kind == wanted).map_or("", |(_, name, _)| name)
}
