//! What the page shows.

mod call;
mod compare;
mod form;
mod install;
mod list;
mod long;
mod notice;
mod page;
mod types;
mod unread;

pub use list::{
    CheckedView, ChoiceOf, ColumnView, ExportActionView, ExportView, FactView, FileAtHand, FilterView,
    FlawView, KeepView, ListEntryView, ListPieceView, ListRecordView, ListRowView, ListRunState, ListRunView,
    ListStage, ListTypesView, ListValueView, ListVerdictView, ListView, OpenedRowView, PreviewView,
    ReadyView, RefusedView, SavingView, ShareView, SummaryView, TableView, kinds_in,
};
pub(super) use list::{asked_only, kind_name, kind_of_row, pieces_shown};
pub(super) use long::view as long_search;
pub use types::{
    AttachmentView, CompareExit, CompareScreen, ConnectionView, FieldErrorView, FormView, InstallAction,
    InstallExit, InstallView, InvalidView, LeavingView, PageView, PlacementView, QuestionView, Rank,
    RulesView, ScreenView, SeeView, UnreadPieceView, UnreadView, View,
};

use crate::card::{self, CallView, CardView};
use crate::i18n::{Key, Message};
use crate::lookup::view::{news, title};
use crate::session::view::Opening;

use super::App;
use super::model::Stage;

impl App {
    /// What leaving the page would give up.
    pub(super) fn leaving(&self) -> LeavingView {
        match &self.stage {
            Stage::Page(page) => list::leaving(page.list.as_deref()),
            Stage::Starting
            | Stage::NewCard
            | Stage::Card(_)
            | Stage::Comparing(_)
            | Stage::Installing(_) => LeavingView::default(),
        }
    }

    /// What is shown.
    pub(super) fn screen(&self) -> ScreenView {
        match self.session.opening() {
            Some(Opening::Connecting) => return ScreenView::Connecting,
            Some(Opening::Refused(notice)) => return ScreenView::Refused(notice),
            None => {}
        }
        match (&self.stage, self.session.connection()) {
            (Stage::NewCard, _) => ScreenView::Card(Box::new(card::new_card())),
            (Stage::Page(page), _) => self.page_screen(page),
            (Stage::Card(card), Some(connection)) => {
                let view = card::view_of(card, connection);
                let call = self.call();
                let is_quiet = view.call == CallView::None && call == CallView::Folded;
                ScreenView::Card(Box::new(CardView {
                    call: if is_quiet { CallView::None } else { call },
                    ..view
                }))
            }
            (Stage::Installing(shown), Some(connection)) => {
                let install = install::of_first_run(shown, connection, &self.card_address);
                ScreenView::Install(Box::new(install))
            }
            (Stage::Comparing(shown), Some(connection)) => {
                ScreenView::Compare(Box::new(compare::view(shown, connection)))
            }
            (Stage::Starting, _) | (Stage::Card(_) | Stage::Comparing(_) | Stage::Installing(_), None) => {
                ScreenView::Connecting
            }
        }
    }
}

impl ScreenView {
    /// What a screen reader is told.
    pub(super) fn news(&self) -> Option<Message> {
        match self {
            Self::Connecting => None,
            Self::Refused(notice) => title(notice),
            Self::Card(card) => card.news(),
            Self::Page(page) => {
                if let Some(list) = &page.list {
                    return list.said.clone();
                }
                let PageView { state, notice, progress, results, form, .. } = &**page;
                let said = form.as_ref().and_then(|form| form.said.clone());
                let is_simple = form.as_ref().is_some_and(|form| form.rules == RulesView::Simple);
                said.or_else(|| news(*state, notice.as_ref(), progress.as_ref(), results.as_ref()))
                    .or_else(|| is_simple.then(|| Key::InputSimpleRules.into()))
            }
            Self::Install(install) => match &install.notice {
                Some(notice) => title(notice),
                None => install.summary.clone(),
            },
            Self::Compare(screen) => compare::news(screen),
        }
    }
}
