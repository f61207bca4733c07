//! What only one of the applications has in the browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::HtmlInputElement;

use super::{Inner, tell};
use crate::app::{App, Event, HostPage};
use crate::domain::AllowList;
use crate::page::{Extra, ExtraEvent, WebhookAccount};
use crate::protocol::webhook;
use crate::shell::credential::Credential;
use crate::shell::page::{list_no_requests, webhook_field};
use crate::{card, page};

/// An application that a browser can run.
pub trait InBrowser: App {
    /// Whether an answer may be so long that a key that was pressed meanwhile comes first.
    const LONG_ANSWERS: bool;

    /// What is kept to carry out what it alone asks for.
    type Own: Default;

    /// Carries out what it alone asks for.
    fn carry_out(extra: Self::Extra, inner: &Rc<Inner<Self>>);
}

impl InBrowser for card::App {
    const LONG_ANSWERS: bool = false;

    type Own = ();

    fn carry_out(extra: Self::Extra, _: &Rc<Inner<Self>>) {
        match extra {}
    }
}

/// What the page waits for.
#[derive(Default)]
pub struct PageWaits {
    slice: RefCell<Option<Timeout>>,
    reload: RefCell<Option<Timeout>>,
}

impl InBrowser for page::App {
    const LONG_ANSWERS: bool = true;

    type Own = PageWaits;

    fn carry_out(extra: Extra, inner: &Rc<Inner<Self>>) {
        let wait = |after_ms, event: ExtraEvent| {
            let back = Rc::downgrade(inner);
            Some(Timeout::new(after_ms, move || tell(&back, Event::Extra(event))))
        };
        match extra {
            Extra::TakeWebhook => take_webhook(inner),
            Extra::EmptyWebhookField => {
                if let Some(field) = webhook_field(&inner.root) {
                    field.set_value("");
                }
            }
            Extra::LetOthersGoFirst => drop(inner.own.slice.replace(wait(0, ExtraEvent::NextSlice))),
            Extra::AwaitReload { after_ms } => {
                inner.own.reload.replace(wait(after_ms, ExtraEvent::NotReloaded));
            }
        }
    }
}

/// The field is emptied once its address is accepted; one that is refused can be corrected.
fn take_webhook(inner: &Inner<page::App>) {
    let field = webhook_field(&inner.root);
    let address = field.as_ref().map(HtmlInputElement::value).unwrap_or_default();
    let portals = AllowList::parse(&inner.connect_sources, &inner.page_address);
    let taken = webhook::parse(&address, &portals).map(|webhook| {
        if let Some(field) = &field {
            field.set_value("");
        }
        if inner.host_page == HostPage::Ours {
            list_no_requests(&inner.window);
        }
        let account = WebhookAccount { origin: webhook.origin.clone(), user: webhook.user };
        inner.credential.replace(Some(Credential::webhook(webhook)));
        account
    });
    inner.raise(Event::Extra(ExtraEvent::WebhookTaken(taken)));
}
