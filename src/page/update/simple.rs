//! Reading by simple rules, where the module that reads cannot be had.

use std::rc::Rc;

use super::shortened;
use crate::app::{Effect, Effects};
use crate::domain::{KindChoice, parse_paste};
use crate::page::Extra;
use crate::page::model::{Attachment, Intake, Rest, Scan};

/// At most this many bytes of a long text are read in one step: some milliseconds.
const SLICE_BYTES: usize = 32 * 1024;

/// A line without a separator is read in one step up to this length.
const LONGEST_STEP: usize = 4 * SLICE_BYTES;

const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// What stands between two values.
const SEPARATORS: [char; 5] = ['\n', '\r', ',', ';', '\t'];

/// Reads a whole text, which is no long one.
pub(super) fn read(text: &str, kind: KindChoice) -> Intake {
    let mut intake = Intake::default();
    let (rest, shortened) = shortened::without(text);
    intake.add(parse_paste(&rest, kind), 0);
    intake.add_shortened(text, shortened, 0, 0);
    intake
}

/// Begins to read a long text, slice by slice.
pub(super) fn begin(attachment: &mut Attachment, effects: &mut Effects<Extra>) {
    attachment.scan = Scan::Slicing { at: 0, lines: 0 };
    attachment.intake = Rc::default();
    effects.push(next_slice());
}

/// More of a long text has come.
pub(super) const fn next_slice() -> Effect<Extra> {
    Effect::Extra(Extra::LetOthersGoFirst)
}

/// Reads the next slice: whole lines, or a part of a line that is longer than a slice.
pub(super) fn read_slice(attachment: &mut Attachment, kind: KindChoice, effects: &mut Effects<Extra>) {
    let Attachment { text, rest: coming, scan, intake } = attachment;
    let Scan::Slicing { at, lines } = *scan else { return };
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
    let (left, shortened) = shortened::without(slice);
    let pasted = parse_paste(&left, kind);
    if slice.len() == rest.len() && *coming == Rest::Here {
        *scan = Scan::Read;
    } else {
        // The line in which the slice ends goes on in the next one, or begins there.
        *scan = Scan::Slicing { at: at + slice.len(), lines: lines + pasted.lines.saturating_sub(1) };
        effects.push(next_slice());
    }
    let intake = Rc::make_mut(intake);
    intake.add(pasted, lines);
    intake.add_shortened(slice, shortened, at, lines);
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
