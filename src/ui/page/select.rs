//! The pieces of the view: what each part is made a memo of.

use crate::card::{BesideView, CallView};
use crate::compare::view::CompareView;
use crate::i18n::Message;
use crate::lookup::view::{ProgressView, ResultsView, RunState, ValueView};
use crate::merge::view::MergeView;
use crate::page::{
    CompareExit, CompareScreen, ConnectionView, FieldErrorView, FormView, InstallView, Intent, ListView,
    PageView, ScreenView, View,
};
use crate::session::view::NoticeView;
use crate::ui::shared::RootView;

/// Which screen is shown; what is on it changes without it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Screen {
    #[default]
    Connecting,
    Refused,
    Card,
    Page,
    Install,
    Compare,
}

impl Screen {
    pub(super) const fn of(view: &View) -> Self {
        match &view.screen {
            ScreenView::Connecting => Self::Connecting,
            ScreenView::Refused(_) => Self::Refused,
            ScreenView::Card(_) => Self::Card,
            ScreenView::Page(_) => Self::Page,
            ScreenView::Install(_) => Self::Install,
            ScreenView::Compare(_) => Self::Compare,
        }
    }

    /// As `data-screen` names it.
    const fn name(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Refused => "refused",
            Self::Card => "card",
            Self::Page => "page",
            Self::Install => "install",
            Self::Compare => "compare",
        }
    }
}

pub(super) fn root(view: &View) -> RootView {
    RootView {
        screen: Screen::of(view).name(),
        state: state(view),
        surface: view.surface,
        language: view.language,
        announcement: view.announcement.clone(),
        note: view.note.clone(),
        cards_open: view.cards_open,
    }
}

fn state(view: &View) -> Option<RunState> {
    match &view.screen {
        ScreenView::Card(card) => Some(card.state),
        ScreenView::Page(page) => Some(page.state),
        _ => None,
    }
}

pub(super) fn is_searching(view: &View) -> bool {
    state(view) == Some(RunState::Searching)
}

pub(super) fn notice(view: &View) -> Option<NoticeView<Intent>> {
    match &view.screen {
        ScreenView::Connecting => None,
        ScreenView::Refused(notice) => Some(notice.clone()),
        ScreenView::Card(card) => card.notice.clone().map(NoticeView::convert),
        ScreenView::Page(page) => page.notice.clone(),
        ScreenView::Install(install) => install.notice.clone(),
        ScreenView::Compare(screen) => screen.halted.clone(),
    }
}

pub(super) fn progress(view: &View) -> Option<&ProgressView> {
    match &view.screen {
        ScreenView::Card(card) => card.progress.as_ref(),
        ScreenView::Page(page) => page.progress.as_ref(),
        _ => None,
    }
}

pub(super) fn results(view: &View) -> Option<&ResultsView> {
    match &view.screen {
        ScreenView::Card(card) => card.results.as_ref(),
        ScreenView::Page(page) => page.results.as_ref(),
        _ => None,
    }
}

pub(super) fn call(view: &View) -> CallView {
    match &view.screen {
        ScreenView::Card(card) => card.call.clone(),
        ScreenView::Page(page) => page.call.clone(),
        _ => CallView::None,
    }
}

/// Whether another phone or e-mail can be searched in a card's tab.
pub(super) fn beside(view: &View) -> BesideView {
    match &view.screen {
        ScreenView::Card(card) => card.beside,
        _ => BesideView::Absent,
    }
}

pub(super) fn searched(view: &View) -> Vec<ValueView> {
    if let ScreenView::Card(card) = &view.screen { card.searched.clone() } else { Vec::new() }
}

fn page(view: &View) -> Option<&PageView> {
    if let ScreenView::Page(page) = &view.screen { Some(page) } else { None }
}

pub(super) fn can_install(view: &View) -> bool {
    page(view).is_some_and(|page| page.can_install)
}

/// The check of a list, while it is shown.
pub(super) fn list(view: &View) -> Option<&ListView> {
    page(view)?.list.as_deref()
}

/// How much of a list is checked, while one is being checked, whatever is shown.
pub(super) const fn share(view: &View) -> Option<u64> {
    view.leaving.share
}

/// Whether whoever closes the page is asked before.
pub(super) const fn keeps_page(view: &View) -> bool {
    view.leaving.keeps_page
}

/// The way to the check of a list, as it is called.
pub(super) fn list_entry(view: &View) -> Option<Message> {
    page(view)?.list_entry.as_ref().map(|entry| entry.label.clone())
}

pub(super) fn form(view: &View) -> Option<&FormView> {
    page(view)?.form.as_ref()
}

/// How the page is connected, without what was wrong with the last webhook: the field in which it is being mended must
/// not be drawn anew.
pub(super) fn connection(view: &View) -> Option<ConnectionView> {
    Some(match &page(view)?.connection {
        ConnectionView::Asking { .. } => ConnectionView::Asking { error: None },
        other => other.clone(),
    })
}

pub(super) fn webhook_error(view: &View) -> Option<&FieldErrorView> {
    match &page(view)?.connection {
        ConnectionView::Asking { error } => error.as_ref(),
        ConnectionView::Frame | ConnectionView::Checking { .. } | ConnectionView::Webhook { .. } => None,
    }
}

pub(super) fn install(view: &View) -> Option<&InstallView> {
    if let ScreenView::Install(install) = &view.screen { Some(install) } else { None }
}

fn compared(view: &View) -> Option<&CompareScreen> {
    if let ScreenView::Compare(screen) = &view.screen { Some(screen) } else { None }
}

pub(super) fn compare(view: &View) -> Option<&CompareView> {
    compared(view).map(|screen| &screen.compare)
}

pub(super) fn merge(view: &View) -> Option<&MergeView> {
    compared(view)?.merge.as_ref()
}

pub(super) fn can_merge(view: &View) -> bool {
    compared(view).is_some_and(|screen| screen.can_merge)
}

pub(super) fn opens_pages(view: &View) -> bool {
    compared(view).is_some_and(|screen| screen.opens_pages)
}

pub(super) fn compare_exit(view: &View) -> Option<CompareExit> {
    compared(view).map(|screen| screen.exit)
}
