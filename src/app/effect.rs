//! Everything that the application may ask of the world.

use crate::domain::{Chosen, EntityType, PortalOrigin};
use crate::i18n::Language;
use crate::protocol::RestCall;
use crate::protocol::frame::FrameCall;
use crate::scheduler::RequestId;

/// The effects of one event, in order.
pub type Effects<X> = Vec<Effect<X>>;

/// One thing to be done outside. The answer, where there is one, comes back as an [`super::Event`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect<X> {
    /// Listen to this parent and to nobody else; every [`Effect::Frame`] goes there.
    OpenFrame {
        /// The only origin that is listened to.
        origin: PortalOrigin,
        /// The frame's address label.
        sid: String,
    },
    /// Say something to the parent window.
    Frame(FrameCall),
    /// Send a call to the portal to which the held credential belongs. Answered by
    /// [`Received`](super::SessionEvent::Received), unless the credential is forgotten first.
    Send {
        /// Comes back with the answer.
        id: RequestId,
        /// What is sent; the shell adds the credential.
        call: RestCall,
    },
    /// Abort a request; it is answered as aborted, or not at all.
    Abort(RequestId),
    /// Say [`Woke`](super::SessionEvent::Woke) after this time. A timer that is started again begins anew.
    StartTimer {
        /// Which timer.
        timer: Timer,
        /// From now.
        after_ms: u32,
    },
    /// Stop a timer.
    StopTimer(Timer),
    /// Fetch the texts of a language.
    LoadLanguage(Language),
    /// Give up: there are no texts in any language, or the page that is needed does not come, so nothing can be shown.
    /// The page around the widget has to say so.
    Stop,
    /// Forget the credential, and abort what it has signed without another word.
    ForgetCredential,
    /// Put a text on the clipboard.
    Copy {
        /// What it is, for the answer.
        what: CopyWhat,
        /// The text.
        text: String,
    },
    /// Move the keyboard's focus.
    Focus(FocusTarget),
    /// Erase query and fragment from the visible address, whatever stands there. The page has to be ours.
    CleanAddress,
    /// Load the page's application in place of this one.
    Open(Destination),
    /// What this application alone asks for.
    Extra(X),
}

/// How the page's application is opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// As the place says in which it stands.
    Start,
    /// With the call shown.
    ShownCall,
    /// With these records side by side.
    Compare(Chosen),
}

/// The timers, one of each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Timer {
    /// The parent has not answered `getInitData`.
    Handshake,
    /// The texts of a language have not come.
    Texts,
    /// The page that is to be loaded in place of this one has not come.
    Opening,
    /// The parent has not answered `refreshAuth`.
    TokenRenewal,
    /// The scheduler may go on.
    Scheduler,
    /// The frame's height has settled.
    Resize,
    /// A note like *copied* has been seen.
    Note,
}

/// What was put on the clipboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyWhat {
    /// Ids of this type's records, or of all.
    Ids(Option<EntityType>),
    /// What an administrator is asked about hidden records.
    Request,
    /// The call, as code.
    Call,
    /// The portal's answer to it.
    Answer,
}

/// What can get the keyboard's focus by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FocusTarget {
    /// The search box.
    SearchBox,
    /// The webhook's input field.
    WebhookField,
    /// The heading of the results.
    Results,
    /// The heading of a type's records.
    Group(EntityType),
    /// The value at this place of the report.
    Value(usize),
    /// What one application alone has, by its name.
    Own(&'static str),
    /// The same, if the focus is lost: who has waited for it may have gone on elsewhere.
    OwnIfLost(&'static str),
    /// The heading of the screen.
    Heading,
}

impl FocusTarget {
    /// As `data-focus` names it, below the root of one widget.
    pub fn name(self) -> String {
        match self {
            Self::SearchBox => "search-box".to_owned(),
            Self::WebhookField => "webhook".to_owned(),
            Self::Results => "results".to_owned(),
            Self::Group(entity) => ["group-", entity.word()].concat(),
            Self::Value(place) => ["value-", &place.to_string()].concat(),
            Self::Own(name) | Self::OwnIfLost(name) => name.to_owned(),
            Self::Heading => "heading".to_owned(),
        }
    }
}
