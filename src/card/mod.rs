//! The application of a card's tab: it reads the card's phones and e-mails, searches them at once, and leaves the
//! card's own records out. It is opened a hundred times a day, and stays small: for everything else it opens the
//! page's application.

mod beside;
#[expect(clippy::module_inception, reason = "the room is named after what it is about")]
mod card;
mod change;
mod dismissing;
mod reading;
mod types;
mod view;

pub(crate) use card::Card;
pub use types::{BesideView, CallView, CardView, ScreenView, View};
pub(crate) use view::{new_card, view_of};

use std::convert::Infallible;

use crate::app::{self, Destination, Effect, Effects, Event, Moment, Timer};
use crate::domain::TypeChoice;
use crate::i18n::{Catalogue, Message, TextSet};
use crate::lookup::view::LongSearchView;
use crate::lookup::{self, FewSpellings, Lookup, Mode, Narrowed};
use crate::protocol::frame::Placement;
use crate::search::OneByOne;
use crate::session::view::Surface;
use crate::session::{self, Connection, News, Session};

/// At most this long the page may take that opens in place of the tab; as long as the module of the tab itself.
const OPENING_MS: u32 = 30_000;

/// What the user of a card's tab can want.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Something of every application.
    Session(session::Intent),
    /// Something of the search.
    Lookup(lookup::Intent),
    /// Read the card again and search again.
    Refresh,
    /// Show the call, for integrators.
    ShowCall,
}

impl From<session::Intent> for Intent {
    fn from(intent: session::Intent) -> Self {
        Self::Session(intent)
    }
}

impl From<lookup::Intent> for Intent {
    fn from(intent: lookup::Intent) -> Self {
        Self::Lookup(intent)
    }
}

/// The application of a card's tab.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct App {
    session: Session,
    stage: Stage,
}

/// How far the application has come.
#[derive(Clone, PartialEq, Debug, Default)]
enum Stage {
    /// There is no card yet.
    #[default]
    Starting,
    /// In the card of a record that has no id yet.
    NewCard,
    /// In a card.
    Card(Box<Card<CardMode>>),
}

/// The lookups of a card: a few values, of all types, over in a moment.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct CardMode;

impl Mode for CardMode {
    type Strategy = OneByOne;
    type Spellings = FewSpellings;
    type Trace = ();

    fn narrowed(_: TypeChoice) -> Option<Narrowed> {
        None
    }

    fn remarks(_: &Lookup<Self>) -> Vec<Message> {
        Vec::new()
    }

    fn long(_: &Lookup<Self>, _: &Connection) -> Option<LongSearchView> {
        None
    }
}

impl app::App for App {
    const TEXTS: TextSet = TextSet::Card;

    type Intent = Intent;
    type View = View;
    type Extra = Infallible;
    type ExtraEvent = Infallible;

    fn update(&mut self, event: Event<Self>, at: Moment) -> Effects<Infallible> {
        let mut effects = Effects::new();
        match event {
            Event::Session(event) => {
                if let Some(news) = self.session.update(event, at, &mut effects) {
                    self.hear(news, &mut effects);
                }
            }
            Event::User(intent) => self.wanted(&intent, &mut effects),
            Event::Extra(none) => match none {},
        }
        self.session.proceed(at, &mut effects);
        effects
    }

    fn view(&self) -> View {
        let screen = self.screen();
        let news = screen.news();
        // A tab is what it is before the portal has said so: nothing moves when it does.
        View { surface: Surface::Tab, ..self.session.around(screen, (), news) }
    }

    fn texts(&self) -> &Catalogue {
        self.session.texts()
    }
}

impl App {
    fn hear(&mut self, news: News, effects: &mut Effects<Infallible>) {
        let Some(connection) = self.session.connection_mut() else {
            // Nobody lets us in: a page of its own asks for a webhook.
            open_page(effects);
            return;
        };
        match (news, &mut self.stage) {
            (News::LetIn(Placement::NewCard(_)), stage) => *stage = Stage::NewCard,
            (News::LetIn(Placement::Card(owner)), stage) => {
                *stage = Stage::Card(Box::new(Card::begin(connection, owner)));
            }
            (News::LetIn(_) | News::Installing | News::Alone, _) => open_page(effects),
            (News::Responded(response), Stage::Card(card)) => card.responded(connection, response, effects),
            (News::SliderClosed, Stage::Card(card)) => card.renew(connection, effects),
            (News::Compared, Stage::Card(card)) => card.compared(connection, effects),
            (News::Responded(_) | News::SliderClosed | News::Compared, Stage::Starting | Stage::NewCard) => {}
        }
    }

    fn wanted(&mut self, intent: &Intent, effects: &mut Effects<Infallible>) {
        self.session.forget_note();
        match intent {
            Intent::Session(intent) => {
                self.session.wanted(intent, effects);
                effects.push(Effect::Focus(self.place_to_go_on()));
            }
            Intent::Lookup(intent) => {
                if let (Stage::Card(card), Some(connection)) =
                    (&mut self.stage, self.session.connection_mut())
                {
                    card.wanted(connection, intent, effects);
                }
            }
            Intent::Refresh => {
                if let (Stage::Card(card), Some(connection)) =
                    (&mut self.stage, self.session.connection_mut())
                {
                    card.refresh(connection, effects);
                }
            }
            Intent::ShowCall => effects.push(Effect::Open(Destination::ShownCall)),
        }
    }

    /// Where the user reads on when the button that was pressed is gone.
    fn place_to_go_on(&self) -> app::FocusTarget {
        match &self.stage {
            Stage::Card(card) => card.place_to_go_on(),
            Stage::Starting | Stage::NewCard => app::FocusTarget::Heading,
        }
    }
}

/// Loads the page in place of this one, and does not wait for ever: it shows nothing meanwhile.
fn open_page(effects: &mut Effects<Infallible>) {
    effects.push(Effect::Open(Destination::Start));
    effects.push(Effect::StartTimer { timer: Timer::Opening, after_ms: OPENING_MS });
}
