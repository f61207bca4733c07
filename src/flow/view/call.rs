//! *Show the call*: the first question of a search, for integrators.

use std::collections::BTreeSet;

use crate::domain::RecordRef;
use crate::flow::Model;
use crate::flow::model::{Answer, Board, CallFold, CardState, Display, Link, Run, Stage, Trail};
use crate::protocol::{Node, RestCall, find, snippet};

use super::CallView;

/// The call of a search. Its answer is shown once it is known which of its records the user may read.
pub(super) fn view(run: &Run, display: &Display, link: &Link) -> CallView {
    let Some(trail) = &run.trail else { return CallView::None };
    if display.call == CallFold::Folded {
        return CallView::Folded;
    }
    CallView::Shown {
        kind: display.snippet,
        code: code(trail, display, link),
        answer: trail
            .answer
            .as_ref()
            .filter(|_| run.is_over())
            .map(|answer| shown(answer, run))
            .unwrap_or_default(),
    }
}

/// The shown call, as it is copied.
pub(in crate::flow) fn call_text(model: &Model) -> Option<String> {
    let (run, display, link) = match &model.stage {
        Stage::Card(card) => match &card.state {
            CardState::Searched(run) => (run, &card.display, &card.link),
            _ => return None,
        },
        Stage::Page(page) => match (&page.board, page.reach.link()) {
            (Board::Run(run), Some(link)) => (run, &page.display, link),
            _ => return None,
        },
        _ => return None,
    };
    run.trail.as_ref().map(|trail| code(trail, display, link))
}

fn code(trail: &Trail, display: &Display, link: &Link) -> String {
    snippet::call(display.snippet, &RestCall::Single(trail.command.clone()), &link.origin)
}

/// Every id that is not known to be readable is masked: those of hidden records, and those of records that
/// were never loaded.
fn shown(answer: &Answer, run: &Run) -> String {
    let Ok(named) = find::read(&answer.result) else { return String::new() };
    let is_readable = |reference: &RecordRef| run.report.cards.contains_key(reference);
    let mut masked = BTreeSet::new();
    for reference in named.into_iter().filter(|reference| !is_readable(reference)) {
        masked.insert(reference);
    }
    let mut entries = vec![("result".to_owned(), answer.result.clone())];
    if answer.time != Node::Null {
        entries.push(("time".to_owned(), answer.time.clone()));
    }
    snippet::answer(&Node::Map(entries), &masked)
}
