//! What is told of a search that takes a while: requests, time, waits, and how to hold it.

use crate::flow::Intent;
use crate::flow::model::{Line, Link, Pause, Phase, Run};
use crate::i18n::{Arg, Key, Message};
use crate::protocol::MAX_COMMANDS;
use crate::search::Wait;

use super::{ActionView, LongSearchView};

/// Less time than this is not worth a word, in seconds.
const SHORT: u64 = 5;

/// From so many seconds on, minutes are told.
const MINUTES_FROM: u64 = 90;

/// A search of more values than one batch asks one by one.
pub(super) fn view(run: &Run, link: &Link) -> Option<LongSearchView> {
    (run.search.len() > MAX_COMMANDS)
        .then(|| LongSearchView { details: details(run, link), hold: hold(run, link) })
}

fn details(run: &Run, link: &Link) -> Vec<Message> {
    let requests = link.courier.requests().saturating_sub(run.requests_before);
    let requests = Message::counting(Key::ProgressRequests, requests);
    [Some(requests), left(run), until(&link.line)].into_iter().flatten().collect()
}

/// How long it will take at least. While nothing is asked, nobody knows.
fn left(run: &Run) -> Option<Message> {
    let Phase::Asking { .. } = run.phase else { return None };
    let seconds = run.search.progress().left? / 1_000;
    let (key, number) = match seconds {
        ..SHORT => return None,
        SHORT..MINUTES_FROM => (Key::ProgressSecondsLeft, seconds - seconds % SHORT),
        MINUTES_FROM.. => (Key::ProgressMinutesLeft, seconds / 60),
    };
    Some(Message::plain(key).with("number", Arg::Number(number)))
}

/// When the portal is asked again, where it asked for a pause or does not answer.
fn until(line: &Line) -> Option<Message> {
    match line {
        Line::Waiting { until, why: Wait::RateLimit | Wait::OperatingLimit | Wait::Fault } => {
            Some(Message::plain(Key::ProgressUntil).with("time", Arg::Clock(*until)))
        }
        _ => None,
    }
}

/// *Pause*, or *go on* after that. What halted by itself has a notice with its own *go on*.
fn hold(run: &Run, link: &Link) -> Option<ActionView> {
    let (label, intent) = match (&run.phase, &link.line) {
        (Phase::Paused(Pause::ByUser), _) => (Key::RefusalResume, Intent::GoOn),
        (Phase::Asking { .. }, Line::Halted(_)) => return None,
        (Phase::Asking { .. }, _) => (Key::UiPause, Intent::Pause),
        _ => return None,
    };
    Some(ActionView { name: "hold", label: label.into(), intent })
}
