//! A list that is being checked, or was: how far it is, what it says at a glance, and how it is saved.

use crate::domain::{EntityType, TypeChoice};
use crate::i18n::{Arg, Key, Message};
use crate::list::{Arrangement, Limit, VerdictKind, hundredths, hundredths_of};
use crate::lookup::view::waiting;
use crate::page::model::list::{AtHand, Checked, Export, Run};
use crate::page::view::long;
use crate::page::{ExportRows, Intent, ListIntent};
use crate::protocol::files::WriteAs;
use crate::session::Connection;
use crate::session::view::{ActionView, Tone};

use super::{
    CheckedView, ExportActionView, ExportView, FileAtHand, ListRunState, ListRunView, ListTypesView,
    SavingView, ShareView, SummaryView, kept, table, words,
};

/// So many people are named at most.
const PEOPLE: usize = 20;

pub(super) fn view(checked: &Checked, types: TypeChoice, connection: &Connection) -> CheckedView {
    let is_stale = checked.is_for_other_types(types);
    CheckedView {
        file: match checked.at_hand {
            AtHand::Here => FileAtHand::Here,
            AtHand::Lost { .. } => FileAtHand::Lost,
            AtHand::ComingAgain(_) => FileAtHand::ComingAgain,
        },
        run: run(checked, is_stale, connection),
        types: match (checked.run.is_over(), is_stale) {
            (false, _) => ListTypesView::Asking,
            (true, false) => ListTypesView::Current(types.only()),
            (true, true) => ListTypesView::OutOfDate(types.only()),
        },
        summary: summary(checked),
        table: table::view(checked, &connection.origin),
        export: export(checked),
    }
}

fn run(checked: &Checked, is_stale: bool, connection: &Connection) -> ListRunView {
    let state = match &checked.run {
        Run::Asking(_) if connection.is_halted() => ListRunState::Paused,
        Run::Asking(_) => ListRunState::Running,
        Run::Pausing(_) => ListRunState::Pausing,
        Run::Paused | Run::Stuck => ListRunState::Paused,
        Run::Stopped(_) => ListRunState::Stopped,
        Run::Counting | Run::Naming(_) | Run::Done => ListRunState::Done,
    };
    let unfinished = checked.standings.unfinished();
    let types = checked.check.types();
    let (text, tone) = match state {
        _ if is_stale => (Key::ListStaleTypes.into(), Tone::Warning),
        ListRunState::Running => {
            (waiting(&connection.status()).unwrap_or_else(|| Key::ProgressSearching.into()), Tone::Info)
        }
        ListRunState::Pausing => (Key::ListPausing.into(), Tone::Info),
        ListRunState::Paused => (Key::ProgressPaused.into(), Tone::Info),
        ListRunState::Stopped => (Key::ListStopped.into(), Tone::Warning),
        ListRunState::Done if unfinished > 0 => {
            (Message::counting(Key::ListDoneBut, unfinished), Tone::Warning)
        }
        ListRunState::Done if !limits(checked).is_empty() => {
            (words::among_types(Key::ListDoneLimited, types), Tone::Info)
        }
        ListRunState::Done => (words::among_types(Key::ListDone, types), Tone::Good),
    };
    let progress = checked.check.progress();
    ListRunView {
        state,
        done: progress.done,
        of: progress.all,
        text,
        tone,
        details: details(checked, is_stale, connection, state),
        actions: if is_stale { vec![again(checked)] } else { actions(state, unfinished) },
        erase: kept::action(&checked.keeping),
    }
}

fn details(checked: &Checked, is_stale: bool, connection: &Connection, state: ListRunState) -> Vec<Message> {
    let progress = checked.check.progress();
    let standings = &checked.standings;
    let done = Message::counting(Key::ListDoneValues, progress.all).with("done", Arg::Number(progress.done));
    let mut details = vec![done, Message::counting(Key::ListFound, standings.found())];
    if state != ListRunState::Done {
        let remaining = standings.of_kind(VerdictKind::NotChecked);
        details.push(Message::counting(Key::ListRemaining, remaining));
    }
    details.push(Message::counting(Key::ProgressRequests, checked.requests));
    let of_all = is_stale.then_some(Key::ListOnlyNone);
    details.extend(words::asked_only(checked.check.types()).or(of_all).map(Message::from));
    if let ListRunState::Done | ListRunState::Stopped = state {
        details.extend(limits(checked));
    }
    if state == ListRunState::Running {
        details.extend(progress.left.and_then(long::left));
    }
    if !checked.run.is_over() {
        details.extend(long::until(&connection.status()));
    }
    details.extend(kept::detail(&checked.keeping));
    details
}

/// Why not all is known of rows that were checked, a sentence a reason.
fn limits(checked: &Checked) -> Vec<Message> {
    let sentence = |limit| {
        let key = match limit {
            Limit::Cap => Key::ListLimitCap,
            Limit::Hidden => Key::ListLimitHidden,
            Limit::Unusable => Key::ListLimitUnusable,
        };
        let rows = checked.standings.limited(limit);
        (rows > 0).then(|| Message::counting(key, rows))
    };
    Limit::ALL.into_iter().filter_map(sentence).collect()
}

