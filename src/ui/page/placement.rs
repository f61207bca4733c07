//! One card's tab in the list of the installation.

use leptos::prelude::*;

use super::acting::{Asked, tool_row};
use crate::page::PlacementView;
use crate::ui::context::say;
use crate::ui::erased::{Memo, Row, RowKey, Rows, each};
use crate::ui::shared::{Chip, Notice};

impl Row for PlacementView {
    fn key(&self) -> RowKey {
        RowKey::Value(self.code.to_owned())
    }
}

/// The row of a tab. It can have the focus, once the button is gone that has changed it.
pub(super) fn placement_row(first: &PlacementView, row: Memo<PlacementView>) -> AnyView {
    let PlacementView { code, title, .. } = *first;
    let tools = Memo::new(move |_| row.with(|row| row.tools.clone()));
    let error = Memo::new(move |_| row.with(|row| row.error.clone()));
    let bound = move || row.with(|row| row.bound);
    view! {
        <li
            class="placement"
            data-placement=code
            data-bound=move || Some(bound().to_owned())
            data-focus=code
            tabindex="-1"
        >
            <span class="placement-title">{say(title)}</span>
            <span class="placement-state">
                {move || {
                    let text = row.with(|row| Some(row.text));
                    each(text, |text| view! { <Chip tone=tone_of(bound()) label=say(text)/> })
                }}
            </span>
            <Rows class="tools" each=tools row=tool_row/>
            {move || each(error.get(), |notice| view! { <Notice notice/> })}
            <Asked question=move || row.with(|row| row.question.clone())/>
        </li>
    }
    .into_any()
}

/// A tab that is where it belongs is good; one that leads elsewhere deserves care.
fn tone_of(bound: &str) -> &'static str {
    match bound {
        "true" => "good",
        "stale" => "warning",
        _ => "info",
    }
}
