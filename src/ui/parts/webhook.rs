//! Connecting a plain page by an incoming webhook.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{Look, button};
use crate::flow::Intent;
use crate::flow::view::{FieldErrorView, WEBHOOK_FIELD};
use crate::i18n::Key;
use crate::ui::context::{dispatch, say};

const HINT: &str = "b24d-webhook-hint";
const ERROR: &str = "b24d-webhook-error";

/// The field for the webhook's address. It is not bound to anything: the shell reads it once and empties
/// it. No `form` stands around it, so that no browser offers to remember what was typed.
pub(crate) fn webhook_form(error: Option<FieldErrorView>) -> AnyView {
    let dispatch = dispatch();
    let enter = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            dispatch.send(Intent::Connect);
        }
    };
    let described_by = if error.is_some() { [HINT, " ", ERROR].concat() } else { HINT.to_owned() };
    view! {
        <div class="webhook" role="group" aria-label=say(Key::UiWebhookTitle)>
            <label class="field-label" for=WEBHOOK_FIELD>{say(Key::UiWebhook)}</label>
            <div class="webhook-line">
                <input
                    id=WEBHOOK_FIELD
                    name="webhook"
                    type="password"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    dir="ltr"
                    aria-describedby=described_by
                    aria-invalid=error.is_some().then_some("true")
                    on:keydown=enter
                />
                {button("connect", say(Key::UiConnect), Look::Primary, Intent::Connect)}
            </div>
            <p id=HINT class="quiet">{say(Key::UiWebhookHint)}</p>
            {error.map(|error| view! {
                <p id=ERROR class="field-error" role="alert" data-code=error.code data-webhook-error="">
                    {say(error.text)}
                </p>
            })}
        </div>
    }
    .into_any()
}
