//! Waiting for the parent window.

use leptos::prelude::*;

use crate::i18n::Key;
use crate::ui::context::say;

/// Grey lines where the results will be: the same that the page shows before the widget has started.
pub(crate) fn connecting_screen() -> AnyView {
    view! {
        <div class="skeleton" aria-busy="true">
            <h1 class="unseen">{say(Key::AppName)}</h1>
            <p class="unseen">{say(Key::UiConnecting)}</p>
            <i></i>
            <i></i>
            <i></i>
        </div>
    }
    .into_any()
}
