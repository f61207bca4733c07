//! Everything that an application may be told.

use crate::i18n::{Catalogue, CatalogueError, Language};
use crate::protocol::RawResponse;
use crate::protocol::frame::FrameAnswer;
use crate::scheduler::RequestId;

use super::App;
use super::effect::{CopyWhat, Timer};

/// Something that happened.
pub enum Event<A: App> {
    /// Something that every application hears of.
    Session(SessionEvent),
    /// The user wants something.
    User(A::Intent),
    /// Something that this application alone hears of.
    Extra(A::ExtraEvent),
}

impl<A: App> From<SessionEvent> for Event<A> {
    fn from(event: SessionEvent) -> Self {
        Self::Session(event)
    }
}

/// What every application may be told.
#[derive(Clone, PartialEq, Debug)]
pub enum SessionEvent {
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
    /// Something was put on the clipboard.
    Copied(CopyWhat),
    /// Something could not be put there.
    NotCopied {
        /// What.
        what: CopyWhat,
        /// The text of it.
        text: String,
    },
    /// The height of the content has changed, in CSS pixels.
    ContentHeight(u32),
    /// The page became visible again, or the browser went online: waits are looked at anew.
    Awake,
    /// The page was left, and the browser keeps it as it is. Whoever comes *Back* need not be who has left.
    PutAway,
    /// Somebody came back to it.
    BroughtBack,
}

/// Whose page the widget stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum HostPage {
    /// One of our own, which is there for the widget.
    #[default]
    Ours,
    /// Somebody else's. What is not below the widget's root is not the widget's to change.
    Foreign,
}

/// What the page knows when it starts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Launch {
    /// Whose page it is.
    pub host_page: HostPage,
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
