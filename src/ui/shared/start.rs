//! Before there is anything to work with.

use leptos::prelude::*;

use super::notice::TheNotice;
use crate::app::FocusTarget;
use crate::i18n::Key;
use crate::session::view::NoticeView;
use crate::ui::context::say;
use crate::ui::erased::{Memo, each};

/// Waiting for the parent window.
#[component]
pub(crate) fn Connecting() -> impl IntoView {
    view! {
        <Heading/>
        <p class="unseen">{say(Key::UiConnecting)}</p>
        <Skeleton/>
    }
}

/// The heading of a tab. It stands inside the card: it is for screen readers only.
#[component]
pub(crate) fn Heading() -> impl IntoView {
    view! {
        <h1 class="unseen" data-focus=FocusTarget::Heading.name() tabindex="-1">
            {say(Key::AppName)}
        </h1>
    }
}

/// Grey lines where the results will be, the same that the page shows before the widget has started.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    view! { <div class="skeleton" aria-busy="true">{each([(); 4], |()| view! { <i></i> })}</div> }
}

/// We do not start, and say why.
#[component]
pub(crate) fn Refused<I: Clone + PartialEq + Send + Sync + 'static>(
    /// Why.
    notice: Memo<Option<NoticeView<I>>>,
) -> impl IntoView {
    view! {
        <h1 class="unseen">{say(Key::AppName)}</h1>
        <TheNotice notice/>
    }
}
