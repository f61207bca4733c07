//! How the list is saved.

use leptos::prelude::*;

use super::action::{Act, Acts};
use super::checked;
use crate::i18n::Key;
use crate::page::{ExportActionView, ExportRows, ExportView, Intent, ListIntent, SavingView, View, WriteAs};
use crate::ui::context::{id, name_of, say, say_of, send};
use crate::ui::erased::{If, Memo};
use crate::ui::shared::{Button, Look, tone_name};

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
    let saving = Memo::new(move |_| export.with(|export| export.as_ref()?.saving));
    let disabled = move || saving.get().is_some();
    let can_stop = move || saving.get().is_some_and(|saving| saving.can_stop);
    // Once all rows are written nobody knows how long the rest takes.
    let so_far = move |read: fn(SavingView) -> u64| {
        move || saving.get().filter(|saving| saving.can_stop).map(|saving| read(saving).to_string())
    };
    let tone = move || export.with(|export| export.as_ref().map(|export| tone_name(export.tone).to_owned()));
    let heading = id("list-export");
    view! {
        <section class="list-export" aria-labelledby=heading.clone()>
            <h3 id=heading.clone() tabindex="-1" data-focus="export">{say(Key::UiListExport)}</h3>
            <Acts acts disabled/>
            <If when=disabled>
                <div class="progress" data-saving="">
                    <progress
                        aria-label=name_of(Key::UiListSaving)
                        max=so_far(|saving| saving.of.max(1))
                        value=so_far(|saving| saving.done)
                    ></progress>
                    <If when=can_stop>
                        <Button
                            name="stop-saving"
                            look=Look::Quiet
                            press=send(ListIntent::StopSaving)
                            label=say(Key::UiListGiveUp)
                        />
                    </If>
                </div>
            </If>
            <p class="list-told" data-tone=tone data-export="">
                {say_of(move || export.with(|export| export.as_ref()?.text.clone()))}
            </p>
        </section>
    }
}

/// While a file is being written the buttons stay as they were, and are off.
fn acts(export: Option<&ExportView>, last: Vec<Act>) -> Vec<Act> {
    let Some(export) = export else { return last };
    if export.saving.is_some() && export.actions.is_empty() {
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
