//! The page with the search box.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::{AppView, SCREEN_HEADING};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{say, say_of};
use crate::ui::element::{el, several};
use crate::ui::parts::{Look, Part, button, call_panel, progress, results, search_form};
use crate::ui::slices::{self, shown, while_there};

pub(crate) fn page_screen(view: ReadSignal<AppView>) -> AnyView {
    several(vec![
        el("header")
            .class("page-head")
            .child(el("h1").attr("id", SCREEN_HEADING).attr("tabindex", "-1").text(say(Key::AppName)))
            .child(portal(view))
            .child(while_there(
                view,
                |view| slices::page(view).is_some_and(|page| page.can_install),
                || button("show-install", say(Key::UiShowInstall), Look::Quiet, Intent::ShowInstall(true)),
            ))
            .into(),
        shown(view, |view| slices::connection(view).map(Part::Connection)),
        while_there(view, |view| slices::form(view).is_some(), move || search_form(view)),
        shown(view, |view| slices::notice(view).cloned().map(Part::Notice)),
        progress(view),
        results(view),
        el("div").class("tools").child(call_panel(view)).into(),
    ])
}

/// The host of the portal.
pub(super) fn portal(view: ReadSignal<AppView>) -> AnyView {
    let host = say_of(view, |view| {
        let host = view.portal.clone()?;
        Some(Message::plain(Key::UiPortal).with("host", Arg::Text(host)))
    });
    el("p").class("quiet").attr("data-portal", "").text(host).into()
}
