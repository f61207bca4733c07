//! What the page asks of the browser's storage: one call after the other, and none for ever.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
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
                    within(FILE_PATIENCE_MS, store::keep(&of, by, &head, &file)).await
                }
                _ => Err(StoreFault::Failed),
            };
            StoreAnswer::Kept { by, kept }
        }
        StoreCall::Add { of, by, part, bytes } => {
            StoreAnswer::Kept { by, kept: within(PATIENCE_MS, store::add(&of, by, part, &bytes)).await }
        }
        StoreCall::Take { of, file, by } => {
            let stored = within(FILE_PATIENCE_MS, store::take(&of, by)).await;
            StoreAnswer::Taken(stored.and_then(|Stored { head, searches, file: kept }| {
                let text = kept.as_string();
                let given = match &text {
                    Some(_) => Given::Text(kept),
                    None => Given::File(kept.dyn_into::<File>().map_err(|_: JsValue| StoreFault::Failed)?),
                };
                take_again(inner, file, given);
                Ok(Taken { head, searches, text })
            }))
        }
        StoreCall::Erase(lists) => StoreAnswer::Erased(within(PATIENCE_MS, store::erase(&lists)).await),
    }
}

/// What comes in time.
async fn within<T>(ms: u32, work: impl Future<Output = Result<T, StoreFault>>) -> Result<T, StoreFault> {
    let (mut work, mut time) = (pin!(work), TimeoutFuture::new(ms));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(done),
        Poll::Pending => Pin::new(&mut time).poll(context).map(|()| Err(StoreFault::Failed)),
    })
    .await
}
