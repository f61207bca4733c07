//! How far a search is, as it is shown.

use crate::i18n::Message;
use crate::lookup::Intent;
use crate::session::view::ActionView;

/// The state of a search, as `data-state` names it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunState {
    /// Page: not connected. `disconnected`
    Disconnected,
    /// Page: nothing asked yet. `ready`
    Ready,
    /// Page: the input has values that cannot be asked. `invalid`
    Invalid,
    /// Card: its phones and e-mails are being read. `reading`
    Reading,
    /// Asking. `searching`
    Searching,
    /// Finished. `done`
    Done,
    /// Cancelled by the user, part of it done. `cancelled`
    Cancelled,
    /// Stopped with a reason; can go on. `paused`
    Paused,
    /// Stopped for good. `failed`
    Failed,
    /// Card: it has neither phone nor e-mail. `empty-card`
    EmptyCard,
    /// Card: it is being created and has no id. `new-card`
    NewCard,
    /// The user may not read the CRM. `no-rights`
    NoRights,
}

impl RunState {
    /// As it stands in `data-state`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disconnected => "disconnected",
            Self::Ready => "ready",
            Self::Invalid => "invalid",
            Self::Reading => "reading",
            Self::Searching => "searching",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Paused => "paused",
            Self::Failed => "failed",
            Self::EmptyCard => "empty-card",
            Self::NewCard => "new-card",
            Self::NoRights => "no-rights",
        }
    }
}

/// How far a search is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgressView {
    /// Settled values.
    pub done: u64,
    /// All values; none while it is not known how many.
    pub all: u64,
    /// What it is doing or waiting for.
    pub text: Message,
    /// `120 of 500`, where there are so many values that it takes a while.
    pub count: Option<Message>,
    /// More of a search that takes a while.
    pub long: Option<LongSearchView>,
}

/// What is told of a search that takes a while.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LongSearchView {
    /// What is found and what it took so far, how long it will take at least, and until when it waits.
    pub details: Vec<Message>,
    /// *Pause*, or *go on*.
    pub hold: ActionView<Intent>,
}
