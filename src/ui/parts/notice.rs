//! A message with what to do next.

use leptos::prelude::*;

use super::{Look, button};
use crate::flow::view::{ActionView, NoticeView, Tone};
use crate::ui::context::say;

/// A notice. Only a stop speaks up by itself (`role=alert`).
pub(crate) fn notice(notice: NoticeView) -> AnyView {
    let NoticeView { tone, code, title, hint, detail, actions } = notice;
    let has_support = !code.is_empty() || detail.is_some();
    view! {
        <div
            class="notice"
            role=(tone == Tone::Alert).then_some("alert")
            data-code=code
            data-tone=tone_name(tone)
        >
            <p class="notice-title">{say(title)}</p>
            {hint.map(|hint| view! { <p class="notice-hint">{say(hint)}</p> })}
            {has_support.then(|| view! {
                <p class="notice-support">
                    <code>{code}</code>
                    " "
                    <bdi>{detail}</bdi>
                </p>
            })}
            {actions.into_iter().map(action).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
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
