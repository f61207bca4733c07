//! What the results do not say by themselves: how complete they are, and what is hidden.

use leptos::prelude::*;

use super::tone_name;
use crate::lookup::view::{HiddenView, ResultsView};
use crate::ui::context::say;
use crate::ui::erased::{Memo, each};

/// The statement of completeness.
#[component]
pub(crate) fn Completeness(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let lines = move || results.with(|results| results.completeness.lines.clone());
    view! {
        <div
            class="completeness"
            data-completeness=""
            data-tone=move || results.with(|results| Some(tone_name(results.completeness.tone).to_owned()))
        >
            {move || each(lines(), |line| view! { <p>{say(line)}</p> })}
        </div>
    }
}

/// The records that cannot be named.
#[component]
pub(crate) fn Hidden(
    /// Of which results.
    results: Memo<ResultsView>,
) -> impl IntoView {
    let hidden = move || results.with(|results| results.hidden.clone());
    let line = |HiddenView { entity, text }| view! { <p data-hidden=entity.word()>{say(text)}</p> };
    view! { {move || each(hidden(), line)} }
}
