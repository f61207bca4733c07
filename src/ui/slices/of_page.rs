//! Slices of the page and of the installation.

use crate::flow::view::{
    AppView, ConnectionView, FieldErrorView, FormView, InstallView, PageView, ScreenView,
};

pub(in crate::ui) fn page(view: &AppView) -> Option<&PageView> {
    if let ScreenView::Page(page) = &view.screen { Some(page) } else { None }
}

/// How the page is connected, without what was wrong with the last webhook: the field in which it is being
/// mended must not be drawn anew.
pub(in crate::ui) fn connection(view: &AppView) -> Option<ConnectionView> {
    Some(match &page(view)?.connection {
        ConnectionView::Asking { .. } => ConnectionView::Asking { error: None },
        other => other.clone(),
    })
}

pub(in crate::ui) fn webhook_error(view: &AppView) -> Option<&FieldErrorView> {
    match &page(view)?.connection {
        ConnectionView::Asking { error } => error.as_ref(),
        ConnectionView::Frame | ConnectionView::Checking { .. } | ConnectionView::Webhook { .. } => None,
    }
}

pub(in crate::ui) fn install(view: &AppView) -> Option<&InstallView> {
    if let ScreenView::Install(install) = &view.screen { Some(install) } else { None }
}

pub(in crate::ui) fn form(view: &AppView) -> Option<&FormView> {
    page(view)?.form.as_ref()
}
