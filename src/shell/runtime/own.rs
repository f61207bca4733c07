//! What only one of the applications has in the browser.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlInputElement;

use super::files::{self, Beside};
use super::store::{self, Storage};
use super::{Inner, tell};
use crate::app::{App, Event, HostPage};
use crate::domain::AllowList;
use crate::page::{Extra, ExtraEvent, StartReader, WebhookAccount};
use crate::protocol::reading::ReadCall;
use crate::protocol::webhook;
use crate::shell::clipboard;
use crate::shell::credential::Credential;
use crate::shell::page::{announce_crash, list_no_requests, say_stopped, webhook_field};
use crate::shell::reader::{Reader, Said};
use crate::{card, page};

/// An application that a browser can run.
pub trait InBrowser: App {
    /// Whether an answer may be so long that a key that was pressed meanwhile comes first.
    const LONG_ANSWERS: bool;

    /// What is kept to carry out what it alone asks for.
    type Own: Default;

    /// Carries out what it alone asks for.
    fn carry_out(extra: Self::Extra, inner: &Rc<Inner<Self>>);

    /// Says that it cannot go on. Our own pages have a notice for that.
    fn stop(inner: &Inner<Self>) {
        announce_crash(&inner.window);
    }
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
    reader: RefCell<Option<Reader>>,
    idle: RefCell<Option<Closure<dyn FnMut()>>>,
    /// Whether the reading module is to be started once the browser is idle: not any more, once it was started.
    is_for_idle: Cell<bool>,
    pub(super) files: Beside,
    pub(super) storage: Storage,
}

impl InBrowser for page::App {
    const LONG_ANSWERS: bool = true;

    type Own = PageWaits;

    fn stop(inner: &Inner<Self>) {
        announce_crash(&inner.window);
        if inner.host_page == HostPage::Foreign {
            say_stopped(&inner.window, &inner.root);
        }
    }

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
            Extra::StartReader { start: StartReader::Now, patience_ms } => start_reader(inner, patience_ms),
            Extra::StartReader { start: StartReader::WhenIdle, patience_ms } => {
                start_when_idle(inner, patience_ms);
            }
            Extra::Read { call, patience_ms } => read(inner, &call, patience_ms),
            Extra::TakeFile(file) => files::take(inner, file),
            Extra::Files { call, save_as, patience_ms } => files::ask(inner, &call, save_as, patience_ms),
            Extra::EndFiles => files::end(inner),
            Extra::Store(call) => store::ask(inner, call),
            // Where the browser has no dialog for it, nothing happens.
            Extra::Print => drop(inner.window.print()),
            Extra::CopyUnread(text) => {
                let back = Rc::downgrade(inner);
                clipboard::copy(text, move |copied| {
                    tell(&back, Event::Extra(ExtraEvent::UnreadCopied(copied.map_err(drop))));
                });
            }
        }
    }
}

/// Starts the reading module once the browser has nothing better to do. Where it cannot say so, in a while.
fn start_when_idle(inner: &Rc<Inner<page::App>>, patience_ms: u32) {
    const WHILE_MS: u32 = 500;
    let back = Rc::downgrade(inner);
    let start = Closure::new(move || {
        if let Some(inner) = back.upgrade().filter(|inner| inner.own.is_for_idle.get()) {
            start_reader(&inner, patience_ms);
        }
    });
    inner.own.is_for_idle.set(true);
    let function = start.as_ref().unchecked_ref();
    let knows_idle = js_sys::Reflect::has(&inner.window, &JsValue::from_str("requestIdleCallback"));
    let asked = if knows_idle.unwrap_or(false) {
        inner.window.request_idle_callback(function).map(drop)
    } else {
        let wait = i32::try_from(WHILE_MS).unwrap_or_default();
        inner.window.set_timeout_with_callback_and_timeout_and_arguments_0(function, wait).map(drop)
    };
    inner.own.idle.replace(Some(start));
    if asked.is_err() {
        start_reader(inner, patience_ms);
    }
}

fn start_reader(inner: &Rc<Inner<page::App>>, patience_ms: u32) {
    // One that came and failed is not started again behind the user's back.
    inner.own.is_for_idle.set(false);
    if inner.own.reader.borrow().is_some() {
        return;
    }
    let back = Rc::downgrade(inner);
    let said = move |said| {
        let Some(inner) = back.upgrade() else { return };
        let event = match said {
            Said::Ready => ExtraEvent::ReaderReady,
            Said::Read(answer) => ExtraEvent::Read(answer),
            Said::Nonsense => return lose_reader(&inner),
        };
        if let Some(reader) = &mut *inner.own.reader.borrow_mut() {
            reader.answered();
        }
        inner.dispatch(Event::Extra(event));
        wait_for_reader(&inner, patience_ms);
    };
    let reader = Reader::start(&inner.window, said);
    let is_there = reader.is_some();
    inner.own.reader.replace(reader);
    if is_there {
        wait_for_reader(inner, patience_ms);
    } else {
        lose_reader(inner);
    }
}

/// A part that comes without a module is answered as a module that is gone.
fn read(inner: &Rc<Inner<page::App>>, call: &ReadCall, patience_ms: u32) {
    let is_there = inner.own.reader.borrow_mut().as_mut().map(|reader| reader.read(call)).is_some();
    if is_there {
        wait_for_reader(inner, patience_ms);
    } else {
        lose_reader(inner);
    }
}

fn wait_for_reader(inner: &Rc<Inner<page::App>>, patience_ms: u32) {
    let back = Rc::downgrade(inner);
    let expired = move || {
        if let Some(inner) = back.upgrade() {
            lose_reader(&inner);
        }
    };
    if let Some(reader) = &mut *inner.own.reader.borrow_mut() {
        reader.wait(patience_ms, expired);
    }
}

fn lose_reader(inner: &Rc<Inner<page::App>>) {
    drop(inner.own.reader.take());
    inner.dispatch(Event::Extra(ExtraEvent::ReaderLost));
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
