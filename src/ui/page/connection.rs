//! How the page reaches its portal; on a plain page by an incoming webhook.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::FocusTarget;
use crate::i18n::{Arg, Key, Message};
use crate::page::{ConnectionView, FieldErrorView, Intent};
use crate::ui::context::{dispatch, id, name_of, say, send};
use crate::ui::erased::{Memo, each, flag, handler};
use crate::ui::shared::{Button, Look};

/// The state of the connection, and what can be done about it.
#[component]
pub(super) fn Connection(
    /// How far it is.
    connection: ConnectionView,
    /// What was wrong with the webhook that was given.
    error: Memo<Option<FieldErrorView>>,
) -> impl IntoView {
    match connection {
        ConnectionView::Frame => ().into_any(),
        ConnectionView::Asking { .. } => view! { <Webhook error/> }.into_any(),
        ConnectionView::Checking { host } => {
            let checking = Message::plain(Key::UiConnectingTo).with("host", Arg::Text(host));
            view! {
                <div class="account" data-account="" aria-busy="true">
                    <span>{say(checking)}</span>
                </div>
            }
            .into_any()
        }
        ConnectionView::Webhook { host, user } => {
            let connected = Message::plain(Key::UiConnectedAs)
                .with("host", Arg::Text(host))
                .with("user", Arg::Text(user.to_string()));
            view! {
                <div class="account" data-account="">
                    <span>{say(connected)}</span>
                    <Button
                        name="disconnect"
                        look=Look::Quiet
                        press=send(Intent::Disconnect)
                        label=say(Key::UiDisconnect)
                    />
                </div>
            }
            .into_any()
        }
    }
}

/// The field for the webhook's address. It is not bound to anything: the shell reads it, and empties it once it is
/// accepted. No `form` stands around it, and it calls itself a code that is used once, so that no browser offers to
/// remember what was typed.
#[component]
fn Webhook(
    /// What was wrong with the last one.
    error: Memo<Option<FieldErrorView>>,
) -> impl IntoView {
    let dispatch = dispatch();
    let [field, hint, wrong] = ["webhook", "webhook-hint", "webhook-error"].map(id);
    let (by_hint, by_both) = (hint.clone(), [hint.as_str(), " ", &wrong].concat());
    let is_wrong = move || error.with(Option::is_some);
    let connect = handler(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            dispatch.send(Intent::Connect);
        }
    });
    let error = move || {
        let id = wrong.clone();
        each(error.get(), |error| view! { <WebhookError id=id.clone() error/> })
    };
    view! {
        <div class="webhook" role="group" aria-label=name_of(Key::UiWebhookTitle)>
            <label class="field-label" for=field.clone()>
                {say(Key::UiWebhook)}
            </label>
            <div class="webhook-line">
                <input
                    id=field
                    data-focus=FocusTarget::WebhookField.name()
                    name="webhook"
                    type="password"
                    autocomplete="one-time-code"
                    dir="ltr"
                    aria-describedby=move || Some(if is_wrong() { by_both.clone() } else { by_hint.clone() })
                    aria-invalid=move || flag(is_wrong())
                    on:keydown=connect
                />
                <Button
                    name="connect"
                    look=Look::Primary
                    press=send(Intent::Connect)
                    label=say(Key::UiConnect)
                />
            </div>
            <p class="quiet" id=hint>
                {say(Key::UiWebhookHint)}
            </p>
            {move || error()}
        </div>
    }
}

/// What is wrong with the address that was typed.
#[component]
fn WebhookError(
    /// By which its field refers to it.
    id: String,
    /// What it is.
    error: FieldErrorView,
) -> impl IntoView {
    view! {
        <p class="field-error" id=id role="alert" data-code=error.code>
            {say(error.text)}
        </p>
    }
}
