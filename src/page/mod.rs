//! The application of the page: the search box, the check of a whole list, the installation; also a card with its
//! call shown, which [`crate::card::App`] hands over.

mod intent;
mod model;
mod update;
mod view;

pub use crate::protocol::snippet::SnippetKind;
pub use intent::{CallIntent, FormIntent, InstallIntent, Intent, PastedPart};
pub use model::{ATTACH_ABOVE_BYTES, WebhookAccount};
pub use view::{
    AttachmentView, ConnectionView, FieldErrorView, FormView, InstallExit, InstallView, InvalidView,
    PageView, PlacementView, ScreenView, View,
};

use crate::app::{self, Effects, Event, Moment, SessionEvent};
use crate::i18n::{Catalogue, TextSet};
use crate::protocol::webhook::WebhookError;
use crate::session::Session;

use model::{CallFold, ShownCall, Stage};

/// The page of the card's tab, which lies beside every other page of the widget.
const CARD_PAGE: &str = "card.html";

/// With this fragment the card's tab opens the page for a user who wants to see the call.
const CALL_FRAGMENT: &str = "call";

/// The application of the page.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct App {
    session: Session,
    stage: Stage,
    /// The address of the card's page, which is the handler of the tabs.
    card_address: String,
    shown_call: ShownCall,
}

/// What the page alone asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extra {
    /// Read the webhook's address from its input field, check it, hold it in memory, empty the field. Answered by
    /// [`ExtraEvent::WebhookTaken`].
    TakeWebhook,
    /// Empty that field, whatever was typed into it.
    EmptyWebhookField,
    /// Let what was pressed meanwhile come first, then say [`ExtraEvent::NextSlice`].
    LetOthersGoFirst,
    /// Say [`ExtraEvent::NotReloaded`] after this time, if the page is still there.
    AwaitReload {
        /// From now.
        after_ms: u32,
    },
}

/// What the page alone may be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExtraEvent {
    /// A webhook's address was taken from its field, or refused.
    WebhookTaken(Result<WebhookAccount, WebhookError>),
    /// The next slice of a long text can be read.
    NextSlice,
    /// The portal has not reloaded the page after the end of the installation.
    NotReloaded,
}

impl app::App for App {
    const TEXTS: TextSet = TextSet::Page;

    type Intent = Intent;
    type View = View;
    type Extra = Extra;
    type ExtraEvent = ExtraEvent;

    fn update(&mut self, event: Event<Self>, at: Moment) -> Effects<Extra> {
        let mut effects = Effects::new();
        match event {
            Event::Session(event) => {
                if let SessionEvent::Launched(launch) = &event {
                    self.remember(launch);
                }
                if event == SessionEvent::PutAway {
                    self.put_away(&mut effects);
                }
                if let Some(news) = self.session.update(event, at, &mut effects) {
                    self.hear(news, &mut effects);
                }
            }
            Event::User(intent) => self.wanted(intent, &mut effects),
            Event::Extra(ExtraEvent::WebhookTaken(taken)) => self.webhook_taken(taken, &mut effects),
            Event::Extra(ExtraEvent::NextSlice) => self.read_slice(&mut effects),
            Event::Extra(ExtraEvent::NotReloaded) => self.finish_expired(),
        }
        self.session.proceed(at, &mut effects);
        effects
    }

    fn view(&self) -> View {
        let screen = self.screen();
        let news = screen.news();
        self.session.around(screen, news)
    }

    fn texts(&self) -> &Catalogue {
        self.session.texts()
    }
}

impl App {
    fn remember(&mut self, launch: &app::Launch) {
        if self.card_address.is_empty() {
            self.card_address = card_beside(&launch.page_address);
            if launch.fragment == CALL_FRAGMENT {
                self.shown_call.fold = CallFold::Shown;
            }
        }
    }
}

fn card_beside(page_address: &str) -> String {
    let folder = page_address.rfind('/').and_then(|end| page_address.get(..=end));
    [folder.unwrap_or_default(), CARD_PAGE].concat()
}
