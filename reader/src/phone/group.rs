//! Groups of digits, and what stands between them.

use std::ops::Range;

use crate::{Reason, claims::Claims};

/// A run of digits.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its digits.
    pub(super) range: Range<usize>,
    /// Where the plus or the round bracket before it stands, or else its first digit.
    pub(super) lead: usize,
    /// A plus stands before it: a number begins here.
    pub(super) has_plus: bool,
    /// What joins it to the group before.
    pub(super) joint: Joint,
    /// What it is, as far as its surroundings tell.
    pub(super) mark: Mark,
}

/// What joins two groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Joint {
    /// They are not of one number.
    Cut,
    /// `-`, `.`, `(`, `)` without a space, or a mix of them: of one number, if one is possible at all.
    Tight,
    /// A sign between digits that numbers are not written with: `~`, `·`.
    Odd,
    /// A `)` that nothing opened: the number of an item in a list.
    Closing,
    /// One space.
    Space,
    /// A space and a bracket that opens.
    Opening,
    /// A slash: before the rest of a number, or between two.
    Slash,
    /// Two spaces, a dash between spaces, two dashes.
    Wide,
}

/// What a group is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    /// Digits of a phone, if of anything.
    Number,
    /// Letters stand at its side without a space: a phone only if the plans know it.
    Lettered,
    /// Nothing that has to be told: an hour, the `.0` of a spreadsheet.
    Noise,
    /// Something else.
    Not(Reason),
}

impl Group {
    /// How many digits.
    pub(super) fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether it may be part of a phone.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.mark, Mark::Number | Mark::Lettered)
    }

    /// Its digits.
    pub(super) fn digits<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The groups of what is not taken yet.
pub(super) fn groups(text: &str, claims: &Claims) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for free in claims.free(0..text.len()) {
        let (first, mut place) = (found.len(), free.start);
        while let Some(range) = next_digits(text, place..free.end) {
            let before = text.get(place..range.start).unwrap_or_default();
            let (lead, has_plus) = lead(before, range.start);
            let joint = if found.len() == first || has_plus { Joint::Cut } else { joint(before) };
            place = range.end;
            found.push(Group { range, lead, has_plus, joint, mark: Mark::Number });
        }
    }
    found
}

fn next_digits(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(within.clone())?;
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    let tail = rest.get(start..)?;
    let length = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    Some(within.start + start..within.start + start + length)
}

/// Where a number starts before its first digit, and whether with a plus: `+7`, `+ (7)`, `(415)`.
fn lead(before: &str, start: usize) -> (usize, bool) {
    let near = before.trim_end_matches([' ', '(', '[', '.', '-']);
    if near.ends_with('+') && before.len() - near.len() <= 2 {
        return (start - (before.len() - near.trim_end_matches('+').len()), true);
    }
    (start - usize::from(before.ends_with('(')), false)
}

/// The most characters between two groups of one number.
const WIDEST: usize = 5;

fn joint(between: &str) -> Joint {
    let mut signs = between.chars();
    if let (Some(sign), None) = (signs.next(), signs.next()) {
        return match sign {
            ' ' => Joint::Space,
            '.' | '(' => Joint::Tight,
            _ if is_dash(sign) => Joint::Tight,
            ')' => Joint::Closing,
            '/' => Joint::Slash,
            _ if separates(sign) => Joint::Cut,
            _ => Joint::Odd,
        };
    }
    let is_known = |c| matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '[' | ']' | '~') || is_dash(c);
    if between.chars().count() > WIDEST || !between.chars().all(is_known) || between.contains("   ") {
        return Joint::Cut;
    }
    let ends_sentence = between.starts_with(". ") || between.starts_with(") ") && between.contains(". ");
    if between.contains('/') {
        Joint::Slash
    } else if ends_sentence || between.contains('~') {
        Joint::Cut
    } else if between.contains("  ")
        || between.contains("--")
        || (between.starts_with(' ') && has_dash(between))
    {
        Joint::Wide
    } else if between.contains(['(', '[']) {
        if between.starts_with([' ', ')']) { Joint::Opening } else { Joint::Tight }
    } else if between.contains([')', ']']) {
        Joint::Closing
    } else {
        Joint::Tight
    }
}

fn has_dash(text: &str) -> bool {
    text.chars().any(is_dash)
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2012}'..='\u{2015}' | '\u{2212}')
}

/// A sign between two values, or one that makes something else of the digits beside it.
fn separates(sign: char) -> bool {
    sign.is_alphanumeric()
        || sign.is_whitespace()
        || "\t,;:=<>@&?!\"#%|$€£¥₽₴₸₹₺₩₪₫₱฿{}\u{fffd}".contains(sign)
}
