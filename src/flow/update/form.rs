//! The search box: typing, attaching, choosing.

use std::rc::Rc;

use crate::domain::{CommKind, EntityType, KindChoice, TypeChoice, parse_paste};
use crate::flow::model::{Attachment, Form, Intake, Model, Page, Removed, Rest, Scan, Stage};
use crate::flow::view::ATTACH_ABOVE_BYTES;
use crate::flow::{Effect, FocusTarget, PastedPart, Timer};

use super::Effects;

/// So many bytes of a long text are read in one step: some milliseconds.
const SLICE_BYTES: usize = 32 * 1024;

/// A line without a separator is read in one step up to this length.
const LONGEST_STEP: usize = 4 * SLICE_BYTES;

const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// What stands between two values.
const SEPARATORS: [char; 5] = ['\n', '\r', ',', ';', '\t'];

/// The text of the search box is now this. A text that is too long for the box becomes an attachment.
pub(super) fn typed(form: &mut Form, text: String, effects: &mut Effects) {
    if text.len() > ATTACH_ABOVE_BYTES {
        set_text(form, String::new());
        attach(form, text, effects);
    } else {
        set_text(form, text);
    }
}

pub(super) fn set_text(form: &mut Form, text: String) {
    let mut typed = Intake::default();
    typed.add(parse_paste(&text, form.kind), 0);
    form.typed = Rc::new(typed);
    form.text = text;
}

/// Puts a long text beside the box. One that is there already is joined, so that nothing is lost.
pub(super) fn attach(form: &mut Form, text: String, effects: &mut Effects) {
    let text = match form.attached.take() {
        Some(before) => joined(before.text, &text),
        None => text,
    };
    form.attached = Some(Box::new(unread(text)));
    effects.push(next_slice());
}

/// Takes a part of a long text that comes in parts.
pub(super) fn attach_part(form: &mut Form, part: PastedPart, effects: &mut Effects) {
    let (text, rest) = match part {
        PastedPart::First(text) => {
            attach(form, text, effects);
            (String::new(), Rest::Awaited)
        }
        PastedPart::Next(text) => (text, Rest::Awaited),
        PastedPart::Last(text) => (text, Rest::Here),
    };
    if let Some(attachment) = &mut form.attached {
        attachment.text.push_str(&text);
        attachment.rest = rest;
        effects.push(next_slice());
    } else if let Some(removed) = form.removed.last_mut() {
        // It was removed while it came, and comes back as a whole.
        removed.attached.push_str(&text);
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

fn unread(text: String) -> Attachment {
    Attachment { text, rest: Rest::Here, scan: Scan::Reading { at: 0, lines: 0 }, intake: Rc::default() }
}

fn next_slice() -> Effect {
    Effect::Wake { timer: Timer::Slice, after_ms: 0 }
}

/// Removes the attached text; it can be brought back.
pub(super) fn detach(form: &mut Form, effects: &mut Effects) {
    let attached = form.attached.take().map(|attachment| attachment.text);
    keep(form, String::new(), attached.unwrap_or_default());
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

/// Empties the box; what was typed and what was attached can be brought back.
pub(super) fn clear(form: &mut Form, effects: &mut Effects) {
    let typed = std::mem::take(&mut form.text);
    set_text(form, String::new());
    let attached = form.attached.take().map(|attachment| attachment.text);
    keep(form, typed, attached.unwrap_or_default());
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

fn keep(form: &mut Form, typed: String, attached: String) {
    if !typed.is_empty() || !attached.is_empty() {
        form.removed.push(Removed { typed, attached });
    }
}

/// Brings back what was removed last. What is in the box by now stays, under it.
pub(super) fn undo_detach(form: &mut Form, effects: &mut Effects) {
    let Some(Removed { typed, attached }) = form.removed.pop() else { return };
    let since = std::mem::take(&mut form.text);
    self::typed(form, joined(typed, &since), effects);
    if !attached.is_empty() {
        attach(form, attached, effects);
    }
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

/// Reads all values anew as this kind.
pub(super) fn choose_kind(form: &mut Form, kind: Option<CommKind>, effects: &mut Effects) {
    form.kind = kind.map_or(KindChoice::Auto, KindChoice::Forced);
    let text = std::mem::take(&mut form.text);
    set_text(form, text);
    if let Some(attachment) = &mut form.attached {
        let (text, rest) = (std::mem::take(&mut attachment.text), attachment.rest);
        **attachment = Attachment { rest, ..unread(text) };
        effects.push(next_slice());
    }
}

pub(super) fn choose_type(form: &mut Form, entity: Option<EntityType>) {
    form.types = entity.map_or(TypeChoice::All, TypeChoice::Only);
}

/// Reads the next slice of a long text: whole lines, or a part of a line that is longer than a slice.
pub(super) fn read_slice(model: &mut Model, effects: &mut Effects) {
    let Stage::Page(page) = &mut model.stage else { return };
    let Page { form, .. } = &mut **page;
    let Some(attachment) = &mut form.attached else { return };
    let Attachment { text, rest: coming, scan, intake } = &mut **attachment;
    let Scan::Reading { at, lines } = *scan else { return };
    let Some(rest) = text.get(at..) else { return };
    let end = match coming {
        // The last line may go on in what is coming.
        Rest::Awaited if rest.len() <= LONGEST_STEP => rest.rfind(LINE_ENDS).map_or(0, |end| end + 1),
        _ => slice_end(rest),
    };
    if end == 0 && *coming == Rest::Awaited {
        return;
    }
    let slice = rest.get(..end).unwrap_or(rest);
    let pasted = parse_paste(slice, form.kind);
    if slice.len() == rest.len() && *coming == Rest::Here {
        *scan = Scan::Read;
    } else {
        // The line in which the slice ends goes on in the next one, or begins there.
        *scan = Scan::Reading { at: at + slice.len(), lines: lines + pasted.lines.saturating_sub(1) };
        effects.push(next_slice());
    }
    Rc::make_mut(intake).add(pasted, lines);
}

/// Where a slice ends: after the last line that fits; for a longer line after its last separator that fits,
/// or else its next one. A text of many bytes without any is no list of values: it is cut at a space.
fn slice_end(rest: &str) -> usize {
    let head = |most: usize| rest.get(..rest.floor_char_boundary(most)).unwrap_or(rest);
    if rest.len() <= SLICE_BYTES {
        return rest.len();
    }
    let (fits, longest) = (head(SLICE_BYTES), head(LONGEST_STEP));
    let before = fits.rfind(LINE_ENDS).or_else(|| fits.rfind(SEPARATORS));
    let separator = before.or_else(|| longest.find(SEPARATORS)).or_else(|| longest.rfind(' '));
    separator.map_or(longest.len(), |separator| {
        let is_pair = rest.get(separator..).is_some_and(|from| from.starts_with("\r\n"));
        separator + if is_pair { 2 } else { 1 }
    })
}
