//! Slices of the view: what a component shows, and nothing that it does not.
//!
//! A slice is a [`Memo`], so that what hangs on it hears of a change only when its own part differs. There is
//! one type of memo, and the closures are boxed: each type is compiled by itself.

use leptos::prelude::*;

use super::element::live;
use super::parts::Part;
use crate::domain::EntityType;
use crate::flow::view::{
    AppView, CallView, CardView, GroupView, NoticeView, ProgressView, ResultsView, RunState, ScreenView,
};

/// Shows a part of the screen as a whole, and shows it anew when it differs.
pub(super) fn shown<R>(view: ReadSignal<AppView>, read: R) -> AnyView
where
    R: Fn(&AppView) -> Option<Part> + Send + Sync + 'static,
{
    changing(slice(view, Box::new(read)), Box::new(move |part| part.show(view)))
}

/// Shows something while there is a reason for it, and leaves it alone as long as there is.
pub(super) fn while_there<R, S>(view: ReadSignal<AppView>, reason: R, show: S) -> AnyView
where
    R: Fn(&AppView) -> bool + Send + Sync + 'static,
    S: Fn() -> AnyView + Send + 'static,
{
    let reason = move |view: &AppView| reason(view).then_some(Part::There);
    changing(slice(view, Box::new(reason)), Box::new(move |_| show()))
}

type Read = Box<dyn Fn(&AppView) -> Option<Part> + Send + Sync>;

fn slice(view: ReadSignal<AppView>, read: Read) -> Memo<Option<Part>> {
    Memo::new(move |_| view.with(&read))
}

fn changing(part: Memo<Option<Part>>, show: Box<dyn Fn(Part) -> AnyView + Send>) -> AnyView {
    live(move || part.get().map(&show)).into_any()
}

pub(super) fn card(view: &AppView) -> Option<&CardView> {
    if let ScreenView::Card(card) = &view.screen { Some(card) } else { None }
}

#[cfg(feature = "page")]
mod of_page;
#[cfg(feature = "page")]
pub(super) use of_page::{connection, form, install, page, webhook_error};

pub(super) fn state(view: &AppView) -> Option<RunState> {
    match &view.screen {
        ScreenView::Card(card) => Some(card.state),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => Some(page.state),
        _ => None,
    }
}

pub(super) fn notice(view: &AppView) -> Option<&NoticeView> {
    match &view.screen {
        ScreenView::Connecting => None,
        ScreenView::Refused(notice) => Some(notice),
        ScreenView::Card(card) => card.notice.as_ref(),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => page.notice.as_ref(),
        #[cfg(feature = "page")]
        ScreenView::Install(install) => install.notice.as_ref(),
    }
}

pub(super) fn progress(view: &AppView) -> Option<&ProgressView> {
    match &view.screen {
        ScreenView::Card(card) => card.progress.as_ref(),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => page.progress.as_ref(),
        _ => None,
    }
}

pub(super) fn results(view: &AppView) -> Option<&ResultsView> {
    match &view.screen {
        ScreenView::Card(card) => card.results.as_ref(),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => page.results.as_ref(),
        _ => None,
    }
}

pub(super) fn call(view: &AppView) -> Option<&CallView> {
    match &view.screen {
        ScreenView::Card(card) => Some(&card.call),
        #[cfg(feature = "page")]
        ScreenView::Page(page) => Some(&page.call),
        _ => None,
    }
}

pub(super) fn group(view: &AppView, entity: EntityType) -> Option<&GroupView> {
    results(view)?.groups.iter().find(|group| group.entity == entity)
}
