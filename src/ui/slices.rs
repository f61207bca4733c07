//! Slices of the view: what a component shows, and nothing that it does not.
//!
//! A slice is a [`Memo`], so that a component hears of a change only when its own part differs.

use leptos::prelude::*;

use crate::flow::view::{
    AppView, CallView, CardView, FormView, InstallView, NoticeView, PageView, ProgressView, ResultsView,
    RunState, ScreenView,
};

/// A part of the view, as long as the screen has it.
pub(super) fn slice<T, P>(view: Signal<AppView>, pick: P) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
    P: Fn(&AppView) -> Option<&T> + Send + Sync + 'static,
{
    fact(view, move |view| pick(view).cloned())
}

/// Something that is read from the view.
pub(super) fn fact<T, R>(view: Signal<AppView>, read: R) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
    R: Fn(&AppView) -> T + Send + Sync + 'static,
{
    boxed_fact(view, Box::new(read))
}

/// Boxed, so that the code of a memo exists once for each type of value, not for each place.
fn boxed_fact<T>(view: Signal<AppView>, read: Box<dyn Fn(&AppView) -> T + Send + Sync>) -> Memo<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    Memo::new(move |_| view.with(&read))
}

/// Shows what there is, and shows it anew when it differs.
///
/// The closure is boxed, so that the code that keeps a changing place up to date exists once.
pub(super) fn shown<T, R>(what: Memo<Option<T>>, show: R) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    R: Fn(T) -> AnyView + Send + 'static,
{
    let again: Box<dyn FnMut() -> Option<AnyView> + Send> = Box::new(move || what.get().map(&show));
    again.into_any()
}

/// Shows something while there is a reason for it, and leaves it alone as long as there is.
pub(super) fn while_there(reason: Memo<bool>, show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let again: Box<dyn FnMut() -> Option<AnyView> + Send> = Box::new(move || reason.get().then(&show));
    again.into_any()
}

pub(super) fn card(view: &AppView) -> Option<&CardView> {
    if let ScreenView::Card(card) = &view.screen { Some(card) } else { None }
}

pub(super) fn page(view: &AppView) -> Option<&PageView> {
    if let ScreenView::Page(page) = &view.screen { Some(page) } else { None }
}

pub(super) fn install(view: &AppView) -> Option<&InstallView> {
    if let ScreenView::Install(install) = &view.screen { Some(install) } else { None }
}

pub(super) fn form(view: &AppView) -> Option<&FormView> {
    page(view)?.form.as_ref()
}

pub(super) fn state(view: &AppView) -> Option<RunState> {
    match &view.screen {
        ScreenView::Card(card) => Some(card.state),
        ScreenView::Page(page) => Some(page.state),
        ScreenView::Connecting | ScreenView::Refused(_) | ScreenView::Install(_) => None,
    }
}

pub(super) fn notice(view: &AppView) -> Option<&NoticeView> {
    match &view.screen {
        ScreenView::Connecting => None,
        ScreenView::Refused(notice) => Some(notice),
        ScreenView::Card(card) => card.notice.as_ref(),
        ScreenView::Page(page) => page.notice.as_ref(),
        ScreenView::Install(install) => install.notice.as_ref(),
    }
}

pub(super) fn progress(view: &AppView) -> Option<&ProgressView> {
    match &view.screen {
        ScreenView::Card(card) => card.progress.as_ref(),
        ScreenView::Page(page) => page.progress.as_ref(),
        ScreenView::Connecting | ScreenView::Refused(_) | ScreenView::Install(_) => None,
    }
}

pub(super) fn results(view: &AppView) -> Option<&ResultsView> {
    match &view.screen {
        ScreenView::Card(card) => card.results.as_ref(),
        ScreenView::Page(page) => page.results.as_ref(),
        ScreenView::Connecting | ScreenView::Refused(_) | ScreenView::Install(_) => None,
    }
}

pub(super) fn call(view: &AppView) -> Option<&CallView> {
    match &view.screen {
        ScreenView::Card(card) => Some(&card.call),
        ScreenView::Page(page) => Some(&page.call),
        ScreenView::Connecting | ScreenView::Refused(_) | ScreenView::Install(_) => None,
    }
}
