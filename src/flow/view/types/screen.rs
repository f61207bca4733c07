//! The screen, and what every screen may have.

use crate::domain::RecordRef;
use crate::flow::{Intent, Note};
use crate::i18n::{Language, Message};

use super::CardView;
#[cfg(feature = "page")]
use super::{InstallView, PageView};

/// The whole screen.
#[derive(Clone, PartialEq, Debug)]
pub struct AppView {
    /// The language of the texts.
    pub language: Language,
    /// Where we were opened: decides about margins and headings.
    pub surface: Surface,
    /// The portal that we talk to, by host: visible on every page.
    pub portal: Option<String>,
    /// What is shown.
    pub screen: ScreenView,
    /// What a screen reader is told politely; changes only when there is news.
    pub announcement: Option<Message>,
    /// A short note beside what it is about, like *copied*.
    pub note: Option<Note>,
    /// What a click on a record's title does.
    pub cards_open: CardsOpen,
}

/// Who opens a record's card.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CardsOpen {
    /// The connection, in a tab of its own.
    #[default]
    ByLink,
    /// The portal's side slider.
    InSlider,
    /// The slider; but this card was asked of it already.
    InSliderBut(RecordRef),
}

impl CardsOpen {
    /// Whether the slider opens this record's card.
    pub fn in_slider(self, record: RecordRef) -> bool {
        match self {
            Self::ByLink => false,
            Self::InSlider => true,
            Self::InSliderBut(asked) => asked != record,
        }
    }
}

/// Where the widget stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Surface {
    /// In a card's tab or another small frame: no margin, no heading.
    Tab,
    /// A page of its own.
    #[default]
    Page,
}

/// One screen or another.
#[derive(Clone, PartialEq, Debug)]
pub enum ScreenView {
    /// Waiting for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView),
    /// A card's tab.
    Card(Box<CardView>),
    /// The page with the search box.
    #[cfg(feature = "page")]
    Page(Box<PageView>),
    /// The installation.
    #[cfg(feature = "page")]
    Install(Box<InstallView>),
}

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tone {
    /// Calm information.
    Info,
    /// Something is good.
    Good,
    /// Something deserves care.
    Warning,
    /// Something went wrong.
    Alert,
}

/// A message with what to do next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoticeView {
    /// How it is meant.
    pub tone: Tone,
    /// Our stable code, for support; empty for messages that are not faults.
    pub code: &'static str,
    /// What is the matter, in one sentence.
    pub title: Message,
    /// What to do next.
    pub hint: Option<Message>,
    /// The portal's own code or words, for support.
    pub detail: Option<String>,
    /// Buttons.
    pub actions: Vec<ActionView>,
}

/// A button of a notice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActionView {
    /// Its `name`.
    pub name: &'static str,
    /// Its text.
    pub label: Message,
    /// What it does.
    pub intent: Intent,
}

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
    #[cfg(feature = "page")]
    pub long: Option<LongSearchView>,
}

/// What is told of a search that takes a while.
#[cfg(feature = "page")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LongSearchView {
    /// What is found and what it took so far, how long it will take at least, and until when it waits.
    pub details: Vec<Message>,
    /// *Pause*, or *go on*.
    pub hold: ActionView,
}
