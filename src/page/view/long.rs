//! What is told of a search that takes a while: requests, time, waits, and how to hold it.

use crate::domain::Millis;
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::{LongSearchView, RunState, state};
use crate::lookup::{Intent, Lookup};
use crate::page::model::PageMode;
use crate::protocol::MAX_COMMANDS;
use crate::scheduler::{Status, Wait};
use crate::session::Connection;
use crate::session::view::ActionView;

/// Less time than this is not worth a word, in seconds.
const SHORT: u64 = 5;

/// From so many seconds on, minutes are told.
const MINUTES_FROM: u64 = 90;

/// A search of more values than one batch asks one by one.
pub(in crate::page) fn view(lookup: &Lookup<PageMode>, connection: &Connection) -> Option<LongSearchView> {
    (lookup.search.len() > MAX_COMMANDS)
        .then(|| LongSearchView { details: details(lookup, connection), hold: hold(lookup, connection) })
}

fn details(lookup: &Lookup<PageMode>, connection: &Connection) -> Vec<Message> {
    let progress = lookup.search.progress();
    let requests = connection.last_request().0.saturating_sub(lookup.begun_after.0);
    let mut details = vec![
        Message::counting(Key::ProgressFound, lookup.findings.found_values),
        Message::counting(Key::ProgressRequests, requests),
    ];
    // Until the user goes on, nobody knows how long it will take.
    if state(lookup, &connection.status()) == RunState::Searching {
        details.extend(progress.left.and_then(left));
    }
    details.extend(until(&connection.status()));
    details
}

/// How long it will take at least.
pub(super) fn left(left: Millis) -> Option<Message> {
    let seconds = left / 1_000;
    let (key, number) = match seconds {
        ..SHORT => return None,
        SHORT..MINUTES_FROM => (Key::ProgressSecondsLeft, seconds - seconds % SHORT),
        MINUTES_FROM.. => (Key::ProgressMinutesLeft, seconds / 60),
    };
    Some(Message::plain(key).with("number", Arg::Number(number)))
}

/// When the portal is asked again, where it asked for a pause or does not answer.
pub(super) fn until(status: &Status) -> Option<Message> {
    match status {
        // The operating limit is said with its time.
        Status::Waiting { until, why: Wait::RateLimit | Wait::Fault | Wait::Unknown } => {
            Some(Message::plain(Key::ProgressUntil).with("time", Arg::Clock(*until)))
        }
        _ => None,
    }
}

/// *Pause*, or *go on*. Whoever has the focus on it keeps it, whatever happens to the search.
fn hold(lookup: &Lookup<PageMode>, connection: &Connection) -> ActionView<Intent> {
    let (label, intent) = match state(lookup, &connection.status()) {
        RunState::Paused => (Key::RefusalResume, Intent::GoOn),
        _ => (Key::UiPause, Intent::Pause),
    };
    ActionView { name: "hold", label: label.into(), intent }
}
