//! The screen of a list, as a whole.

use crate::i18n::{Arg, Key, Message};
use crate::page::model::list::{AtHand, Checked, Export, File, Run, Step};
use crate::page::model::{Checking, Store};
use crate::page::{Intent, LeavingView, ListIntent};
use crate::session::Connection;
use crate::session::view::{NoticeView, Tone, of_refusal, of_status, plain, with};

use super::{ListEntryView, ListStage, ListView, checked, kept, preview, ready, words};

/// The screen of a list.
pub(in crate::page) fn view(list: &Checking, store: &Store, connection: &Connection) -> ListView {
    let stage = stage(list, store, connection);
    ListView {
        name: file(list).and_then(|file| file.name.clone()),
        notice: notice(list, connection).or_else(|| kept::notice(store, Some(list))),
        said: not_corrected(list).or_else(|| said(&stage)),
        stage,
    }
}

/// What leaving the page would give up.
pub(in crate::page) fn leaving(list: Option<&Checking>) -> LeavingView {
    LeavingView { share: share(list), keeps_page: keeps_page(list) }
}

/// So many hundredths are checked; `None` while nothing is.
fn share(list: Option<&Checking>) -> Option<u64> {
    list.and_then(Checking::checked).filter(|checked| !checked.run.is_over()).map(share_checked)
}

/// Whether there is a check that is under way, or was not saved.
fn keeps_page(list: Option<&Checking>) -> bool {
    list.and_then(Checking::checked)
        .is_some_and(|checked| !checked.run.is_over() || !matches!(checked.export, Export::Saved(_)))
}

/// The way there.
pub(in crate::page) fn entry(list: Option<&Checking>) -> ListEntryView {
    let label = match (share(list), list.map(|list| &list.step)) {
        (Some(share), _) => Message::plain(Key::ListChecking).with("percent", Arg::Number(share)),
        (None, None | Some(Step::Idle)) => Key::ListCheck.into(),
        (None, Some(_)) => Key::ListBack.into(),
    };
    ListEntryView { label }
}

fn stage(list: &Checking, store: &Store, connection: &Connection) -> ListStage {
    match &list.step {
        Step::Idle => ListStage::Idle,
        Step::Taking => ListStage::Opening { text: Key::ListTaking.into() },
        Step::Opening(File { name: Some(name), .. }) => ListStage::Opening {
            text: Message::plain(Key::ListOpening).with("name", Arg::Text(name.clone())),
        },
        Step::Opening(_) => ListStage::Opening { text: Key::ListOpeningPasted.into() },
        Step::Refused(_, why) => ListStage::Refused(words::refused(*why)),
        Step::Preview(table) => ListStage::Preview(Box::new(preview::view(table, list.behind.as_deref()))),
        Step::Reading(reading) => {
            let (done, of) =
                (reading.read.list.rows().len() as u64, u64::from(reading.read.table.opened.rows));
            let text = Message::counting(Key::ListReading, of).with("done", Arg::Number(done));
            ListStage::Reading { done, of, text }
        }
        Step::Ready(read) => {
            let keep = kept::box_of(store, list.keep);
            ListStage::Ready(Box::new(ready::view(read, list.types, list.is_lost, keep)))
        }
        Step::Checked(of) => ListStage::Checked(Box::new(checked::view(of, list.types, connection))),
    }
}

fn file(list: &Checking) -> Option<&File> {
    match &list.step {
        Step::Idle | Step::Taking => None,
        Step::Opening(file) | Step::Refused(file, _) => Some(file),
        Step::Preview(table) => Some(&table.file),
        Step::Reading(reading) => Some(&reading.read.table.file),
        Step::Ready(read) => Some(&read.table.file),
        Step::Checked(checked) => Some(&checked.read.table.file),
    }
}

/// So many hundredths are checked; a hundred only once all is.
fn share_checked(checked: &Checked) -> u64 {
    let progress = checked.check.progress();
    progress.done.saturating_mul(100).checked_div(progress.all).unwrap_or_default().min(99)
}

