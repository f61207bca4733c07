//! The search box.

use crate::domain::{CommKind, KindChoice, TypeChoice};
use crate::i18n::{Arg, Key, Message};
use crate::lookup::view::{cut, why};
use crate::page::model::{Attachment, Form, FormInput, Scan, Size};

use super::{AttachmentView, FormView, InvalidView};

/// At most this many values that cannot be asked are listed.
const LISTED: usize = 20;

/// At most this many characters of a long text are shown.
const PREVIEW: usize = 300;

/// The search box, while a search is running or not.
pub(super) fn view(form: &Form, input: &FormInput, running: bool) -> FormView {
    let invalid: Vec<InvalidView> = listed(input);
    FormView {
        text: form.text.clone(),
        attachment: form.attached.as_deref().map(attached),
        can_undo: !form.removed.is_empty(),
        kind: match form.kind {
            KindChoice::Auto => None,
            KindChoice::Forced(kind) => Some(kind),
        },
        entity: match form.types {
            TypeChoice::All => None,
            TypeChoice::Only(entity) => Some(entity),
        },
        summary: summary(input),
        invalid_more: input.invalid.saturating_sub(invalid.len() as u64),
        invalid,
        search_label: search_label(input),
        running,
        can_search: !running && !form.is_reading() && matches!(input.size(), Size::Fits(_)),
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

fn summary(input: &FormInput) -> Option<Message> {
    let counted = |kind: CommKind, count: u64| {
        let key = match kind {
            CommKind::Phone => Key::InputPhones,
            CommKind::Email => Key::InputEmails,
        };
        (count > 0).then(|| Message::counting(key, count))
    };
    match (counted(CommKind::Phone, input.phones), counted(CommKind::Email, input.emails)) {
        (Some(phones), Some(emails)) => Some(
            Message::plain(Key::InputBoth)
                .with("phones", Arg::Message(phones))
                .with("emails", Arg::Message(emails)),
        ),
        (one, other) => one.or(other),
    }
}

fn attached(attachment: &Attachment) -> AttachmentView {
    let Attachment { text, scan, intake, .. } = attachment;
    let summary = match scan {
        Scan::Read => Message::counting(Key::InputAttached, intake.count()),
        Scan::Reading { at, .. } => {
            let percent = at.saturating_mul(100).checked_div(text.len()).unwrap_or_default();
            Message::plain(Key::InputReading).with("percent", Arg::Number(percent as u64))
        }
    };
    AttachmentView { summary, preview: text.chars().take(PREVIEW).collect() }
}
