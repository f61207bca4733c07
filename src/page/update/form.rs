//! The search box: typing, attaching, choosing, correcting.

use std::rc::Rc;

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::{CommKind, Country, EntityType, KindChoice, TypeChoice, fit_to_copy};
use crate::page::model::{
    ATTACH_ABOVE_BYTES, Attachment, CountryChoice, Form, Page, Removed, Rest, Scan, Then,
};
use crate::page::{Extra, FormIntent, PastedPart};
use crate::protocol::reading::Source;
use crate::session::Connection;

use super::reading;

/// At most this many bytes of what was removed are kept to be brought back, besides what was removed last: twice the
/// longest list that a search takes.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

impl Page {
    /// Takes what the user wants of the search box.
    pub(super) fn form_wanted(
        &mut self,
        connection: Option<&mut Connection>,
        intent: FormIntent,
        effects: &mut Effects<Extra>,
    ) {
        let form = &mut self.form;
        if intent != FormIntent::Focus {
            form.copied = None;
            if form.then == Then::Said {
                form.then = Then::Nothing;
            }
        }
        match (intent, connection) {
            (FormIntent::Focus, _) => reading::start_now(form, effects),
            (FormIntent::StartReader, _) => reading::try_again(form, effects),
            (FormIntent::Type(text), _) => typed(form, text, effects),
            (FormIntent::Attach(text), _) => attach(form, text, Rest::Here, effects),
            (FormIntent::AttachPart(part), _) => attach_part(form, part, effects),
            (FormIntent::Detach, _) => detach(form, effects),
            (FormIntent::UndoDetach, _) => undo(form, effects),
            (FormIntent::ChooseKind(kind), _) => choose_kind(form, kind, effects),
            (FormIntent::ChooseType(entity), _) => choose_type(form, entity),
            (FormIntent::ChooseCountry(country), _) => choose_country(form, country, effects),
            (FormIntent::Correct { source, start, piece, by }, _) => {
                correct(form, Removed::Piece { source, start, was: piece, is: by }, effects);
            }
            (FormIntent::CopyUnread, _) => copy_unread(form, effects),
            (FormIntent::Search, Some(connection)) => self.search(connection, effects),
            (FormIntent::SearchAgain, Some(connection)) => {
                self.search(connection, effects);
                effects.push(Effect::Focus(FocusTarget::Results));
            }
            (FormIntent::SearchFirst, Some(connection)) => {
                self.search_first(connection, effects);
                effects.push(Effect::Focus(FocusTarget::Results));
            }
            (FormIntent::Clear, Some(connection)) => {
                self.stop(connection, effects);
                clear(&mut self.form, effects);
                self.lookup = None;
            }
            // There is no search box without a portal.
            (
                FormIntent::Search | FormIntent::SearchAgain | FormIntent::SearchFirst | FormIntent::Clear,
                None,
            ) => {}
        }
    }
}

/// The text of the search box is now this. A text that is too long for the box becomes an attachment.
fn typed(form: &mut Form, text: String, effects: &mut Effects<Extra>) {
    if text.len() > ATTACH_ABOVE_BYTES {
        reading::set_text(form, String::new(), effects);
        attach(form, text, Rest::Here, effects);
    } else {
        reading::set_text(form, text, effects);
    }
}

/// Puts a long text beside the box. One that is there already is joined, so that nothing is lost.
fn attach(form: &mut Form, text: String, rest: Rest, effects: &mut Effects<Extra>) {
    let text = match form.attached.take() {
        Some(before) => joined(before.text, &text),
        None => text,
    };
    form.attached = Some(Box::new(Attachment { text, rest, scan: Scan::Waiting, intake: Rc::default() }));
    reading::read_attached(form, effects);
}

/// Takes a part of a long text that comes in parts.
fn attach_part(form: &mut Form, part: PastedPart, effects: &mut Effects<Extra>) {
    let (text, rest) = match part {
        PastedPart::First(text) => return attach(form, text, Rest::Awaited, effects),
        PastedPart::Next(text) => (text, Rest::Awaited),
        PastedPart::Last(text) => (text, Rest::Here),
    };
    if let Some(attachment) = &mut form.attached {
        attachment.text.push_str(&text);
        attachment.rest = rest;
        reading::go_on_with_attached(form, effects);
    } else if let Some(Removed::Texts { attached, .. }) = form.removed.last_mut() {
        // It was removed while it came, and comes back as a whole.
        attached.push_str(&text);
        forget_oldest(&mut form.removed);
    }
}

/// Both texts, one under the other.
fn joined(mut above: String, below: &str) -> String {
    if !above.is_empty() && !below.is_empty() {
        above.push('\n');
    }
    above.push_str(below);
    above
}

