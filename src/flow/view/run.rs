//! The state of a search, its progress and what stopped it.

use crate::flow::Intent;
use crate::flow::model::{Line, Link, Phase, Run};
use crate::i18n::{Arg, Key, Message};
use crate::search::Wait;

use super::{NoticeView, ProgressView, RunState, Tone, notice};

/// Of more values than these it is said how many are done.
const COUNTED_ABOVE: u64 = 20;

/// What a search is doing.
pub(super) fn state(run: &Run, line: &Line) -> RunState {
    match &run.phase {
        Phase::Asking { .. } if matches!(line, Line::Halted(_)) => RunState::Paused,
        Phase::Asking { .. } => RunState::Searching,
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
pub(super) fn notice(run: &Run, link: &Link) -> Option<NoticeView> {
    match &run.phase {
        Phase::Asking { .. } => notice::of_line(&link.line),
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
pub(super) fn progress(run: &Run, link: &Link) -> Option<ProgressView> {
    let Phase::Asking { .. } = run.phase else { return None };
    let progress = run.search.progress();
    let text = waiting(&link.line).unwrap_or_else(|| Key::ProgressSearching.into());
    let (done, all) = (progress.settled as u64, progress.keys as u64);
    let count =
        || Message::plain(Key::ProgressCount).with("done", Arg::Number(done)).with("all", Arg::Number(all));
    Some(ProgressView { done, all, text, count: (all > COUNTED_ABOVE).then(count) })
}

/// What the courier waits for, if it is more than the answer.
pub(super) fn waiting(line: &Line) -> Option<Message> {
    let key = match line {
        Line::Quiet | Line::Underway | Line::Waiting { why: Wait::Pace, .. } => return None,
        Line::Waiting { why: Wait::RateLimit, .. } => Key::ProgressRateLimit,
        Line::Waiting { why: Wait::OperatingLimit, .. } => Key::ProgressOperatingLimit,
        Line::Waiting { why: Wait::Fault, .. } => Key::ProgressFault,
        Line::Renewing => Key::ProgressToken,
        Line::Halted(_) => Key::ProgressPaused,
    };
    Some(key.into())
}
