//! How the page reaches its portal; on a plain page by an incoming webhook.

use leptos::ev::{Event, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::{Look, Part, button};
use crate::flow::Intent;
use crate::flow::view::{AppView, ConnectionView, FieldErrorView, WEBHOOK_FIELD};
use crate::i18n::{Arg, Key, Message};
use crate::ui::context::{dispatch, say};
use crate::ui::element::{Element, el, several};
use crate::ui::slices::{self, shown};

const HINT: &str = "b24d-webhook-hint";
const ERROR: &str = "b24d-webhook-error";

/// The state of the connection, and what can be done about it.
pub(crate) fn connection(view: ReadSignal<AppView>, connection: ConnectionView) -> AnyView {
    match connection {
        ConnectionView::Frame => several(Vec::new()),
        ConnectionView::Asking { .. } => webhook_form(view),
        ConnectionView::Checking { host } => {
            let checking = Message::plain(Key::UiConnectingTo).with("host", Arg::Text(host));
            account(checking).attr("aria-busy", "true").into()
        }
        ConnectionView::Webhook { host, user } => {
            let connected = Message::plain(Key::UiConnectedAs)
                .with("host", Arg::Text(host))
                .with("user", Arg::Text(user.to_string()));
            account(connected)
                .child(button("disconnect", say(Key::UiDisconnect), Look::Quiet, Intent::Disconnect))
                .into()
        }
    }
}

fn account(text: Message) -> Element {
    el("div").class("account").attr("data-account", "").child(el("span").text(say(text)))
}

/// The field for the webhook's address. It is not bound to anything: the shell reads it, and empties
/// it once it is accepted. No `form` stands around it, so that no browser offers to remember what was typed.
fn webhook_form(view: ReadSignal<AppView>) -> AnyView {
    let dispatch = dispatch();
    let is_wrong = move || view.with(|view| slices::webhook_error(view).is_some());
    let connect = move |event: Event| {
        if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter") {
            dispatch.send(Intent::Connect);
        }
    };
    let field = el("input")
        .attr("id", WEBHOOK_FIELD)
        .attr("name", "webhook")
        .attr("type", "password")
        .attr("autocomplete", "off")
        .attr("dir", "ltr")
        .live("aria-describedby", move || {
            Some(if is_wrong() { [HINT, " ", ERROR].concat() } else { HINT.to_owned() })
        })
        .live("aria-invalid", move || is_wrong().then(|| "true".to_owned()))
        .on("keydown", connect);
    el("div")
        .class("webhook")
        .attr("role", "group")
        .labelled("aria-label", say(Key::UiWebhookTitle))
        .child(el("label").class("field-label").attr("for", WEBHOOK_FIELD).text(say(Key::UiWebhook)))
        .child(el("div").class("webhook-line").child(field).child(button(
            "connect",
            say(Key::UiConnect),
            Look::Primary,
            Intent::Connect,
        )))
        .child(el("p").class("quiet").attr("id", HINT).text(say(Key::UiWebhookHint)))
        .child(shown(view, |view| slices::webhook_error(view).cloned().map(Part::WebhookError)))
        .into()
}

/// What is wrong with the address that was typed.
pub(crate) fn webhook_error(error: FieldErrorView) -> AnyView {
    el("p")
        .class("field-error")
        .attr("id", ERROR)
        .attr("role", "alert")
        .attr("data-code", error.code)
        .text(say(error.text))
        .into()
}
