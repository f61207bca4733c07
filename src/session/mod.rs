//! What every application has: the launch, the handshake with the parent window, the connection to a portal
//! and its token, the language, the height of the frame, and a short note.
//!
//! An application hands each [`SessionEvent`] to [`Session::update`], which does what is the same everywhere and
//! says what is [news](News) to the application. At the end of each event it lets [`Session::proceed`] send.

mod connection;
mod frame;
mod launch;
mod traffic;
pub mod view;
mod words;

pub(crate) use connection::{Connection, Frame, Place, Slider};

use crate::app::{CopyWhat, Effect, Effects, Moment, SessionEvent, Timer};
use crate::domain::{PortalOrigin, RecordRef};
use crate::i18n::{Catalogue, Key, Message};
use crate::protocol::frame::{FrameError, InitError, Placement};
use crate::scheduler::{RequestId, Response};

use words::Words;

/// A note that something is done is shown for so long.
const NOTE_MS: u32 = 4_000;

/// What its user can want of every application.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Ask a parent window once more that was silent.
    AskParentAgain,
    /// Go on after a halt.
    Resume,
}

/// What every application remembers.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Session {
    words: Words,
    access: Access,
    /// The last request of an earlier connection.
    last_request: RequestId,
    height: Height,
    note: Option<Note>,
}

/// How far the way to a portal is.
#[derive(Clone, PartialEq, Debug, Default)]
enum Access {
    /// Nothing has happened yet.
    #[default]
    Starting,
    /// The parent window was asked who we are, or is to be asked when somebody comes back to the page.
    Handshaking(PortalOrigin),
    /// We do not start.
    Refused(Refused),
    /// On a page of its own, without a portal.
    Alone,
    /// There is a portal.
    Connected(Box<Connection>),
}

/// Why we do not start.
#[derive(Clone, PartialEq, Debug)]
enum Refused {
    /// The frame's name and address are not those of a portal that this page may talk to.
    Frame(FrameError),
    /// The parent window gave nothing to start with.
    Init(InitError),
    /// The parent window did not answer; it can be asked again.
    Silent(PortalOrigin),
    /// The app is not installed yet, and this user cannot install it.
    NotInstalled,
}

/// The height of our frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Height {
    /// Of the content, as last measured.
    content: u32,
    /// As last asked of the parent window.
    asked: u32,
}

/// What came of what the user has just done, said where it was done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Where.
    pub at: NotePlace,
    /// In words.
    pub text: Message,
    /// What the user may select, since it could not be copied.
    pub to_select: Option<String>,
}

/// Beside what a note stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotePlace {
    /// The button that copies this.
    Copying(CopyWhat),
    /// The row of a record.
    Record(RecordRef),
}

/// What an application has to know of what has happened.
#[derive(Debug)]
pub(crate) enum News {
    /// The page is not in a frame: nobody lets us in by themselves.
    Alone,
    /// The parent window has let us in, here.
    LetIn(Placement),
    /// It has, and the app is still to be installed, by this user.
    Installing,
    /// The portal has answered a call.
    Responded(Response),
    /// The portal's slider with a card was closed.
    SliderClosed,
    /// That with records side by side was closed: they may be fewer now.
    Compared,
}

impl Session {
    /// Takes an event.
    pub(crate) fn update<X>(
        &mut self,
        event: SessionEvent,
        at: Moment,
        effects: &mut Effects<X>,
    ) -> Option<News> {
        match event {
            SessionEvent::Launched(launch) => return self.launched(&launch, effects),
            SessionEvent::FrameAnswered(answer) => return self.answered(answer, effects),
            SessionEvent::Received { id, raw } => {
                let response = self.connection_mut()?.received(id, raw, at.now)?;
                return Some(News::Responded(response));
            }
            SessionEvent::Woke(timer) => self.woke(timer, effects),
            SessionEvent::LanguageLoaded(language, loaded) => self.words.loaded(language, loaded, effects),
            SessionEvent::Copied(what) => self.copied(what, effects),
            SessionEvent::NotCopied { what, text } => self.not_copied(what, text, effects),
            SessionEvent::ContentHeight(height) => self.content_height(height, effects),
            SessionEvent::Awake => {
                if let Some(connection) = self.connection_mut() {
                    connection.awake();
                }
            }
            // Whoever comes *Back* need not be who has left.
            SessionEvent::PutAway => self.put_away(effects),
            SessionEvent::BroughtBack => self.brought_back(effects),
        }
        None
    }

