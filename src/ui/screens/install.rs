//! The installation: which cards have our tab.

use leptos::prelude::*;

use crate::flow::view::{AppView, InstallExit, InstallView, PlacementView};
use crate::flow::{InstallIntent, Intent};
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::parts::{Look, button, button_while, notice};
use crate::ui::slices::{self, fact, shown, slice, while_there};

pub(crate) fn install_screen(view: Signal<AppView>) -> AnyView {
    let install =
        move |read: fn(&InstallView) -> bool| fact(view, move |view| slices::install(view).is_some_and(read));
    let idle = install(|install| !install.busy);
    let act = move |name, label: Key, look, intent| {
        button_while(name, say(label), look, Intent::Install(intent), Some(idle))
    };
    view! {
        <header class="page-head">
            <h1>{say(Key::UiInstallTitle)}</h1>
            {while_there(install(|install| install.exit == InstallExit::Back), || {
                button("back", say(Key::UiBack), Look::Quiet, Intent::ShowInstall(false))
            })}
        </header>
        <p>{say(Key::UiInstallLead)}</p>
        {shown(slice(view, slices::notice), notice)}
        <ul class="placements" aria-busy=fact(view, |view| slices::install(view).is_some_and(|install| install.busy).to_string())>
            {shown(slice(view, |view| slices::install(view).map(|install| &install.rows)), |rows| {
                rows.into_iter().map(placement).collect::<Vec<_>>().into_any()
            })}
        </ul>
        <div class="tools">
            {while_there(install(|install| install.can_change), move || view! {
                {act("bind-all", Key::UiBindAll, Look::Primary, InstallIntent::BindAll)}
                {act("remove-all", Key::UiRemoveAll, Look::Plain, InstallIntent::RemoveAll)}
            }.into_any())}
            {while_there(install(|install| install.exit == InstallExit::Finish), move || {
                act("finish", Key::UiFinish, Look::Plain, InstallIntent::Finish)
            })}
            {act("check", Key::UiCheckInstall, Look::Quiet, InstallIntent::Check)}
        </div>
    }
    .into_any()
}

fn placement(row: PlacementView) -> AnyView {
    view! {
        <li class="placement" data-placement=row.code data-bound=row.bound>
            <span class="placement-title">{say(row.title)}</span>
            <span class="chip" data-tone=tone_of(row.bound)>{say(row.text)}</span>
            {row.error.map(notice)}
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
