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
use crate::page::{FileAtHand, View};
use crate::ui::erased::If;

/// How far it is, the list at a glance, its rows, and how it is saved.
#[component]
pub(super) fn Checked(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let is_lost = checked(view, |checked| checked.file == FileAtHand::Lost);
    view! {
        <If when=move || is_lost.get() == Some(true)>
            <Entry/>
        </If>
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
