//! A message with what to do next.

use leptos::prelude::*;

use super::{Button, Look, tone_name};
use crate::session::view::{ActionView, NoticeView, Tone};
use crate::ui::context::{say, send};
use crate::ui::erased::Memo;

/// The notice of a screen, while there is one. Another one is drawn anew.
#[component]
pub(crate) fn TheNotice<I: Clone + PartialEq + Send + Sync + 'static>(
    /// What is the matter.
    notice: Memo<Option<NoticeView<I>>>,
) -> impl IntoView {
    view! { {move || notice.get().map(|notice| view! { <Notice notice/> }.into_any()).into_any()} }
}

/// A notice. Only a stop speaks up by itself (`role=alert`).
#[component]
pub(crate) fn Notice<I: Clone + 'static>(
    /// What is the matter.
    notice: NoticeView<I>,
) -> impl IntoView {
    let NoticeView { tone, code, title, hint, detail, actions } = notice;
    let support = (!code.is_empty() || detail.is_some()).then(|| {
        view! {
            <p class="notice-support">
                <code>{code}</code>
                {detail.map(|detail| view! { <bdi>{detail}</bdi> }.into_any())}
            </p>
        }
        .into_any()
    });
    let buttons = (!actions.is_empty()).then(|| {
        let buttons = actions.into_iter().map(|action| view! { <Action action/> }.into_any()).collect_view();
        view! { <div class="tools">{buttons}</div> }.into_any()
    });
    view! {
        <div
            class="notice"
            role=(tone == Tone::Alert).then_some("alert")
            data-code=code
            data-tone=tone_name(tone)
        >
            <p class="notice-title">{say(title)}</p>
            {hint.map(|hint| view! { <p>{say(hint)}</p> }.into_any())}
            {support}
            {buttons}
        </div>
    }
}

/// What can be done about it.
#[component]
fn Action<I: Clone + 'static>(
    /// A button's name, label and intent.
    action: ActionView<I>,
) -> impl IntoView {
    let ActionView { name, label, intent } = action;
    view! { <Button name look=Look::Plain press=send(intent)>{say(label)}</Button> }
}
