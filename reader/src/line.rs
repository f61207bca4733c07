//! A line: who reads it, in which order, and what comes out.

use std::ops::Range;

use b24_duplicates::domain::CommKind;

use crate::{
    Item, Part, Reason, What,
    claims::{Claim, Claims},
    context::Context,
    email, link, phone,
    text::{Plain, has_run},
    vcard,
};

/// Reads a line that starts at a place of the whole text.
pub(crate) fn read(line: &str, number: usize, start: usize, context: Context<'_>, items: &mut Vec<Item>) {
    if line.is_ascii() && !says_anything(line) {
        return;
    }
    let plain = Plain::of(line);
    let text = plain.text();
    let mut claims = Claims::default();
    email::claim(text, context, &mut claims);
    if text.bytes().filter(u8::is_ascii_digit).take(3).count() == 3 {
        vcard::claim(text, &mut claims);
        link::claim(text, context, &mut claims);
        phone::claim(text, context, &mut claims);
    }
    mark_repeats(text, claims.as_mut_slice());
    items.extend(claims.into_list().into_iter().map(|Claim { range, what }| {
        let origin = plain.origin(&range);
        let what = if is_wanted(&what, context) { what } else { What::Unread(Reason::OtherKind) };
        Item { line: number, span: start + origin.start..start + origin.end, what }
    }));
}

/// Whether a line can hold anything: three digits, an `@`, or what stands for one.
fn says_anything(line: &str) -> bool {
    line.bytes().filter(u8::is_ascii_digit).take(3).count() == 3 || email::may_be_in(line)
}

fn is_wanted(what: &What, context: Context<'_>) -> bool {
    match what {
        What::Found(found) => context.wants(found.kind),
        What::Part(Part::Extension | Part::Parameter) => context.wants(CommKind::Phone),
        What::Part(Part::Message) => context.wants(CommKind::Email),
        What::Part(Part::Repeat) | What::Unread(_) => true,
    }
}

/// What stands between the target of a link and its text.
const BETWEEN_TARGET_AND_TEXT: [&str; 6] = ["|", "](", "](mailto:", "](tel:", "\">", "'>"];

/// A link is one communication, though its target and its text say it twice.
fn mark_repeats(text: &str, claims: &mut [Claim]) {
    for place in 1..claims.len() {
        let Some([target, repeat]) = claims.get_mut(place - 1..=place) else { continue };
        let (What::Found(first), What::Found(second)) = (&target.what, &repeat.what) else { continue };
        let between = text.get(target.range.end..repeat.range.start).unwrap_or_default();
        let is_link = BETWEEN_TARGET_AND_TEXT.contains(&between.trim())
            && (between != "|" || is_target(text.get(..target.range.start).unwrap_or_default()));
        if is_link && first.shares_a_key_with(second) {
            repeat.what = What::Part(Part::Repeat);
        }
    }
}

/// Whether a chat's link begins before its target.
fn is_target(before: &str) -> bool {
    before.ends_with("<mailto:") || before.ends_with("<tel:")
}

/// Takes every piece of a range that is not taken yet and has a run of digits.
pub(crate) fn claim_digits(text: &str, range: Range<usize>, what: &What, claims: &mut Claims) {
    for free in claims.free(range) {
        let piece = text.get(free.clone()).unwrap_or_default();
        if has_run(piece) {
            let start = free.end - piece.trim_start().len();
            claims.add(start..free.start + piece.trim_end().len(), what.clone());
        }
    }
}
