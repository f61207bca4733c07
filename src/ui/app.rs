//! The whole widget.

use leptos::prelude::*;

use super::context::{Dispatch, Texts, say_of};
use super::element::el;
use super::parts::Part;
use super::slices::{self, shown};
use crate::flow::view::{AppView, RunState, ScreenView, Surface};
use crate::i18n::Catalogue;

/// The whole widget: shows the view, in the texts' language, and says what the user wants.
#[component]
pub fn App(
    /// What is shown.
    #[prop(into)]
    view: ReadSignal<AppView>,
    /// The texts of the chosen language.
    #[prop(into)]
    texts: ReadSignal<Catalogue>,
    /// Takes what the user wants.
    dispatch: Dispatch,
) -> impl IntoView {
    provide_context(dispatch);
    provide_context(Texts(texts));
    let named = move |read: fn(&AppView) -> Option<&'static str>| move || view.with(read).map(str::to_owned);
    AnyView::from(
        el("div")
            .class("b24d")
            .attr("data-app", "")
            .live("data-screen", named(|view| Some(Screen::of(view).name())))
            .live("data-state", named(|view| slices::state(view).map(RunState::name)))
            .live("data-surface", named(|view| Some(surface_name(view.surface))))
            .live("lang", named(|view| Some(view.language.tag())))
            .live("dir", named(|view| Some(view.language.direction())))
            .child(shown(view, |view| Some(Part::Screen(Screen::of(view)))))
            .child(
                el("p")
                    .class("unseen")
                    .attr("role", "status")
                    .text(say_of(view, |view| view.announcement.clone())),
            ),
    )
}

/// Which screen is shown; what is on it changes without it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    Connecting,
    Refused,
    Card,
    #[cfg(feature = "page")]
    Page,
    #[cfg(feature = "page")]
    Install,
}

impl Screen {
    const fn of(view: &AppView) -> Self {
        match &view.screen {
            ScreenView::Connecting => Self::Connecting,
            ScreenView::Refused(_) => Self::Refused,
            ScreenView::Card(_) => Self::Card,
            #[cfg(feature = "page")]
            ScreenView::Page(_) => Self::Page,
            #[cfg(feature = "page")]
            ScreenView::Install(_) => Self::Install,
        }
    }

    /// As `data-screen` names it.
    const fn name(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Refused => "refused",
            Self::Card => "card",
            #[cfg(feature = "page")]
            Self::Page => "page",
            #[cfg(feature = "page")]
            Self::Install => "install",
        }
    }
}

const fn surface_name(surface: Surface) -> &'static str {
    match surface {
        Surface::Tab => "tab",
        Surface::Page => "page",
    }
}