/// What was checked for other types is checked for those that are chosen now.
fn again(checked: &Checked) -> ActionView<Intent> {
    let label = Message::counting(Key::ListBegin, checked.read.list.values().len() as u64);
    ActionView { name: "begin-list", label, intent: ListIntent::Begin.into() }
}

fn actions(state: ListRunState, unfinished: u64) -> Vec<ActionView<Intent>> {
    let action = |name, label: Key, intent: ListIntent| ActionView {
        name,
        label: label.into(),
        intent: intent.into(),
    };
    let stop = || action("stop", Key::ListStop, ListIntent::Stop);
    match state {
        ListRunState::Running => vec![action("hold", Key::UiPause, ListIntent::Pause), stop()],
        ListRunState::Pausing | ListRunState::Paused => {
            vec![action("hold", Key::RefusalResume, ListIntent::GoOn), stop()]
        }
        ListRunState::Stopped => vec![action("rest", Key::ListContinue, ListIntent::ContinueWithRest)],
        ListRunState::Done if unfinished > 0 => {
            vec![action("rest", Key::ListContinue, ListIntent::ContinueWithRest)]
        }
        ListRunState::Done => Vec::new(),
    }
}

fn summary(checked: &Checked) -> SummaryView {
    let all = checked.read.list.rows().len() as u64;
    let standings = &checked.standings;
    let name = |kind| Arg::Message(words::kind_name(kind, checked.check.types()));
    let rows = VerdictKind::ALL.map(|kind| standings.of_kind(kind));
    let verdicts = VerdictKind::ALL.into_iter().zip(rows).zip(hundredths(&rows));
    let of_type = |entity| {
        let (name, rows) = (Arg::Message(words::entity(entity).into()), standings.of_type(entity));
        share(entity, name, rows, all, hundredths_of(rows, all))
    };
    SummaryView {
        verdicts: verdicts
            .filter_map(|((kind, rows), percent)| share(kind, name(kind), rows, all, percent))
            .collect(),
        types: EntityType::ALL.into_iter().filter_map(of_type).collect(),
        people: people(checked, all),
        rows: all,
    }
}

fn people(checked: &Checked, all: u64) -> Vec<ShareView<String>> {
    if checked.people.next < checked.read.list.rows().len()
        || matches!(checked.run, Run::Counting | Run::Naming(_))
    {
        return Vec::new();
    }
    let mut people: Vec<_> = checked.people.rows.iter().collect();
    people.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
    let person = |(user, rows): (&_, &u64)| {
        let name = table::person(checked, *user);
        share(name.clone(), Arg::Text(name), *rows, all, hundredths_of(*rows, all))
    };
    people.into_iter().take(PEOPLE).filter_map(person).collect()
}

/// A part of the rows, if there are any.
fn share<T>(what: T, name: Arg, rows: u64, all: u64, percent: u64) -> Option<ShareView<T>> {
    let permille = rows.saturating_mul(1_000).checked_div(all).filter(|_| rows > 0)?;
    let key = if percent == 0 { Key::ListShareBelow } else { Key::ListShare };
    let mut text = Message::plain(key)
        .with("what", name)
        .with("rows", Arg::Message(Message::counting(Key::ListRows, rows)));
    if percent > 0 {
        text = text.with("percent", Arg::Number(percent));
    }
    Some(ShareView { what, rows, permille, text })
}

fn export(checked: &Checked) -> ExportView {
    let saving = match &checked.export {
        Export::Writing(saving) => Some(SavingView { done: saving.written, of: saving.all, can_stop: true }),
        Export::Ending(_, all) => Some(SavingView { done: *all, of: *all, can_stop: false }),
        Export::Nothing | Export::Saved(_) | Export::Failed(_) => None,
    };
    let (text, tone) = match checked.export {
        Export::Nothing => (None, Tone::Info),
        Export::Writing(_) | Export::Ending(..) => (Some(Key::ListWriting.into()), Tone::Info),
        Export::Saved(rows) => (Some(Message::counting(Key::ListSaved, rows)), Tone::Good),
        Export::Failed(why) => (Some(words::not_saved(why).into()), Tone::Alert),
    };
    let can_write = checked.at_hand == AtHand::Here && saving.is_none();
    ExportView { actions: if can_write { export_actions(checked) } else { Vec::new() }, text, tone, saving }
}

fn export_actions(checked: &Checked) -> Vec<ExportActionView> {
    let all = checked.read.list.rows().len();
    let shown = checked.shown.arrangement.len(all);
    let action = |format, rows, key, count: usize| {
        let name = match format {
            WriteAs::Csv => "CSV",
            WriteAs::Xlsx => "XLSX",
        };
        let label = Message::counting(key, count as u64).with("format", Arg::Text(name.to_owned()));
        ExportActionView { format, rows, label, intent: ListIntent::Export { format, rows } }
    };
    let mut actions = Vec::new();
    for format in [WriteAs::Csv, WriteAs::Xlsx] {
        if checked.shown.arrangement != Arrangement::AsInFile && shown > 0 {
            actions.push(action(format, ExportRows::Shown, Key::ListSaveShown, shown));
        }
        actions.push(action(format, ExportRows::All, Key::ListSaveAll, all));
    }
    actions
}
