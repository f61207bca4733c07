//! The card's tab.

#[cfg(feature = "page")]
use crate::flow::SnippetKind;

use super::{NoticeView, ProgressView, ResultsView, RunState, ValueView};

/// A card's tab.
#[derive(Clone, PartialEq, Debug)]
pub struct CardView {
    /// What it is doing.
    pub state: RunState,
    /// The phones and e-mails that were read and searched.
    pub searched: Vec<ValueView>,
    /// A message instead of, or above, the results.
    pub notice: Option<NoticeView>,
    /// Progress while it searches.
    pub progress: Option<ProgressView>,
    /// What was found.
    pub results: Option<ResultsView>,
    /// The call, if it is shown.
    pub call: CallView,
}

/// The call, for integrators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CallView {
    /// There is none yet.
    None,
    /// There is one; it is not shown.
    Folded,
    /// Shown.
    #[cfg(feature = "page")]
    Shown {
        /// In which form.
        kind: SnippetKind,
        /// How many calls its batch made, of which it is the first.
        of: u64,
        /// The code, secrets masked.
        code: String,
        /// The portal's answer with its `time`, ids of hidden records replaced by their number; or its
        /// refusal; empty until either is there.
        answer: String,
    },
}
