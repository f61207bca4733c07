//! The search box: typing, attaching, choosing.

use std::rc::Rc;

use crate::app::{Effect, Effects, FocusTarget};
use crate::domain::{CommKind, EntityType, KindChoice, TypeChoice, parse_paste};
use crate::page::model::{ATTACH_ABOVE_BYTES, Attachment, Form, Intake, Page, Removed, Rest, Scan, Stage};
use crate::page::{App, Extra, FormIntent, PastedPart};
use crate::session::Connection;

/// At most this many bytes of a long text are read in one step: some milliseconds.
const SLICE_BYTES: usize = 32 * 1024;

/// A line without a separator is read in one step up to this length.
const LONGEST_STEP: usize = 4 * SLICE_BYTES;

/// At most this many bytes of what was removed are kept to be brought back, besides what was removed last: twice the
/// longest list that a search takes.
const KEPT_BYTES: usize = 16 * 1024 * 1024;

const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// What stands between two values.
const SEPARATORS: [char; 5] = ['\n', '\r', ',', ';', '\t'];

impl Page {
    /// Takes what the user wants of the search box.
    pub(super) fn form_wanted(
        &mut self,
        connection: Option<&mut Connection>,
        intent: FormIntent,
        effects: &mut Effects<Extra>,
    ) {
        match (intent, connection) {
            (FormIntent::Type(text), _) => typed(&mut self.form, text, effects),
            (FormIntent::Attach(text), _) => attach(&mut self.form, text, effects),
            (FormIntent::AttachPart(part), _) => attach_part(&mut self.form, part, effects),
            (FormIntent::Detach, _) => detach(&mut self.form, effects),
            (FormIntent::UndoDetach, _) => undo_detach(&mut self.form, effects),
            (FormIntent::ChooseKind(kind), _) => choose_kind(&mut self.form, kind, effects),
            (FormIntent::ChooseType(entity), _) => choose_type(&mut self.form, entity),
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
fn attach(form: &mut Form, text: String, effects: &mut Effects<Extra>) {
    let text = match form.attached.take() {
        Some(before) => joined(before.text, &text),
        None => text,
    };
    form.attached = Some(Box::new(unread(text)));
    effects.push(next_slice());
}

/// Takes a part of a long text that comes in parts.
fn attach_part(form: &mut Form, part: PastedPart, effects: &mut Effects<Extra>) {
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

fn unread(text: String) -> Attachment {
    Attachment { text, rest: Rest::Here, scan: Scan::Reading { at: 0, lines: 0 }, intake: Rc::default() }
}

const fn next_slice() -> Effect<Extra> {
    Effect::Extra(Extra::LetOthersGoFirst)
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
    set_text(form, String::new());
    let attached = form.attached.take().map(|attachment| attachment.text);
    keep(form, typed, attached.unwrap_or_default());
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

fn keep(form: &mut Form, typed: String, attached: String) {
    if !typed.is_empty() || !attached.is_empty() {
        form.removed.push(Removed { typed, attached });
        forget_oldest(&mut form.removed);
    }
}

/// Forgets what was removed first, until the rest is no more than [`KEPT_BYTES`]. What was removed last can always be
/// brought back, however long it is.
fn forget_oldest(removed: &mut Vec<Removed>) {
    let mut kept = 0;
    let bytes = |removed: &Removed| removed.typed.len() + removed.attached.len();
    let fits = removed.iter().rev().take_while(|removed| {
        kept += bytes(removed);
        kept <= KEPT_BYTES
    });
    let forgotten = removed.len().saturating_sub(fits.count().max(1));
    removed.drain(..forgotten);
}

/// Brings back what was removed last. What is in the box by now stays, under it.
fn undo_detach(form: &mut Form, effects: &mut Effects<Extra>) {
    let Some(Removed { typed, attached }) = form.removed.pop() else { return };
    let since = std::mem::take(&mut form.text);
    self::typed(form, joined(typed, &since), effects);
    if !attached.is_empty() {
        attach(form, attached, effects);
    }
    effects.push(Effect::Focus(FocusTarget::SearchBox));
}

/// Reads all values anew as this kind.
fn choose_kind(form: &mut Form, kind: Option<CommKind>, effects: &mut Effects<Extra>) {
    form.kind = kind.map_or(KindChoice::Auto, KindChoice::Forced);
    let text = std::mem::take(&mut form.text);
    set_text(form, text);
    if let Some(attachment) = &mut form.attached {
        let (text, rest) = (std::mem::take(&mut attachment.text), attachment.rest);
        **attachment = Attachment { rest, ..unread(text) };
        effects.push(next_slice());
    }
}

fn choose_type(form: &mut Form, entity: Option<EntityType>) {
    form.types = entity.map_or(TypeChoice::All, TypeChoice::Only);
}

impl App {
    /// Reads the next slice of a long text.
    pub(in crate::page) fn read_slice(&mut self, effects: &mut Effects<Extra>) {
        if let Stage::Page(page) = &mut self.stage
            && let Some(attachment) = &mut page.form.attached
        {
            read_slice(attachment, page.form.kind, effects);
        }
    }
}

/// Whole lines, or a part of a line that is longer than a slice.
fn read_slice(attachment: &mut Attachment, kind: KindChoice, effects: &mut Effects<Extra>) {
    let Attachment { text, rest: coming, scan, intake } = attachment;
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
    let pasted = parse_paste(slice, kind);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn removed(bytes: &[usize]) -> Vec<Removed> {
        let of = |bytes: &usize| Removed { typed: String::new(), attached: "1".repeat(*bytes) };
        bytes.iter().map(of).collect()
    }

    fn kept_of(bytes: &[usize]) -> Vec<usize> {
        let mut removed = removed(bytes);
        forget_oldest(&mut removed);
        removed.iter().map(|removed| removed.attached.len()).collect()
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
