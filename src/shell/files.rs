//! The module that reads files, in a worker beside the page: the page hands it the file as the browser has it, and never holds
//! what stands in it.

use std::collections::VecDeque;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, HtmlAnchorElement, HtmlElement, HtmlInputElement, Url, Window, Worker};

use super::worker::{self, Module};
use crate::protocol::files::{FileId, FilesAnswer, FilesCall};

/// What the module says.
pub(super) enum Said {
    /// It hears from now on.
    Ready,
    /// It has answered, and here is the file that it has written.
    Answer(FilesAnswer, Option<Blob>),
    /// There is no answer: the file that was spoken of is not open any more, or never was.
    Nothing,
    /// It is none, or has failed.
    Nonsense,
}

/// The running module. Dropping it ends it.
pub(super) struct Files {
    worker: Worker,
    /// What it is told once it hears: a message that comes before is lost. `None` from then on.
    untold: Option<Vec<Array>>,
    waiting: VecDeque<Waiting>,
    /// The file that was opened last.
    last: Option<FileId>,
    deadline: Option<Timeout>,
    _listeners: [EventListener; 3],
}

/// A call that is not answered yet.
struct Waiting {
    file: FileId,
    patience_ms: u32,
    save_as: String,
}

impl Files {
    /// Starts it. `None` if the page names none, or the browser refuses.
    pub(super) fn start(window: &Window, said: impl Fn(Said) + Clone + 'static) -> Option<Self> {
        let worker = worker::start(window, Module::Files)?;
        let listeners = worker::hear(&worker, move |data| said(data.map_or(Said::Nonsense, heard)));
        let (untold, waiting) = (Some(Vec::new()), VecDeque::new());
        Some(Self { worker, untold, waiting, last: None, deadline: None, _listeners: listeners })
    }

    /// Gives it a call, and the file that goes with it.
    pub(super) fn ask(&mut self, call: &FilesCall, file: Option<&File>, save_as: String, patience_ms: u32) {
        let message = Array::of1(&Uint8Array::from(call.to_bytes().as_slice()));
        if let Some(file) = file {
            message.push(file);
        }
        if let FilesCall::Open(file) | FilesCall::OpenText { file, .. } = call {
            self.last = Some(*file);
        }
        self.waiting.push_back(Waiting { file: file_of(call), patience_ms, save_as });
        match &mut self.untold {
            Some(untold) => untold.push(message),
            None => tell(&self.worker, &message),
        }
    }

    /// It hears.
    pub(super) fn ready(&mut self) {
        self.deadline = None;
        for message in self.untold.take().into_iter().flatten() {
            tell(&self.worker, &message);
        }
    }

    /// It has no answer to the first call that waits. Whether it should have one: that call is about the file that was
    /// opened last, so that somebody waits for it.
    pub(super) fn failed_to_answer(&mut self) -> bool {
        self.deadline = None;
        self.waiting.pop_front().is_some_and(|call| Some(call.file) == self.last)
    }

    /// It has answered the first call that waits. Says under which name a file was to be saved.
    pub(super) fn answered(&mut self) -> String {
        self.deadline = None;
        self.waiting.pop_front().map(|call| call.save_as).unwrap_or_default()
    }

    /// Waits for the next answer, if one is due, or for it to hear.
    pub(super) fn wait(&mut self, expired: impl FnOnce() + 'static) {
        if let (Some(next), None) = (self.waiting.front(), &self.deadline) {
            self.deadline = Some(Timeout::new(next.patience_ms, expired));
        }
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// The file that a call is about.
const fn file_of(call: &FilesCall) -> FileId {
    match call {
        FilesCall::Open(file)
        | FilesCall::OpenText { file, .. }
        | FilesCall::ReadAgain { file, .. }
        | FilesCall::Rows { file, .. }
        | FilesCall::Cells { file, .. }
        | FilesCall::Find { file, .. }
        | FilesCall::WriteBegin { file, .. }
        | FilesCall::WriteRows { file, .. }
        | FilesCall::WriteEnd { file, .. }
        | FilesCall::WriteStop { file, .. } => *file,
    }
}

/// What cannot be handed over is not answered, and the deadline says so.
fn tell(worker: &Worker, message: &Array) {
    let _ = worker.post_message(message);
}

/// The list of an answer and a file; an empty one; or, as the first word, nothing.
fn heard(data: JsValue) -> Said {
    if data.is_null() {
        return Said::Ready;
    }
    let Ok(parts) = data.dyn_into::<Array>() else { return Said::Nonsense };
    if parts.length() == 0 {
        return Said::Nothing;
    }
    let bytes = parts.get(0).dyn_into::<Uint8Array>();
    let answer = bytes.ok().and_then(|bytes| FilesAnswer::from_bytes(&bytes.to_vec()));
    answer.map_or(Said::Nonsense, |answer| Said::Answer(answer, parts.get(1).dyn_into().ok()))
}

/// The file that was chosen or dropped. It can be chosen once more after this.
pub(super) fn chosen(root: &HtmlElement) -> Option<File> {
    let field: HtmlInputElement = root.query_selector("input[name=list-file]").ok()??.dyn_into().ok()?;
    let file = field.files()?.get(0);
    // An empty text is what a page may set.
    field.set_value("");
    file
}

/// Lets the browser save a file. `None` if it refuses.
pub(super) fn save(window: &Window, file: &Blob, name: &str) -> Option<()> {
    /// A browser begins to save a little later, and some of them ask the user before.
    const KEPT_MS: u32 = 120_000;
    let link: HtmlAnchorElement = window.document()?.create_element("a").ok()?.dyn_into().ok()?;
    let address = Url::create_object_url_with_blob(file).ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT_MS, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}
