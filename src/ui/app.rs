//! The whole widget.

use leptos::prelude::*;

use super::context::{Dispatch, Texts, say_current};
use super::parts::notice;
use super::screens::{card_screen, connecting_screen, install_screen, page_screen};
use super::slices::{self, fact, shown, slice};
use crate::flow::view::{AppView, RunState, ScreenView, Surface};
use crate::i18n::Catalogue;

/// The whole widget: shows the view, in the texts' language, and says what the user wants.
#[component]
pub fn App(
    /// What is shown.
    #[prop(into)]
    view: Signal<AppView>,
    /// The texts of the chosen language.
    #[prop(into)]
    texts: Signal<Catalogue>,
    /// Takes what the user wants.
    dispatch: Dispatch,
) -> impl IntoView {
    provide_context(dispatch);
    provide_context(Texts(texts));
    let screen = fact(view, |view| Some(Screen::of(&view.screen)));
    let screen_name = Signal::derive(move || screen.get().map(Screen::name));
    let state = fact(view, |view| slices::state(view).map(RunState::name));
    let surface = fact(view, |view| match view.surface {
        Surface::Tab => "tab",
        Surface::Page => "page",
    });
    let language = fact(view, |view| view.language);
    let announcement = slice(view, |view| view.announcement.as_ref());
    let note = slice(view, |view| view.note.as_ref());
    view! {
        <div
            class="b24d"
            data-app=""
            data-screen=screen_name
            data-state=state
            data-surface=surface
            lang=move || language.get().tag()
            dir=move || language.get().direction()
        >
            {shown(screen, move |screen| match screen {
                Screen::Connecting => connecting_screen(),
                Screen::Refused => shown(slice(view, slices::notice), notice),
                Screen::Card => card_screen(view),
                Screen::Page => page_screen(view),
                Screen::Install => install_screen(view),
            })}
            <p class="note" data-note="" aria-hidden="true">{say_current(note)}</p>
            <p class="unseen" role="status">{say_current(announcement)}</p>
        </div>
    }
    .into_any()
}

/// Which screen is shown; what is on it changes without it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Connecting,
    Refused,
    Card,
    Page,
    Install,
}

impl Screen {
    const fn of(view: &ScreenView) -> Self {
        match view {
            ScreenView::Connecting => Self::Connecting,
            ScreenView::Refused(_) => Self::Refused,
            ScreenView::Card(_) => Self::Card,
            ScreenView::Page(_) => Self::Page,
            ScreenView::Install(_) => Self::Install,
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
        }
    }
}
