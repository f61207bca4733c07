//! The two applications under one face, so that the same stories and tables go through both.

use std::convert::Infallible;

use b24_duplicates::app::{App as _, Effect, Event, Moment, SessionEvent};
use b24_duplicates::page::{CallIntent, Extra, ExtraEvent, Intent};
use b24_duplicates::session::view::AppView;
use b24_duplicates::{card, page};

/// Which application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Which {
    /// That of a card's tab.
    Card,
    /// That of the page.
    Page,
}

/// One of them.
#[derive(Clone)]
pub(crate) enum Application {
    Card(Box<card::App>),
    Page(Box<page::App>),
}

/// Something that happens to either.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Happened {
    Session(SessionEvent),
    User(Intent),
    Extra(ExtraEvent),
}

impl From<SessionEvent> for Happened {
    fn from(event: SessionEvent) -> Self {
        Self::Session(event)
    }
}

impl From<ExtraEvent> for Happened {
    fn from(event: ExtraEvent) -> Self {
        Self::Extra(event)
    }
}

impl Application {
    pub(crate) fn new(which: Which) -> Self {
        match which {
            Which::Card => Self::Card(Box::default()),
            Which::Page => Self::Page(Box::default()),
        }
    }

    /// What nobody can say to a card's tab does nothing there.
    pub(crate) fn update(&mut self, happened: Happened, at: Moment) -> Vec<Effect<Extra>> {
        match self {
            Self::Page(app) => app.update(
                match happened {
                    Happened::Session(event) => Event::Session(event),
                    Happened::User(intent) => Event::User(intent),
                    Happened::Extra(event) => Event::Extra(event),
                },
                at,
            ),
            Self::Card(app) => {
                let event = match happened {
                    Happened::Session(event) => Event::Session(event),
                    Happened::User(Intent::Session(intent)) => Event::User(card::Intent::Session(intent)),
                    Happened::User(Intent::Lookup(intent)) => Event::User(card::Intent::Lookup(intent)),
                    Happened::User(Intent::Refresh) => Event::User(card::Intent::Refresh),
                    Happened::User(Intent::Call(CallIntent::Toggle)) => Event::User(card::Intent::ShowCall),
                    Happened::User(_) | Happened::Extra(_) => return Vec::new(),
                };
                app.update(event, at).into_iter().map(widened).collect()
            }
        }
    }

    pub(crate) fn view(&self) -> page::View {
        match self {
            Self::Page(app) => app.view(),
            Self::Card(app) => {
                let view = app.view();
                let screen = match view.screen {
                    card::ScreenView::Connecting => page::ScreenView::Connecting,
                    card::ScreenView::Refused(notice) => page::ScreenView::Refused(notice.convert()),
                    card::ScreenView::Card(card) => page::ScreenView::Card(card),
                };
                AppView {
                    language: view.language,
                    surface: view.surface,
                    portal: view.portal,
                    announcement: view.announcement,
                    note: view.note,
                    cards_open: view.cards_open,
                    screen,
                    leaving: page::LeavingView::default(),
                }
            }
        }
    }
}

fn widened(effect: Effect<Infallible>) -> Effect<Extra> {
    match effect {
        Effect::OpenFrame { origin, sid } => Effect::OpenFrame { origin, sid },
        Effect::Frame(call) => Effect::Frame(call),
        Effect::Send { id, call } => Effect::Send { id, call },
        Effect::Abort(id) => Effect::Abort(id),
        Effect::StartTimer { timer, after_ms } => Effect::StartTimer { timer, after_ms },
        Effect::StopTimer(timer) => Effect::StopTimer(timer),
        Effect::LoadLanguage(language) => Effect::LoadLanguage(language),
        Effect::Stop => Effect::Stop,
        Effect::ForgetCredential => Effect::ForgetCredential,
        Effect::Copy { what, text } => Effect::Copy { what, text },
        Effect::Focus(target) => Effect::Focus(target),
        Effect::CleanAddress => Effect::CleanAddress,
        Effect::Open(destination) => Effect::Open(destination),
        Effect::Extra(none) => match none {},
    }
}
