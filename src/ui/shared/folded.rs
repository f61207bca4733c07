//! Something that is shown on demand.

use leptos::prelude::*;

use crate::ui::erased::Text;

/// A line that opens what stands below it. Whether it is open the browser knows, and nobody else.
#[component]
pub(crate) fn Folded(
    /// By which style sheets and tests know it.
    name: &'static str,
    /// The line.
    label: Text,
    /// What is folded away.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="folded" data-folded=name>
            <summary>{label}</summary>
            {children()}
        </details>
    }
}
