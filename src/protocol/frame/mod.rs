//! Talking to the parent window: the portal page that opened our frame.
//!
//! Requirements: the parent's protocol is fixed. A message is `command:[JSON:]callback:sid`, an answer
//! `callback:[JSON]`. There is no error: what the parent refuses, it does not answer, so that each wait has
//! a deadline. Whoever frames us chooses `window.name`; the portal that it names is a claim until the host
//! is found among those that this page may talk to.

mod init;
mod message;
mod name;

use thiserror::Error;

use crate::domain::{Chosen, Dismissals, OriginError, PortalOrigin};

use super::{CardOwner, OwnerKind};

pub use message::{encode, read_answer, split_answer};

/// The name that the portal gave our frame, `HOST|0 or 1|SID`, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameName {
    /// The portal that it claims to be.
    pub origin: PortalOrigin,
    /// The address label of this frame: 32 hexadecimal digits.
    pub sid: String,
}

/// Why a frame does not start.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum FrameError {
    /// Framed, but by nobody who speaks the portal's protocol.
    #[error("the frame has no portal's name")]
    NoName,
    /// The name and the address disagree.
    #[error("the frame's name and address disagree")]
    Contradiction,
    /// The host is not one that this page may talk to.
    #[error(transparent)]
    Origin(#[from] OriginError),
}

/// What we say to the parent. There is nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FrameCall {
    /// Who am I, and where: answered with [`InitData`] and a token.
    GetInitData,
    /// Renew the access token. No answer on failure.
    RefreshAuth,
    /// Fit the frame's height, in CSS pixels.
    Resize {
        /// The height of the content.
        height: u32,
    },
    /// Open a page of the portal in the side slider; answered when it closes, or at once on failure.
    OpenPath {
        /// Path and query, beginning with `/`.
        path: String,
    },
    /// Open the application's page in the side slider, with these records side by side; answered when it closes.
    OpenApplication {
        /// Which records.
        chosen: Chosen,
    },
    /// Let the portal read the card again around which we stand.
    ReloadData,
    /// Tell the parent that the first run is over. Answered by an echo that nobody waits for.
    SetInstall,
    /// End the installation; said once, last. Never answered: the page reloads.
    SetInstallFinish,
}

/// What the parent said, without the token: the shell keeps that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FrameAnswer {
    /// To [`FrameCall::GetInitData`].
    Init(Box<InitData>),
    /// To [`FrameCall::GetInitData`], but nothing to start with.
    InitRefused(InitError),
    /// To [`FrameCall::RefreshAuth`]: a new token is held.
    Renewed,
    /// To [`FrameCall::OpenPath`] and [`FrameCall::OpenApplication`]: the slider was closed.
    SliderClosed,
    /// To [`FrameCall::OpenPath`]: not here (mobile application), not this path.
    PathRefused,
    /// An answer that could not be read.
    Unreadable,
}

/// Where in the portal our frame was opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Placement {
    /// The tab of a card, or a page opened by a button in it.
    Card(CardOwner),
    /// The same in a card that is being created, and has no id yet.
    NewCard(OwnerKind),
    /// The call card, with the caller's number.
    Call {
        /// As the portal wrote it.
        number: String,
    },
    /// The app's page in a side slider, opened to see records side by side: those that this text names. Only the page's
    /// application reads it.
    Compare(String),
    /// The app's own page, or its item in the left menu.
    Page,
    /// A placement that we do not know; shown as the page.
    Other(String),
}

/// What the parent told about user and place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InitData {
    /// Bitrix24's language code of the portal page.
    pub lang: String,
    /// Where we are.
    pub placement: Placement,
    /// The portal calls this user an administrator: a hint for the interface, never a right.
    pub is_admin: bool,
    /// The app's installation is not finished.
    pub installing: bool,
    /// The user's first run of this version.
    pub first_run: bool,
    /// What this user sees as dismissed, of the options of the application and of the user.
    pub dismissed: Dismissals,
}

/// An access token. It has no `Debug`, no `Display` and no accessor outside of this crate: the shell moves
/// it into a credential that is bound to the portal's origin.
#[cfg_attr(
    not(any(target_arch = "wasm32", test)),
    expect(dead_code, reason = "only the shell reads it, which exists in the browser only")
)]
pub struct AccessToken(pub(crate) String);

/// Why an answer to `getInitData` or `refreshAuth` is not accepted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum InitError {
    /// No access token in it: the user may not use the app.
    #[error("no token")]
    NoToken,
    /// It names another portal than the frame does.
    #[error("another portal")]
    AnotherPortal,
    /// Not an object, or without the needed fields.
    #[error("unreadable")]
    Unreadable,
}
