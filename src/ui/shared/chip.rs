//! Short pieces of a row.

use leptos::prelude::*;

use crate::domain::CommKind;
use crate::session::view::Tone;
use crate::ui::erased::Text;

/// A short label in a coloured field.
#[component]
pub(crate) fn Chip(
    /// Which colour, as `data-tone` names it.
    tone: &'static str,
    /// The label.
    label: Text,
) -> impl IntoView {
    view! { <span class="chip" data-tone=tone>{label}</span> }
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

/// A phone or an e-mail, which is written from left to right in every language.
#[component]
pub(crate) fn Spelling(
    /// Which of them, if it is known.
    kind: Option<CommKind>,
    /// As it is written.
    spelling: String,
) -> impl IntoView {
    let icon = match kind {
        Some(CommKind::Phone) => "phone",
        Some(CommKind::Email) => "email",
        None => "",
    };
    view! { <bdi class="spelling" dir="ltr" data-icon=icon>{spelling}</bdi> }
}
