//! *Show the call*: the first question of a search, for integrators.

use std::collections::BTreeSet;

use crate::app::CopyWhat;
use crate::card::CallView;
use crate::domain::{Communication, RecordRef, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Lookup, Spellings};
use crate::page::App;
use crate::page::model::{Answer, CallFold, FirstCall, PageMode, Stage};
use crate::protocol::{Command, Node, Refusal, find, snippet};
use crate::search::KeyIndex;
use crate::session::Connection;

impl App {
    /// The search that is shown.
    pub(in crate::page) fn lookup(&self) -> Option<&Lookup<PageMode>> {
        match &self.stage {
            Stage::Card(card) => card.lookup(),
            Stage::Page(page) => page.lookup(),
            Stage::Starting | Stage::NewCard | Stage::Comparing(_) | Stage::Installing(_) => None,
        }
    }

    /// The call of the search that is shown.
    pub(super) fn call(&self) -> CallView {
        let (Some(lookup), Some(connection)) = (self.lookup(), self.session.connection()) else {
            return CallView::None;
        };
        let Some(first) = &lookup.trace else { return CallView::None };
        match self.shown_call.fold {
            CallFold::Folded => CallView::Folded,
            CallFold::Shown => CallView::Shown {
                kind: self.shown_call.snippet,
                of: first.of,
                beside: beside(first, lookup),
                methods: methods(first),
                code: self.code(first, connection),
                answer: answer(first, lookup),
            },
        }
    }

    /// What is shown of the call, as it is copied.
    pub(in crate::page) fn call_text(&self, what: CopyWhat) -> Option<String> {
        let (lookup, connection) = (self.lookup()?, self.session.connection()?);
        let first = lookup.trace.as_ref()?;
        let text = match what {
            CopyWhat::Answer => answer(first, lookup),
            CopyWhat::Call | CopyWhat::Ids(_) | CopyWhat::Request => self.code(first, connection),
        };
        (!text.is_empty()).then_some(text)
    }

    fn code(&self, first: &FirstCall, connection: &Connection) -> String {
        snippet::call(self.shown_call.snippet, &first.command, &connection.origin)
    }
}

/// The spellings that stand for the same values as those of the call, and in other calls.
fn beside(first: &FirstCall, lookup: &Lookup<PageMode>) -> Option<Message> {
    let Command::Find { kind, spellings: told, .. } = &first.command else { return None };
    let Lookup { search, spellings, .. } = lookup;
    let is_told =
        |asked: &&Communication| asked.kind() == *kind && told.iter().any(|of| of == asked.spelling());
    let keys = search.keys().filter(|key| search.asked(*key).as_ref().is_some_and(is_told));
    let keys: Vec<KeyIndex> = keys.take(told.len()).collect();
    let all = spellings.values_of(&keys).flat_map(|value| spellings.keys(value));
    let others = all.filter_map(|key| search.asked(key)).filter(|asked| !is_told(asked));
    let others: Vec<&str> = others.map(Communication::spelling).collect();
    let message =
        Message::plain(Key::UiCallBeside).with("spellings", Arg::Text(sanitised(&others.join(" · "))));
    (!others.is_empty()).then_some(message)
}

/// What the whole search has asked. Only its first call is shown as code: the others hold the ids of what was found, those
/// of hidden records among them.
fn methods(first: &FirstCall) -> Message {
    let methods = first.methods.iter().map(|(method, count)| format!("{method} × {count}"));
    let methods = methods.collect::<Vec<_>>().join(", ");
    Message::plain(Key::UiCallOthers).with("methods", Arg::Text(methods))
}

/// The answer; empty until it is known which of its records the user may read.
fn answer(first: &FirstCall, lookup: &Lookup<PageMode>) -> String {
    match &first.answer {
        Some(Answer::Result { result, time }) if lookup.is_over() => shown(result, time, lookup),
        Some(Answer::Refused(refusal)) => refused(refusal),
        _ => String::new(),
    }
}

/// Every id that is not known to be readable is masked: those of hidden records, and those of records that
/// were never loaded.
fn shown(result: &Node, time: &Node, lookup: &Lookup<PageMode>) -> String {
    let Ok(named) = find::read(result) else { return String::new() };
    let is_readable = |reference: &RecordRef| lookup.search.card(*reference).is_some();
    let mut masked = BTreeSet::new();
    for reference in named.into_iter().filter(|reference| !is_readable(reference)) {
        masked.insert(reference);
    }
    let mut entries = vec![("result".to_owned(), result.clone())];
    if *time != Node::Null {
        entries.push(("time".to_owned(), time.clone()));
    }
    snippet::answer(&Node::Map(entries), &masked)
}

/// A refusal as the portal gave it, under our own code.
fn refused(refusal: &Refusal) -> String {
    let status = if refusal.status == 0 { String::new() } else { refusal.status.to_string() };
    let parts = [refusal.reason.code(), &status, &refusal.portal_code, &refusal.portal_text];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}
