//! A list that is being checked, or was.

use leptos::prelude::*;

use super::checked;
use super::entry::Entry;
use super::export::Export;
use super::grid::Grid;
use super::opened::Opened;
use super::run::Run;
use super::summary::Summary;
use super::tools::Tools;
use crate::page::{FileAtHand, ListTypesView, View};
use crate::ui::erased::{If, flag};

/// How far it is, the list at a glance, its rows, and how it is saved.
#[component]
pub(super) fn Checked(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let is_lost = checked(view, |checked| checked.file == FileAtHand::Lost);
    let is_stale = checked(view, |checked| matches!(checked.types, ListTypesView::OutOfDate(_)));
    let is_stale = move || flag(is_stale.get() == Some(true));
    view! {
        <If when=move || is_lost.get() == Some(true)>
            <Entry/>
        </If>
        <Run view/>
        <div class="list-verdicts" data-stale=is_stale>
            <Summary view/>
            <Tools view/>
            <div class="list-rows-and-row">
                <Grid view/>
                <Opened view/>
            </div>
        </div>
        <Export view/>
    }
}
