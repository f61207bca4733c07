//! What the page remembers.

mod comparing;
mod first_call;
mod form;
mod input;
mod install;
pub(super) mod list;
mod mode;
mod page;
mod removed;
mod store;

pub(super) use comparing::{Comparing, From, Records};
pub(super) use first_call::{Answer, FirstCall};
pub use form::ATTACH_ABOVE_BYTES;
pub(super) use form::{Asked, Attachment, CountryChoice, Form, Reader, Rest, Scan, Then};
pub(super) use input::{FormInput, Intake, Piece, Size, Tally, value_of};
pub(super) use install::{Bound, Doing, Install, InstallStep, Known, Question, Row};
pub(super) use list::Checking;
pub use list::FILE_KINDS;
pub(super) use mode::{PageMode, Search};
pub use page::WebhookAccount;
pub(super) use page::{Account, ConnectFault, Page, PageLookup, ProofAsked, Screen};
pub(super) use removed::{Removed, RemovedSteps};
pub(super) use store::{Offer, Room, Store, StoreNews, Who};

use crate::card::Card;
use crate::protocol::snippet::SnippetKind;

/// How far the application has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) enum Stage {
    /// Nothing has happened yet.
    #[default]
    Starting,
    /// In the card of a record that has no id yet.
    NewCard,
    /// In a card.
    Card(Box<Card<PageMode>>),
    /// On a page with a search box.
    Page(Box<Page>),
    /// Records side by side, in place of a card or in the slider that was opened for them.
    Comparing(Box<Comparing>),
    /// In the first installation: no search until it is finished.
    Installing(Box<Install>),
}

/// How the call is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct ShownCall {
    pub(super) fold: CallFold,
    pub(super) snippet: SnippetKind,
}

/// Whether the call is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum CallFold {
    /// It is not.
    #[default]
    Folded,
    /// It is.
    Shown,
}
