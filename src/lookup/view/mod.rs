//! What is shown of a lookup: plain data, in the order in which it is shown. Components place it and decide
//! nothing.

mod choices;
mod completeness;
mod invalid;
mod progress;
mod record;
mod results;
mod state;
mod types;
mod value;
mod why;

pub(crate) use invalid::{cut, why};
pub use progress::{LongSearchView, ProgressView, RunState};
pub(crate) use state::{notice, progress, state, waiting};
pub use types::{
    Choice, ChoiceView, CompletenessView, DismissView, GroupView, HiddenView, Loaded, MatchedView,
    OptionView, PersonView, RecordView, ResultsView, SharedView, StageView, ValueView, VerdictView,
};

pub(crate) use record::title as record_title;
pub(crate) use results::view as results;
pub(crate) use value::all as values;

use crate::i18n::{Key, Message};
use crate::session::view::{NoticeView, Tone};

/// What a screen reader is told: what there is news of, and only that. A notice that is an alert speaks up by
/// itself.
pub(crate) fn news<I>(
    state: RunState,
    notice: Option<&NoticeView<I>>,
    progress: Option<&ProgressView>,
    results: Option<&ResultsView>,
) -> Option<Message> {
    match state {
        // The portal is busy for a second or two, and again and again: whoever listens is told once that it searches.
        RunState::Reading | RunState::Searching => progress.map(|progress| {
            let is_busy = progress.text == Key::ProgressRateLimit.into();
            if is_busy { Key::ProgressSearching.into() } else { progress.text.clone() }
        }),
        RunState::Done | RunState::Cancelled => results.map(|results| results.headline.clone()),
        // What the user has paused has no notice, and says so itself.
        RunState::Paused if notice.is_none() => progress.map(|progress| progress.text.clone()),
        RunState::Paused
        | RunState::Failed
        | RunState::EmptyCard
        | RunState::NewCard
        | RunState::NoRights => notice.and_then(title),
        RunState::Disconnected | RunState::Ready | RunState::Invalid => None,
    }
}

/// What a screen reader is told of a notice. One that is an alert speaks up by itself.
pub(crate) fn title<I>(notice: &NoticeView<I>) -> Option<Message> {
    (notice.tone != Tone::Alert).then(|| notice.title.clone())
}
