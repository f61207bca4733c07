//! Slices of the view: what a component shows, and nothing that it does not.
//!
//! A slice is a [`Memo`], so that what hangs on it hears of a change only when its own part differs. The
//! closures are boxed and the types of the values few: each type is compiled by itself.

use leptos::prelude::*;

use super::parts::Part;
use crate::domain::EntityType;
use crate::flow::view::{
    AppView, CallView, CardView, GroupView, NoticeView, ProgressView, ResultsView, RunState, ScreenView,
};

/// Something that is read from the view.
pub(super) fn fact<T, R>(view: Signal<AppView>, read: R) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
    R: Fn(&AppView) -> T + Send + Sync + 'static,
{
    boxed_fact(view, Box::new(read))
}

fn boxed_fact<T>(view: Signal<AppView>, read: Box<dyn Fn(&AppView) -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| view.with(&read))
}

/// Shows a part of the screen as a whole, and shows it anew when it differs.
pub(super) fn shown<R>(view: Signal<AppView>, read: R) -> AnyView
where
    R: Fn(&AppView) -> Option<Part> + Send + Sync + 'static,
{
    let part = fact(view, read);
    changing(Box::new(move || part.get().map(|part| part.show(view))))
}

/// Shows something while there is a reason for it, and leaves it alone as long as there is.
pub(super) fn while_there<R, S>(view: Signal<AppView>, reason: R, show: S) -> AnyView
where
    R: Fn(&AppView) -> bool + Send + Sync + 'static,
    S: Fn() -> AnyView + Send + 'static,
{
    let reason = fact(view, reason);
    changing(Box::new(move || reason.get().then(&show)))
}

fn changing(show: Box<dyn FnMut() -> Option<AnyView> + Send>) -> AnyView {
    show.into_any()
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