/// Of all there is to say, what is most urgent.
fn notice(list: &Checking, connection: &Connection) -> Option<NoticeView<Intent>> {
    // Of verdicts that are of other types than are chosen now, nothing that the portal has said matters any more.
    let current = list.checked().filter(|checked| !checked.is_for_other_types(list.types));
    let of_run = current.and_then(|checked| of_run(checked, connection));
    of_run.or_else(|| of_file(list)).or_else(|| of_refusal_again(list)).or_else(|| {
        let (Step::Preview(table), Some(behind)) = (&list.step, &list.behind) else { return None };
        (table.how != behind.read.table.how).then(|| {
            let notice = plain(Tone::Warning, Key::ListStale.into(), Some(Key::ListStaleHint.into()));
            with(notice, "to-results", Key::ListToResults, ListIntent::ToResults.into())
        })
    })
}

/// The file cannot be read as it was to be read last.
fn of_refusal_again(list: &Checking) -> Option<NoticeView<Intent>> {
    let Step::Preview(table) = &list.step else { return None };
    let refused = words::refused(table.refused?);
    Some(plain(Tone::Warning, refused.text.into(), Some(Key::ListRefusedAgainHint.into())))
}

fn of_run(checked: &Checked, connection: &Connection) -> Option<NoticeView<Intent>> {
    match &checked.run {
        Run::Asking(_) | Run::Pausing(_) | Run::Paused => of_status(&connection.status()),
        Run::Stuck => checked.check.stuck().map(of_refusal),
        Run::Stopped(refusal) => refusal.as_ref().map(of_refusal),
        Run::Naming(_) if connection.is_halted() => of_status(&connection.status()),
        Run::Counting | Run::Naming(_) | Run::Done => {
            checked.check.refusal().filter(|_| checked.standings.unfinished() > 0).map(of_refusal)
        }
    }
}

fn of_file(list: &Checking) -> Option<NoticeView<Intent>> {
    let (title, hint) = match list.checked().map(|checked| &checked.at_hand) {
        Some(AtHand::Lost { is_other: true }) => (Key::ListOtherFile, Key::ListOtherFileHint),
        Some(AtHand::Lost { is_other: false }) => (Key::ListLost, Key::ListLostRowsHint),
        Some(AtHand::Here | AtHand::ComingAgain(_)) => return None,
        None if !list.is_lost => return None,
        None if matches!(list.step, Step::Ready(_)) => (Key::ListLost, Key::ListLostReadyHint),
        None => (Key::ListLost, Key::ListLostHint),
    };
    Some(plain(Tone::Warning, title.into(), Some(hint.into())))
}

/// What of the last correction cannot be asked either.
fn not_corrected(list: &Checking) -> Option<Message> {
    let read = match &list.step {
        Step::Ready(read) => read,
        Step::Checked(checked) => &checked.read,
        _ => return None,
    };
    let piece = words::piece(None, 0, read.not_corrected.as_ref()?);
    Some(
        Message::plain(Key::ListNotCorrected)
            .with("text", Arg::Text(piece.text))
            .with("why", Arg::Message(piece.why.into())),
    )
}

/// What a screen reader is told. Numbers that change all the time are no news.
fn said(stage: &ListStage) -> Option<Message> {
    match stage {
        ListStage::Idle => None,
        ListStage::Opening { text } => Some(text.clone()),
        ListStage::Refused(refused) => Some(refused.text.into()),
        ListStage::Preview(preview) => Some(preview.rows.clone()),
        ListStage::Reading { .. } => Some(Key::ListReadingShort.into()),
        ListStage::Ready(ready) => Some(ready.question.clone()),
        ListStage::Checked(checked) => {
            Some(checked.export.text.clone().unwrap_or_else(|| checked.run.text.clone()))
        }
    }
}
