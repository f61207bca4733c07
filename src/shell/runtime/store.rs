//! What the page asks of the browser's storage: one call after the other, and none for ever.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::File;

use super::files::{Given, given, take_again};
use super::{Inner, tell};
use crate::app::{Event, HostPage};
use crate::page::{self, ExtraEvent};
use crate::protocol::store::{StoreAnswer, StoreCall, StoreFault, Taken};
use crate::shell::store::{self, Stored};

/// So long the browser may take to keep a file, or to bring one back.
const FILE_PATIENCE_MS: u32 = 60_000;

/// So long it may take for anything else.
const PATIENCE_MS: u32 = 10_000;

/// What waits for its turn.
#[derive(Default)]
pub(super) struct Storage {
    waiting: RefCell<VecDeque<StoreCall>>,
    is_busy: Cell<bool>,
}

/// Asks something. Each call is answered.
pub(super) fn ask(inner: &Rc<Inner<page::App>>, call: StoreCall) {
    inner.own.storage.waiting.borrow_mut().push_back(call);
    if !inner.own.storage.is_busy.replace(true) {
        let back = Rc::downgrade(inner);
        wasm_bindgen_futures::spawn_local(async move { while answer_next(&back).await {} });
    }
}

/// Answers the next call. False if there is none.
async fn answer_next(back: &Weak<Inner<page::App>>) -> bool {
    let Some(inner) = back.upgrade() else { return false };
    let Some(call) = inner.own.storage.waiting.borrow_mut().pop_front() else {
        inner.own.storage.is_busy.set(false);
        return false;
    };
    let answer = answered(&inner, call).await;
    drop(inner);
    tell(back, Event::Extra(ExtraEvent::Store(answer)));
    true
}

async fn answered(inner: &Rc<Inner<page::App>>, call: StoreCall) -> StoreAnswer {
    // The storage of somebody's page is that page's.
    let is_foreign = inner.host_page == HostPage::Foreign;
    match call {
        StoreCall::Look if is_foreign => StoreAnswer::Looked(Err(StoreFault::Denied)),
        StoreCall::Look => StoreAnswer::Looked(within(PATIENCE_MS, store::look()).await),
        StoreCall::Begin { of, file, by, head } => {
            let kept = match given(inner, file) {
                Some(file) if !is_foreign => {
                    let keep = async move { store::keep(&of, by, &head, &file).await };
                    within(FILE_PATIENCE_MS, keep).await
                }
                _ => Err(StoreFault::Failed),
            };
            StoreAnswer::Kept { by, kept }
        }
        StoreCall::Add { of, by, part, bytes } => {
            let add = async move { store::add(&of, by, part, &bytes).await };
            StoreAnswer::Kept { by, kept: within(PATIENCE_MS, add).await }
        }
        StoreCall::Take { held, file, by } => {
            let take = async move { store::take(&held, by).await };
            let stored = within(FILE_PATIENCE_MS, take).await;
            let taken = stored.and_then(|Stored { head, searches, file: kept }| {
                let text = kept.as_string();
                let given = match &text {
                    Some(_) => Given::Text(kept),
                    None => Given::File(kept.dyn_into::<File>().map_err(|_: JsValue| StoreFault::Failed)?),
                };
                take_again(inner, file, given);
                Ok(Taken { head, searches, text })
            });
            StoreAnswer::Taken { by, taken }
        }
        StoreCall::Erase { lists, wanted } => {
            let erase = async move { store::erase(&lists).await };
            StoreAnswer::Erased { wanted, erased: within(PATIENCE_MS, erase).await }
        }
    }
}

/// What comes in time. What does not goes on by itself: the browser still says what becomes of it, and somebody has to listen.
async fn within<T: 'static>(
    ms: u32,
    work: impl Future<Output = Result<T, StoreFault>> + 'static,
) -> Result<T, StoreFault> {
    let (mut work, mut time) = (Box::pin(work), TimeoutFuture::new(ms));
    let in_time = poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => Pin::new(&mut time).poll(context).map(|()| None),
    });
    if let Some(done) = in_time.await {
        return done;
    }
    wasm_bindgen_futures::spawn_local(async move { drop(work.await) });
    Err(StoreFault::Failed)
}
