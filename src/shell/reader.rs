//! The module that reads texts, in a worker beside the page: the page goes on while it reads.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Window, Worker};

use super::worker::{self, Module};
use crate::protocol::reading::{ReadAnswer, ReadCall};

/// What the module says.
pub(super) enum Said {
    /// It is there.
    Ready,
    /// It has read a part.
    Read(ReadAnswer),
    /// It is none, or has failed.
    Nonsense,
}

/// The running module. Dropping it ends it.
pub(super) struct Reader {
    worker: Worker,
    /// Parts that are not answered yet. The wait for the module itself counts as one.
    waiting: u32,
    deadline: Option<Timeout>,
    _listeners: [EventListener; 3],
}

impl Reader {
    /// Starts it. `None` if the page names none, or the browser refuses.
    pub(super) fn start(window: &Window, said: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let worker = worker::start(window, Module::Reader)?;
        let listeners = worker::hear(&worker, move |data| said(data.map_or(Said::Nonsense, heard)));
        Some(Self { worker, waiting: 1, deadline: None, _listeners: listeners })
    }

    /// Gives it a part to read. The bytes are handed over, not copied once more.
    pub(super) fn read(&mut self, call: &ReadCall) {
        let bytes = Uint8Array::from(call.to_bytes().as_slice());
        self.waiting += 1;
        // What cannot be handed over is not answered, and the deadline says so.
        let _ = self.worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
    }

    /// It has answered. What else was asked may take so long again.
    pub(super) fn answered(&mut self) {
        self.waiting = self.waiting.saturating_sub(1);
        self.deadline = None;
    }

    /// Waits so long for the next answer, if one is due.
    pub(super) fn wait(&mut self, patience_ms: u32, expired: impl FnOnce() + 'static) {
        if self.waiting > 0 && self.deadline.is_none() {
            self.deadline = Some(Timeout::new(patience_ms, expired));
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

fn heard(data: JsValue) -> Said {
    let Ok(bytes) = data.dyn_into::<Uint8Array>() else { return Said::Nonsense };
    if bytes.length() == 0 {
        return Said::Ready;
    }
    ReadAnswer::from_bytes(&bytes.to_vec()).map_or(Said::Nonsense, Said::Read)
}
