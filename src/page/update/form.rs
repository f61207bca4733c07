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
    forget_number(form);
    let text = match form.attached.take() {
        Some(before) => joined(before.text, &text),
        None => text,
    };
    form.attached = Some(Box::new(Attachment { text, rest, scan: Scan::Waiting, intake: Rc::default() }));
    reading::read_attached(form, effects);
}

/// The box holds something else than the number that the portal gave: nothing more is asked by itself.
fn forget_number(form: &mut Form) {
    if form.then == Then::AskFurther {
        form.then = Then::Nothing;
    }
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
    } else {
        // It was removed while it came, and comes back as a whole.
        form.removed.push_part(&text);
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
    }
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
    forget_number(form);
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
