//! What the page asks of the module that reads files.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Blob, File};

use super::{Inner, whole};
use crate::app::Event;
use crate::page::{self, ExtraEvent};
use crate::protocol::files::{FileId, FilesAnswer, FilesCall, Unwritten};
use crate::shell::files::{self, Files, Said};

/// The module, and the file that is to be opened.
#[derive(Default)]
pub(super) struct Beside {
    module: RefCell<Option<Files>>,
    taken: RefCell<Option<(FileId, Given)>>,
}

/// What the user has given to be checked.
pub(super) enum Given {
    /// A file.
    File(File),
    /// What was pasted, as a text of the browser's.
    Text(JsValue),
}

/// What was given as this file, if it is still there.
pub(super) fn given(inner: &Inner<page::App>, file: FileId) -> Option<JsValue> {
    let taken = inner.own.files.taken.borrow();
    match taken.as_ref().filter(|(id, _)| *id == file)? {
        (_, Given::File(file)) => Some(file.into()),
        (_, Given::Text(text)) => Some(text.clone()),
    }
}

/// What was kept is given again, as this file. One that was chosen since stays.
pub(super) fn take_again(inner: &Inner<page::App>, file: FileId, given: Given) {
    let mut taken = inner.own.files.taken.borrow_mut();
    if taken.as_ref().is_none_or(|(known, _)| *known < file) {
        *taken = Some((file, given));
    }
}

/// Takes the file that was chosen or dropped. The module is on its way while the page thinks about it.
pub(super) fn take(inner: &Rc<Inner<page::App>>, file: FileId) {
    let chosen = files::chosen(&inner.root);
    let what = chosen.as_ref().map(|chosen| (chosen.name(), whole(chosen.size())));
    let is_there = chosen.is_some();
    inner.own.files.taken.replace(chosen.map(|chosen| (file, Given::File(chosen))));
    inner.raise(Event::Extra(ExtraEvent::FileTaken { file, what }));
    if is_there && !start(inner) {
        lose(inner);
    }
}

/// Gives it a call. With the one that opens a file goes the file that was taken for it.
pub(super) fn ask(inner: &Rc<Inner<page::App>>, call: &FilesCall, save_as: String, patience_ms: u32) {
    if !start(inner) {
        return lose(inner);
    }
    let beside = &inner.own.files;
    if let FilesCall::OpenText { file, text } = call {
        beside.taken.replace(Some((*file, Given::Text(JsValue::from_str(text)))));
    }
    let taken = beside.taken.borrow();
    let file = match (call, &*taken) {
        (FilesCall::Open(wanted), Some((id, Given::File(file)))) if id == wanted => Some(file),
        _ => None,
    };
    if let Some(module) = &mut *beside.module.borrow_mut() {
        module.ask(call, file, save_as, patience_ms);
    }
    wait(inner);
}

/// Ends it.
pub(super) fn end(inner: &Inner<page::App>) {
    let Beside { module, taken } = &inner.own.files;
    drop((module.take(), taken.take()));
}

/// Starts it if it is not running, and says whether it is.
fn start(inner: &Rc<Inner<page::App>>) -> bool {
    let module = &inner.own.files.module;
    if module.borrow().is_some() {
        return true;
    }
    let back = Rc::downgrade(inner);
    let said = move |said| {
        if let Some(inner) = back.upgrade() {
            heard(&inner, said);
        }
    };
    module.replace(Files::start(&inner.window, said));
    module.borrow().is_some()
}

fn heard(inner: &Rc<Inner<page::App>>, said: Said) {
    let with_module = |act: fn(&mut Files) -> String| {
        let mut module = inner.own.files.module.borrow_mut();
        module.as_mut().map(act).unwrap_or_default()
    };
    match said {
        Said::Ready => {
            if let Some(module) = &mut *inner.own.files.module.borrow_mut() {
                module.ready();
            }
        }
        Said::Nothing => {
            let is_missed = inner.own.files.module.borrow_mut().as_mut().is_some_and(Files::failed_to_answer);
            if is_missed {
                return lose(inner);
            }
        }
        Said::Answer(answer, file) => {
            let save_as = with_module(Files::answered);
            let answer = saved(inner, answer, file.as_ref(), &save_as);
            inner.dispatch(Event::Extra(ExtraEvent::Files(answer)));
        }
        Said::Nonsense => return lose(inner),
    }
    wait(inner);
}

/// Saves what was written. What the browser does not save is as good as not written.
fn saved(inner: &Inner<page::App>, answer: FilesAnswer, file: Option<&Blob>, name: &str) -> FilesAnswer {
    let FilesAnswer::Written { file: id, turn, .. } = answer else { return answer };
    let is_saved = file.and_then(|file| files::save(&inner.window, file, name)).is_some();
    let unsaved = FilesAnswer::NotWritten { file: id, turn, why: Unwritten::Unsaved };
    if is_saved { answer } else { unsaved }
}

fn wait(inner: &Rc<Inner<page::App>>) {
    let back = Rc::downgrade(inner);
    let expired = move || {
        if let Some(inner) = back.upgrade() {
            lose(&inner);
        }
    };
    if let Some(module) = &mut *inner.own.files.module.borrow_mut() {
        module.wait(expired);
    }
}

/// It is gone, and all that it kept. The file that was taken can be opened anew.
fn lose(inner: &Rc<Inner<page::App>>) {
    drop(inner.own.files.module.take());
    inner.dispatch(Event::Extra(ExtraEvent::FilesLost));
}
