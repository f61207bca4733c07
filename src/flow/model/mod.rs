//! The state of the application: enums of states that exclude one another.

mod card;
mod connection;
mod findings;
#[cfg(feature = "page")]
mod form;
#[cfg_attr(not(feature = "page"), path = "card_input.rs")]
mod input;
#[cfg(feature = "page")]
mod install;
#[cfg(feature = "page")]
mod page;
mod run;
mod search;

use crate::domain::RecordRef;
use crate::i18n::{Catalogue, Language, Message};
use crate::protocol::frame::{FrameError, FrameName, InitError};

use super::CopyWhat;

pub(in crate::flow) use card::{Card, CardState, ReadCards, Reading, Step};
pub(in crate::flow) use connection::{Connection, ConnectionStatus, FrameHost, Host, Place, Slider};
pub(in crate::flow) use findings::{Findings, Verdict};
#[cfg(feature = "page")]
pub(in crate::flow) use form::{Attachment, Form, Removed, Rest, Scan};
pub(in crate::flow) use input::Input;
#[cfg(feature = "page")]
pub(in crate::flow) use input::{Intake, Size};
#[cfg(feature = "page")]
pub(in crate::flow) use install::{Bound, Doing, Install, InstallStep, Known, Row, Tab};
#[cfg(feature = "page")]
pub(in crate::flow) use page::{Asking, Board, ConnectFault, Face, Page, Reach};
#[cfg(feature = "page")]
pub(in crate::flow) use run::{Answer, CallFold, Trail};
pub(in crate::flow) use run::{Display, Extent, Names, PAGE, Pause, Phase, Run};
pub(in crate::flow) use search::Search;

/// Everything that the application remembers.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Model {
    pub(in crate::flow) words: Words,
    /// The address of the card's page, which is the handler of the tabs.
    pub(in crate::flow) card_address: String,
    /// Whether a card shows its call at first.
    #[cfg(feature = "page")]
    pub(in crate::flow) call: CallFold,
    pub(in crate::flow) stage: Stage,
    pub(in crate::flow) height: Height,
    pub(in crate::flow) note: Option<Note>,
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

/// The language that is wanted, and the texts that are there: none or those of another language while they
/// are on their way.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) struct Words {
    pub(in crate::flow) wanted: Option<Language>,
    pub(in crate::flow) catalogue: Catalogue,
}

impl Words {
    /// Whether the texts of the wanted language are there.
    pub(in crate::flow) fn arrived(&self) -> bool {
        self.catalogue.speaks() && self.wanted == Some(self.catalogue.language())
    }

    /// The language of the texts; before there are any, the one that they will be in.
    pub(in crate::flow) fn language(&self) -> Language {
        let wanted = self.wanted.filter(|_| !self.catalogue.speaks());
        wanted.unwrap_or_else(|| self.catalogue.language())
    }
}

/// How far the application has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::flow) enum Stage {
    /// Nothing has happened yet.
    #[default]
    Starting,
    /// The parent window was asked who we are.
    Handshaking(FrameName),
    /// We do not start.
    Refused(Refused),
    /// In the card of a record that has no id yet.
    NewCard(Box<Connection>),
    /// In a card.
    Card(Box<Card>),
    /// On a page with a search box.
    #[cfg(feature = "page")]
    Page(Box<Page>),
    /// In the first installation.
    #[cfg(feature = "page")]
    Installing(Box<Installing>),
}

/// The first installation: no search until it is finished.
#[cfg(feature = "page")]
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) struct Installing {
    pub(in crate::flow) connection: Connection,
    pub(in crate::flow) install: Install,
}

/// Why we do not start.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::flow) enum Refused {
    /// The frame's name and address are not those of a portal that this page may talk to.
    Frame(FrameError),
    /// The parent window gave nothing to start with.
    Init(InitError),
    /// The parent window did not answer; it can be asked again.
    Silent(FrameName),
    /// The app is not installed yet, and this user cannot install it.
    NotInstalled,
}

/// The height of our frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in crate::flow) struct Height {
    /// Of the content, as last measured.
    pub(in crate::flow) content: u32,
    /// As last asked of the parent window.
    pub(in crate::flow) asked: u32,
}

impl Stage {
    /// The connection to a portal, where there is one.
    pub(in crate::flow) const fn connection(&self) -> Option<&Connection> {
        match self {
            Self::Starting | Self::Handshaking(_) | Self::Refused(_) => None,
            Self::NewCard(connection) => Some(connection),
            Self::Card(card) => Some(&card.connection),
            #[cfg(feature = "page")]
            Self::Page(page) => page.reach.connection(),
            #[cfg(feature = "page")]
            Self::Installing(installing) => Some(&installing.connection),
        }
    }

    /// The connection to a portal, to change.
    pub(in crate::flow) const fn connection_mut(&mut self) -> Option<&mut Connection> {
        match self {
            Self::Starting | Self::Handshaking(_) | Self::Refused(_) => None,
            Self::NewCard(connection) => Some(connection),
            Self::Card(card) => Some(&mut card.connection),
            #[cfg(feature = "page")]
            Self::Page(page) => page.reach.connection_mut(),
            #[cfg(feature = "page")]
            Self::Installing(installing) => Some(&mut installing.connection),
        }
    }
}
