//! Requests to the portal and to our own files.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::JsString;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Headers, ReferrerPolicy, Request, RequestCache, RequestCredentials,
    RequestInit, RequestMode, RequestRedirect, Response, ResponseType,
};

use super::credential::SignedRequest;
use super::decode;
use crate::protocol::limits::DEADLINE;
use crate::protocol::{BodyKind, RawResponse, TransportFault};
use crate::scheduler::RequestId;

/// The requests that are under way. Dropping it aborts them all.
#[derive(Default)]
pub(super) struct Requests {
    under_way: Rc<RefCell<Vec<(RequestId, Guard)>>>,
}

impl Requests {
    /// Posts a request; `arrived` is called once, unless this is dropped first.
    pub(super) fn post(
        &self,
        id: RequestId,
        request: SignedRequest,
        arrived: impl FnOnce(RawResponse) + 'static,
    ) {
        let guard = Guard::new();
        let (signal, why) = (guard.controller.as_ref().map(AbortController::signal), Rc::clone(&guard.why));
        self.under_way.borrow_mut().push((id, guard));
        let under_way = Rc::downgrade(&self.under_way);
        wasm_bindgen_futures::spawn_local(async move {
            let raw = match send(request, signal.as_ref()).await {
                Ok(raw) => raw,
                Err(Unsent) => RawResponse::Fault(why.get().unwrap_or_else(network_fault)),
            };
            if under_way.upgrade().is_some_and(|under_way| finish(&under_way, id)) {
                arrived(raw);
            }
        });
    }

    /// Aborts a request; it arrives as aborted.
    pub(super) fn abort(&self, id: RequestId) {
        for (_, guard) in self.under_way.borrow().iter().filter(|(under_way, _)| *under_way == id) {
            guard.give_up(TransportFault::Aborted);
        }
    }

    /// Aborts all of them; nothing arrives for any.
    pub(super) fn drop_all(&self) {
        drop(self.under_way.take());
    }
}

/// Takes a request off the list; it is no longer there if it was dropped with all others.
fn finish(under_way: &RefCell<Vec<(RequestId, Guard)>>, id: RequestId) -> bool {
    let mut under_way = under_way.borrow_mut();
    let before = under_way.len();
    under_way.retain(|(other, _)| *other != id);
    under_way.len() < before
}

/// The text of one of our own files; `None` if it cannot be had, or is another one by now.
pub(super) async fn own_file(address: &str, integrity: &str) -> Option<String> {
    let options = RequestInit::new();
    options.set_credentials(RequestCredentials::Omit);
    options.set_integrity(integrity);
    let response = fetch(address, &options).await.ok()?;
    if !response.ok() {
        return None;
    }
    text_of(&response).await.ok()?.as_string()
}

/// There is no answer: the browser says no more of why than it says to any script.
struct Unsent;

impl From<JsValue> for Unsent {
    fn from(_: JsValue) -> Self {
        Self
    }
}

async fn send(request: SignedRequest, signal: Option<&AbortSignal>) -> Result<RawResponse, Unsent> {
    let response = fetch(&request.address, &options(&request.body, signal)?).await?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Ok(RawResponse::Fault(TransportFault::Redirected));
    }
    let status = response.status();
    // Counting what streams in would refuse a body without a length as well; it would weigh more than it helps:
    // the deadline ends such a body, and the text of one that ends before is measured before it is parsed.
    if response.headers().get("Content-Length")?.is_some_and(|length| BodyKind::is_too_large(&length)) {
        return Ok(RawResponse::Unreadable { status, body: BodyKind::TooLarge });
    }
    let body = text_of(&response).await?;
    Ok(match decode::node(&body) {
        Ok(body) => RawResponse::Decoded { status, body },
        Err(body) => RawResponse::Unreadable { status, body },
    })
}

/// A plain form without headers of its own needs no preflight. A redirect is not followed: a 307 would
/// carry the secret to wherever it points.
fn options(body: &str, signal: Option<&AbortSignal>) -> Result<RequestInit, Unsent> {
    let headers = Headers::new()?;
    headers.set("Content-Type", "application/x-www-form-urlencoded")?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_headers_headers(&headers);
    options.set_body_opt_str(Some(body));
    options.set_mode(RequestMode::Cors);
    options.set_credentials(RequestCredentials::Omit);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(RequestRedirect::Manual);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(signal);
    Ok(options)
}

async fn fetch(address: &str, options: &RequestInit) -> Result<Response, Unsent> {
    let request = Request::new_with_str_and_init(address, options)?;
    let promise = web_sys::window().ok_or(Unsent)?.fetch_with_request(&request);
    Ok(JsFuture::from(promise).await?.dyn_into()?)
}

async fn text_of(response: &Response) -> Result<JsString, Unsent> {
    Ok(JsFuture::from(response.text()?).await?.dyn_into()?)
}

fn network_fault() -> TransportFault {
    TransportFault::Network { offline: web_sys::window().is_some_and(|window| !window.navigator().on_line()) }
}

/// One request under way: aborts it at its deadline, and when dropped.
struct Guard {
    controller: Option<AbortController>,
    why: Rc<Cell<Option<TransportFault>>>,
    _deadline: Timeout,
}

impl Guard {
    fn new() -> Self {
        // Without a controller, which every supported browser has, a request cannot be cut short; it still
        // ends when the portal ends it.
        let controller = AbortController::new().ok();
        let why = Rc::new(Cell::new(None));
        let deadline = {
            let (controller, why) = (controller.clone(), Rc::clone(&why));
            let deadline_ms = u32::try_from(DEADLINE).unwrap_or(u32::MAX);
            Timeout::new(deadline_ms, move || abort(controller.as_ref(), &why, TransportFault::TimedOut))
        };
        Self { controller, why, _deadline: deadline }
    }

    fn give_up(&self, why: TransportFault) {
        abort(self.controller.as_ref(), &self.why, why);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.give_up(TransportFault::Aborted);
    }
}

fn abort(controller: Option<&AbortController>, why: &Cell<Option<TransportFault>>, fault: TransportFault) {
    if why.get().is_none() {
        why.set(Some(fault));
    }
    if let Some(controller) = controller {
        controller.abort();
    }
}
