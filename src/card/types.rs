//! The types of a card's view.

use crate::i18n::Message;
use crate::lookup::view::{ProgressView, ResultsView, RunState, ValueView};
use crate::protocol::snippet::SnippetKind;
use crate::session::view::{AppView, NoticeView};

use super::Intent;

/// The whole screen of a card's tab.
pub type View = AppView<ScreenView>;

/// One screen or another.
#[derive(Clone, PartialEq, Debug)]
pub enum ScreenView {
    /// Waiting for the parent window.
    Connecting,
    /// We do not start, and say why.
    Refused(NoticeView<Intent>),
    /// A card's tab.
    Card(Box<CardView>),
}

/// A card's tab.
#[derive(Clone, PartialEq, Debug)]
pub struct CardView {
    /// What it is doing.
    pub state: RunState,
    /// The phones and e-mails that were read and searched.
    pub searched: Vec<ValueView>,
    /// A message instead of, or above, the results.
    pub notice: Option<NoticeView<Intent>>,
    /// Progress while it searches.
    pub progress: Option<ProgressView>,
    /// What was found.
    pub results: Option<ResultsView>,
    /// Whether another phone or e-mail can be searched here, and what came of it.
    pub beside: BesideView,
    /// The call, if it is shown.
    pub call: CallView,
}

/// The search for another phone or e-mail.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum BesideView {
    /// There is none here.
    #[default]
    Absent,
    /// It waits for one.
    Ready,
    /// What was typed is none.
    Invalid,
}

/// The call, for integrators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallView {
    /// There is none yet.
    None,
    /// There is one; it is not shown.
    Folded,
    /// Shown.
    Shown {
        /// In which form.
        kind: SnippetKind,
        /// How many calls its batch made, of which it is the first.
        of: u64,
        /// Which other spellings of the same values are asked in other calls.
        beside: Option<Message>,
        /// Which methods the whole search has asked, and how often.
        methods: Message,
        /// The code, secrets masked.
        code: String,
        /// The portal's answer with its `time`, ids of hidden records replaced by their number; or its
        /// refusal; empty until either is there.
        answer: String,
    },
}
