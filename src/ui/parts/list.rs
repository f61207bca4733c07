//! Lists whose rows stay while their content is the same.

use leptos::prelude::*;

use super::Part;
use crate::domain::EntityType;
use crate::flow::view::{AppView, ROWS};
use crate::ui::element::several;
use crate::ui::slices::{self, shown, while_there};

/// What a list holds.
#[derive(Clone, Copy)]
pub(crate) enum List {
    /// The records of one type.
    Records(EntityType),
    /// The values, each with its records.
    Values,
}

/// The rows of a list. Each place is a slice of its own, so that a row whose content is the same is left alone;
/// the places after the first page of them are there while the list is that long.
pub(crate) fn rows(view: ReadSignal<AppView>, list: List) -> AnyView {
    rows_from(view, list, 0)
}

fn rows_from(view: ReadSignal<AppView>, list: List, first: usize) -> AnyView {
    let next = first + ROWS;
    let places = (first..next).map(|place| shown(view, move |view| list.row(view, place)));
    let others =
        while_there(view, move |view| list.row(view, next).is_some(), move || rows_from(view, list, next));
    several(places.chain([others]).collect())
}

impl List {
    fn row(self, view: &AppView, place: usize) -> Option<Part> {
        match self {
            Self::Records(entity) => {
                slices::group(view, entity)?.records.get(place).cloned().map(Part::Record)
            }
            Self::Values => slices::results(view)?.values.get(place).cloned().map(Part::Value),
        }
    }
}
