//! What is told of a search that takes a while: requests, time, waits, and how to hold it.

use crate::domain::Millis;
use crate::flow::Intent;
use crate::flow::model::{Connection, ConnectionStatus, Run};
use crate::i18n::{Arg, Key, Message};
use crate::protocol::MAX_COMMANDS;
use crate::scheduler::Wait;

use super::run::state;
use super::{ActionView, LongSearchView, RunState};

/// Less time than this is not worth a word, in seconds.
const SHORT: u64 = 5;

/// From so many seconds on, minutes are told.
const MINUTES_FROM: u64 = 90;

/// A search of more values than one batch asks one by one.
pub(super) fn view(run: &Run, connection: &Connection) -> Option<LongSearchView> {
    (run.search.len() > MAX_COMMANDS)
        .then(|| LongSearchView { details: details(run, connection), hold: hold(run, connection) })
}

fn details(run: &Run, connection: &Connection) -> Vec<Message> {
    let progress = run.search.progress();
    let requests = connection.scheduler.requests().saturating_sub(run.requests_before);
    let mut details = vec![
        Message::counting(Key::ProgressFound, progress.found as u64),
        Message::counting(Key::ProgressRequests, requests),
    ];
    // Until the user goes on, nobody knows how long it will take.
    if state(run, &connection.status) == RunState::Searching {
        details.extend(progress.left.and_then(left));
    }
    details.extend(until(&connection.status));
    details
}

/// How long it will take at least.
fn left(left: Millis) -> Option<Message> {
    let seconds = left / 1_000;
    let (key, number) = match seconds {
        ..SHORT => return None,
        SHORT..MINUTES_FROM => (Key::ProgressSecondsLeft, seconds - seconds % SHORT),
        MINUTES_FROM.. => (Key::ProgressMinutesLeft, seconds / 60),
    };
    Some(Message::plain(key).with("number", Arg::Number(number)))
}

/// When the portal is asked again, where it asked for a pause or does not answer.
fn until(status: &ConnectionStatus) -> Option<Message> {
    match status {
        ConnectionStatus::Waiting { until, why: Wait::RateLimit | Wait::OperatingLimit | Wait::Fault } => {
            Some(Message::plain(Key::ProgressUntil).with("time", Arg::Clock(*until)))
        }
        _ => None,
    }
}

/// *Pause*, or *go on*. Whoever has the focus on it keeps it, whatever happens to the search.
fn hold(run: &Run, connection: &Connection) -> ActionView {
    let (label, intent) = match state(run, &connection.status) {
        RunState::Paused => (Key::RefusalResume, Intent::GoOn),
        _ => (Key::UiPause, Intent::Pause),
    };
    ActionView { name: "hold", label: label.into(), intent }
}