    fn woke<X>(&mut self, timer: Timer, effects: &mut Effects<X>) {
        match timer {
            Timer::Handshake => self.handshake_expired(),
            Timer::Texts => self.words.expired(effects),
            Timer::Opening => effects.push(Effect::Stop),
            Timer::TokenRenewal => self.renewal_expired(),
            Timer::Scheduler => {
                if let Some(connection) = self.connection_mut() {
                    connection.woke();
                }
            }
            Timer::Resize => self.fit(effects),
            Timer::Note => self.note = None,
        }
    }

    /// Takes what the user wants. The button that said it goes away.
    pub(crate) fn wanted<X>(&mut self, intent: &Intent, effects: &mut Effects<X>) {
        match intent {
            Intent::AskParentAgain => self.ask_parent_again(effects),
            Intent::Resume => {
                if let Some(connection) = self.connection_mut() {
                    connection.resume();
                }
            }
        }
    }

    /// Sends what may be sent now, and begins or ends the waits for it.
    pub(crate) fn proceed<X>(&mut self, at: Moment, effects: &mut Effects<X>) {
        if let Some(connection) = self.connection_mut() {
            connection.proceed(at, effects);
        }
    }

    /// The connection to a portal, where there is one.
    pub(crate) const fn connection(&self) -> Option<&Connection> {
        match &self.access {
            Access::Connected(connection) => Some(connection),
            Access::Starting | Access::Handshaking(_) | Access::Refused(_) | Access::Alone => None,
        }
    }

    /// The connection to a portal, to change.
    pub(crate) const fn connection_mut(&mut self) -> Option<&mut Connection> {
        match &mut self.access {
            Access::Connected(connection) => Some(connection),
            Access::Starting | Access::Handshaking(_) | Access::Refused(_) | Access::Alone => None,
        }
    }

    /// Connects a page of its own to a portal. Its credential is the shell's.
    pub(crate) fn connect(&mut self, origin: PortalOrigin) -> Option<&mut Connection> {
        let Access::Alone = self.access else { return None };
        self.access = Access::Connected(Box::new(Connection::new(origin, None, self.last_request)));
        self.connection_mut()
    }

    /// Leaves the portal. A frame can ask its parent window again who we are.
    pub(crate) fn disconnect<X>(&mut self, effects: &mut Effects<X>) {
        let Access::Connected(connection) = &self.access else { return };
        self.last_request = connection.last_request();
        self.access = match &connection.frame {
            Some(_) => Access::Handshaking(connection.origin.clone()),
            None => Access::Alone,
        };
        effects.push(Effect::ForgetCredential);
    }

    /// The browser keeps the page for whoever comes *Back*. The shell has a token also where nothing came of it.
    fn put_away<X>(&mut self, effects: &mut Effects<X>) {
        match self.access {
            Access::Connected(_) => self.disconnect(effects),
            Access::Refused(_) => effects.push(Effect::ForgetCredential),
            Access::Starting | Access::Handshaking(_) | Access::Alone => {}
        }
    }

    /// The texts that the view is to be written with.
    pub(crate) const fn texts(&self) -> &Catalogue {
        &self.words.catalogue
    }

    /// The user does something else: what came of the last thing needs no saying any more.
    pub(crate) fn forget_note(&mut self) {
        self.note = None;
    }

    fn copied<X>(&mut self, what: CopyWhat, effects: &mut Effects<X>) {
        let at = NotePlace::Copying(what);
        self.note = Some(Note { at, text: Key::ResultCopied.into(), to_select: None });
        effects.push(Effect::StartTimer { timer: Timer::Note, after_ms: NOTE_MS });
    }

    /// What could not be copied can be selected: ids and requests stand nowhere on the screen by themselves, the call does.
    fn not_copied<X>(&mut self, what: CopyWhat, text: String, effects: &mut Effects<X>) {
        let to_select = match what {
            CopyWhat::Ids(_) | CopyWhat::Request => Some(text),
            CopyWhat::Call | CopyWhat::Answer => None,
        };
        let at = NotePlace::Copying(what);
        self.note = Some(Note { at, text: Key::ResultNotCopied.into(), to_select });
        effects.push(Effect::StopTimer(Timer::Note));
    }
}
