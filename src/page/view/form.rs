//! The search box.

use crate::domain::KindChoice;
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::{cut, why};
use crate::page::model::{Attachment, Form, FormInput, Reader, Removed, Scan, Size, Tally, Then};

use super::{AttachmentView, FormView, InvalidView, RulesView, unread};

/// At most this many values that cannot be asked are listed.
const LISTED: usize = 20;

/// At most this many characters of a long text are shown.
const PREVIEW: usize = 300;

/// The search box, while a search is running or not.
pub(super) fn view(form: &Form, input: &FormInput, running: bool) -> FormView {
    let invalid: Vec<InvalidView> = listed(input);
    let summary = summary(form, input);
    FormView {
        text: form.text.clone(),
        attachment: form.attached.as_deref().map(attached),
        can_undo: form.removed.last().is_some(),
        undo_label: match form.removed.last() {
            Some(Removed::Piece { .. }) => Key::UiUndoCorrect,
            Some(Removed::Texts { .. }) | None => Key::UiUndoDetach,
        },
        kind: match form.kind {
            KindChoice::Auto => None,
            KindChoice::Forced(kind) => Some(kind),
        },
        entity: form.types.only(),
        country: form.country.country(),
        said: said(form, summary.as_ref()),
        summary,
        rules: match form.reader {
            Reader::Asleep | Reader::Coming | Reader::Here => RulesView::Full,
            Reader::ComingAgain => RulesView::TryingAgain,
            Reader::Lost => RulesView::Simple,
        },
        unread: unread::view(form, input),
        invalid_more: input.invalid.saturating_sub(invalid.len() as u64),
        invalid,
        search_label: search_label(input),
        running,
        can_search: !running && can_search(form, input),
    }
}

/// With values that cannot be asked among them, the button says how many it searches.
fn search_label(input: &FormInput) -> Message {
    match input.size() {
        Size::Fits(count) if input.invalid > 0 || count > 1 => Message::counting(Key::PageSearchCount, count),
        _ => Key::PageSearch.into(),
    }
}

fn listed(input: &FormInput) -> Vec<InvalidView> {
    if input.invalid == 0 {
        return Vec::new();
    }
    let invalid = input.values().filter_map(|value| {
        let error = value.reading.as_ref().err()?;
        Some(InvalidView { line: value.line as u64, value: cut(&value.raw), why: why(*error) })
    });
    invalid.take(LISTED).collect()
}

/// What is not read yet is searched once it is.
fn can_search(form: &Form, input: &FormInput) -> bool {
    !form.is_reading_attached() && (form.scan != Scan::Read || matches!(input.size(), Size::Fits(_)))
}

/// `5 phones (1 repeated), 2 e-mails, 2 pieces not read`: everything that was seen in the text.
fn summary(form: &Form, input: &FormInput) -> Option<Message> {
    if form.scan == Scan::Waiting {
        return Some(Key::InputWaiting.into());
    }
    let phones = counted(Key::InputPhones, input.phones);
    let found = match (phones, counted(Key::InputEmails, input.emails)) {
        (Some(phones), Some(emails)) => Some(
            Message::plain(Key::InputBoth)
                .with("phones", Arg::Message(phones))
                .with("emails", Arg::Message(emails)),
        ),
        (one, other) => one.or(other),
    };
    let unread = (input.unread > 0).then(|| Message::counting(Key::InputUnread, input.unread));
    match (found, unread) {
        (Some(found), Some(unread)) => Some(
            Message::plain(Key::InputAndUnread)
                .with("found", Arg::Message(found))
                .with("unread", Arg::Message(unread)),
        ),
        (None, None) => {
            let is_nothing = form.scan == Scan::Read && !form.text.trim().is_empty() && input.invalid == 0;
            is_nothing.then(|| Key::InputNothing.into())
        }
        (one, other) => one.or(other),
    }
}

fn counted(key: Key, Tally { distinct, repeated }: Tally) -> Option<Message> {
    let all = (distinct > 0).then(|| Message::counting(key, distinct + repeated));
    if repeated == 0 {
        return all;
    }
    let repeated = Message::counting(Key::InputRepeated, repeated);
    let both = |all| Message::plain(Key::InputSomeRepeated).with("found", Arg::Message(all));
    all.map(|all| both(all).with("repeated", Arg::Message(repeated)))
}

/// What a screen reader is told of reading.
fn said(form: &Form, summary: Option<&Message>) -> Option<Message> {
    let anew =
        |summary: &Message| Message::plain(Key::InputReadAnew).with("summary", Arg::Message(summary.clone()));
    match (form.copied, form.then) {
        (Some(copied), _) => Some(unread::note(copied).into()),
        (None, Then::Said) => summary.map(anew),
        (None, _) => None,
    }
}

fn attached(attachment: &Attachment) -> AttachmentView {
    let Attachment { text, scan, intake, .. } = attachment;
    let given = match scan {
        Scan::Read => None,
        Scan::Waiting => Some(0),
        Scan::Asked(asked) => Some(asked.given),
        Scan::Slicing { at, .. } => Some(*at),
    };
    let reading = |given: usize| {
        let percent = given.saturating_mul(100).checked_div(text.len()).unwrap_or_default();
        Message::plain(Key::InputReading).with("percent", Arg::Number(percent as u64))
    };
    AttachmentView {
        summary: given.map_or_else(|| Message::counting(Key::InputAttached, intake.count()), reading),
        preview: text.chars().take(PREVIEW).collect(),
    }
}
