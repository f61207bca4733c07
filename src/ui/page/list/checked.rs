//! A list that is being checked, or was.

use leptos::prelude::*;

use super::export::Export;
use super::grid::Grid;
use super::opened::Opened;
use super::run::Run;
use super::summary::Summary;
use super::tools::Tools;
use crate::page::View;

/// How far it is, the list at a glance, its rows, and how it is saved.
#[component]
pub(super) fn Checked(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    view! {
        <Run view/>
        <Summary view/>
        <Tools view/>
        <div class="list-rows-and-row">
            <Grid view/>
            <Opened view/>
        </div>
        <Export view/>
    }
}
