//! The module that reads files, natively, and the browser that hands it files and saves what it writes.

use b24_duplicates::page::ExtraEvent;
use b24_duplicates::protocol::files::{FileId, FilesAnswer, FilesCall};
use files_worker::{Heard, Worker};

/// The module and the browser's files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    module: Module,
    /// The file that was chosen: its name, and what is in it.
    pub(crate) chosen: Option<(String, Vec<u8>)>,
    /// What was saved: its name, and what is in it.
    pub(crate) saved: Vec<(String, Vec<u8>)>,
    /// What was asked, in order.
    pub(crate) asked: Vec<FilesCall>,
}

/// The module.
#[derive(Debug)]
enum Module {
    Here(Box<Worker>),
    /// It cannot be had.
    Gone,
    /// What is asked of it is answered by the story.
    Told,
}

impl Default for Module {
    fn default() -> Self {
        Self::Here(Box::default())
    }
}

impl Files {
    /// The browser describes the file that was chosen.
    pub(crate) fn take(&self, file: FileId) -> ExtraEvent {
        let what = self.chosen.as_ref().map(|(name, bytes)| (name.clone(), bytes.len() as u64));
        ExtraEvent::FileTaken { file, what }
    }

    /// The module answers, through the bytes that go between it and the page.
    pub(crate) fn hear(&mut self, call: &FilesCall, save_as: &str) -> Option<ExtraEvent> {
        self.asked.push(call.clone());
        let worker = match &mut self.module {
            Module::Here(worker) => worker,
            Module::Gone => return Some(ExtraEvent::FilesLost),
            Module::Told => return None,
        };
        let file = matches!(call, FilesCall::Open(_)).then(|| self.chosen.clone().map(|(_, bytes)| bytes));
        // A question about a file that it does not keep is not answered, and whoever waits for an answer loses patience.
        let Some(Heard { answer, written }) = worker.hear(&call.to_bytes(), file.flatten()) else {
            return Some(ExtraEvent::FilesLost);
        };
        self.saved.extend(written.map(|bytes| (save_as.to_owned(), bytes)));
        Some(ExtraEvent::Files(FilesAnswer::from_bytes(&answer).unwrap()))
    }

    pub(crate) fn end(&mut self) {
        if let Module::Here(worker) = &mut self.module {
            **worker = Worker::default();
        }
    }

    /// The module cannot be had from now on.
    pub(crate) fn fail(&mut self) {
        self.module = Module::Gone;
    }

    /// It can be had again, and keeps nothing.
    pub(crate) fn mend(&mut self) {
        if let Module::Gone = self.module {
            self.module = Module::default();
        }
    }

    /// The story answers in its place.
    pub(crate) fn leave_to_story(&mut self) {
        self.module = Module::Told;
    }
}
