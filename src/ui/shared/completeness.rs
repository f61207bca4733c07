//! What the results do not say by themselves: how complete they are, and what is hidden.

use leptos::prelude::*;

use super::tone_name;
use crate::lookup::view::{CompletenessView, HiddenView};
use crate::ui::context::say;
use crate::ui::erased::Memo;

/// The statement of completeness.
#[component]
pub(crate) fn Completeness(
    /// The statement.
    #[prop(into)]
    completeness: Memo<Option<CompletenessView>>,
) -> impl IntoView {
    let tone = move || completeness.with(|completeness| Some(tone_name(completeness.as_ref()?.tone)));
    let lines = move || completeness.get().map(|completeness| completeness.lines).unwrap_or_default();
    view! {
        <div class="completeness" data-completeness="" data-tone=tone>
            {move || {
                lines().into_iter().map(|line| view! { <p>{say(line)}</p> }.into_any()).collect_view().into_any()
            }}
        </div>
    }
}

/// How many records of one type cannot be named.
#[component]
pub(crate) fn Hidden(
    /// How many, of which type.
    hidden: HiddenView,
) -> impl IntoView {
    view! { <p data-hidden=hidden.entity.word()>{say(hidden.text)}</p> }
}
