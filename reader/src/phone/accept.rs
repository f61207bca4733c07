//! Whether what was cut out as a number is read as one.

use std::ops::Range;

use super::{
    extension,
    group::Group,
    judge::{Judged, Standing},
    label::{self, Label},
};
use crate::{
    Reason,
    claims::Claims,
    context::Context,
    plans::has_short_numbers,
    text::{head, tail},
};

/// What stands around a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Setting {
    /// A word says that it is a phone.
    Labelled,
    /// Its line or cell holds nothing else.
    Alone,
    /// A word says that it is something else.
    Other,
    /// Text.
    Text,
}

/// Digits that nothing says to be a phone have to be so many.
const FEWEST: usize = 7;
/// The same in a country with short numbers.
const FEWEST_OF_SHORT: usize = 5;
/// The most digits of a number with its code.
pub(super) const MOST: usize = 15;
/// So many digits are a number wherever it may be of.
const MANY: usize = 10;
/// So many are more likely the number of something else.
const TOO_MANY_IN_TEXT: usize = 13;

/// Whether a number is one, in its setting.
pub(super) fn accept(
    judged: &Judged,
    digits: &str,
    groups: &[Group],
    setting: Setting,
    context: Context<'_>,
) -> Result<(), Reason> {
    if digits.len() > MOST && judged.standing != Standing::Valid {
        return Err(Reason::TooManyDigits);
    }
    let has_plus = groups.first().is_some_and(|first| first.has_plus);
    match setting {
        Setting::Other if !(has_plus && judged.standing == Standing::Valid) => {
            return Err(Reason::OtherNumber);
        }
        Setting::Other | Setting::Labelled | Setting::Alone => return Ok(()),
        Setting::Text => {}
    }
    let is_grouped = groups.len() > 1;
    let is_one = match judged.standing {
        Standing::Valid if has_short_numbers(context.country) => digits.len() >= FEWEST_OF_SHORT,
        Standing::Valid => digits.len() >= FEWEST,
        Standing::Abroad => true,
        Standing::Possible => is_grouped || digits.len() >= MANY,
        Standing::Local => is_grouped,
        Standing::Unknown if is_grouped => true,
        Standing::Unknown => {
            (digits.starts_with('0') || context.country.is_none()) && digits.len() <= TOO_MANY_IN_TEXT
        }
        Standing::Impossible => false,
    };
    if is_one { Ok(()) } else { Err(Reason::NoSuchNumber) }
}

/// What stands around a run from one place to another. `is_bare`: the line has no words. `is_single`: it has no
/// other number and no address, so that a short one is none of its columns for something else.
pub(super) fn setting(
    text: &str,
    range: Range<usize>,
    (is_bare, is_single): (bool, bool),
    claims: &Claims,
) -> Setting {
    let before = text.get(..range.start).unwrap_or_default();
    let digits = text.get(range.clone()).unwrap_or_default().bytes().filter(u8::is_ascii_digit).count();
    match label::before(before) {
        Some(Label::Phone) => return Setting::Labelled,
        Some(Label::Likely) if digits >= FEWEST => return Setting::Labelled,
        Some(Label::Likely) => return Setting::Text,
        Some(Label::Other) => return Setting::Other,
        None if is_bare => return Setting::Alone,
        None => {}
    }
    let (before, after) = (tail(before, FARTHEST), head(text.get(range.end..).unwrap_or_default(), FARTHEST));
    let start = before.rfind(ends_cell).map(|end| range.start - before.len() + end + 1);
    let start = start.or_else(|| (before.len() == range.start).then_some(0));
    let end = after.find(ends_cell).map(|end| range.end + end);
    let end = end.or_else(|| (range.end + after.len() == text.len()).then_some(text.len()));
    let Some((start, end)) = start.zip(end) else { return Setting::Text };
    let is_alone =
        || is_nothing(text, start..range.start, claims) && is_nothing(text, range.end..end, claims);
    if (digits >= FEWEST || is_single) && is_alone() { Setting::Alone } else { Setting::Text }
}

/// As far as the ends of a cell are looked for, in bytes.
const FARTHEST: usize = 96;

/// Words between two numbers.
const AND: [&str; 14] = ["and", "e", "et", "i", "lub", "o", "oder", "or", "ou", "und", "y", "и", "или", "та"];

/// Whether a piece of text has no words but those that belong to numbers.
pub(super) fn is_nothing(text: &str, range: Range<usize>, claims: &Claims) -> bool {
    claims.free(range).into_iter().all(|free| {
        let words = text.get(free).unwrap_or_default().split(|c: char| !c.is_alphabetic());
        words.filter(|word| !word.is_empty()).all(|word| {
            matches!(label::of_word(word), Some(Label::Phone | Label::Likely))
                || extension::is_word(word)
                || AND.contains(&word.to_lowercase().as_str())
        })
    })
}

const fn ends_cell(c: char) -> bool {
    matches!(c, '\t' | ';' | ',' | '|')
}
