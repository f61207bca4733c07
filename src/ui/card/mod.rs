//! The application of a card's tab.

mod beside;
mod screen;

use leptos::prelude::*;

use super::Dispatch;
use super::erased::Memo;
use super::shared::{Connecting, Refused, Root, RootView, ShowCall};
use crate::card::{CallView, CardView, Intent, ScreenView, View};
use crate::i18n::Catalogue;
use crate::lookup::view::RunState;
use crate::session::view::NoticeView;
pub(crate) use screen::CardScreen;

/// A card's tab as a whole: shows the view, in the texts' language, and says what the user wants.
#[component]
pub fn CardApp(
    /// What is shown.
    #[prop(into)]
    view: ReadSignal<View>,
    /// The texts of the chosen language.
    #[prop(into)]
    texts: ReadSignal<Catalogue>,
    /// Takes what the user wants.
    dispatch: Dispatch<Intent>,
) -> impl IntoView {
    provide_context(dispatch);
    let root = Memo::new(move |_| view.with(root));
    let screen = Memo::new(move |_| view.with(Screen::of));
    let notice = Memo::new(move |_| view.with(notice));
    let searched = move |view: &View| card(view).map(|card| card.searched.clone()).unwrap_or_default();
    let searched = Memo::new(move |_| view.with(searched));
    let progress = Memo::new(move |_| view.with(|view| card(view)?.progress.clone()));
    let results = Memo::new(move |_| view.with(|view| card(view)?.results.clone()));
    let searching =
        move || view.with(|view| card(view).is_some_and(|card| card.state == RunState::Searching));
    let beside = move || view.with(|view| card(view).map(|card| card.beside).unwrap_or_default());
    let beside = Memo::new(move |_| beside());
    let has_call = move || view.with(|view| card(view).is_some_and(|card| card.call != CallView::None));
    let card = move || {
        view! {
            <CardScreen searched notice progress results searching beside>
                <ShowCall there=has_call shown=|| false/>
            </CardScreen>
        }
    };
    view! {
        <Root root texts>
            {move || match screen.get() {
                Screen::Connecting => view! { <Connecting/> }.into_any(),
                Screen::Refused => view! { <Refused notice/> }.into_any(),
                Screen::Card => card().into_any(),
            }}
        </Root>
    }
}

/// Which screen is shown; what is on it changes without it.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Screen {
    #[default]
    Connecting,
    Refused,
    Card,
}

impl Screen {
    const fn of(view: &View) -> Self {
        match &view.screen {
            ScreenView::Card(_) => Self::Card,
            ScreenView::Refused(_) => Self::Refused,
            ScreenView::Connecting => Self::Connecting,
        }
    }

    /// As `data-screen` names it.
    const fn name(self) -> &'static str {
        match self {
            Self::Connecting => "connecting",
            Self::Refused => "refused",
            Self::Card => "card",
        }
    }
}

fn root(view: &View) -> RootView {
    RootView {
        screen: Screen::of(view).name(),
        state: card(view).map(|card| card.state),
        surface: view.surface,
        language: view.language,
        announcement: view.announcement.clone(),
        note: view.note.clone(),
        cards_open: view.cards_open,
    }
}

fn card(view: &View) -> Option<&CardView> {
    if let ScreenView::Card(card) = &view.screen { Some(card) } else { None }
}

fn notice(view: &View) -> Option<NoticeView<Intent>> {
    match &view.screen {
        ScreenView::Connecting => None,
        ScreenView::Refused(notice) => Some(notice.clone()),
        ScreenView::Card(card) => card.notice.clone(),
    }
}
