//! Everything that the application may be told.

#[cfg(feature = "page")]
use crate::domain::CommKind;
use crate::domain::Millis;
use crate::domain::{EntityType, PortalOrigin, RecordRef, UserId};
use crate::i18n::{Catalogue, CatalogueError, Language};
use crate::protocol::RawResponse;
use crate::protocol::frame::FrameAnswer;
#[cfg(feature = "page")]
use crate::protocol::snippet::SnippetKind;
#[cfg(feature = "page")]
use crate::protocol::webhook::WebhookError;
use crate::scheduler::RequestId;

use super::effect::{CopyWhat, Timer};

/// When an event happened, and a random number for whatever needs chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moment {
    /// Milliseconds on a clock that only goes forward.
    pub now: Millis,
    /// Uniform over all values.
    pub chance: u64,
}

/// What the page knows when it starts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Launch {
    /// `window.name`, whoever set it.
    pub window_name: String,
    /// The query of the page's address, without `?`.
    pub query: String,
    /// Its fragment, without `#`.
    pub fragment: String,
    /// The page is inside a frame.
    pub framed: bool,
    /// The page's own address without query and fragment.
    pub page_address: String,
    /// The page's own `connect-src`: the portals that it may talk to.
    pub connect_sources: String,
    /// The browser's languages (BCP 47), best first.
    pub languages: Vec<String>,
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub enum Event {
    /// The page has started.
    Launched(Launch),
    /// The parent window answered.
    FrameAnswered(FrameAnswer),
    /// Something arrived for a request.
    Received {
        /// Which request.
        id: RequestId,
        /// What.
        raw: RawResponse,
    },
    /// A timer ran out.
    Woke(Timer),
    /// A language's texts are here, or not to be had.
    LanguageLoaded(Language, Result<Catalogue, CatalogueError>),
    /// A webhook's address was taken from its field, or refused.
    #[cfg(feature = "page")]
    WebhookTaken(Result<WebhookAccount, WebhookError>),
    /// Something was put on the clipboard, or could not be.
    Copied {
        /// What.
        what: CopyWhat,
        /// Whether it is there.
        done: bool,
    },
    /// The height of the content has changed, in CSS pixels.
    ContentHeight(u32),
    /// The page became visible again, or the browser went online: waits are looked at anew.
    Awake,
    /// The user did something.
    User(Intent),
}

/// The webhook that is connected, without its secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WebhookAccount {
    /// The portal.
    pub origin: PortalOrigin,
    /// The user as whom it acts.
    pub user: UserId,
}

/// What the user wants.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Intent {
    /// The text of the search box is now this.
    #[cfg(feature = "page")]
    Type(String),
    /// Text was pasted that is too long for the box: it becomes an attachment.
    #[cfg(feature = "page")]
    Attach(String),
    /// Put a part of one beside it.
    #[cfg(feature = "page")]
    AttachPart(PastedPart),
    /// Remove the attached text.
    #[cfg(feature = "page")]
    Detach,
    /// Bring back what was removed or cleared last.
    #[cfg(feature = "page")]
    UndoDetach,
    /// Read the values as this kind; `None` means each by itself.
    #[cfg(feature = "page")]
    ChooseKind(Option<CommKind>),
    /// Search this type; `None` means all.
    #[cfg(feature = "page")]
    ChooseType(Option<EntityType>),
    /// Search.
    #[cfg(feature = "page")]
    Search,
    /// Search what the text has become since the last search.
    #[cfg(feature = "page")]
    SearchAgain,
    /// Search the first values, as many as one search takes.
    #[cfg(feature = "page")]
    SearchFirst,
    /// Stop the search; what was found stays.
    Cancel,
    /// Ask nothing more until the user goes on.
    #[cfg(feature = "page")]
    Pause,
    /// Go on after that.
    #[cfg(feature = "page")]
    GoOn,
    /// Go on after a halt, or after questions that were not answered.
    Resume,
    /// Empty the search box and the results.
    #[cfg(feature = "page")]
    Clear,
    /// Read the card again and search again.
    Refresh,
    /// Group results in this way.
    Arrange(Arrangement),
    /// Show more records of this type.
    ShowMore(EntityType),
    /// Show more values.
    ShowMoreValues,
    /// Show all records of the value at this place of the report.
    ShowRecords(usize),
    /// Open a record's card.
    Open(RecordRef),
    /// Copy the ids of this type's records, or of all.
    CopyIds(Option<EntityType>),
    /// Show or hide the call.
    ToggleCall,
    /// Show the call in this form.
    #[cfg(feature = "page")]
    ChooseSnippet(SnippetKind),
    /// Copy the shown call.
    #[cfg(feature = "page")]
    CopyCall,
    /// Copy the shown answer.
    #[cfg(feature = "page")]
    CopyAnswer,
    /// Connect with the webhook in its field.
    #[cfg(feature = "page")]
    Connect,
    /// Forget the webhook.
    #[cfg(feature = "page")]
    Disconnect,
    /// Show the installation, on the app page.
    #[cfg(feature = "page")]
    ShowInstall(bool),
    /// Something about the installation.
    #[cfg(feature = "page")]
    Install(InstallIntent),
}

/// A part of a long text that is handed over in parts. Each but the last ends with a line end, if there is one.
#[cfg(feature = "page")]
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
#[cfg(feature = "page")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InstallIntent {
    /// Look again at what is bound.
    Check,
    /// Bind what is missing and mend what is stale.
    BindAll,
    /// Remove every tab of ours, once it is confirmed.
    RemoveAll,
    /// Yes, remove them.
    RemoveForSure,
    /// No, keep them.
    Keep,
    /// End the installation.
    Finish,
}

/// How results are grouped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Arrangement {
    /// By entity type, a line for each record.
    #[default]
    ByRecord,
    /// By the values of the input.
    ByValue,
}
