//! One card's tab in the list of the installation.

use leptos::prelude::*;

use crate::page::PlacementView;
use crate::ui::context::say;
use crate::ui::erased::each;
use crate::ui::shared::{Chip, Notice};

/// The row of a tab.
#[component]
pub(super) fn Placement(
    /// The tab.
    row: PlacementView,
) -> impl IntoView {
    let PlacementView { code, title, bound, text, error } = row;
    view! {
        <li class="placement" data-placement=code data-bound=bound>
            <span class="placement-title">{say(title)}</span>
            <Chip tone=tone_of(bound)>{say(text)}</Chip>
            {each(error, |notice| view! { <Notice notice/> })}
        </li>
    }
}

/// A tab that is where it belongs is good; one that leads elsewhere deserves care.
fn tone_of(bound: &str) -> &'static str {
    match bound {
        "true" => "good",
        "stale" => "warning",
        _ => "info",
    }
}
