//! The states of the page with the search box.

use b24_duplicates::card::CallView;
use b24_duplicates::domain::{CommKind, Country, EntityType};
use b24_duplicates::i18n::{Arg, Key, Message};
use b24_duplicates::lookup::view::{CompletenessView, LongSearchView, ProgressView, RunState};
use b24_duplicates::lookup::{self, Arrangement};
use b24_duplicates::page::{
    AttachmentView, ConnectionView, FieldErrorView, FormView, InvalidView, PageView, RulesView, ScreenView,
    UnreadPieceView, UnreadView,
};
use b24_duplicates::protocol::reading::Source;
use b24_duplicates::session::view::{ActionView, Surface, Tone};

use super::parts::{
    absent, action, found, found_in_all, groups, not_checked, notice, progress, record, results, value,
};
use super::{Sample, counting, sample};

pub(crate) fn all() -> Vec<Sample> {
    vec![
        page("page-disconnected", disconnected(None)),
        page("page-wrong-webhook", disconnected(Some("B24D-WEBHOOK"))),
        page("page-checking", checking()),
        page("page-ready", ready()),
        page("page-invalid", invalid()),
        page("page-unread", unread()),
        page("page-simple-rules", simple_rules()),
        page("page-attachment", attachment()),
        page("page-searching", searching()),
        page("page-held", held()),
        page("page-done", done()),
        page("page-by-value", by_value()),
        page("page-in-frame", PageView { connection: ConnectionView::Frame, ..ready() }),
        page("page-stale", stale()),
        page("page-too-many", too_many()),
        page("page-paused", interrupted(RunState::Paused)),
        page("page-cancelled", interrupted(RunState::Cancelled)),
        page("page-failed", interrupted(RunState::Failed)),
        sample("call-card", Surface::Tab, ScreenView::Page(Box::new(call_card()))),
    ]
}

fn page(name: &'static str, page: PageView) -> Sample {
    sample(name, Surface::Page, ScreenView::Page(Box::new(page)))
}

fn disconnected(error: Option<&'static str>) -> PageView {
    let error = error.map(|code| FieldErrorView { code, text: Key::ConnectNotAWebhook.into() });
    PageView {
        state: RunState::Disconnected,
        connection: ConnectionView::Asking { error },
        form: None,
        notice: None,
        progress: None,
        results: None,
        call: CallView::None,
        list: None,
        list_entry: None,
        can_install: false,
    }
}

fn checking() -> PageView {
    let connection = ConnectionView::Checking { host: "portal.example".to_owned() };
    PageView { connection, ..disconnected(None) }
}

fn form() -> FormView {
    FormView {
        text: String::new(),
        attachment: None,
        can_undo: false,
        undo_label: Key::UiUndoDetach,
        kind: None,
        entity: None,
        country: Country::from_code("DE"),
        summary: None,
        said: None,
        rules: RulesView::Full,
        unread: None,
        invalid: Vec::new(),
        invalid_more: 0,
        search_label: Key::PageSearch.into(),
        running: false,
        can_search: false,
    }
}

pub(super) fn ready() -> PageView {
    PageView {
        state: RunState::Ready,
        connection: ConnectionView::Webhook { host: "portal.example".to_owned(), user: 1 },
        form: Some(form()),
        can_install: true,
        ..disconnected(None)
    }
}

fn filled() -> FormView {
    let both = Message::plain(Key::InputBoth)
        .with("phones", Arg::Message(counting(Key::InputPhones, 2)))
        .with("emails", Arg::Message(counting(Key::InputEmails, 1)));
    FormView {
        text: "8 (916) 123-45-67\nAnna Berg <anna.berg@example.com>, +49 30 1234567".to_owned(),
        summary: Some(both),
        search_label: counting(Key::PageSearchCount, 3),
        can_search: true,
        ..form()
    }
}

fn invalid() -> PageView {
    let wrong = |line, value: &str, why| InvalidView { line, value: value.to_owned(), why };
    let form = FormView {
        text: "12\na@@b@c\n8 (916) 123-45-67".to_owned(),
        invalid: vec![
            wrong(1, "12", Key::InputTooFewDigits),
            wrong(2, "a@@b@c", Key::InputNotOneAt),
            wrong(1204, &"9".repeat(40), Key::InputTooManyDigits),
        ],
        invalid_more: 5,
        ..filled()
    };
    PageView { state: RunState::Invalid, form: Some(form), ..ready() }
}

fn unread() -> PageView {
    let not_read = counting(Key::InputUnread, 12);
    let summary = Message::plain(Key::InputAndUnread)
        .with("found", Arg::Message(filled().summary.unwrap_or_else(|| counting(Key::InputPhones, 2))))
        .with("unread", Arg::Message(not_read.clone()));
    let pieces = vec![
        piece(1, "12.03.2024", Key::UnreadDate),
        piece(2, "anna[at]example[dot]com", Key::UnreadHiddenAddress),
        piece(14, "+7 916 123-45-6", Key::UnreadNoSuchNumber),
        UnreadPieceView {
            is_whole: false,
            ..piece(1_204, &("9".repeat(60) + "\u{2026}"), Key::InputTooManyDigits)
        },
    ];
    let unread = UnreadView { title: not_read, pieces, more: 8, note: Some(Key::ResultCopied) };
    let form = FormView {
        summary: Some(summary),
        unread: Some(unread),
        can_undo: true,
        undo_label: Key::UiUndoCorrect,
        ..filled()
    };
    PageView { form: Some(form), ..ready() }
}

fn piece(line: u64, text: &str, why: Key) -> UnreadPieceView {
    UnreadPieceView { line, source: Source::Typed, start: 0, text: text.to_owned(), is_whole: true, why }
}

