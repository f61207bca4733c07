//! Everything that the application may ask of the world.

use crate::domain::{EntityType, PortalOrigin};
use crate::i18n::Language;
use crate::protocol::RestCall;
use crate::protocol::frame::FrameCall;
use crate::scheduler::RequestId;

/// One thing to be done outside. The answer, where there is one, comes back as an [`super::Event`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Listen to this parent and to nobody else; every [`Effect::Frame`] goes there.
    OpenFrame {
        /// The only origin that is listened to.
        origin: PortalOrigin,
        /// The frame's address label.
        sid: String,
    },
    /// Say something to the parent window.
    Frame(FrameCall),
    /// Send a call to the portal to which the held credential belongs. Answered by `Arrived`, always.
    Send {
        /// Comes back with the answer.
        id: RequestId,
        /// What is sent; the shell adds the credential.
        call: RestCall,
    },
    /// Abort a request; it is answered as aborted, or not at all.
    Abort(RequestId),
    /// Say `Woke` after this time. A timer that is set again starts again.
    Wake {
        /// Which timer.
        timer: Timer,
        /// From now.
        after_ms: u32,
    },
    /// Stop a timer.
    Unwake(Timer),
    /// Fetch the texts of a language.
    LoadLanguage(Language),
    /// Give up: there are no texts in any language, so nothing can be shown. The page itself has to say so.
    Stop,
    /// Read the webhook's address from its input field, check it, hold it in memory, empty the field.
    #[cfg(feature = "page")]
    TakeWebhook,
    /// Forget the credential.
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
    /// Erase query and fragment from the visible address, whatever stands there.
    CleanAddress,
    /// Load the whole application in place of this module, which is a part of it.
    HandOver(HandOver),
}

/// Why the whole application is loaded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HandOver {
    /// The frame is not in a card.
    OtherPlace,
    /// The user wants to see the call.
    ShowCall,
}

/// The timers, one of each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Timer {
    /// The parent has not answered `getInitData`.
    Handshake,
    /// The parent has not answered `refreshAuth`.
    TokenRenewal,
    /// The scheduler may go on.
    Scheduler,
    /// The frame's height has settled.
    Resize,
    /// A note like *copied* has been seen.
    Note,
    /// The next slice of a long text.
    #[cfg(feature = "page")]
    Slice,
    /// The portal has not reloaded the page after the end of the installation.
    #[cfg(feature = "page")]
    Finish,
}

/// What was put on the clipboard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CopyWhat {
    /// Ids of this type's records, or of all.
    Ids(Option<EntityType>),
    /// The call, as code.
    #[cfg(feature = "page")]
    Call,
    /// The portal's answer to it.
    #[cfg(feature = "page")]
    Answer,
}

/// What can get the keyboard's focus by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FocusTarget {
    /// The search box.
    #[cfg(feature = "page")]
    SearchBox,
    /// The input field from which the shell takes the webhook's address. The secret is in that field and nowhere else:
    /// no signal, event or view ever holds it.
    #[cfg(feature = "page")]
    WebhookField,
    /// The heading of the results.
    Results,
    /// The heading of a type's records.
    Group(EntityType),
    /// The value at this place of the report.
    Value(usize),
    /// The heading of the screen.
    Heading,
}

impl FocusTarget {
    /// The `data-focus` of its element, by which it is found below the widget's own root: another widget in the same
    /// page has the same places.
    pub fn name(self) -> String {
        match self {
            #[cfg(feature = "page")]
            Self::SearchBox => "search-box".to_owned(),
            #[cfg(feature = "page")]
            Self::WebhookField => "webhook".to_owned(),
            Self::Results => "results".to_owned(),
            Self::Group(entity) => entity.word().to_owned(),
            Self::Value(place) => ["value-", &place.to_string()].concat(),
            Self::Heading => "heading".to_owned(),
        }
    }
}
