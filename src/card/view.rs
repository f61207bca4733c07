//! A card's tab.

use crate::domain::{joined, sanitised};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::{self as shown, ProgressView, RunState};
use crate::lookup::{self, IsDismissed, Lookup, Mode};
use crate::protocol::{Class, KeptFor, OwnerKind, Reason, Refusal};
use crate::session::Connection;
use crate::session::view::{NoticeView, Opening, Tone, of_refusal, of_status, plain, with};

use super::card::{Beside, Card, CardState, ReadCards};
use super::dismissing::{Dismissing, Keeping};
use super::{App, BesideView, CallView, CardView, Intent, ScreenView, Stage};

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
    let beside = match (&card.beside, &card.state) {
        (Beside::Searched(lookup), _) => return of_another(card, lookup, connection),
        (_, CardState::Reading(_) | CardState::ReadingStopped | CardState::Unread(_)) => BesideView::Absent,
        (Beside::Invalid, _) => BesideView::Invalid,
        (Beside::Nothing, _) => BesideView::Ready,
    };
    CardView { beside, ..own_view_of(card, connection) }
}

/// Another phone or e-mail, in place of the card's own.
fn of_another<M: Mode>(card: &Card<M>, lookup: &Lookup<M>, connection: &Connection) -> CardView {
    let mut view = searched(card, lookup, connection);
    let value = lookup.input.values.first().map(|value| sanitised(&value.raw)).unwrap_or_default();
    let title = Message::plain(Key::BesideShown).with("value", Arg::Text(value));
    let back = |notice| with(notice, "back", Key::BesideBack, Intent::Lookup(lookup::Intent::Back));
    view.notice = Some(back(view.notice.unwrap_or_else(|| plain(Tone::Info, title, None))));
    CardView { beside: BesideView::Ready, call: CallView::None, ..view }
}

fn own_view_of<M: Mode>(card: &Card<M>, connection: &Connection) -> CardView {
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
    CardView {
        state,
        searched: Vec::new(),
        notice,
        progress: None,
        results: None,
        beside: BesideView::Absent,
        call: CallView::None,
    }
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
        notice.detail = Some(shown::cut(&joined(unusable, ", ")));
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

/// What came of *not a duplicate*: who else sees it, and a way back.
fn dismissing<M: Mode>(card: &Card<M>) -> Option<NoticeView<Intent>> {
    let Dismissing { what, is_dismissed, keeping } = card.dismissing.last()?;
    let title = match (keeping, is_dismissed) {
        (Keeping::Full, _) => Key::DismissedFull,
        (Keeping::Refused, _) => Key::DismissedRefused,
        (Keeping::Waiting(kept) | Keeping::Asked(_, kept) | Keeping::Kept(kept), IsDismissed::Yes) => {
            match kept {
                KeptFor::Everybody => Key::DismissedForAll,
                KeptFor::User => Key::DismissedForYou,
            }
        }
        (Keeping::Waiting(_) | Keeping::Asked(..) | Keeping::Kept(_), IsDismissed::No) => return None,
    };
    let tone = match keeping {
        Keeping::Full | Keeping::Refused => Tone::Warning,
        Keeping::Waiting(_) | Keeping::Asked(..) | Keeping::Kept(_) => Tone::Info,
    };
    let notice = plain(tone, title.into(), None);
    if *keeping == Keeping::Full {
        return Some(notice);
    }
    let undo = Intent::Lookup(lookup::Intent::BringBack(what.clone()));
    Some(with(notice, "undo", Key::DismissedUndo, undo))
}

fn searched<M: Mode>(card: &Card<M>, lookup: &Lookup<M>, connection: &Connection) -> CardView {
    CardView {
        state: shown::state(lookup, &connection.status()),
        searched: shown::values(lookup, card.results.values, |_| Vec::new()),
        notice: shown::notice(lookup, connection)
            .or_else(|| outdated(card, connection))
            .or_else(|| dismissing(card)),
        progress: shown::progress(lookup, connection),
        results: Some(shown::results(lookup, &card.results, connection)),
        beside: BesideView::Ready,
        // The page's application shows it. Good news needs no explanation to integrators.
        call: if lookup.findings.is_nobody() { CallView::None } else { CallView::Folded },
    }
}
