//! The installation: which cards have our tab.

use leptos::prelude::*;

use super::page::portal;
use crate::flow::view::{AppView, InstallExit, InstallView, SCREEN_HEADING};
use crate::flow::{InstallIntent, Intent};
use crate::i18n::Key;
use crate::ui::context::say;
use crate::ui::element::{el, several};
use crate::ui::parts::{Look, Part, button, button_while};
use crate::ui::slices::{self, shown, while_there};

pub(crate) fn install_screen(view: ReadSignal<AppView>) -> AnyView {
    let act = move |name, label: Key, look, intent| {
        button_while(view, is_idle, name, say(label), look, Intent::Install(intent))
    };
    several(vec![
        el("header")
            .class("page-head")
            .child(el("h1").attr("id", SCREEN_HEADING).attr("tabindex", "-1").text(say(Key::UiInstallTitle)))
            .child(portal(view))
            .child(while_there(
                view,
                |view| is(view, |install| install.exit == InstallExit::Back),
                || button("back", say(Key::UiBack), Look::Quiet, Intent::ShowInstall(false)),
            ))
            .into(),
        el("p").text(say(Key::UiInstallLead)).into(),
        shown(view, |view| slices::notice(view).cloned().map(Part::Notice)),
        el("ul")
            .class("placements")
            .live("aria-busy", move || (!view.with(is_idle)).then(|| "true".to_owned()))
            .child(shown(view, |view| Some(Part::Placements(slices::install(view)?.rows.clone()))))
            .into(),
        el("div")
            .class("tools")
            .child(while_there(
                view,
                |view| is(view, |install| install.can_change && !install.complete),
                move || act("bind-all", Key::UiBindAll, Look::Primary, InstallIntent::BindAll),
            ))
            .child(while_there(
                view,
                |view| is(view, |install| install.exit == InstallExit::Finish && install.complete),
                move || act("finish", Key::UiFinish, Look::Primary, InstallIntent::Finish),
            ))
            .child(while_there(
                view,
                |view| is(view, |install| install.can_change),
                move || act("remove-all", Key::UiRemoveAll, Look::Plain, InstallIntent::RemoveAll),
            ))
            .child(while_there(
                view,
                |view| is(view, |install| install.exit == InstallExit::Finish && !install.complete),
                move || act("finish", Key::UiFinish, Look::Plain, InstallIntent::Finish),
            ))
            .child(while_there(
                view,
                |view| is(view, |install| install.can_change),
                move || act("check", Key::UiCheckInstall, Look::Quiet, InstallIntent::Check),
            ))
            .into(),
    ])
}

fn is_idle(view: &AppView) -> bool {
    is(view, |install| !install.busy)
}

fn is(view: &AppView, read: fn(&InstallView) -> bool) -> bool {
    slices::install(view).is_some_and(read)
}
