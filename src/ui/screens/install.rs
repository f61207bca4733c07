//! The installation: which cards have our tab.

use leptos::prelude::*;

use crate::flow::view::{AppView, InstallView, PlacementView};
use crate::flow::{InstallIntent, Intent};
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::parts::{Button, Look, notice};
use crate::ui::slices::{self, fact, shown, slice, while_there};

pub(crate) fn install_screen(view: Signal<AppView>) -> AnyView {
    let install =
        move |read: fn(&InstallView) -> bool| fact(view, move |view| slices::install(view).is_some_and(read));
    let busy: Signal<bool> = install(|install| install.busy).into();
    view! {
        <header class="page-head">
            <h1>{say(Key::UiInstallTitle)}</h1>
            {while_there(install(|install| install.can_leave), || {
                button("back", Key::UiBack, Intent::ShowInstall(false), Look::Quiet, Signal::stored(false))
            })}
        </header>
        <p>{say(Key::UiInstallLead)}</p>
        {shown(slice(view, slices::notice), notice)}
        <ul class="placements" aria-busy=move || busy.get().to_string()>
            {shown(slice(view, |view| slices::install(view).map(|install| &install.rows)), |rows| {
                rows.into_iter().map(placement).collect::<Vec<_>>().into_any()
            })}
        </ul>
        <div class="tools">
            {while_there(install(|install| install.can_change), move || view! {
                {button("bind-all", Key::UiBindAll, of(InstallIntent::BindAll), Look::Primary, busy)}
                {button("remove-all", Key::UiRemoveAll, of(InstallIntent::RemoveAll), Look::Plain, busy)}
            }.into_any())}
            {while_there(install(|install| install.finishing), move || {
                button("finish", Key::UiFinish, of(InstallIntent::Finish), Look::Plain, busy)
            })}
            {button("check", Key::UiCheckInstall, of(InstallIntent::Check), Look::Quiet, busy)}
        </div>
    }
    .into_any()
}

const fn of(intent: InstallIntent) -> Intent {
    Intent::Install(intent)
}

fn button(name: &'static str, label: Key, intent: Intent, look: Look, off: Signal<bool>) -> AnyView {
    view! { <Button name label intent look off/> }.into_any()
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
