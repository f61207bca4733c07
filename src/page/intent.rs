//! What the user of the page can want.

mod list;

pub use list::{ExportRows, FileChoice, ListIntent, MAX_WINDOW};

use crate::card;
use crate::compare;
use crate::domain::{CommKind, Country, EntityType};
use crate::lookup;
use crate::merge;
use crate::protocol::OwnerKind;
use crate::protocol::reading::Source;
use crate::protocol::snippet::SnippetKind;
use crate::session;

/// What the user of the page can want.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// Something of every application.
    Session(session::Intent),
    /// Something of the search.
    Lookup(lookup::Intent),
    /// Read the card again and search again.
    Refresh,
    /// Something about the shown call.
    Call(CallIntent),
    /// Something about the search box.
    Form(FormIntent),
    /// Connect with the webhook in its field.
    Connect,
    /// Forget the webhook.
    Disconnect,
    /// Show the installation, on the app page, or go back from it.
    ShowInstall(bool),
    /// Something about the check of a list.
    List(ListIntent),
    /// Something about the installation.
    Install(InstallIntent),
    /// Something about records side by side.
    Compare(compare::Intent),
    /// Something about merging them.
    Merge(merge::Intent),
}

impl From<compare::Intent> for Intent {
    fn from(intent: compare::Intent) -> Self {
        Self::Compare(intent)
    }
}

impl From<merge::Intent> for Intent {
    fn from(intent: merge::Intent) -> Self {
        Self::Merge(intent)
    }
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

impl From<card::Intent> for Intent {
    fn from(intent: card::Intent) -> Self {
        match intent {
            card::Intent::Session(intent) => Self::Session(intent),
            card::Intent::Lookup(intent) => Self::Lookup(intent),
            card::Intent::Refresh => Self::Refresh,
            card::Intent::ShowCall => Self::Call(CallIntent::Toggle),
        }
    }
}

impl From<CallIntent> for Intent {
    fn from(intent: CallIntent) -> Self {
        Self::Call(intent)
    }
}

impl From<FormIntent> for Intent {
    fn from(intent: FormIntent) -> Self {
        Self::Form(intent)
    }
}

impl From<ListIntent> for Intent {
    fn from(intent: ListIntent) -> Self {
        Self::List(intent)
    }
}

impl From<InstallIntent> for Intent {
    fn from(intent: InstallIntent) -> Self {
        Self::Install(intent)
    }
}

/// What can be wanted of the shown call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CallIntent {
    /// Show or hide it.
    Toggle,
    /// Show it in this form.
    Choose(SnippetKind),
    /// Copy it.
    CopyCall,
    /// Copy the portal's answer to it.
    CopyAnswer,
}

/// What can be wanted of the search box.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormIntent {
    /// It has got the focus: what is typed next will have to be read.
    Focus,
    /// Its text is now this.
    Type(String),
    /// Text was pasted that is too long for the box: it becomes an attachment.
    Attach(String),
    /// Put a part of one beside it.
    AttachPart(PastedPart),
    /// Remove the attached text.
    Detach,
    /// Bring back what was removed or cleared last.
    UndoDetach,
    /// Read the values as this kind; `None` means each by itself.
    ChooseKind(Option<CommKind>),
    /// Search this type; `None` means all.
    ChooseType(Option<EntityType>),
    /// Numbers that name no country are this one's; `None` means no country's.
    ChooseCountry(Option<Country>),
    /// Put this in the place of a piece of the text.
    Correct {
        /// In which text.
        source: Source,
        /// The byte at which the piece begins.
        start: usize,
        /// The piece.
        piece: String,
        /// What it should have been.
        by: String,
    },
    /// Copy the pieces that were not read.
    CopyUnread,
    /// Try once more to have the module that reads texts.
    StartReader,
    /// Search.
    Search,
    /// Search what the text has become since the last search.
    SearchAgain,
    /// Search the first values, as many as one search takes.
    SearchFirst,
    /// Empty the search box and the results.
    Clear,
}

/// A part of a long text that is handed over in parts. Each but the last ends with a line end, if there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PastedPart {
    /// Its beginning.
    First(String),
    /// What follows.
    Next(String),
    /// Its end.
    Last(String),
}

/// What an administrator does with the tabs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstallIntent {
    /// Look again at what is bound.
    Check,
    /// Bind what is missing and mend what is stale.
    BindAll,
    /// The same for the cards of one kind.
    Bind(OwnerKind),
    /// Remove every tab of ours, once it is confirmed.
    RemoveAll,
    /// Remove the tab of one kind of cards, once it is confirmed.
    Remove(OwnerKind),
    /// End the installation; if it has added no tab, once it is confirmed.
    Finish,
    /// Yes to what is asked.
    ForSure,
    /// No to it.
    Keep,
}