/// Removes the attached text; it can be brought back.
fn detach(form: &mut Form, effects: &mut Effects<Extra>) {
    let attached = form.attached.take().map(|attachment| attachment.text);
    keep(form, String::new(), attached.unwrap_or_default());
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

/// Empties the box; what was typed and what was attached can be brought back.
fn clear(form: &mut Form, effects: &mut Effects<Extra>) {
    let typed = std::mem::take(&mut form.text);
    reading::set_text(form, String::new(), effects);
    let attached = form.attached.take().map(|attachment| attachment.text);
    keep(form, typed, attached.unwrap_or_default());
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

fn keep(form: &mut Form, typed: String, attached: String) {
    if !typed.is_empty() || !attached.is_empty() {
        form.removed.push(Removed::Texts { typed, attached });
        forget_oldest(&mut form.removed);
    }
}

/// Forgets what was removed first, until the rest is no more than [`KEPT_BYTES`]. What was removed last can always be
/// brought back, however long it is.
fn forget_oldest(removed: &mut Vec<Removed>) {
    let mut kept = 0;
    let bytes = |removed: &Removed| {
        let (Removed::Texts { typed: one, attached: other } | Removed::Piece { was: one, is: other, .. }) =
            removed;
        one.len() + other.len()
    };
    let fits = removed.iter().rev().take_while(|removed| {
        kept += bytes(removed);
        kept <= KEPT_BYTES
    });
    let forgotten = removed.len().saturating_sub(fits.count().max(1));
    removed.drain(..forgotten);
}

/// Takes back what was removed or corrected last. What is in the box by now stays, under it.
fn undo(form: &mut Form, effects: &mut Effects<Extra>) {
    match form.removed.pop() {
        None => return,
        Some(Removed::Texts { typed, attached }) => {
            let since = std::mem::take(&mut form.text);
            self::typed(form, joined(typed, &since), effects);
            if !attached.is_empty() {
                attach(form, attached, Rest::Here, effects);
            }
        }
        // Where the text has changed since, there is nothing to take back.
        Some(Removed::Piece { source, start, was, is }) => {
            replace(form, source, start, [&is, &was], effects);
        }
    }
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

/// Puts what the user has written in the place of a piece, and reads the text anew; it can be taken back.
fn correct(form: &mut Form, step: Removed, effects: &mut Effects<Extra>) {
    if let Removed::Piece { source, start, was, is } = &step
        && was != is
        && replace(form, *source, *start, [was, is], effects)
    {
        form.then = Then::SayCorrected;
        form.removed.push(step);
        forget_oldest(&mut form.removed);
    }
}

/// Replaces a piece that stands there. It does not once the text has changed.
fn replace(
    form: &mut Form,
    source: Source,
    start: usize,
    [was, is]: [&str; 2],
    effects: &mut Effects<Extra>,
) -> bool {
    let text = match (source, &mut form.attached) {
        (Source::Typed, _) => &mut form.text,
        (Source::Attached, Some(attachment)) => &mut attachment.text,
        (Source::Attached, None) => return false,
    };
    let span = start..start.saturating_add(was.len());
    if text.get(span.clone()) != Some(was) {
        return false;
    }
    text.replace_range(span, is);
    match source {
        Source::Typed => reading::read_typed(form, effects),
        Source::Attached => reading::read_attached(form, effects),
    }
    true
}

/// Reads all values anew as this kind.
fn choose_kind(form: &mut Form, kind: Option<CommKind>, effects: &mut Effects<Extra>) {
    form.kind = kind.map_or(KindChoice::Auto, KindChoice::Forced);
    reading::read_anew(form, effects);
}

/// Reads numbers that name no country anew as this one's, and says what came of it.
fn choose_country(form: &mut Form, country: Option<Country>, effects: &mut Effects<Extra>) {
    form.country = CountryChoice::Chosen(country);
    let is_empty = form.text.trim().is_empty() && form.attached.is_none();
    form.then = if is_empty { Then::Nothing } else { Then::Say };
    reading::read_anew(form, effects);
}

fn choose_type(form: &mut Form, entity: Option<EntityType>) {
    form.types = entity.map_or(TypeChoice::All, TypeChoice::Only);
}

/// Copies the pieces that were not read, a piece a line, without what a terminal would act on.
fn copy_unread(form: &Form, effects: &mut Effects<Extra>) {
    let attached = form.attached.iter().flat_map(|attachment| &attachment.intake.pieces);
    let pieces = form.typed.pieces.iter().chain(attached).map(|piece| fit_to_copy(&piece.text));
    effects.push(Effect::Extra(Extra::CopyUnread(pieces.collect::<Vec<_>>().join("\n"))));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(bytes: &[usize]) -> Vec<Removed> {
        let of = |bytes: &usize| Removed::Texts { typed: String::new(), attached: "1".repeat(*bytes) };
        bytes.iter().map(of).collect()
    }

    fn kept_of(bytes: &[usize]) -> Vec<usize> {
        let mut removed = removed(bytes);
        forget_oldest(&mut removed);
        let length = |removed: &Removed| match removed {
            Removed::Texts { attached, .. } => attached.len(),
            Removed::Piece { .. } => 0,
        };
        removed.iter().map(length).collect()
    }

    /// Ten pastes of 20 MB, each cleared, kept 215 MB.
    #[test]
    fn what_was_removed_first_is_forgotten_once_too_much_is_kept() {
        let half = KEPT_BYTES / 2;
        assert_eq!(kept_of(&[half; 10]), [half, half]);
        assert_eq!(kept_of(&[1, half, half]), [half, half]);
        assert_eq!(kept_of(&[half, half + 1, 2]), [half + 1, 2]);
    }

    #[test]
    fn what_was_removed_last_can_always_be_brought_back() {
        assert_eq!(kept_of(&[1, 2, KEPT_BYTES + 1]), [KEPT_BYTES + 1]);
        assert_eq!(kept_of(&[1, 2, 3]), [1, 2, 3]);
        assert_eq!(kept_of(&[]), [0; 0]);
    }
}
