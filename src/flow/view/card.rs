//! A card's tab.

use crate::flow::Intent;
use crate::flow::model::{Card, CardState, ConnectionStatus, ReadCards, Run};
use crate::i18n::{Key, Message};
use crate::protocol::{Class, OwnerKind, Reason, Refusal};

#[cfg(feature = "page")]
use super::call;
use super::{
    CallView, CardView, NoticeView, ProgressView, RunState, Tone, invalid, notice, results, run, value,
};

/// The tab in a card that has no id yet.
pub(super) fn new_card() -> CardView {
    let notice = notice::plain(Tone::Info, Key::CardNew.into(), Some(Key::CardNewHint.into()));
    without_results(RunState::NewCard, Some(notice))
}

/// The tab in a card.
pub(super) fn view(card: &Card) -> CardView {
    match &card.state {
        CardState::Reading(_) => reading(card),
        CardState::ReadingStopped => {
            let stopped = notice::plain(Tone::Info, Key::ProgressCancelled.into(), None);
            without_results(RunState::Cancelled, Some(with_refresh(stopped)))
        }
        CardState::Unread(refusal) => unread(refusal),
        CardState::Empty(read) => without_results(RunState::EmptyCard, Some(empty(card, read))),
        CardState::Searched(run) => searched(card, run),
    }
}

fn without_results(state: RunState, notice: Option<NoticeView>) -> CardView {
    CardView { state, searched: Vec::new(), notice, progress: None, results: None, call: CallView::None }
}

fn reading(card: &Card) -> CardView {
    let line = &card.connection.status;
    let state =
        if matches!(line, ConnectionStatus::Halted(_)) { RunState::Paused } else { RunState::Reading };
    let text = run::waiting(line).unwrap_or_else(|| Key::ProgressReading.into());
    let progress = (state == RunState::Reading).then_some(ProgressView {
        done: 0,
        all: 0,
        text,
        count: None,
        #[cfg(feature = "page")]
        long: None,
    });
    CardView { progress, ..without_results(state, notice::of_status(line)) }
}

fn unread(refusal: &Refusal) -> CardView {
    let state = match refusal.reason {
        Reason::RecordDenied | Reason::NoCrmAccess => RunState::NoRights,
        _ => RunState::Failed,
    };
    let mut notice = notice::of_refusal(refusal);
    if state == RunState::NoRights {
        notice.tone = Tone::Warning;
    }
    let notice = match refusal.reason.class() {
        Class::Stop => notice,
        _ => with_refresh(notice),
    };
    without_results(state, Some(notice))
}

/// Nothing to search for; if clients of the card are hidden, or its phones are none, that is said and not that
/// there are none.
fn empty(card: &Card, read: &ReadCards) -> NoticeView {
    let unusable = read.unusable();
    let notice = if !read.unreadable.is_empty() {
        let title = Message::counting(Key::CardClientsHidden, read.unreadable.len() as u64);
        notice::plain(Tone::Warning, title, Some(Key::RefusalHintAdmin.into()))
    } else if !unusable.is_empty() {
        let title = Message::counting(Key::CardUnusable, unusable.len() as u64);
        let mut notice = notice::plain(Tone::Warning, title, Some(Key::CardUnusableHint.into()));
        notice.detail = Some(invalid::cut(&unusable.join(", ")));
        notice
    } else if card.owner.kind == OwnerKind::Deal {
        let title = if read.own.is_empty() { Key::CardDealAlone } else { Key::CardDealEmpty };
        notice::plain(Tone::Info, title.into(), Some(Key::CardDealHint.into()))
    } else {
        notice::plain(Tone::Info, Key::CardEmpty.into(), Some(Key::CardEmptyHint.into()))
    };
    with_refresh(notice)
}

fn with_refresh(notice: NoticeView) -> NoticeView {
    notice::with(notice, "refresh", Key::CardRefresh, Intent::Refresh)
}

/// The card was to be read anew, and that failed, or waits for the network.
fn outdated(card: &Card) -> Option<NoticeView> {
    let renewal = card.renewal.as_deref()?;
    let goes_on = match renewal {
        CardState::Reading(_) => true,
        CardState::Searched(run) => run.call_id().is_some(),
        _ => false,
    };
    let is_told = !goes_on || matches!(card.connection.status, ConnectionStatus::Halted(_));
    is_told.then(|| with_refresh(notice::plain(Tone::Info, Key::CardOutdated.into(), None)))
}

fn searched(card: &Card, found: &Run) -> CardView {
    let Card { connection, display, .. } = card;
    CardView {
        state: run::state(found, &connection.status),
        searched: value::all(found, display.values, |_| Vec::new()),
        notice: run::notice(found, connection).or_else(|| outdated(card)),
        progress: run::progress(found, connection),
        results: Some(results::view(found, display, connection)),
        #[cfg(feature = "page")]
        call: call::view(found, display, connection),
        // The whole application shows it.
        #[cfg(not(feature = "page"))]
        call: CallView::Folded,
    }
}
