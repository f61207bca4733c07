//! The page with the search box.

use leptos::prelude::*;

use crate::flow::Intent;
use crate::flow::view::{AppView, ConnectionView};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{say, say_current};
use crate::ui::parts::{Look, button, call_panel, notice, progress, results, search_form, webhook_form};
use crate::ui::slices::{self, fact, shown, slice, while_there};

pub(crate) fn page_screen(view: Signal<AppView>) -> AnyView {
    let has_form = fact(view, |view| slices::form(view).is_some());
    let can_install = fact(view, |view| slices::page(view).is_some_and(|page| page.can_install));
    view! {
        <header class="page-head">
            <h1>{say(Key::AppName)}</h1>
            {portal(view)}
            {while_there(can_install, || button("show-install", say(Key::UiShowInstall), Look::Quiet, Intent::ShowInstall(true)))}
        </header>
        {shown(slice(view, |view| slices::page(view).map(|page| &page.connection)), connection)}
        {while_there(has_form, move || search_form(view))}
        {shown(slice(view, slices::notice), notice)}
        {progress(view)}
        {results(view)}
        {call_panel(view)}
    }
    .into_any()
}

/// The host of the portal, wherever the user did not come from it.
fn portal(view: Signal<AppView>) -> AnyView {
    let host = fact(view, |view| {
        view.portal.clone().map(|host| Message::plain(Key::UiPortal).with("host", Arg::Text(host)))
    });
    view! { <p class="quiet" data-portal="">{say_current(host)}</p> }.into_any()
}

fn connection(connection: ConnectionView) -> AnyView {
    match connection {
        ConnectionView::Frame => ().into_any(),
        ConnectionView::Asking { error } => webhook_form(error),
        ConnectionView::Checking { host } => {
            let checking = Message::plain(Key::UiConnectingTo).with("host", Arg::Text(host));
            view! { <div class="account" data-account="" aria-busy="true">{say(checking)}</div> }.into_any()
        }
        ConnectionView::Webhook { host, user } => {
            let account = Message::plain(Key::UiConnectedAs)
                .with("host", Arg::Text(host))
                .with("user", Arg::Text(user.to_string()));
            view! {
                <div class="account" data-account="">
                    <span>{say(account)}</span>
                    {button("disconnect", say(Key::UiDisconnect), Look::Quiet, Intent::Disconnect)}
                </div>
            }
            .into_any()
        }
    }
}
