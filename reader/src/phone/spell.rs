//! A number as it was written, without what is no part of it.

use std::ops::Range;

use b24_duplicates::domain::CommKind;
use rlibphonenumber::PhoneNumber;

use super::group::Group;
use crate::{Form, Found, context::Context};

/// The digits of groups that make one number.
pub(super) fn digits(text: &str, groups: &[Group]) -> String {
    groups.iter().map(|group| group.digits(text)).collect()
}

/// The spelling of groups that make one number. A plus stands in front, because the portal looks for it there and
/// nowhere else (`[+86] 10…` would lose its 8); signs that it takes for those of an extension become dashes.
pub(super) fn spelling(text: &str, groups: &[Group]) -> String {
    let Range { start, end } = range(text, groups);
    let plus = groups.first().filter(|first| first.has_plus);
    let start = plus.map_or(start, |first| first.range.start);
    let written = text.get(start..end).unwrap_or_default();
    let mut spelling = String::from(if plus.is_some() { "+" } else { "" });
    let keeps_brackets = has_brackets_in_pairs(written);
    for c in written.chars() {
        match c {
            '0'..='9' | ' ' | '.' | '-' | '/' => spelling.push(c),
            '(' | ')' if keeps_brackets => spelling.push(c),
            '(' | ')' | '[' | ']' => {}
            _ => spelling.push('-'),
        }
    }
    spelling
}

/// Where groups that make one number stand. A bracket before it counts if it is closed within it.
pub(super) fn range(text: &str, groups: &[Group]) -> Range<usize> {
    let Some((first, last)) = groups.first().zip(groups.last()) else { return 0..0 };
    let is_closed = text.get(first.lead..last.range.end).is_some_and(|written| written.contains(')'));
    let start = if first.has_plus || is_closed { first.lead } else { first.range.start };
    start..last.range.end
}

fn has_brackets_in_pairs(written: &str) -> bool {
    let mut open = false;
    let pairs = written.chars().filter(|c| matches!(c, '(' | ')')).all(|c| {
        let fits = (c == '(') != open;
        open = c == '(';
        fits
    });
    pairs && !open
}

/// A phone with its other spellings.
pub(super) fn found(spelling: String, number: Option<&PhoneNumber>, context: Context<'_>) -> Found {
    let mut found = Found::new(CommKind::Phone, spelling);
    if let Some(number) = number {
        found.also(Form::International, context.plans.international(number));
        found.also(Form::National, context.plans.national(number));
    }
    found
}
