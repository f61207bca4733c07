//! How the list is saved.

use leptos::prelude::*;

use super::action::{Act, Acts};
use super::checked;
use crate::i18n::Key;
use crate::page::{ExportActionView, ExportRows, ExportView, Intent, View, WriteAs};
use crate::ui::context::{id, say, say_of};
use crate::ui::erased::Memo;
use crate::ui::shared::tone_name;

/// The ways to save it, each of which says what it writes, and what came of it.
#[component]
pub(super) fn Export(
    /// What the whole page shows.
    view: ReadSignal<View>,
) -> impl IntoView {
    let export = checked(view, |checked| checked.export.clone());
    let acts = Memo::new(move |last: Option<&Vec<Act>>| {
        export.with(|export| acts(export.as_ref(), last.cloned().unwrap_or_default()))
    });
    let disabled = move || export.with(|export| export.as_ref().is_some_and(|export| export.is_writing));
    let tone = move || export.with(|export| export.as_ref().map(|export| tone_name(export.tone).to_owned()));
    let heading = id("list-export");
    view! {
        <section class="list-export" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{say(Key::UiListExport)}</h3>
            <Acts acts disabled/>
            <p class="list-told" data-tone=tone data-export="">
                {say_of(move || export.with(|export| export.as_ref()?.text.clone()))}
            </p>
        </section>
    }
}

/// While a file is being written the buttons stay as they were, and are off.
fn acts(export: Option<&ExportView>, last: Vec<Act>) -> Vec<Act> {
    let Some(export) = export else { return last };
    if export.is_writing && export.actions.is_empty() {
        return last;
    }
    export.actions.iter().map(act).collect()
}

fn act(action: &ExportActionView) -> Act {
    let name = match (action.rows, action.format) {
        (ExportRows::Shown, WriteAs::Csv) => "save-shown-csv",
        (ExportRows::Shown, WriteAs::Xlsx) => "save-shown-xlsx",
        (ExportRows::All, WriteAs::Csv) => "save-all-csv",
        (ExportRows::All, WriteAs::Xlsx) => "save-all-xlsx",
    };
    Act { name, label: action.label.clone(), intent: Intent::List(action.intent.clone()) }
}
