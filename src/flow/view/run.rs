//! The state of a search, its progress and what stopped it.

use crate::flow::Intent;
use crate::flow::model::{Connection, ConnectionStatus, Pause, Phase, Run};
use crate::i18n::{Arg, Key, Message};
use crate::scheduler::Wait;

#[cfg(feature = "page")]
use super::long;
use super::{NoticeView, ProgressView, RunState, Tone, notice};

/// Of more values than these it is said how many are done.
const COUNTED_ABOVE: u64 = 20;

/// What a search is doing.
pub(super) fn state(run: &Run, status: &ConnectionStatus) -> RunState {
    match &run.phase {
        Phase::Asking { .. } if matches!(status, ConnectionStatus::Halted(_)) => RunState::Paused,
        Phase::Asking { .. } => RunState::Searching,
        Phase::Paused(_) => RunState::Paused,
        Phase::Naming { .. } | Phase::Finished if is_in_vain(run) => RunState::Failed,
        Phase::Naming { .. } | Phase::Finished => RunState::Done,
        Phase::Cancelled => RunState::Cancelled,
        Phase::Stopped(_) => RunState::Failed,
    }
}

/// The portal refused every question.
fn is_in_vain(run: &Run) -> bool {
    run.search.refusal().is_some() && run.findings.unchecked == run.search.len() as u64
}

/// What stopped a search, or a part of it.
pub(super) fn notice(run: &Run, connection: &Connection) -> Option<NoticeView> {
    match &run.phase {
        Phase::Asking { .. } => notice::of_status(&connection.status),
        Phase::Paused(Pause::Unanswered) => {
            run.search.stuck().map(|refusal| notice::with_resume(notice::of_refusal(refusal)))
        }
        #[cfg(feature = "page")]
        Phase::Paused(Pause::ByUser) => None,
        Phase::Stopped(refusal) => {
            Some(notice::with_retry(notice::of_refusal(refusal), refusal.reason.class()))
        }
        Phase::Cancelled => {
            let stopped = notice::plain(Tone::Info, Key::ProgressCancelled.into(), None);
            Some(notice::with(stopped, "retry", Key::RefusalRetry, Intent::Resume))
        }
        Phase::Naming { .. } | Phase::Finished => run
            .search
            .refusal()
            .filter(|_| run.findings.unchecked > 0 || run.findings.unloaded > 0)
            .map(|refusal| notice::with_retry(notice::of_refusal(refusal), refusal.reason.class())),
    }
}

/// How far a search is; `None` once nothing more will be found.
pub(super) fn progress(run: &Run, connection: &Connection) -> Option<ProgressView> {
    if run.is_over() {
        return None;
    }
    let progress = run.search.progress();
    let (done, all) = (progress.settled as u64, progress.keys as u64);
    let text = match run.phase {
        Phase::Paused(_) => Key::ProgressPaused.into(),
        _ => waiting(&connection.status).unwrap_or_else(|| Key::ProgressSearching.into()),
    };
    let count =
        || Message::plain(Key::ProgressCount).with("done", Arg::Number(done)).with("all", Arg::Number(all));
    let count = (all > COUNTED_ABOVE).then(count);
    Some(ProgressView {
        done,
        all,
        text,
        count,
        #[cfg(feature = "page")]
        long: long::view(run, connection),
    })
}

/// What the scheduler waits for, if it is more than the answer.
pub(super) fn waiting(status: &ConnectionStatus) -> Option<Message> {
    let key = match status {
        ConnectionStatus::Quiet
        | ConnectionStatus::Underway
        | ConnectionStatus::Waiting { why: Wait::Pace, .. } => return None,
        ConnectionStatus::Waiting { why: Wait::RateLimit, .. } => Key::ProgressRateLimit,
        ConnectionStatus::Waiting { why: Wait::OperatingLimit, .. } => Key::ProgressOperatingLimit,
        ConnectionStatus::Waiting { why: Wait::Fault, .. } => Key::ProgressFault,
        ConnectionStatus::Renewing => Key::ProgressToken,
        ConnectionStatus::Halted(_) => Key::ProgressPaused,
    };
    Some(key.into())
}