fn simple_rules() -> PageView {
    let form = FormView { rules: RulesView::Simple, ..filled() };
    PageView { form: Some(form), ..ready() }
}

fn attachment() -> PageView {
    let attachment = AttachmentView {
        summary: counting(Key::InputAttached, 12_480),
        preview: "8 (916) 123-45-67\n8 (916) 123-45-68\n8 (916) 123-45-69".to_owned(),
    };
    let form = FormView { attachment: Some(attachment), can_undo: true, ..filled() };
    PageView { form: Some(form), ..ready() }
}

fn searching() -> PageView {
    let form = FormView { running: true, ..filled() };
    let (number, time) = (Arg::Number(2), Arg::Clock(1_764_000_000_000));
    let details = vec![
        counting(Key::ProgressFound, 37),
        counting(Key::ProgressRequests, 3),
        Message::plain(Key::ProgressMinutesLeft).with("number", number),
        Message::plain(Key::ProgressUntil).with("time", time),
    ];
    let hold = ActionView { name: "hold", label: Key::UiPause.into(), intent: lookup::Intent::Pause };
    let long = Some(LongSearchView { details, hold });
    PageView {
        state: RunState::Searching,
        form: Some(form),
        progress: Some(ProgressView { long, ..progress(120, 500, Key::ProgressRateLimit) }),
        ..ready()
    }
}

/// The user has paused it.
fn held() -> PageView {
    let hold = ActionView { name: "hold", label: Key::RefusalResume.into(), intent: lookup::Intent::GoOn };
    let details = vec![counting(Key::ProgressFound, 37), counting(Key::ProgressRequests, 3)];
    let long = LongSearchView { details, hold };
    let progress = ProgressView { long: Some(long), ..progress(120, 500, Key::ProgressPaused) };
    PageView { state: RunState::Paused, progress: Some(progress), ..searching() }
}

fn done() -> PageView {
    PageView {
        state: RunState::Done,
        form: Some(filled()),
        results: Some(results(groups())),
        call: CallView::Folded,
        ..ready()
    }
}

/// The text has changed since it was searched.
fn stale() -> PageView {
    let mut why = notice(Tone::Info, "", Key::PageStale);
    why.actions = vec![action("search-again", Key::PageSearchAgain)];
    PageView { notice: Some(why), ..done() }
}

fn too_many() -> PageView {
    let form = FormView { can_search: false, ..attachment().form.unwrap_or_else(form) };
    let mut notice = super::parts::too_many();
    notice.hint = Some(Key::InputTooManyHint.into());
    PageView { form: Some(form), notice: Some(notice), ..ready() }
}

fn interrupted(state: RunState) -> PageView {
    let (tone, code, title, name, label) = match state {
        RunState::Paused => (Tone::Alert, "B24D-OFFLINE", Key::RefusalOffline, "resume", Key::RefusalResume),
        RunState::Cancelled => (Tone::Info, "", Key::ProgressCancelled, "retry", Key::RefusalRetry),
        _ => (Tone::Alert, "B24D-PORTAL", Key::RefusalPortalTrouble, "retry", Key::RefusalRetry),
    };
    let mut why = notice(tone, code, title);
    why.actions = vec![action(name, label)];
    let mut unfinished = results(Vec::new());
    unfinished.headline = Key::ResultNothingChecked.into();
    let lines = vec![counting(Key::ResultUnchecked, 3)];
    unfinished.completeness = CompletenessView { tone: Tone::Warning, lines };
    PageView { state, notice: Some(why), results: Some(unfinished), ..done() }
}

/// The pane beside a call: the caller's number was searched at once.
fn call_card() -> PageView {
    let form = FormView {
        text: "+7 916 123-45-67".to_owned(),
        summary: Some(counting(Key::InputPhones, 1)),
        can_search: true,
        ..form()
    };
    let mut found = results(groups());
    for record in found.groups.iter_mut().flat_map(|group| &mut group.records) {
        record.matched.truncate(1);
    }
    let connection = ConnectionView::Frame;
    PageView { connection, form: Some(form), results: Some(found), can_install: false, ..done() }
}

/// A list whose first number sixty records share, and whose last one was not checked.
fn by_value() -> PageView {
    let mut first = value(CommKind::Phone, "8 (916) 123-45-67", Some(found(60)));
    first.records = groups().into_iter().flat_map(|group| group.records).collect();
    first.records.push(record(EntityType::Contact, 275, "Gleb Petrov"));
    for record in &mut first.records {
        let entity = match record.reference.entity {
            EntityType::Lead => Key::EntityLead,
            EntityType::Contact => Key::EntityContact,
            EntityType::Company => Key::EntityCompany,
        };
        record.labels.insert(0, entity.into());
    }
    first.more = 56;
    first.place = 3;
    let mut second = value(CommKind::Email, "Anna.Berg@Example.com", Some(found(1)));
    second.records = first.records.iter().filter(|record| record.matched.len() > 1).cloned().collect();
    let all_types = Message::plain(Key::ResultListThree)
        .with("first", Arg::Message(counting(Key::EntityLeadCount, 58)))
        .with("second", Arg::Message(counting(Key::EntityContactCount, 1)))
        .with("third", Arg::Message(counting(Key::EntityCompanyCount, 1)));
    let mut found = results(Vec::new());
    found.headline = found_in_all(all_types);
    found.arrangement = Arrangement::ByValue;
    found.values = vec![
        first,
        second,
        value(CommKind::Phone, "+7 495 123-45-67", Some(absent())),
        value(CommKind::Phone, "+49 30 1234567", Some(not_checked())),
    ];
    found.values_more = 12;
    let lines = vec![counting(Key::ResultUnchecked, 1)];
    found.completeness = CompletenessView { tone: Tone::Warning, lines };
    PageView { results: Some(found), ..done() }
}
