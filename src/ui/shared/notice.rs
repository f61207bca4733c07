//! A message with what to do next.

use leptos::prelude::*;

use super::{Button, Look, tone_name};
use crate::session::view::{ActionView, NoticeView, Tone};
use crate::ui::context::{say, send};
use crate::ui::erased::{Memo, each};

/// The notice of a screen, while there is one. Another one is drawn anew.
#[component]
pub(crate) fn TheNotice<I: Clone + PartialEq + Send + Sync + 'static>(
    /// What is the matter.
    notice: Memo<Option<NoticeView<I>>>,
) -> impl IntoView {
    view! { {move || each(notice.get(), |notice| view! { <Notice notice/> })} }
}

/// A notice. Only a stop speaks up by itself (`role=alert`).
#[component]
pub(crate) fn Notice<I: Clone + 'static>(
    /// What is the matter.
    notice: NoticeView<I>,
) -> impl IntoView {
    let NoticeView { tone, code, title, hint, detail, actions } = notice;
    let has_support = !code.is_empty() || detail.is_some();
    let support = each(has_support.then_some(detail), |detail| {
        view! {
            <p class="notice-support">
                <code>{code}</code>
                {each(detail, |detail| view! { <bdi>{detail}</bdi> })}
            </p>
        }
    });
    let buttons = each((!actions.is_empty()).then_some(actions), |actions| {
        view! { <div class="tools">{each(actions, |action| view! { <Action action/> })}</div> }
    });
    view! {
        <div
            class="notice"
            role=move || (tone == Tone::Alert).then(|| "alert".to_owned())
            data-code=code
            data-tone=tone_name(tone)
        >
            <p class="notice-title">{say(title)}</p>
            {each(hint, |hint| view! { <p>{say(hint)}</p> })}
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
    view! { <Button name look=Look::Plain press=send(intent) label=say(label)/> }
}
