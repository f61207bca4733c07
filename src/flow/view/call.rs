//! *Show the call*: the first question of a search, for integrators.

use std::collections::BTreeSet;

use crate::domain::RecordRef;
use crate::flow::model::{Answer, Board, CallFold, CardState, Connection, Display, Run, Stage, Trail};
use crate::flow::{CopyWhat, Model};
use crate::protocol::{Node, Refusal, find, snippet};

use super::CallView;

/// The call of a search.
pub(super) fn view(run: &Run, display: &Display, connection: &Connection) -> CallView {
    let Some(trail) = &run.trail else { return CallView::None };
    match display.call {
        CallFold::Folded => CallView::Folded,
        CallFold::Shown => CallView::Shown {
            kind: display.snippet,
            of: trail.of,
            code: code(trail, display, connection),
            answer: answer(trail, run),
        },
    }
}

/// What is shown of the call, as it is copied.
pub(in crate::flow) fn call_text(model: &Model, what: CopyWhat) -> Option<String> {
    let (run, display, connection) = match &model.stage {
        Stage::Card(card) => match &card.state {
            CardState::Searched(run) => (run, &card.display, &card.connection),
            _ => return None,
        },
        Stage::Page(page) => match (&page.board, page.reach.connection()) {
            (Board::Run(run), Some(connection)) => (run, &page.display, connection),
            _ => return None,
        },
        _ => return None,
    };
    let trail = run.trail.as_ref()?;
    let text = if what == CopyWhat::Answer { answer(trail, run) } else { code(trail, display, connection) };
    (!text.is_empty()).then_some(text)
}

fn code(trail: &Trail, display: &Display, connection: &Connection) -> String {
    snippet::call(display.snippet, &trail.command, &connection.origin)
}

/// The answer; empty until it is known which of its records the user may read.
fn answer(trail: &Trail, run: &Run) -> String {
    match &trail.answer {
        Some(Answer::Result { result, time }) if run.is_over() => shown(result, time, run),
        Some(Answer::Refused(refusal)) => refused(refusal),
        _ => String::new(),
    }
}

/// Every id that is not known to be readable is masked: those of hidden records, and those of records that
/// were never loaded.
fn shown(result: &Node, time: &Node, run: &Run) -> String {
    let Ok(named) = find::read(result) else { return String::new() };
    let is_readable = |reference: &RecordRef| run.search.card(*reference).is_some();
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
