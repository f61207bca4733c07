//! The state of a search, its progress and what stopped it.

use crate::i18n::{Arg, Key, Message};
use crate::lookup::{Intent, Lookup, Mode, PausedBy, Phase, Spellings};
use crate::scheduler::{Status, Wait};
use crate::session::view::{NoticeView, Tone, of_refusal, of_status, plain, with, with_retry};
use crate::session::{self, Connection};

use super::{ProgressView, RunState};

/// Of more values than these it is said how many are done.
const COUNTED_ABOVE: u64 = 20;

/// What a search is doing.
pub(crate) fn state<M: Mode>(lookup: &Lookup<M>, status: &Status) -> RunState {
    match &lookup.phase {
        Phase::Asking { .. } if matches!(status, Status::Halted(_)) => RunState::Paused,
        Phase::Asking { .. } => RunState::Searching,
        Phase::Paused(_) => RunState::Paused,
        Phase::Naming { .. } | Phase::Finished if is_in_vain(lookup) => RunState::Failed,
        Phase::Naming { .. } | Phase::Finished => RunState::Done,
        Phase::Cancelled => RunState::Cancelled,
        Phase::Stopped(_) => RunState::Failed,
    }
}

/// The portal refused every question.
fn is_in_vain<M: Mode>(lookup: &Lookup<M>) -> bool {
    lookup.search.refusal().is_some() && lookup.findings.unchecked == lookup.findings.values
}

/// What stopped a search, or a part of it.
pub(crate) fn notice<M: Mode, I>(lookup: &Lookup<M>, connection: &Connection) -> Option<NoticeView<I>>
where
    I: From<session::Intent> + From<Intent>,
{
    let again = |refusal| with_retry(of_refusal(refusal), refusal.reason.class(), Intent::Resume.into());
    match &lookup.phase {
        Phase::Asking { .. } => of_status(&connection.status()),
        Phase::Paused(PausedBy::Silence) => lookup
            .search
            .stuck()
            .map(|refusal| with(of_refusal(refusal), "resume", Key::RefusalResume, Intent::Resume.into())),
        Phase::Paused(PausedBy::User) => None,
        Phase::Stopped(refusal) => Some(again(refusal)),
        Phase::Cancelled => {
            let stopped = plain(Tone::Info, Key::ProgressCancelled.into(), None);
            Some(with(stopped, "retry", Key::RefusalRetry, Intent::Resume.into()))
        }
        Phase::Naming { .. } | Phase::Finished => lookup
            .search
            .refusal()
            .filter(|_| lookup.findings.unchecked > 0 || lookup.findings.unloaded > 0)
            .map(again),
    }
}

/// How far a search is; `None` once nothing more will be found.
pub(crate) fn progress<M: Mode>(lookup: &Lookup<M>, connection: &Connection) -> Option<ProgressView> {
    if lookup.is_over() {
        return None;
    }
    let progress = lookup.search.progress();
    let (done, all) = lookup.spellings.share(progress.settled, progress.keys);
    let text = match lookup.phase {
        Phase::Paused(_) => Key::ProgressPaused.into(),
        _ => waiting(&connection.status()).unwrap_or_else(|| Key::ProgressSearching.into()),
    };
    let count =
        || Message::plain(Key::ProgressCount).with("done", Arg::Number(done)).with("all", Arg::Number(all));
    let count = (all > COUNTED_ABOVE).then(count);
    Some(ProgressView { done, all, text, count, long: M::long(lookup, connection) })
}

/// What the scheduler waits for, if it is more than the answer.
pub(crate) fn waiting(status: &Status) -> Option<Message> {
    let key = match status {
        Status::Idle | Status::Underway | Status::Waiting { why: Wait::Pace, .. } => return None,
        Status::Waiting { why: Wait::RateLimit, .. } => Key::ProgressRateLimit,
        Status::Waiting { why: Wait::OperatingLimit, until } => {
            let goes_on = Message::plain(Key::ProgressOperatingLimit);
            return Some(goes_on.with("time", Arg::Clock(*until)));
        }
        Status::Waiting { why: Wait::Fault, .. } => Key::ProgressFault,
        Status::Waiting { why: Wait::Unknown, .. } => Key::ProgressUnknown,
        Status::Renewing => Key::ProgressToken,
        Status::Halted(_) => Key::ProgressPaused,
    };
    Some(key.into())
}
