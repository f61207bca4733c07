//! One card's tab in the list of the installation.

use leptos::prelude::AnyView;

use super::notice::notice;
use super::record::chip;
use crate::flow::view::PlacementView;
use crate::ui::context::say;
use crate::ui::element::el;

/// The row of a tab.
pub(crate) fn placement(row: PlacementView) -> AnyView {
    el("li")
        .class("placement")
        .attr("data-placement", row.code)
        .attr("data-bound", row.bound)
        .child(el("span").class("placement-title").text(say(row.title)))
        .child(chip(tone_of(row.bound)).text(say(row.text)))
        .children(row.error.map(notice))
        .into()
}

/// A tab that is where it belongs is good; one that leads elsewhere deserves care.
fn tone_of(bound: &str) -> &'static str {
    match bound {
        "true" => "good",
        "stale" => "warning",
        _ => "info",
    }
}
