//! A card's tab.

use crate::i18n::{Key, Message};
use crate::lookup::view::{self as shown, ProgressView, RunState};
use crate::lookup::{Lookup, Mode};
use crate::protocol::{Class, OwnerKind, Reason, Refusal};
use crate::session::Connection;
use crate::session::view::{NoticeView, Opening, Tone, of_refusal, of_status, plain, with};

use super::card::{Card, CardState, ReadCards};
use super::{App, CallView, CardView, Intent, ScreenView, Stage};

impl App {
    /// What is shown.
    pub(super) fn screen(&self) -> ScreenView {
        match self.session.opening() {
            Some(Opening::Connecting) => return ScreenView::Connecting,
            Some(Opening::Refused(notice)) => return ScreenView::Refused(notice),
            None => {}
        }
        match (&self.stage, self.session.connection()) {
            (Stage::NewCard, _) => ScreenView::Card(Box::new(new_card())),
            (Stage::Card(card), Some(connection)) => ScreenView::Card(Box::new(view_of(card, connection))),
            (Stage::Starting, _) | (Stage::Card(_), None) => ScreenView::Connecting,
        }
    }
}

impl ScreenView {
    /// What a screen reader is told.
    pub(super) fn news(&self) -> Option<Message> {
        match self {
            Self::Connecting => None,
            Self::Refused(notice) => shown::title(notice),
            Self::Card(card) => card.news(),
        }
    }
}

impl CardView {
    /// What a screen reader is told.
    pub(crate) fn news(&self) -> Option<Message> {
        let Self { state, notice, progress, results, .. } = self;
        shown::news(*state, notice.as_ref(), progress.as_ref(), results.as_ref())
    }
}

/// The tab in a card that has no id yet.
pub(crate) fn new_card() -> CardView {
    let notice = plain(Tone::Info, Key::CardNew.into(), Some(Key::CardNewHint.into()));
    without_results(RunState::NewCard, Some(notice))
}

/// The tab in a card.
pub(crate) fn view_of<M: Mode>(card: &Card<M>, connection: &Connection) -> CardView {
    match &card.state {
        CardState::Reading(_) => reading(connection),
        CardState::ReadingStopped => {
            let stopped = plain(Tone::Info, Key::ProgressCancelled.into(), None);
            without_results(RunState::Cancelled, Some(with_refresh(stopped)))
        }
        CardState::Unread(refusal) => unread(refusal),
        CardState::Empty(read) => without_results(RunState::EmptyCard, Some(empty(card, read))),
        CardState::Searched(lookup) => searched(card, lookup, connection),
    }
}

fn without_results(state: RunState, notice: Option<NoticeView<Intent>>) -> CardView {
    CardView { state, searched: Vec::new(), notice, progress: None, results: None, call: CallView::None }
}

fn reading(connection: &Connection) -> CardView {
    if connection.is_halted() {
        return without_results(RunState::Paused, of_status(&connection.status()));
    }
    let text = shown::waiting(&connection.status()).unwrap_or_else(|| Key::ProgressReading.into());
    let progress = Some(ProgressView { done: 0, all: 0, text, count: None, long: None });
    CardView { progress, ..without_results(RunState::Reading, None) }
}

fn unread(refusal: &Refusal) -> CardView {
    let state = match refusal.reason {
        Reason::RecordDenied | Reason::NoCrmAccess => RunState::NoRights,
        _ => RunState::Failed,
    };
    let mut notice = of_refusal(refusal);
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
fn empty<M: Mode>(card: &Card<M>, read: &ReadCards) -> NoticeView<Intent> {
    let unusable = read.unusable();
    let notice = if !read.unreadable.is_empty() {
        let title = Message::counting(Key::CardClientsHidden, read.unreadable.len() as u64);
        plain(Tone::Warning, title, Some(Key::RefusalHintAdmin.into()))
    } else if !unusable.is_empty() {
        let title = Message::counting(Key::CardUnusable, unusable.len() as u64);
        let mut notice = plain(Tone::Warning, title, Some(Key::CardUnusableHint.into()));
        notice.detail = Some(shown::cut(&unusable.join(", ")));
        notice
    } else {
        let (title, hint) = match card.owner.kind {
            OwnerKind::Record(_) => (Key::CardEmpty, Key::CardEmptyHint),
            OwnerKind::Deal if read.own.is_nobody() => (Key::CardDealAlone, Key::CardDealHint),
            OwnerKind::Deal => (Key::CardDealEmpty, Key::CardDealHint),
        };
        plain(Tone::Info, title.into(), Some(hint.into()))
    };
    with_refresh(notice)
}

fn with_refresh(notice: NoticeView<Intent>) -> NoticeView<Intent> {
    with(notice, "refresh", Key::CardRefresh, Intent::Refresh)
}

/// The card was to be read anew, and that failed, or waits for the network.
fn outdated<M: Mode>(card: &Card<M>, connection: &Connection) -> Option<NoticeView<Intent>> {
    let renewal = card.renewal.as_deref()?;
    let is_told = !renewal.is_waiting() || connection.is_halted();
    is_told.then(|| with_refresh(plain(Tone::Info, Key::CardOutdated.into(), None)))
}

fn searched<M: Mode>(card: &Card<M>, lookup: &Lookup<M>, connection: &Connection) -> CardView {
    CardView {
        state: shown::state(lookup, &connection.status()),
        searched: shown::values(lookup, card.results.values, |_| Vec::new()),
        notice: shown::notice(lookup, connection).or_else(|| outdated(card, connection)),
        progress: shown::progress(lookup, connection),
        results: Some(shown::results(lookup, &card.results, connection)),
        // The page's application shows it.
        call: CallView::Folded,
    }
}
